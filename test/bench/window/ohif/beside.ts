/** What Midwall is meant to reach against the figures of the peer in the same run. */
import type { Aim, Figure, Part } from '../../figures.ts'
import { rounded } from '../../figures.ts'

type Figures = Part['figures']

export function beside(own: Figures, peer: Figures): readonly Aim[] {
  if (Object.keys(peer).length === 0) return []
  const ours = (...path: readonly string[]): number => numberAt(own, path)
  const theirs = (...path: readonly string[]): number => numberAt(peer, path)
  const atLeastTimes = (aim: string, wanted: number, theirValue: number, ourValue: number): Aim => {
    const value = rounded(theirValue / ourValue)
    return { aim, reached: value >= wanted, value, unit: 'x' }
  }
  const theirMemory = Math.max(...listAt(peer, ['memoryInStudyMb']))
  const ourMemory = Math.max(...listAt(own, ['opening', 'memoryInStudyMb']))
  const aims = [
    atLeastTimes(
      'click to first image sooner than OHIF',
      1,
      theirs('clickToFirstImage'),
      ours('opening', 'firstImage'),
    ),
    atLeastTimes(
      'navigation to first image at least 3 x sooner than OHIF',
      3,
      theirs('navigationToFirstImage'),
      ours('opening', 'navigationToFirstImage'),
    ),
    atLeastTimes(
      'free-running faster than OHIF as it opens the study',
      1,
      ours('cine', 'freeFps', 'oneViewport'),
      theirs('freeFps', 'asItOpensIt'),
    ),
    atLeastTimes(
      'free-running faster than OHIF with a flat stack',
      1,
      ours('cine', 'freeFps', 'oneViewport'),
      theirs('freeFps', 'asFlatStack'),
    ),
    atLeastTimes(
      'p95 of a point of a border below that of OHIF',
      1,
      theirs('splineDrag', 'p95'),
      ours('drag', 'points', 'contour', 'p95'),
    ),
    atLeastTimes('memory of the browser at most half of that of OHIF', 2, theirMemory, ourMemory),
    // a browser with nothing in it may already take half
    atLeastTimes(
      'memory above that of an empty page at most half of that of OHIF',
      2,
      theirMemory - theirs('emptyMb'),
      ourMemory - ours('emptyMb'),
    ),
  ]
  // a viewer that showed nothing was not beaten
  return aims.filter(({ value }) => Number.isFinite(value))
}

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'median' in value

function at(figures: Figures, path: readonly string[]): unknown {
  let value: unknown = figures
  for (const step of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  return value
}

/** @throws Error where there is none: a comparison with nothing must not look like one that was won */
function numberAt(figures: Figures, path: readonly string[]): number {
  const value = at(figures, path)
  const number = isFigure(value) ? value.median : value
  if (typeof number !== 'number') throw new Error(`${path.join('.')} was not measured`)
  return number
}

function listAt(figures: Figures, path: readonly string[]): number[] {
  const value = at(figures, path)
  if (!Array.isArray(value)) throw new Error(`${path.join('.')} was not measured`)
  return value.map(Number)
}
