/** Where each image of a stack stands on the axis of its stack, exactly: what curves are fitted against. */
import { type Ms, ms } from '../units/units.ts'
import type { Stack } from './stack.ts'
import { axisReading } from './what-varies.ts'

/**
 * @returns [slice][phase] like `frames`: ms after the R wave, after the first image of the stack (dynamics), TI,
 *   TE or preparation time; undefined at a hole and where the header does not say it
 */
export function frameTimes(stack: Pick<Stack, 'axis' | 'frames'>): readonly (readonly (Ms | undefined)[])[] {
  const { axis, frames } = stack
  const counted = frames.map((slice) => slice.filter((frame) => frame !== null))
  const fullest = counted.reduce((most, slice) => (slice.length > most.length ? slice : most), [])
  const read = axisReading(axis, fullest, counted.flat())
  const values = frames.map((slice) => slice.map((frame) => (frame === null ? undefined : read(frame))))
  const known = values.flat().flatMap((value) => value ?? [])
  const start = axis === 'dynamic' ? Math.min(...known) : 0
  return values.map((slice) => slice.map((value) => (value === undefined ? undefined : ms(value - start))))
}
