/** The pictures of one beat at one place, and whether they can be followed. */
import { type MeasuredImage, unusable } from '../images/image.ts'
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
  if (images.length < fewestPhases) return unmeasured('too-few-phases', 'one phase shows no motion')
  if (times.length !== images.length)
    return unmeasured('contradictory-input', `${times.length} times for ${images.length} phases`)
  const early = times.findIndex(
    (time, phase) => !(time > at([-1, ...times], phase) && time >= 0 && Number.isFinite(time)),
  )
  if (early >= 0)
    return unmeasured('no-times', `the times do not ascend from 0 at ${phaseName(early, times.length)}`)
  if (!(rr > at(times, times.length - 1)) || !Number.isFinite(rr))
    return unmeasured('contradictory-input', `an RR of ${rr} ms ends before the last phase`)
  if (!Number.isInteger(edPhase) || edPhase < 0 || edPhase >= images.length)
    return unmeasured('contradictory-input', `ED is ${edPhase} of ${images.length} phases`)
  const other = images.findIndex(
    ({ plane }) => plane.rows !== first.plane.rows || plane.columns !== first.plane.columns,
  )
  if (other >= 0)
    return unmeasured('contradictory-input', `${phaseName(other, images.length)} has another matrix`)
  const why = images.map((image, phase) => [phase, unusable(image)] as const).find(([, what]) => what)
  if (why !== undefined)
    return unmeasured('unusable-images', `${phaseName(why[0], images.length)}: ${why[1]}`)
  return measured(cine)
}

export const phaseName = (phase: number, count: number): string => `phase ${phase + 1} of ${count}`

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
