/** Which phases the strip of slices shows, as rows: two at most. */
import type { ReadMeasurements } from '#analysis/reading/measure.ts'

const mostRows = 2

type Phases = ReadMeasurements['phases']

/**
 * ED and ES where they are known. What is not known yet is stood in for by the phases that were begun, those
 * with the most slices first, and at last by the phase on screen.
 */
export function stripPhases(
  { phases: { ed, es }, curve }: Pick<ReadMeasurements, 'phases' | 'curve'>,
  now: number,
): readonly number[] {
  const known = [ed, es].filter((phase) => phase !== undefined)
  const begun = curve
    .filter(({ slices, open }) => slices.length > 0 || open.length > 0)
    .toSorted((a, b) => b.slices.length - a.slices.length)
    .map(({ phase }) => phase)
  const others = [...new Set([...begun, now])].filter((phase) => !known.includes(phase))
  return [...known, ...others.slice(0, mostRows - known.length).toSorted((a, b) => a - b)]
}

/** As in 'ED 20'; phases count from 1 on the screen. */
export function stripRowName(phase: number, { ed, es }: Phases): string {
  const name = phase === ed ? 'ED ' : phase === es ? 'ES ' : ''
  return `${name}${phase + 1}`
}
