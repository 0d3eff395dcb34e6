/**
 * The AHA segments of slices of any stack: by the insertion points that are marked on it, else by those of the
 * short-axis cine, which lie in the same patient.
 */
import { centroid, type Polygon } from '../contours/polygon.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import type { Level } from '../segments/aha.ts'
import { type Levels, levelAt } from '../segments/levels.ts'
import { type Sectors, type SeptalMark, segmentAt, septalMark } from '../segments/sectors.ts'
import { type SliceToDivide, stackSectors } from '../segments/stack-sectors.ts'
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import { middleOf } from './axis.ts'
import type { Drawn } from './drawn.ts'
import type { Examination } from './examination.ts'

export interface RingedSlice {
  readonly image: ImageKey
  readonly plane: ImagePlane
  readonly epicardial: Polygon
}

/** @returns one outcome a slice, in their order */
export function sectorsOfSlices(
  examination: Examination,
  slices: readonly RingedSlice[],
  levels: Outcome<Levels>,
  cine: Stack | undefined,
  drawn: Drawn,
): readonly Outcome<Sectors>[] {
  if (!levels.measured) return slices.map(() => levels)
  const own = slices.map((slice) => divided(examination, slice, levels.value))
  const marked = own.some(({ mark }) => mark !== undefined)
  const borrowed = marked || cine === undefined ? [] : markedSlices(examination, cine, levels.value, drawn)
  const options = { baseToApex: levels.value.baseToApex }
  return stackSectors([...own, ...borrowed], options).slice(0, slices.length)
}

function divided(examination: Examination, slice: RingedSlice, levels: Levels): SliceToDivide {
  const { plane, epicardial, image } = slice
  const mark = markOn(examination, image, plane, epicardial)
  return {
    plane,
    centre: centroid(epicardial),
    level: levelOfRing(levels, plane, epicardial),
    ...(mark === undefined ? {} : { mark }),
  }
}

/** A ring below the tip of the cavity still counts as apical: it is wall that was drawn. */
function levelOfRing(levels: Levels, plane: ImagePlane, epicardial: Polygon): Level {
  const level = levelAt(levels, middleOf(plane, epicardial))
  return level === 'apex' ? 'apical' : level
}

function markOn(
  { landmarks }: Examination,
  image: ImageKey,
  plane: ImagePlane,
  epicardial: Polygon,
): SeptalMark | undefined {
  const pointOf = (kind: 'rv-insertion-anterior' | 'rv-insertion-inferior'): IndexPoint | undefined =>
    landmarks.find((mark) => mark.kind === kind && imageKeyText(mark.image) === imageKeyText(image))?.point
  const anterior = pointOf('rv-insertion-anterior')
  if (anterior === undefined) return undefined
  return septalMark(plane, centroid(epicardial), anterior, pointOf('rv-insertion-inferior'))
}

/** One slice a position of the cine: the first phase at which it is marked. */
function markedSlices(examination: Examination, cine: Stack, levels: Levels, drawn: Drawn): SliceToDivide[] {
  return cine.frames.flatMap((frames) => {
    for (const frame of frames) {
      const plane = frame?.facts.plane
      if (frame === null || plane === undefined) continue
      const epicardial = drawn.one(frame, 'lv-epicardial') ?? drawn.one(frame, 'lv-endocardial')
      if (epicardial === undefined) continue
      const slice = divided(examination, { image: frame, plane, epicardial }, levels)
      if (slice.mark !== undefined) return [slice]
    }
    return []
  })
}

/** AHA segment of every pixel, rows × columns. */
export function segmentMap(sectors: Sectors, { rows, columns }: ImagePlane): Uint8Array {
  const map = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      map[row * columns + column] = segmentAt(sectors, [column, row])
  return map
}

/** The sectors that were found, slice by slice, and the sentences about those that were not. */
export function segmentMaps(
  slices: readonly RingedSlice[],
  sectors: readonly Outcome<Sectors>[],
): { readonly maps: readonly (Uint8Array | undefined)[]; readonly warnings: readonly string[] } {
  const warnings = new Set<string>()
  const maps = sectors.map((outcome, k) => {
    if (outcome.measured) {
      for (const warning of outcome.warnings) warnings.add(warning)
      return segmentMap(outcome.value, at(slices, k).plane)
    }
    warnings.add(`no segments: ${outcome.detail ?? outcome.reason}`)
    return undefined
  })
  return { maps, warnings: [...warnings] }
}
