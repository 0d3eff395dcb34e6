/** The pictures of one beat at one place, and whether they can be followed. */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'

export interface Cine {
  /** by phase */
  readonly images: readonly MeasuredImage[]
  /** after the R wave, by phase, ascending */
  readonly times: readonly Ms[]
  readonly rr: Ms
  /** the phase that contours are drawn on and everything is related to, from 0 */
  readonly edPhase: number
}

/** ED alone strains nothing. */
const fewestPhases = 2

/**
 * The cine itself when it can be followed.
 *
 * @returns unmeasured 'no-images'; 'too-few-phases'; 'unusable-images' naming the phase; 'no-times' for times that
 *          are no ascending numbers from 0 on; 'contradictory-input' for as many times as there are no images, for
 *          pictures of different sizes, for an ED that is no phase or an RR that ends before the last phase
 */
export function checkedCine(cine: Cine): Outcome<Cine> {
  const { images, times, rr, edPhase } = cine
  const [first] = images
  if (first === undefined) return unmeasured('no-images')
  if (images.length < fewestPhases)
    return unmeasured('too-few-phases', say('strain/one-phase-shows-no-motion'))
  if (times.length !== images.length)
    return unmeasured(
      'contradictory-input',
      say('strain/times-phases', { times: times.length, images: images.length }),
    )
  const early = times.findIndex(
    (time, phase) => !(time > at([-1, ...times], phase) && time >= 0 && Number.isFinite(time)),
  )
  if (early >= 0)
    return unmeasured(
      'no-times',
      say('strain/times-do-not-ascend', { phase: phaseName(early, times.length) }),
    )
  if (!(rr > at(times, times.length - 1)) || !Number.isFinite(rr))
    return unmeasured('contradictory-input', say('strain/rr-ms-ends-before-last', { rr }))
  if (!Number.isInteger(edPhase) || edPhase < 0 || edPhase >= images.length)
    return unmeasured('contradictory-input', say('strain/ed-phases', { edPhase, images: images.length }))
  const other = images.findIndex(
    ({ plane }) => plane.rows !== first.plane.rows || plane.columns !== first.plane.columns,
  )
  if (other >= 0)
    return unmeasured(
      'contradictory-input',
      say('strain/another-matrix', { phase: phaseName(other, images.length) }),
    )
  for (const [phase, image] of images.entries()) {
    const what = unusable(image)
    if (what === undefined) continue
    const place = phaseName(phase, images.length)
    return unmeasured('unusable-images', say('common/place-says', { place, what }))
  }
  return measured(cine)
}

export const phaseName = (phase: number, count: number): string =>
  say('common/phase-of', { phase: phase + 1, phases: count })

/** Phases in the order in which they follow ED, ED first: the beat goes on with phase 0 after the last one. */
export const phasesFrom = (edPhase: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (edPhase + i) % count)

/** Time that has passed since ED, within one beat. */
export function sinceEd(
  { times, rr, edPhase }: Pick<Cine, 'times' | 'rr' | 'edPhase'>,
  phase: number,
): number {
  const passed = at(times, phase) - at(times, edPhase)
  return passed < 0 ? passed + rr : passed
}

/** Phases from ED to ES, both included. */
export function systoleOf(edPhase: number, esPhase: number, count: number): number[] {
  const order = phasesFrom(edPhase, count)
  return order.slice(0, order.indexOf(esPhase) + 1)
}
