/**
 * Which font has which character: Noto Sans for alphabets, Noto Sans SC for Chinese, in the files of a few hundred
 * characters that they come in. Only files whose characters are used are read, and only their used letters go into
 * the PDF.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sfntOf } from './woff.ts'

export type Weight = 400 | 600

interface FontFile {
  readonly name: string
  readonly path: string
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

export interface FontShelf {
  /** name of the font that has the character; undefined when none has */
  fontOf(codePoint: number, weight: Weight): string | undefined
  bytesOf(name: string): Buffer
}

const require = createRequire(import.meta.url)
const families = [
  { family: 'noto-sans', weights: [400, 600], skipped: ['devanagari'] },
  {
    family: 'noto-sans-sc',
    weights: [400],
    skipped: ['latin', 'latin-ext', 'cyrillic', 'vietnamese', 'chinese-simplified'],
  },
] as const

/** Lists the fonts; their files are read when they are first asked for. */
export function openFonts(): FontShelf {
  const files = new Map<Weight, FontFile[]>([
    [400, []],
    [600, []],
  ])
  for (const { family, weights, skipped } of families) {
    const folder = dirname(require.resolve(`@fontsource/${family}/package.json`))
    const subsets = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>
    for (const [subset, ranges] of Object.entries(subsets)) {
      if (skipped.some((one) => one === subset)) continue
      // Chinese subsets are numbered, '[12]', and their files are named by the number
      const part = subset.replace(/[[\]]/g, '')
      for (const weight of weights) {
        const name = `${family}-${part}-${weight}`
        files.get(weight)?.push({
          name,
          path: join(folder, 'files', `${name}-normal.woff`),
          ranges: rangesIn(ranges),
        })
      }
    }
  }
  const bytes = new Map<string, Buffer>()
  const found = new Map<string, string | undefined>()
  const holder = (codePoint: number, weight: Weight): string | undefined =>
    files
      .get(weight)
      ?.find(({ ranges }) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last))?.name
  return {
    fontOf(codePoint, weight) {
      const key = `${weight} ${codePoint}`
      if (!found.has(key))
        found.set(key, holder(codePoint, weight) ?? (weight === 600 ? holder(codePoint, 400) : undefined))
      return found.get(key)
    },
    bytesOf(name) {
      const known = bytes.get(name)
      if (known) return known
      const file = [...files.values()].flat().find((one) => one.name === name)
      if (file === undefined) throw new RangeError(`there is no font ${name}`)
      const sfnt = sfntOf(readFileSync(file.path))
      bytes.set(name, sfnt)
      return sfnt
    },
  }
}

/** 'U+0000-00FF,U+0131' */
const rangesIn = (text: string): [number, number][] =>
  text.split(',').map((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
