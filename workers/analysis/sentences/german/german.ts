/**
 * What analyses say, in German. Recorded is the English sentence; its code and parts are found in it, and each part is
 * said in German too: a sentence within a sentence, a list, a word, a number. What is no sentence of ours (an older log
 * may hold one) is shown as it is.
 */
import { type Code, sentences } from '../say.ts'
import { filled, templateOf } from '../template.ts'
import { type Understood, understood } from '../understood.ts'
import { common } from './common.ts'
import { contours } from './contours.ts'
import { flow } from './flow.ts'
import { images } from './images.ts'
import { mapping } from './mapping.ts'
import { perfusion } from './perfusion.ts'
import { ranges } from './ranges.ts'
import { reading } from './reading.ts'
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
  flow,
  images,
  mapping,
  perfusion,
  ranges,
  reading,
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
    const several = text.split('; ')
    if (several.length > 1) readings.push(joined(several.map(speak)))
    const listed = text.split(', ').flatMap((item) => known[item] ?? [])
    if (listed.length > 1 && listed.length === text.split(', ').length)
      readings.push({ text: listed.join(', '), kept: 0 })
    const asItIs: Spoken = { text, kept: text.length }
    return readings.reduce((best, one) => (one.kept < best.kept ? one : best), asItIs)
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

const joined = (all: readonly Spoken[]): Spoken => ({
  text: all.map(({ text }) => text).join('; '),
  kept: keptOf(all),
})

/** A sentence that is nearly all parts, as of a place and what holds there. */
const loosest = 8
const isLoose = (code: Code): boolean =>
  templateOf(sentences[code] ?? '')
    .between.join('')
    .trim().length < loosest
