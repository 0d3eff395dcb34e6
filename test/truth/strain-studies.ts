/** The synthetic hearts as cines, tracked once for all rows of the table. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import type { Measurement, QuantityName } from '#analysis/measurements/measurement.ts'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import { clinicalAcquisition, phaseTime, sliceLevels } from '#analysis/phantom/acquisition.ts'
import { longAxisBorders } from '#analysis/phantom/long-axis-borders.ts'
import { heartState, radians } from '#analysis/phantom/motion.ts'
import { longAxisAngles, longAxisPlane, longAxisViews, shortAxisPlane } from '#analysis/phantom/planes.ts'
import { type HeartPreset, type PresetName, presets } from '#analysis/phantom/presets.ts'
import { makeScene, momentAt, prepareSlab, renderFrame, type Scene } from '#analysis/phantom/render.ts'
import type { SliceOfStrain } from '#analysis/strain/short-axis.ts'
import { trackSlice } from '#analysis/strain/slice.ts'
import { assembleStrain, type StrainResult } from '#analysis/strain/strain.ts'
import { longAxisWalls, trackView } from '#analysis/strain/view.ts'
import { at } from '#analysis/units/at.ts'
import { type Mm, type Ms, ms } from '#analysis/units/units.ts'
import { apparentArch, apparentRing, inPixels } from './apparent-strain.ts'

const acquisition = clinicalAcquisition
export const rr = acquisition.rr
export const times: readonly Ms[] = Array.from({ length: acquisition.phases }, (_, phase) =>
  ms(phaseTime(acquisition, phase) * rr),
)
export const edPhase = 0
/** 0.36 of the beat, of 25 phases: the moment of the smallest ventricle exactly */
export const esPhase = 9
export const endSystole = phaseTime(acquisition, esPhase)
/** the middle five of those that hold a full ring from ED to ES */
export const slices = [3, 4, 5, 6, 7] as const
const levels = ['basal', 'basal', 'mid', 'mid', 'apical'] as const
const seed = 7

export interface StrainStudy {
  readonly preset: HeartPreset
  /** mm along the axis, of the five slices */
  readonly places: readonly Mm[]
  readonly result: StrainResult
  /** of the middle slice, for propagation */
  readonly middle: { readonly images: readonly MeasuredImage[]; readonly place: Mm }
  /** of the four-chamber view, for the same */
  readonly fourChamber: readonly MeasuredImage[]
}

const kept = new Map<PresetName, StrainStudy>()

export function strainStudy(name: PresetName): StrainStudy {
  const known = kept.get(name)
  if (known !== undefined) return known
  const preset = presets[name]
  const scene = makeScene(preset, seed)
  const all = sliceLevels(preset, acquisition)
  const places = slices.map((slice) => at(all, slice))
  const cines = places.map((place, i) =>
    cineOf(scene, shortAxisPlane(place, acquisition), acquisition.sliceThickness, 100 * i),
  )
  const views = longAxisViews.map((view, i) =>
    cineOf(scene, longAxisPlane(view, preset, acquisition), acquisition.longAxisThickness, 1000 + 100 * i),
  )
  const study: StrainStudy = {
    preset,
    places,
    result: assembleStrain({
      slices: cines.map((images, i) => trackedSlice(preset, images, i, at(places, i))),
      views: longAxisViews.map((view, i) => {
        const images = at(views, i)
        const { plane } = at(images, edPhase)
        const { tricuspid } = longAxisBorders(
          preset,
          heartState(preset, 0),
          plane,
          radians(longAxisAngles[view]),
        )
        const tracked = trackView({
          view,
          images,
          times,
          rr,
          edPhase,
          endocardial: inPixels(apparentArch(preset, 0, longAxisAngles[view]), plane),
          beginsAt: longAxisWalls[view][0],
          ...(view === '4ch' && tricuspid !== undefined ? { tricuspid: tricuspid[1] } : {}),
        })
        return { view, tracked, esPhase }
      }),
    }),
    middle: { images: at(cines, 2), place: at(places, 2) },
    fourChamber: at(views, longAxisViews.indexOf('4ch')),
  }
  kept.set(name, study)
  return study
}

/** Pictures as a scanner stores them, with their noise. @param stream  of the noise of the first phase */
function cineOf(scene: Scene, plane: MeasuredImage['plane'], thickness: Mm, stream: number): MeasuredImage[] {
  const slab = prepareSlab(scene, plane, thickness)
  return times.map((_, phase) => ({
    sopInstanceUid: `2.25.${stream}.${phase}`,
    frame: 0,
    plane,
    pixels: Float32Array.from(
      renderFrame(scene, slab, momentAt(scene, phaseTime(acquisition, phase)), stream + phase),
    ),
  }))
}

function trackedSlice(
  preset: HeartPreset,
  images: readonly MeasuredImage[],
  index: number,
  place: Mm,
): SliceOfStrain {
  const { plane } = at(images, edPhase)
  const slice = at(slices, index)
  const border = (name: 'endocardial' | 'epicardial'): IndexPoint[] =>
    inPixels(apparentRing(preset, 0, place, name), plane)
  const tracked = trackSlice({
    slice,
    images,
    times,
    rr,
    edPhase,
    endocardial: border('endocardial'),
    epicardial: border('epicardial'),
  })
  const level = at(levels, index)
  return {
    slice,
    tracked,
    esPhase,
    level,
    segmentOf: tracked.measured ? segmentsOfChords(tracked.value.options.chords, level) : undefined,
  }
}

/** By the angle about the axis from the middle of the septum; pictures show the septum left, the anterior wall up. */
function segmentsOfChords(chords: number, level: 'basal' | 'mid' | 'apical'): number[] {
  return Array.from({ length: chords }, (_, chord) => {
    const angle = (180 + (360 * chord) / chords) % 360
    if (level === 'apical') return at([14, 13, 16, 15], Math.floor(((angle + 45) % 360) / 90))
    return at([2, 1, 6, 5, 4, 3], Math.floor(angle / 60)) + (level === 'mid' ? 6 : 0)
  })
}

/** One number of a result; undefined when it was not measured. */
export function numberOf(
  { result }: StrainStudy,
  quantity: QuantityName,
  scope?: string,
): number | undefined {
  const found: Measurement | undefined = result.measurements.find(
    (m) => m.quantity === quantity && m.scope === scope,
  )
  return found !== undefined && isMeasured(found) ? found.value : undefined
}
