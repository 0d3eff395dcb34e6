/** Words on a page: runs of one font each, lines that break where their language breaks, characters that no font has. */
import { codeOf, printable } from '#analysis/report/printed/printable.ts'
import type { FontShelf, Weight } from './fonts.ts'

export interface Run {
  readonly font: string
  readonly text: string
}

export interface TextLine {
  readonly runs: readonly Run[]
  readonly width: number
}

/** How wide a text is in a font. */
export type Measure = (font: string, size: number, text: string) => number

export interface Writing {
  /** @param width  undefined: on one line, however long */
  lines(text: string, size: number, weight: Weight, width?: number): TextLine[]
  /** characters that stand as their codes, in the order in which they were met */
  readonly unset: ReadonlySet<string>
  /** Begins anew with characters that are met. */
  forget(): void
}

/** Chinese, Japanese and Korean break between any two characters. */
const ideograph = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u

export function createWriting(
  shelf: FontShelf,
  covers: (font: string, codePoint: number) => boolean,
  measure: Measure,
): Writing {
  const unset = new Set<string>()

  function fontFor(character: string, weight: Weight): string | undefined {
    const codePoint = character.codePointAt(0) ?? 0
    const font = shelf.fontOf(codePoint, weight)
    return font !== undefined && covers(font, codePoint) ? font : undefined
  }

  function runsOf(text: string, weight: Weight): Run[] {
    const runs: { font: string; text: string }[] = []
    const add = (character: string, font: string): void => {
      const last = runs.at(-1)
      // a blank belongs to the run that it stands in
      if (last && (last.font === font || character === ' ')) last.text += character
      else runs.push({ font, text: character })
    }
    for (const character of text) {
      const font = fontFor(character, weight)
      if (font !== undefined) {
        add(character, font)
        continue
      }
      unset.add(character)
      for (const part of codeOf(character)) add(part, fontFor(part, weight) ?? '')
    }
    return runs
  }

  const widthOf = (runs: readonly Run[], size: number): number =>
    runs.reduce((sum, { font, text }) => sum + measure(font, size, text), 0)

  function wrapped(paragraph: string, size: number, weight: Weight, width: number): string[] {
    const lines: string[] = []
    let line = ''
    for (const piece of piecesOf(paragraph, (text) => widthOf(runsOf(text, weight), size) > width)) {
      const longer = line + piece
      if (line !== '' && widthOf(runsOf(longer.trimEnd(), weight), size) > width) {
        lines.push(line.trimEnd())
        line = piece.trimStart()
      } else line = longer
    }
    return [...lines, line.trimEnd()]
  }

  function setLines(text: string, size: number, weight: Weight, width: number | undefined): TextLine[] {
    const clean = printable(text)
    const paragraphs = width === undefined ? [clean.replaceAll('\n', ' ')] : clean.split('\n')
    return paragraphs
      .flatMap((paragraph) => (width === undefined ? [paragraph] : wrapped(paragraph, size, weight, width)))
      .map((line) => {
        const runs = runsOf(line, weight)
        return { runs, width: widthOf(runs, size) }
      })
  }

  /** a report is laid out several times until its pages are as many as they may be */
  const known = new Map<string, { readonly lines: TextLine[]; readonly unset: readonly string[] }>()

  return {
    unset,
    forget: () => unset.clear(),
    lines(text, size, weight, width) {
      const key = `${size} ${weight} ${width} ${text}`
      const before = known.get(key)
      if (before !== undefined) {
        for (const character of before.unset) unset.add(character)
        return before.lines
      }
      const others = [...unset]
      unset.clear()
      const lines = setLines(text, size, weight, width)
      known.set(key, { lines, unset: [...unset] })
      for (const character of [...others, ...unset]) {
        unset.delete(character)
        unset.add(character)
      }
      return lines
    },
  }
}

/** Words with the blank behind them, ideographs one by one, and what is longer than a line in letters. */
function piecesOf(text: string, tooLong: (piece: string) => boolean): string[] {
  const words = text.match(/[^ ]*(?: +|$)/g) ?? []
  return words.flatMap((word) => {
    if (word === '') return []
    const parts: string[] = []
    let part = ''
    for (const character of word) {
      if (ideograph.test(character)) {
        if (part !== '') parts.push(part)
        parts.push(character)
        part = ''
      } else part += character
    }
    if (part !== '') parts.push(part)
    return parts.flatMap((one) => brokenDown(one, tooLong))
  })
}

/** A name of a method breaks behind its strokes; what is still too long, between any two letters. */
function brokenDown(part: string, tooLong: (piece: string) => boolean): string[] {
  if (!tooLong(part.trimEnd())) return [part]
  const stretches = part.split(/(?<=[/_.-])/)
  if (stretches.length > 1) return stretches.flatMap((one) => brokenDown(one, tooLong))
  return Array.from(part)
}
