/** Where each image of a stack stands on the axis of its stack, exactly: what curves are fitted against. */
import { type Ms, ms } from '../units/units.ts'
import { elapsedSeconds } from './placed.ts'
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
  const read = axisReading(axis, fullest)
  const values = frames.map((slice) => slice.map((frame) => (frame === null ? undefined : read(frame))))
  if (axis !== 'dynamic')
    return values.map((slice) => slice.map((value) => (value === undefined ? undefined : ms(value))))
  const known = values.flat().flatMap((value) => (value === undefined ? [] : [value / 1000]))
  if (known.length === 0) return values.map((slice) => slice.map(() => undefined))
  const elapsed = elapsedSeconds(known)
  const start = Math.min(...elapsed)
  let next = 0
  return values.map((slice) =>
    slice.map((value) => {
      if (value === undefined) return undefined
      const seconds = elapsed[next]
      next += 1
      return seconds === undefined ? undefined : ms((seconds - start) * 1000)
    }),
  )
}
