/**
 * What the program says, in German. Recorded is the English sentence; its code and parts are found in it, and each part is
 * said in German too: a sentence within a sentence, a list, a word, a number. What is no sentence of ours (an older log
 * may hold one) is shown as it is.
 */
import { type Code, sentences } from '../say.ts'
import { filled, templateOf } from '../template.ts'
import { type Understood, understood } from '../understood.ts'
import { common } from './common.ts'
import { contours } from './contours.ts'
import { dicom } from './dicom.ts'
import { files } from './files.ts'
import { flow } from './flow.ts'
import { images } from './images.ts'
import { library } from './library.ts'
import { mapping } from './mapping.ts'
import { perfusion } from './perfusion.ts'
import { ranges } from './ranges.ts'
import { reading } from './reading.ts'
import { reasons } from './reasons.ts'
import { registry } from './registry.ts'
import { scar } from './scar.ts'
import { segments } from './segments.ts'
import { stacks } from './stacks.ts'
import { strain } from './strain.ts'
import { study } from './study.ts'
import { surfaces } from './surfaces.ts'
import { values } from './values.ts'
import { volumes } from './volumes.ts'
import { words } from './words.ts'

const topics = {
  common,
  contours,
  dicom,
  files,
  flow,
  images,
  library,
  mapping,
  perfusion,
  ranges,
  reading,
  reasons,
  registry,
  scar,
  segments,
  stacks,
  strain,
  study,
  surfaces,
  values,
  volumes,
}

/** By the code of the English sentence, with the names of its parts. */
export const german: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(topics).flatMap(([topic, table]) =>
    Object.entries(table).map(([name, sentence]) => [`${topic}/${name}`, sentence]),
  ),
)

const aNumber = /^-?\d+(?:\.\d+)?$/
const number = (text: string): string => text.replace('-', '−').replace('.', ',')

interface Spoken {
  readonly text: string
  /** characters that are still as they were recorded: names, and what is no sentence of ours */
  readonly kept: number
}

/** @param vocabulary  of whoever shows it: reasons, borders, series, beside the words that stand here */
export function germanSpeaker(vocabulary: Readonly<Record<string, string>>): (recorded: string) => string {
  const known: Readonly<Record<string, string>> = { ...vocabulary, ...words }
  const spoken = new Map<string, Spoken>()

  function speak(text: string): Spoken {
    const before = spoken.get(text)
    if (before !== undefined) return before
    const now = spokenAnew(text)
    spoken.set(text, now)
    return now
  }

  /** Of all that a text may be, what leaves the least of it as it was. */
  function spokenAnew(text: string): Spoken {
    const word = known[text]
    if (word !== undefined) return { text: word, kept: 0 }
    if (aNumber.test(text)) return { text: number(text), kept: 0 }
    const readings = understood(text).flatMap(inGerman)
    const whole = text.split(sentenceEnd)
    if (whole.length > 1) readings.push(joined(whole.map(speak), ' '))
    const several = text.split('; ')
    if (several.length > 1) readings.push(grouped(several))
    const listed = text.split(', ').flatMap((item) => known[item] ?? [])
    if (listed.length > 1 && listed.length === text.split(', ').length)
      readings.push({ text: listed.join(', '), kept: 0 })
    const asItIs: Spoken = { text, kept: text.length }
    return readings.reduce((best, one) => (one.kept < best.kept ? one : best), asItIs)
  }

  /** A sentence may hold a semicolon itself: parts that lie side by side are taken together where that says more. */
  function grouped(parts: readonly string[]): Spoken {
    if (parts.length > mostGrouped) return joined(parts.map(speak), '; ')
    let best: readonly (readonly Spoken[])[] = [[]]
    for (let end = 1; end <= parts.length; end += 1) {
      const ways = best.flatMap((before, from) => {
        const isAll = from === 0 && end === parts.length
        return isAll ? [] : [[...before, speak(parts.slice(from, end).join('; '))]]
      })
      best = [...best, ways.reduce((least, way) => (keptOf(way) < keptOf(least) ? way : least))]
    }
    return joined(best.at(-1) ?? [], '; ')
  }

  /** Nothing where a name only looks like a sentence, by an *and* or a colon in it. */
  function inGerman({ code, parts }: Understood): Spoken[] {
    const sentence = german[code]
    if (sentence === undefined) return []
    const said = parts.map(({ text, number: isNumber }) =>
      isNumber ? { text: number(text), kept: 0 } : speak(text),
    )
    const names = parts.length > 0 && parts.every(({ text }, index) => said[index]?.kept === text.length)
    if (names && isLoose(code)) return []
    const filledIn = parts.map(({ name }, index) => [name, said[index]?.text ?? ''] as const)
    return [{ text: filled(templateOf(sentence), Object.fromEntries(filledIn)), kept: keptOf(said) }]
  }

  return (recorded) => speak(recorded).text
}

const keptOf = (all: readonly Spoken[]): number => all.reduce((sum, { kept }) => sum + kept, 0)

const joined = (all: readonly Spoken[], by: string): Spoken => ({
  text: all.map(({ text }) => text).join(by),
  kept: keptOf(all),
})

const sentenceEnd = /(?<=\.) (?=[A-Z0-9])/
/** Ways to group grow with the square of the parts. */
const mostGrouped = 6

/** A sentence that is nearly all parts, as of a place and what holds there. */
const loosest = 8
const isLoose = (code: Code): boolean =>
  templateOf(sentences[code] ?? '')
    .between.join('')
    .trim().length < loosest
