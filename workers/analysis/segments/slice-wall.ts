/** One short-axis slice at end-diastole and end-systole: thickness and motion, chord by chord, with their segments. */
import type { Centreline } from '../contours/centreline.ts'
import { centreline } from '../contours/centreline.ts'
import { laplaceThickness } from '../contours/laplace-thickness.ts'
import { centroid, type Polygon } from '../contours/polygon.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import type { Mm } from '../units/units.ts'
import type { Level } from './aha.ts'
import type { ThicknessMethod } from './methods.ts'
import { type Sectors, segmentAt } from './sectors.ts'
import { inwardMotion, type MotionReference } from './wall-motion.ts'

/** Borders of one slice at one phase, in pixels of its image; one that is not drawn is absent. */
export interface RingBorders {
  readonly endocardial?: Polygon
  readonly epicardial?: Polygon
}

export interface InsertionPoints {
  readonly anterior: IndexPoint
  readonly inferior?: IndexPoint
}

export interface RegionalSlice {
  /** of the end-diastolic image; the end-systolic one lies in the same plane with the same pixels */
  readonly plane: ImagePlane
  readonly endDiastole: RingBorders
  readonly endSystole: RingBorders
  /** where they are marked, on the end-diastolic image or one of the same pixels */
  readonly insertions?: InsertionPoints
}

export interface WallChord {
  /** AHA number; absent where the slice could not be divided */
  readonly segment?: number
  readonly thickness: Mm
  /** end-diastole only: inward motion up to end-systole, where there is an end-systolic border to go to */
  readonly motion?: Mm
}

export interface WallAtPhase {
  readonly chords: readonly WallChord[]
  /** chords that cross another or miss a border */
  readonly discarded: number
}

/** A slice that was measured. `level` is absent where no levels are known. */
export interface SliceWall {
  /** 0-based, as given */
  readonly slice: number
  readonly level?: Level
  readonly sectors?: Sectors
  readonly endDiastole?: WallAtPhase
  readonly endSystole?: WallAtPhase
}

export interface ChordOptions {
  readonly thickness: ThicknessMethod
  readonly chords: number
  readonly motion: MotionReference
}

export type Ring = Required<RingBorders>

/** Both borders, or nothing: one border has no thickness. */
export const ringOf = ({ endocardial, epicardial }: RingBorders): Ring | undefined =>
  endocardial === undefined || epicardial === undefined ? undefined : { endocardial, epicardial }

/**
 * @param sectors  of this phase, about its own centre; undefined leaves chords without a segment
 * @param later    end-systolic endocardium, for the motion of an end-diastolic ring
 */
export function wallAtPhase(
  { endocardial, epicardial }: Ring,
  plane: ImagePlane,
  sectors: Sectors | undefined,
  { thickness, chords, motion }: ChordOptions,
  later?: Polygon,
): Outcome<WallAtPhase> {
  const method: (...given: Parameters<typeof centreline>) => Outcome<Centreline> =
    thickness === 'laplace' ? laplaceThickness : centreline
  const found = method(endocardial, epicardial, plane, { chords })
  if (!found.measured) return found
  const moved =
    later === undefined ? undefined : inwardMotion(found.value.chords, endocardial, later, plane, motion)
  return measured({
    chords: found.value.chords.map((chord, k) => {
      const way = moved?.[k]
      return {
        ...(sectors === undefined ? {} : { segment: segmentAt(sectors, chord.middle) }),
        thickness: chord.thickness,
        ...(way === undefined ? {} : { motion: way }),
      }
    }),
    discarded: found.value.discarded,
  })
}

/** The same division about the centre of another phase: directions stay, the heart has moved. */
export const sectorsAbout = (sectors: Sectors, epicardial: Polygon): Sectors => ({
  ...sectors,
  centre: centroid(epicardial),
})
