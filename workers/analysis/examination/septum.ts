/**
 * The AHA segments of slices of any stack: by the insertion points that are marked on it, else by those of the
 * short-axis cine, which lie in the same patient.
 */
import { landmarkOn } from '../contours/landmark.ts'
import { centroid, type Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import type { Stack } from '../protocol/stack.ts'
import type { Level } from '../segments/aha.ts'
import { type Levels, levelAt } from '../segments/levels.ts'
import { type Sectors, segmentAt, septalMark } from '../segments/sectors.ts'
import type { InsertionPoints } from '../segments/slice-wall.ts'
import { type SliceToDivide, stackSectors } from '../segments/stack-sectors.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { levelsOf, middleOf } from './axis.ts'
import { type Drawn, frameWith } from './drawn.ts'
import type { Examination } from './examination.ts'
import { keyOf } from './images.ts'

export interface RingedSlice {
  /** for sentences: 'slice 3' */
  readonly name: string
  readonly image: ImageKey
  readonly plane: ImagePlane
  readonly epicardial: Polygon
}

/** The image of a slice that carries an epicardial border: maps and their raw images are contoured on one of them. */
export function ringOn(stack: Stack, slice: number, drawn: Drawn): RingedSlice | undefined {
  const frame = frameWith(stack, slice, drawn, 'lv-epicardial')
  const plane = frame?.facts.plane
  const epicardial = frame && drawn.one(frame, 'lv-epicardial')
  return frame && plane && epicardial
    ? { name: sliceName(slice), image: keyOf(frame), plane, epicardial }
    : undefined
}

/** Contours on images of these stacks that do not say where they lie; undefined where all do. */
export function withoutPlace(stacks: readonly Stack[], drawn: Drawn): Unmeasured | undefined {
  for (const stack of stacks)
    for (const slice of stack.frames.keys()) {
      const frame = frameWith(stack, slice, drawn, 'lv-epicardial')
      if (frame !== undefined && frame.facts.plane === undefined)
        return unmeasured(
          'no-geometry',
          say('study/contoured-does-not-say-lies', {
            description: stack.description ?? stack.role,
            where: sliceName(slice),
          }),
        )
    }
  return undefined
}

export const sliceName = (slice: number): string => say('common/slice', { slice: slice + 1 })

/** Points that somebody marked on an image; undefined without the anterior one, from which segments are counted. */
export function insertionsOn({ landmarks }: Examination, image: ImageKey): InsertionPoints | undefined {
  const anterior = landmarkOn(landmarks, 'rv-insertion-anterior', image)
  if (anterior === undefined) return undefined
  const inferior = landmarkOn(landmarks, 'rv-insertion-inferior', image)
  return { anterior, ...(inferior === undefined ? {} : { inferior }) }
}

/** @returns one outcome a slice, in their order */
export function sectorsOfSlices(
  examination: Examination,
  slices: readonly RingedSlice[],
  levels: Outcome<Levels>,
  drawn: Drawn,
): readonly Outcome<Sectors>[] {
  if (!levels.measured) return slices.map(() => levels)
  const own = slices.map((slice) => divided(examination, slice, levels.value))
  const marked = own.some(({ mark }) => mark !== undefined)
  const borrowed = marked ? [] : markedSlices(examination, levels.value, drawn)
  const options = { baseToApex: levels.value.baseToApex }
  return stackSectors([...own, ...borrowed], options).slice(0, slices.length)
}

function divided(examination: Examination, slice: RingedSlice, levels: Levels): SliceToDivide {
  const { name, plane, epicardial, image } = slice
  const insertions = insertionsOn(examination, image)
  const centre = centroid(epicardial)
  return {
    name,
    plane,
    centre,
    level: levelOfRing(levels, plane, epicardial),
    ...(insertions === undefined
      ? {}
      : { mark: septalMark(plane, centre, insertions.anterior, insertions.inferior) }),
  }
}

/** A ring below the tip of the cavity still counts as apical: it is wall that was drawn. */
function levelOfRing(levels: Levels, plane: ImagePlane, epicardial: Polygon): Level {
  const level = levelAt(levels, middleOf(plane, epicardial))
  return level === 'apex' ? 'apical' : level
}

/** One slice a position of the short-axis cine: the first phase at which it is marked. */
function markedSlices(examination: Examination, levels: Levels, drawn: Drawn): SliceToDivide[] {
  const frames = shortAxisOf(examination.stacks)?.frames ?? []
  return frames.flatMap((phases, k) => {
    const name = say('study/short-axis-cine', { where: sliceName(k) })
    for (const frame of phases) {
      const plane = frame?.facts.plane
      if (frame === null || plane === undefined) continue
      const epicardial = drawn.one(frame, 'lv-epicardial') ?? drawn.one(frame, 'lv-endocardial')
      if (epicardial === undefined) continue
      const slice = divided(examination, { name, image: frame, plane, epicardial }, levels)
      if (slice.mark !== undefined) return [slice]
    }
    return []
  })
}

/** AHA segment of every pixel, rows × columns. */
function segmentMap(sectors: Sectors, { rows, columns }: ImagePlane): Uint8Array {
  const map = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      map[row * columns + column] = segmentAt(sectors, [column, row])
  return map
}

/** Of each slice that could be divided its map, and the sentences about those that could not. */
interface SegmentMaps {
  readonly maps: readonly (Uint8Array | undefined)[]
  readonly warnings: readonly string[]
}

/**
 * @param slices  to be divided
 * @param stack   all slices that are drawn on their stack, from base to apex: levels may be told by them
 */
export function segmentsOn(
  examination: Examination,
  drawn: Drawn,
  slices: readonly RingedSlice[],
  stack: readonly RingedSlice[] = slices,
): SegmentMaps {
  const own = stack.map(({ plane }) => plane)
  const sectors = sectorsOfSlices(examination, slices, levelsOf(examination, drawn, own), drawn)
  const warnings = new Set<string>()
  const maps = sectors.map((outcome, k) => {
    if (outcome.measured) {
      const { name, plane } = at(slices, k)
      for (const warning of outcome.warnings)
        warnings.add(say('common/place-says', { place: name, what: warning }))
      return segmentMap(outcome.value, plane)
    }
    warnings.add(say('study/no-segments', { why: whyOf(outcome) }))
    return undefined
  })
  return { maps, warnings: [...warnings] }
}
