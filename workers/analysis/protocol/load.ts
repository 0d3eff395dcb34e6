/**
 * Rest or stress, of first-pass perfusion: by words, then by the heart rate. Where neither decides, nobody
 * guesses: the order of the two differs between protocols, and a person is asked.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { loadInText } from './language.ts'
import { median } from './median.ts'
import type { Sight } from './sight.ts'
import type { Evidence, SeriesClass } from './stack.ts'

/** a heart under stress beats at least this much faster: RR of stress over RR of rest */
const stressedBeat = 0.85
const textWeight = 4
const rateWeight = 2
const partnerWeight = 2

export interface Loaded {
  readonly load: 'stress' | 'rest' | undefined
  readonly evidence: readonly Evidence[]
}

/** @param classes  of the sights, in their order  @returns for each perfusion stack its load; none for others */
export function loadsOfStudy(
  sights: readonly Sight[],
  classes: readonly SeriesClass[],
): ReadonlyMap<number, Loaded> {
  const passes = sights.flatMap((_, k) => (at(classes, k) === 'perfusion' ? [k] : []))
  const events = eventsOf(passes, sights)
  const resting = restingBeat(sights, classes)
  const said = events.map((event) => loadOfWords(event.map((k) => at(sights, k))))
  const beats = events.map((event) => beatOf(event.map((k) => at(sights, k))))
  const first = said.map(
    (words, e): Loaded =>
      words ??
      loadOfRate(
        beats[e],
        beats.filter((_, other) => other !== e),
        resting,
      ),
  )
  const loads = events.map((_, e): Loaded => {
    const own = at(first, e)
    const [partner] = first.filter((_, other) => other !== e)
    if (own.load !== undefined || events.length !== 2 || partner?.load === undefined) return own
    const load = partner.load === 'stress' ? 'rest' : 'stress'
    return {
      load,
      evidence: [
        ...own.evidence,
        { rule: 'other-pass', weight: partnerWeight, text: say('stacks/other-two', { load: partner.load }) },
      ],
    }
  })
  return new Map(events.flatMap((event, e) => event.map((k) => [k, contradicted(loads, e)] as const)))
}

/** Two that are both called stress, or both rest, are neither. */
function contradicted(loads: readonly Loaded[], e: number): Loaded {
  const own = at(loads, e)
  return loads.some((other, k) => k !== e && other.load === own.load) &&
    own.load !== undefined &&
    loads.length === 2
    ? {
        load: undefined,
        evidence: [
          {
            rule: 'contradiction',
            weight: 0,
            text: say('stacks/both-first-passes-would', { load: own.load }),
          },
        ],
      }
    : own
}

/** seconds; stacks of one first pass begin together: magnitude and registered images, slices and input function */
const oneEvent = 20

/** Perfusion stacks that are one injection, in order of time; without times each is its own. */
function eventsOf(passes: readonly number[], sights: readonly Sight[]): number[][] {
  const events: { readonly members: number[]; readonly acquired: number | undefined }[] = []
  for (const k of passes) {
    const { acquired } = at(sights, k)
    const home = events.find(
      (event) =>
        acquired !== undefined &&
        event.acquired !== undefined &&
        Math.abs(event.acquired - acquired) < oneEvent,
    )
    if (home === undefined) events.push({ members: [k], acquired })
    else home.members.push(k)
  }
  return events.map(({ members }) => members)
}

function loadOfWords(sights: readonly Sight[]): Loaded | undefined {
  const words = sights.flatMap(({ text }) => {
    const load = loadInText(text)
    return load === undefined ? [] : [{ load, text: text.trim() }]
  })
  const [first] = words
  if (first === undefined || words.some(({ load }) => load !== first.load)) return undefined
  return {
    load: first.load,
    evidence: [
      {
        rule: 'text',
        weight: textWeight,
        text: say('stacks/description-says', { purpose: first.load, text: first.text }),
      },
    ],
  }
}

const beatOf = (sights: readonly Sight[]): number | undefined => {
  const beats = sights.flatMap(({ stack }) => (stack.rr.measured ? [stack.rr.value.median] : []))
  return beats.length === 0 ? undefined : median(beats)
}

/** ms; of the cines, which are acquired at rest */
function restingBeat(sights: readonly Sight[], classes: readonly SeriesClass[]): number | undefined {
  return beatOf(sights.filter((_, k) => at(classes, k) === 'cine'))
}

function loadOfRate(
  own: number | undefined,
  others: readonly (number | undefined)[],
  resting: number | undefined,
): Loaded {
  const undecided: Loaded = { load: undefined, evidence: [] }
  if (own === undefined) return undecided
  const known = others.flatMap((beat) => beat ?? [])
  const fastest = Math.min(own, ...known)
  const slowest = Math.max(own, ...known)
  const spoken = (load: 'stress' | 'rest', text: string): Loaded => ({
    load,
    evidence: [{ rule: 'heart-rate', weight: rateWeight, text }],
  })
  if (known.length === 1 && fastest < stressedBeat * slowest)
    return own === fastest
      ? spoken('stress', say('stacks/rr-ms-other-first-pass', { own, slowest }))
      : spoken('rest', say('stacks/rr-ms-other-first-pass', { own, slowest: fastest }))
  if (resting !== undefined && own < stressedBeat * resting)
    return spoken('stress', say('stacks/rr-ms-cines-rest-ms', { own, resting }))
  return undecided
}
