/**
 * Breathing moves the heart through the frames of a first pass while contrast changes all its signals. Each frame is
 * brought into place by a translation, to where it is best explained as a mixture of frames that lie already:
 *
 *   1. late frames, whose contrast hardly changes, on one of them
 *   2. backward in time, each frame on a mixture of those after it, so that contrast changes little from step to step
 *   3. in a few rounds, every frame on the principal components of all: motion, which belongs to no component for
 *      long, is averaged away
 *   4. in a few rounds, every frame where it is most even within the classes of pixels whose curves are alike:
 *      components that hold the heart at one place before contrast and at another after it are told apart
 *
 * Rotation and deformation are not corrected; what is left of the translation is measured by one more round and told.
 *
 * @source  Milles 2008, doi:10.1109/TMI.2008.928918 (references made of components); step 4 as in
 *          `tissue-classes.ts`; Pontré 2017,
 *          doi:10.1002/jmri.25571 (translation is enough for perfusion reserve)
 */
import type { Bounds } from '../contours/polygon.ts'
import { at } from '../units/at.ts'
import {
  components,
  type Frames,
  likeness,
  mixtureOf,
  mostAlike,
  type Region,
  sampleRegion,
} from './likeness.ts'
import { correlationRatio, tissueClasses } from './tissue-classes.ts'

export interface MotionOptions {
  /** Rounds of the third step; more change nothing that is seen. 0 leaves all frames where they are. */
  readonly rounds?: number
  /** Components: contrast in either ventricle and in the wall are three, which a fourth lets overlap in time. */
  readonly components?: number
  /** Rounds of the fourth step; without them frames before contrast lie up to 0.8 pixels off those after it. */
  readonly classRounds?: number
  /** Classes: with 8 wall and blood are not always told apart, with 16 and more it makes no difference. */
  readonly classes?: number
  /** pixels to either side that a frame is looked for in */
  readonly range?: number
}

export const motionDefaults = {
  rounds: 3,
  components: 4,
  classRounds: 3,
  classes: 16,
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

/** pixels that a round of the third or fourth step may still move a frame */
const roundReach = 3
/** frames after it that a frame is a mixture of: their mean holds noise down, their components follow contrast */
const followers = 4

export function breathingMotion(
  input: MotionInput,
  options: MotionOptions = {},
  progress?: (done: number, total: number) => void,
): Motion {
  const settings = { ...motionDefaults, ...options }
  const total = settings.rounds > 0 ? settings.rounds + settings.classRounds + 2 : 1
  let done = 0
  const step = (): void => progress?.(++done, total)
  const { frames, reference } = input
  const region = regionOf(input)
  const still: Shifts = { x: new Float64Array(frames.length), y: new Float64Array(frames.length) }
  const like = (shifts: Shifts): number => meanLikeness(input, region, shifts, settings.components)
  const before = like(still)
  let shifts = still
  if (settings.rounds > 0) {
    const found = anchored(backwards(input, region, settings.range, settings.components), reference)
    // a series that lies still is not to be moved by noise
    if (like(found) > before) shifts = found
    step()
    for (let round = 0; round < settings.rounds; round++) {
      shifts = anchored(onComponents(input, region, shifts, settings.components), reference)
      step()
    }
    for (let round = 0; round < settings.classRounds; round++) {
      shifts = anchored(onClasses(input, region, shifts, settings.classes), reference)
      step()
    }
  }
  const after = like(shifts)
  const corrected = after > before
  const kept = corrected ? shifts : still
  const again = anchored(onClasses(input, region, kept, settings.classes), reference)
  step()
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
  const placedAt = (t: number): Float32Array => placed.subarray(t * size, (t + 1) * size)
  const put = (t: number, mixture: ReturnType<typeof mixtureOf>): void => {
    const frame = at(frames, t)
    const { x, y } = mostAlike(frame, input, region, (values) => likeness(values, mixture), [0, 0], range)
    shifts.x[t] = x
    shifts.y[t] = y
    sampleRegion(frame, input, region, x, y, placedAt(t))
  }
  const late = Math.floor(count * (2 / 3))
  const model = Math.floor((late + count) / 2)
  sampleRegion(at(frames, model), input, region, 0, 0, placedAt(model))
  const onModel = mixtureOf([placedAt(model).slice()], size)
  for (let t = late; t < count; t++) put(t, onModel)
  for (let t = late - 1; t >= 0; t--) {
    const after = placed.subarray((t + 1) * size)
    const near = mean(
      Array.from({ length: Math.min(followers, count - t - 1) }, (_, k) => placedAt(t + 1 + k)),
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
  const size = region.width * region.height
  const placed = placedBy(input, region, shifts)
  const mixture = mixtureOf(components(placed, input.frames.length, size, wanted), size)
  return moved(input, region, shifts, (values) => likeness(values, mixture))
}

/** One round of step 4. */
function onClasses(input: MotionInput, region: Region, shifts: Shifts, wanted: number): Shifts {
  const placed = placedBy(input, region, shifts)
  const classes = tissueClasses(placed, input.frames.length, region.width * region.height, wanted)
  return moved(input, region, shifts, (values) => correlationRatio(values, classes))
}

/** Every frame a little way off to where it is most alike. */
function moved(
  input: MotionInput,
  region: Region,
  { x, y }: Shifts,
  alike: (values: Float32Array) => number,
): Shifts {
  const places = input.frames.map((frame, t) =>
    mostAlike(frame, input, region, alike, [x[t] ?? 0, y[t] ?? 0], roundReach),
  )
  return {
    x: Float64Array.from(places, (place) => place.x),
    y: Float64Array.from(places, (place) => place.y),
  }
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
