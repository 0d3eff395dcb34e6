/**
 * One slice of a first pass: its frames brought into place, and the mean signal of the blood pool, of the wall and of
 * its segments and layers at each of them. Slices know nothing of each other, so that each may have its own thread.
 */
import { coverage } from '../contours/coverage.ts'
import { boundsOf, centroid, type Polygon } from '../contours/polygon.ts'
import { wallPixels } from '../contours/ring.ts'
import { type MeasuredImage, unusable } from '../images/image.ts'
import { median } from '../protocol/median.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import { sampleRegion } from './likeness.ts'
import { breathingMotion, type Motion, type MotionOptions, motionDefaults } from './motion.ts'
import { noiseVariance } from './noise.ts'
import { type WallCurves, wallCurves } from './wall-curves.ts'
import { clearPixels, type RegionPixels, type WallRegion, wallRegions } from './wall-regions.ts'

export interface PerfusionSliceInput {
  /** in order of time */
  readonly frames: readonly MeasuredImage[]
  /** when each was really taken, from the start of the series */
  readonly times: readonly Ms[]
  /** from 0: the frame that the borders were drawn on */
  readonly drawnOn: number
  readonly endocardial: Polygon
  readonly epicardial: Polygon
  /** AHA segment of each pixel of that frame, row by row; 0 is none. Without it the wall is one. */
  readonly segments?: Uint8Array
  /** where blood is measured; the middle of the cavity where it is not given */
  readonly bloodPool?: Polygon
}

export interface SliceOptions {
  readonly motion?: MotionOptions
  /** As in `wall-regions.ts`: share of the thickness, pixels, and least share of a pixel within the wall. */
  readonly erosion?: number
  readonly clearance?: number
  readonly leastShare?: number
  /** of the cavity's radius that counts as blood pool: papillary muscles lie outside */
  readonly poolRadius?: number
  /** mm round the epicardium that motion is found on */
  readonly margin?: number
}

export const sliceDefaults = {
  motion: motionDefaults,
  erosion: 0.15,
  clearance: 1,
  leastShare: 0.75,
  poolRadius: 0.6,
  margin: 15,
} as const satisfies Required<SliceOptions>

export interface RegionCurve extends RegionPixels {
  /** mean signal at each frame, freed of the mean of the noise */
  readonly signal: Float64Array
}

export interface SlicePerfusion {
  readonly times: readonly Ms[]
  readonly blood: Float64Array
  readonly regions: readonly RegionCurve[]
  /** for maps: of every pixel by itself */
  readonly wall: WallCurves
  /** regions of too few pixels for a curve */
  readonly tooSmall: readonly RegionPixels[]
  readonly motion: Motion
  /** mm: larger of the two distances between pixels */
  readonly pixel: number
  readonly warnings: readonly string[]
}

/** Fewer do not hold a baseline and a first pass. */
export const fewestFrames = 20
/** of a region: the mean of fewer is mostly noise */
const fewestPixels = 5

/**
 * @param progress  over the steps that bring the frames into place, which take nearly all of the time
 * @returns unmeasured 'no-images', 'too-few-phases', 'no-times', 'contradictory-input', 'unusable-images', or why the
 *   borders enclose no wall
 */
export function perfusionSlice(
  input: PerfusionSliceInput,
  given: SliceOptions = {},
  progress?: (done: number, total: number) => void,
): Outcome<SlicePerfusion> {
  const options = { ...sliceDefaults, ...given }
  const flaw = flawOf(input)
  if (flaw !== undefined) return flaw
  const { plane } = at(input.frames, 0)
  const wall = wallPixels(input.endocardial, input.epicardial, plane)
  if (!wall.measured) return wall
  const pixels = input.frames.map((frame) => frame.pixels)
  const { rows, columns } = plane
  const { left, right, top, bottom } = boundsOf(input.epicardial)
  const [dx, dy] = [options.margin / plane.columnSpacing, options.margin / plane.rowSpacing]
  const motion = breathingMotion(
    {
      frames: pixels,
      rows,
      columns,
      box: { left: left - dx, right: right + dx, top: top - dy, bottom: bottom + dy },
      reference: input.drawnOn,
    },
    options.motion,
    progress,
  )
  const clear = clearPixels(wall.value, input.epicardial, plane, options)
  const parts = wallRegions(clear, input.segments)
  const pool = coverage(input.bloodPool ?? poolOf(input.endocardial, options.poolRadius), rows, columns)
  const blood = indicesOf(pool, (share) => share >= 0.5)
  if (blood.length < fewestPixels)
    return unmeasured('too-few-pixels', say('perfusion/blood-pool-pixels', { blood: blood.length }))

  const squares = squaredFrames(input, motion)
  const noise = noiseVariance(pixels.slice(...quietFrames), [...wholeOf(parts), ...blood])
  const curve = (of: readonly number[]): Float64Array =>
    Float64Array.from(squares, (frame) => {
      let sum = 0
      for (const pixel of of) sum += frame[pixel] ?? 0
      // E S² = A² + 2 σ² of a magnitude (Gudbjartsson 1995, doi:10.1002/mrm.1910340618)
      return Math.sqrt(Math.max(sum / of.length - 2 * noise, 0))
    })
  const regions: RegionCurve[] = []
  const tooSmall: RegionPixels[] = []
  for (const { index, ...region } of parts)
    if (region.pixels < fewestPixels) tooSmall.push(region)
    else regions.push({ ...region, signal: curve(index) })
  return measured(
    {
      times: input.times,
      blood: curve(blood),
      regions,
      wall: wallCurves(wall.value, clear, input.segments, squares, noise),
      tooSmall,
      motion,
      pixel: Math.max(plane.rowSpacing, plane.columnSpacing),
      warnings: [],
    },
    [...wall.warnings, ...beatWarnings(input.times)],
  )
}

