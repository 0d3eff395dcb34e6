/**
 * Breathing moves the heart through the frames of a first pass while contrast changes all its signals. Each frame is
 * brought into place by a translation, to where it is best explained as a mixture of frames that lie already:
 *
 *   1. late frames, whose contrast hardly changes, on one of them
 *   2. backward in time, each frame on a mixture of those after it, so that contrast changes little from step to step
 *   3. in a few rounds, every frame on the principal components of all: motion, which belongs to no component for
 *      long, is averaged away
 *
 * Rotation and deformation are not corrected; what is left of the translation is measured by one more round and told.
 *
 * @source  Milles 2008, doi:10.1109/TMI.2008.928918 (references made of components); Pontré 2017,
 *          doi:10.1002/jmri.25571 (translation is enough for perfusion reserve)
 */
import type { Bounds } from '../contours/polygon.ts'
import {
  components,
  type Frames,
  likeness,
  mixtureOf,
  mostAlike,
  type Region,
  sampleRegion,
} from './likeness.ts'

export interface MotionOptions {
  /** Rounds of the third step; more change nothing that is seen. 0 leaves all frames where they are. */
  readonly rounds?: number
  /** Components: contrast in either ventricle and in the wall are three, which a fourth lets overlap in time. */
  readonly components?: number
  /** pixels to either side that a frame is looked for in */
  readonly range?: number
}

export const motionDefaults = {
  rounds: 3,
  components: 4,
  range: 14,
} as const satisfies Required<MotionOptions>

export interface Motion {
  /** pixels along rows and columns that each frame's heart lies off the reference frame's */
  readonly shiftX: Float64Array
  readonly shiftY: Float64Array
  /** pixels, root mean square over the frames, of the shifts that another round still finds */
  readonly residual: number
  /** mean share of a frame that the components explain, before and after */
  readonly before: number
  readonly after: number
  /** false where correction made the frames less alike and was dropped */
  readonly corrected: boolean
}

export interface MotionInput extends Frames {
  /** round the left ventricle, pixels */
  readonly box: Bounds
  /** the frame that stays where it is: the one that the contours were drawn on */
  readonly reference: number
}

/** pixels that a round of the third step may still move a frame */
const roundReach = 3
/** frames after it that a frame is a mixture of: their mean holds noise down, their components follow contrast */
const followers = 4

export function breathingMotion(input: MotionInput, options: MotionOptions = {}): Motion {
  const settings = { ...motionDefaults, ...options }
  const { frames, reference } = input
  const region = regionOf(input)
  const still: Shifts = { x: new Float64Array(frames.length), y: new Float64Array(frames.length) }
  const before = meanLikeness(input, region, still, settings.components)
  let shifts = still
  if (settings.rounds > 0) {
    const found = anchored(backwards(input, region, settings.range, settings.components), reference)
    // a series that lies still is not to be moved by noise
    if (meanLikeness(input, region, found, settings.components) > before) shifts = found
  }
  for (let round = 0; round < settings.rounds; round++)
    shifts = anchored(onComponents(input, region, shifts, settings.components), reference)
  const after = meanLikeness(input, region, shifts, settings.components)
  const corrected = settings.rounds > 0 && after > before
  const kept = corrected ? shifts : still
  const again = anchored(onComponents(input, region, kept, settings.components), reference)
  let squares = 0
  frames.forEach((_, t) => {
    squares += ((again.x[t] ?? 0) - (kept.x[t] ?? 0)) ** 2 + ((again.y[t] ?? 0) - (kept.y[t] ?? 0)) ** 2
  })
  return {
    shiftX: kept.x,
    shiftY: kept.y,
    residual: Math.sqrt(squares / frames.length),
    before,
    after: corrected ? after : before,
    corrected,
  }
}

interface Shifts {
  readonly x: Float64Array
  readonly y: Float64Array
}

const anchored = ({ x, y }: Shifts, reference: number): Shifts => ({
  x: x.map((value) => value - (x[reference] ?? 0)),
  y: y.map((value) => value - (y[reference] ?? 0)),
})

