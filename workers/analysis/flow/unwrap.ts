/**
 * Velocities beyond VENC come out with 2 · VENC too much or too little. They are put back in two steps within the
 * vessel, each change by whole turns of 2 · VENC:
 *
 *   1. in time   from the phase with the slowest blood forward and backward, each value is brought within VENC of
 *                the one before
 *   2. in space  pixels whose values still jump, or do not close over the beat, follow their neighbours, the surest
 *                first (quality-guided flood)
 *
 * What a person set is not touched. Steps in time hold as long as blood gains less than VENC from one phase to the
 * next; a vessel whose border is sharper than VENC is no obstacle, since space only decides where time is not sure.
 */
import { at } from '../units/at.ts'
import type { CmPerS } from '../units/units.ts'

export interface ManualTurn {
  readonly phase: number
  readonly column: number
  readonly row: number
  /** whole turns of 2 · VENC to be added to the measured value */
  readonly turns: number
}

export interface Unwrapping {
  readonly phase: number
  /** row × columns + column */
  readonly pixel: number
  readonly turns: number
  readonly by: 'time' | 'space' | 'reader'
}

export interface Unwrapped {
  /** copies of the velocities with the changes made, cm/s */
  readonly velocities: readonly Float32Array[]
  readonly changes: readonly Unwrapping[]
  /** values of the vessel that jump by more than VENC from one phase to the next after all */
  readonly doubtful: number
}

export interface UnwrapInput {
  /** cm/s, one for each phase */
  readonly velocities: readonly Float32Array[]
  readonly columns: number
  /** pixels of the vessel at any phase */
  readonly pixels: readonly number[]
  readonly venc: CmPerS
  /** whether the phase after the last is the first again */
  readonly periodic: boolean
  readonly manual?: readonly ManualTurn[]
  /** Share of VENC: a pixel that steps further is not sure. Blood that gained 1.3 VENC looks as if it lost 0.7. */
  readonly sureStep?: number
}

export const unwrapDefaults = { sureStep: 0.7 } as const

/**
 * @param input  pixels outside the vessel keep their values
 * @throws RangeError for a manual turn outside the pictures
 */
export function unwrap(input: UnwrapInput): Unwrapped {
  const { velocities, columns, pixels, venc, periodic, manual = [] } = input
  const sureStep = (input.sureStep ?? unwrapDefaults.sureStep) * venc
  const turn = 2 * venc
  const phases = velocities.length
  const result = velocities.map((picture) => Float32Array.from(picture))
  const changes = new Map<string, Unwrapping>()
  const set = (phase: number, pixel: number, value: number, by: Unwrapping['by']): void => {
    const key = `${phase}/${pixel}`
    if (changes.get(key)?.by === 'reader') return
    const measured = at(velocities, phase)[pixel] ?? 0
    const turns = Math.round((value - measured) / turn)
    at(result, phase)[pixel] = measured + turns * turn
    if (turns !== 0 || by === 'reader') changes.set(key, { phase, pixel, turns, by })
    else changes.delete(key)
  }
  const value = (phase: number, pixel: number): number => at(result, phase)[pixel] ?? 0
  for (const { phase, column, row, turns } of manual) {
    const pixel = row * columns + column
    const measured = velocities[phase]?.[pixel]
    if (measured === undefined || column < 0 || column >= columns)
      throw new RangeError(`column ${column}, row ${row} of phase ${phase} lies outside the pictures`)
    set(phase, pixel, measured + turns * turn, 'reader')
  }

  const seed = slowestPhase(velocities, pixels)
  const nearest = (phase: number, pixel: number, to: number): number => {
    const now = value(phase, pixel)
    return now + turn * Math.round((to - now) / turn)
  }
  for (const pixel of pixels) {
    for (let t = seed + 1; t < phases; t++) set(t, pixel, nearest(t, pixel, value(t - 1, pixel)), 'time')
    for (let t = seed - 1; t >= 0; t--) set(t, pixel, nearest(t, pixel, value(t + 1, pixel)), 'time')
  }

  const largestStep = (pixel: number): number => {
    let largest = 0
    for (let t = periodic ? 0 : 1; t < phases; t++)
      largest = Math.max(largest, Math.abs(value(t, pixel) - value((t + phases - 1) % phases, pixel)))
    return largest
  }
  const steps = new Map(pixels.map((pixel) => [pixel, largestStep(pixel)]))
  const sure = new Set(pixels.filter((pixel) => (steps.get(pixel) ?? 0) <= sureStep))
  for (const pixel of floodOrder(sure, steps, columns)) {
    const beside = neighbours(pixel, columns).filter((other) => sure.has(other))
    for (let t = 0; t < phases; t++) {
      const mean = beside.reduce((sum, other) => sum + value(t, other), 0) / beside.length
      set(t, pixel, nearest(t, pixel, mean), 'space')
    }
    sure.add(pixel)
  }
  return {
    velocities: result,
    changes: [...changes.values()],
    doubtful: pixels.filter((pixel) => !sure.has(pixel)).length,
  }
}

/** The phase whose larger velocities are least: late diastole, where nothing has wrapped. */
function slowestPhase(velocities: readonly Float32Array[], pixels: readonly number[]): number {
  // not the largest, which noise decides
  const large = velocities.map((picture) => {
    const speeds = pixels.map((pixel) => Math.abs(picture[pixel] ?? 0)).sort((a, b) => a - b)
    return speeds[Math.floor(0.9 * speeds.length)] ?? 0
  })
  return large.indexOf(Math.min(...large))
}

/** Unsure pixels that touch a sure one, the one with the smallest step first; each is sure once it is given. */
function* floodOrder(
  sure: ReadonlySet<number>,
  steps: ReadonlyMap<number, number>,
  columns: number,
): Generator<number> {
  const waiting = new Set([...steps.keys()].filter((pixel) => !sure.has(pixel)))
  for (;;) {
    let next: number | undefined
    for (const pixel of waiting) {
      if (!neighbours(pixel, columns).some((other) => sure.has(other))) continue
      if (next === undefined || (steps.get(pixel) ?? 0) < (steps.get(next) ?? 0)) next = pixel
    }
    if (next === undefined) return
    waiting.delete(next)
    yield next
  }
}

/** The eight round a pixel; those beyond a side of the picture are no pixel of the vessel, so nobody asks for them. */
function neighbours(pixel: number, columns: number): number[] {
  const around = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]
  return around.map((step) => pixel + step)
}