/** Of the slice, through the whole thickness. */
const wholeOf = (parts: readonly WallRegion[]): readonly number[] =>
  parts.find(({ segment, layer }) => segment === undefined && layer === 'whole-wall')?.index ?? []

function poolOf(endocardial: Polygon, radius: number): Polygon {
  const [cx, cy] = centroid(endocardial)
  return endocardial.map(([x, y]) => [cx + radius * (x - cx), cy + radius * (y - cy)] as const)
}

function indicesOf(shares: Float64Array, keep: (share: number) => boolean): number[] {
  const kept: number[] = []
  shares.forEach((share, i) => {
    if (keep(share)) kept.push(i)
  })
  return kept
}

/** early in the series, where contrast does not change yet, but magnetisation is steady: from and before */
const quietFrames = [2, 7] as const

/** Squares of all frames as they lie after correction. */
function squaredFrames({ frames }: PerfusionSliceInput, { shiftX, shiftY }: Motion): Float32Array[] {
  const { plane } = at(frames, 0)
  const whole = { left: 0, top: 0, width: plane.columns, height: plane.rows }
  return frames.map(({ pixels }, t) => {
    const placed = new Float32Array(pixels.length)
    sampleRegion(
      pixels.map((value) => value * value),
      plane,
      whole,
      shiftX[t] ?? 0,
      shiftY[t] ?? 0,
      placed,
    )
    return placed
  })
}

/** An interval this much longer than the usual one lost a beat. */
const skipped = 1.5

function beatWarnings(times: readonly Ms[]): string[] {
  const intervals = times.slice(1).map((time, i) => time - at(times, i))
  const usual = median(intervals)
  const lost = intervals.filter((interval) => interval > skipped * usual).length
  return lost === 0 ? [] : [say('perfusion/beats-skipped', { lost })]
}

function flawOf({ frames, times, drawnOn }: PerfusionSliceInput): Unmeasured | undefined {
  const first = frames[0]
  if (first === undefined) return unmeasured('no-images', say('perfusion/slice-no-frames'))
  if (frames.length < fewestFrames)
    return unmeasured(
      'too-few-phases',
      say('perfusion/frames-needed', { frames: frames.length, fewestFrames }),
    )
  if (times.length !== frames.length || times.some((time) => !Number.isFinite(time)))
    return unmeasured('no-times', say('perfusion/frame-no-time'))
  const bad = times.findIndex((time, i) => time < 0 || (i > 0 && time <= at(times, i - 1)))
  if (bad >= 0)
    return unmeasured(
      'contradictory-input',
      say('perfusion/frame-ms-not-after-one', { bad: bad + 1, times: at(times, bad) }),
    )
  if (frames[drawnOn] === undefined)
    return unmeasured(
      'contradictory-input',
      say('perfusion/borders-lie-frame', { drawnOn: drawnOn + 1, frames: frames.length }),
    )
  for (const [i, frame] of frames.entries()) {
    if (frame.plane.rows !== first.plane.rows || frame.plane.columns !== first.plane.columns)
      return unmeasured('contradictory-input', say('perfusion/frame-another-matrix', { i: i + 1 }))
    const why = unusable(frame)
    if (why !== undefined)
      return unmeasured('unusable-images', say('perfusion/frame-says', { i: i + 1, why }))
  }
  return undefined
}
