/** What a read costs without any window: its numbers while a point is dragged, and opening a long log. */
import type { Contour } from '#analysis/contours/contour.ts'
import { closedSpline } from '#analysis/contours/spline.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { ring, square } from '../../analysis/contours/shapes.ts'
import { log } from '../../analysis/reading/log.ts'
import { drawn, stackOf } from '../../analysis/ventricle.ts'
import { atMost, figure, type Part } from '../figures.ts'

const slowestFoldMs = 1000
const slowestNumbersMs = 1
const longestLog = 20_000
const drags = 200
const [ed, es] = [0, 9]

export function readingPart(runs: number): Part {
  const fold = figure('ms', foldTimes(runs))
  const numbers = figure('ms', numbersTimes())
  return {
    figures: {
      /** of as many gestures as no reader makes in one read */
      foldOf20000: fold,
      /** of 12 slices at two phases, 96 points a border */
      numbersWhileDragging: numbers,
    },
    aims: [
      atMost('a read of 20,000 gestures is folded within a second', slowestFoldMs, fold),
      atMost('all numbers follow a dragged point within a millisecond', slowestNumbersMs, numbers),
    ],
  }
}

const draw = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})

function foldTimes(runs: number): number[] {
  const images = 600
  const gestures = Array.from({ length: longestLog }, (_, k) =>
    draw({
      image: { sopInstanceUid: `1.${k % images}`, frame: 0 },
      border: 'lv-endocardial',
      closed: true,
      points: ring(20, 96),
      origin: 'drawn',
    }),
  )
  const events = log(...gestures)
  return Array.from({ length: runs }, () => milliseconds(() => foldRead(events)))
}

function numbersTimes(): number[] {
  const stack = stackOf({ slices: 12, phases: 25 })
  const outline = (slice: number, phase: number, radius: number): Contour =>
    drawn(stack, slice, phase, 'lv-endocardial', closedSpline(ring(radius, 10), square))
  const borders = Array.from({ length: 12 }, (_, slice) => [outline(slice, ed, 25), outline(slice, es, 18)])
  const state = foldRead(log(draw(...borders.flat())))
  const dragged = Array.from({ length: drags }, (_, k) => outline(5, ed, 25 + k / 100))
  for (const contour of dragged) measureRead(stack, state, {}, [contour])
  // a contour that was never seen: what is remembered of the others may count, of this one nothing
  return dragged.map((contour) => milliseconds(() => measureRead(stack, state, {}, [{ ...contour }])))
}

function milliseconds(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}