function regionOf({ box, rows, columns }: MotionInput): Region {
  const left = Math.max(0, Math.floor(box.left))
  const top = Math.max(0, Math.floor(box.top))
  return {
    left,
    top,
    width: Math.max(1, Math.min(columns - 1, Math.ceil(box.right)) - left + 1),
    height: Math.max(1, Math.min(rows - 1, Math.ceil(box.bottom)) - top + 1),
  }
}

/** Steps 1 and 2. */
function backwards(input: MotionInput, region: Region, range: number, wanted: number): Shifts {
  const { frames } = input
  const size = region.width * region.height
  const count = frames.length
  const shifts: Shifts = { x: new Float64Array(count), y: new Float64Array(count) }
  const placed = new Float32Array(count * size)
  const at = (t: number): Float32Array => placed.subarray(t * size, (t + 1) * size)
  const put = (t: number, mixture: ReturnType<typeof mixtureOf>): void => {
    const frame = frames[t]
    if (frame === undefined) return
    const { x, y } = mostAlike(frame, input, region, mixture, [0, 0], range)
    shifts.x[t] = x
    shifts.y[t] = y
    sampleRegion(frame, input, region, x, y, at(t))
  }
  const late = Math.floor(count * (2 / 3))
  const model = Math.floor((late + count) / 2)
  const first = frames[model]
  if (first !== undefined) sampleRegion(first, input, region, 0, 0, at(model))
  const onModel = mixtureOf([at(model).slice()], size)
  for (let t = late; t < count; t++) put(t, onModel)
  for (let t = late - 1; t >= 0; t--) {
    const after = placed.subarray((t + 1) * size)
    const near = mean(
      Array.from({ length: Math.min(followers, count - t - 1) }, (_, k) => at(t + 1 + k)),
      size,
    )
    // the components of what comes soon: all of the rest would be mostly late frames
    const soon = Math.min(2 * followers, count - t - 1)
    const parts = components(after.subarray(0, soon * size), soon, size, wanted - 1)
    put(t, mixtureOf([near, ...parts], size))
  }
  return shifts
}

function mean(pictures: readonly Float32Array[], size: number): Float32Array {
  const sum = new Float32Array(size)
  for (const picture of pictures) for (let p = 0; p < size; p++) sum[p] = (sum[p] ?? 0) + (picture[p] ?? 0)
  return sum
}

/** All frames as they lie after shifts, one after the other. */
function placedBy({ frames, ...matrix }: MotionInput, region: Region, { x, y }: Shifts): Float32Array {
  const size = region.width * region.height
  const placed = new Float32Array(frames.length * size)
  frames.forEach((frame, t) => {
    sampleRegion(frame, matrix, region, x[t] ?? 0, y[t] ?? 0, placed.subarray(t * size, (t + 1) * size))
  })
  return placed
}

/** One round of step 3. */
function onComponents(input: MotionInput, region: Region, shifts: Shifts, wanted: number): Shifts {
  const { frames } = input
  const size = region.width * region.height
  const mixture = mixtureOf(components(placedBy(input, region, shifts), frames.length, size, wanted), size)
  const places = frames.map((frame, t) =>
    mostAlike(frame, input, region, mixture, [shifts.x[t] ?? 0, shifts.y[t] ?? 0], roundReach),
  )
  return { x: Float64Array.from(places, ({ x }) => x), y: Float64Array.from(places, ({ y }) => y) }
}

function meanLikeness(input: MotionInput, region: Region, shifts: Shifts, wanted: number): number {
  const size = region.width * region.height
  const count = input.frames.length
  const placed = placedBy(input, region, shifts)
  const mixture = mixtureOf(components(placed, count, size, wanted), size)
  let sum = 0
  for (let t = 0; t < count; t++) sum += likeness(placed.subarray(t * size, (t + 1) * size), mixture)
  return sum / count
}
