/**
 * How a network is asked for a risk. Who runs it (a child process) is no matter of this room; what goes in and
 * comes out is: one float32 row in the order of the card's inputs, one risk for each of its horizons.
 */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { RiskCard } from './card.ts'
import type { TakenValue } from './inputs.ts'

/** newest operator set that is taken: what onnxruntime of this project runs everywhere */
export const newestOpset = 17

/**
 * @param row  one patient, in the order of the card's inputs
 * @returns risks in the order of the card's horizons; unmeasured when the network could not be run
 */
export type RiskNetwork = (row: Float32Array) => Promise<Outcome<Float32Array>>

export interface Occlusion {
  readonly input: string
  /** risk with the patient's value, less risk with the model's median */
  readonly change: number
}

/** The row of one patient, in the order of the card. */
export const networkRow = (card: RiskCard, taken: readonly TakenValue[]): Float32Array =>
  Float32Array.from(card.inputs, ({ id }) => taken.find((value) => value.id === id)?.value ?? Number.NaN)

/**
 * Rows that show what each input does: first the patient, then one for each input with its median in its place.
 * @returns unmeasured 'model-locked' when an input has no median to put in
 */
export function occlusionRows(card: RiskCard, taken: readonly TakenValue[]): Outcome<Float32Array> {
  const own = networkRow(card, taken)
  const width = own.length
  const rows = new Float32Array(width * (width + 1))
  rows.set(own)
  for (const [i, { label, missing }] of card.inputs.entries()) {
    if (missing.rule === 'reject') return unmeasured('model-locked', `the card names no median of ${label}`)
    rows.set(own, (i + 1) * width)
    rows[(i + 1) * width + i] = missing.value
  }
  return measured(rows)
}

/** @param risks  of `occlusionRows`, at one horizon */
export const occlusions = (card: RiskCard, risks: ArrayLike<number>): Occlusion[] =>
  card.inputs.map(({ id }, i) => ({
    input: id,
    change: (risks[0] ?? Number.NaN) - (risks[i + 1] ?? Number.NaN),
  }))
