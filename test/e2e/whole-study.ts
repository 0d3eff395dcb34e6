/**
 * A synthetic infarct that a person reads whole within a minute: every second slice of the short axis and of late
 * enhancement, three long axes; with the exact borders, and the numbers that perfect borders give, by closed forms.
 */
import type { Border } from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { sliceLevels } from '#analysis/phantom/acquisition.ts'
import {
  endocardialRadius2,
  epicardialRadius2,
  heartState,
  materialLevel,
  meanWallFactor,
} from '#analysis/phantom/motion.ts'
import { acquisitionOf, heartOf, type PhantomStudyOptions, scarOf } from '#analysis/phantom/options.ts'
import { type PictureBorders, pictureBorders } from '#analysis/phantom/picture-borders.ts'
import { longAxisAngles, longAxisViews } from '#analysis/phantom/planes.ts'
import { scarOfSlice } from '#analysis/phantom/scar-truth.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { stillTime } from '#analysis/phantom/timing.ts'
import { myocardialDensity } from '#analysis/phantom/truth.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { at } from '#analysis/units/at.ts'
import { cm, kg, mm } from '#analysis/units/units.ts'
import { layoutOf, type PlacedImage } from '#dicom/write/mr/layout.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { openProject } from '../../main/registry/projects/seed.ts'
import { phantomSource } from '../../main/registry/synthesis/phantom.ts'
import type { StudySource } from '../../main/registry/synthesis/source.ts'
import { apparentCircumferential, apparentLongitudinal, apparentRadial } from '../truth/apparent-strain.ts'

const options: PhantomStudyOptions = {
  preset: 'infarct',
  examination: 'whole',
  // whole segments of one signal: a grey zone would have another mass by every method
  scar: { patches: [], sectors: { transmurality: { 7: 1, 8: 1, 13: 1, 14: 1 } } },
  seed: 31,
  project: openProject,
  site: 'SITE-A',
  subject: 'MW-031',
  studyDate: '20240102',
  patient: { sex: 'M', age: 58, height: cm(176), weight: kg(81) },
}
const [heart, acquisition] = [heartOf(options), acquisitionOf(options)]

const everySecond = [0, 2, 4, 6, 8, 10] as const
const spacing = mm(20)
const levels = everySecond.map((slice) => at(sliceLevels(heart, acquisition), slice))
const taken = {
  'cine-sax': everySecond,
  'cine-2ch': [0],
  'cine-3ch': [0],
  'cine-4ch': [0],
  'lge-sax-psir': everySecond,
}

/** As a registry has it, made when it is asked for. */
export function wholeSource(): StudySource {
  const files = [...phantomStudy(options, { slices: taken })].map(({ bytes }) => bytes)
  const source = phantomSource({ make: async () => [], seats: 1 }, [{ options, fields: {} }])
  const made = async (): Promise<readonly Uint8Array[]> => files
  return {
    ...source,
    outlines: () =>
      source
        .outlines()
        .map((record) => ({ ...record, series: Object.keys(taken).length, instances: files.length })),
    parts: () => [{ headers: made, files: made }],
  }
}

export const wholeSubject = options.subject
export const wholeProject = options.project
export const wholeSlices = everySecond.length
/** of every cine and late image */
export const wholeGrid = {
  rows: acquisition.matrix,
  columns: acquisition.matrix,
  rowSpacing: acquisition.pixelSpacing,
  columnSpacing: acquisition.pixelSpacing,
}

/** A picture of the study by what a reader calls it; slice and phase from 0, as the window counts. */
export interface WholeSpot {
  readonly role: SeriesRole
  readonly slice: number
  readonly phase: number
}

const series = layoutOf(options, { slices: taken })

function pictureAt({ role, slice, phase }: WholeSpot): { image: PlacedImage; borders: PictureBorders } {
  for (const placed of series) {
    if (placed.series.role !== role) continue
    const slices = [...new Set(placed.images.map((image) => image.slice))]
    const image = placed.images.find((one) => one.slice === slices[slice] && one.phase === phase)
    if (image) return { image, borders: pictureBorders(options, placed.series, image.slice, phase) }
  }
  throw new RangeError(`there is no picture ${role} ${slice} ${phase}`)
}

/** As the window names an image. */
export function wholeImage(spot: WholeSpot): string {
  const { sopInstanceUid, frame } = pictureAt(spot).image
  return `${sopInstanceUid}/${frame}`
}

/** So many points evenly along a true border; undefined where the picture has none. An open one keeps its ends. */
export function trueBorder(
  border: Border,
  spot: WholeSpot,
  count: number,
): readonly IndexPoint[] | undefined {
  const found = pictureAt(spot).borders.borders.find((one) => one.border === border)
  if (found === undefined) return undefined
  const { points, closed } = found
  const step = closed ? points.length / count : (points.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, k) => at(points, Math.round(k * step)))
}

export function trueLandmark(kind: LandmarkKind, spot: WholeSpot): IndexPoint | undefined {
  return pictureAt(spot).borders.landmarks.find((one) => one.kind === kind)?.point
}

const { edPhase, esPhase } = phantomTruth(options)
const endSystole = esPhase / acquisition.phases

/** What perfect borders of these slices enclose, mL and g. */
function discs(time: number): { readonly cavity: number; readonly mass: number } {
  const state = heartState(heart, time)
  const sums = levels.map((place) => {
    const level = materialLevel(heart, state, place)
    if (level > heart.base) return { cavity: 0, wall: 0 }
    const inner2 = endocardialRadius2(heart, level)
    const wall2 = (epicardialRadius2(heart, level) - inner2) * meanWallFactor(heart)
    return {
      cavity: Math.PI * inner2 * (state.radial2 + state.hypokinesis / 2),
      wall: (Math.PI * wall2) / state.longitudinal,
    }
  })
  const volume = (of: 'cavity' | 'wall'): number =>
    (sums.reduce((sum, disc) => sum + disc[of], 0) * spacing) / 1000
  return { cavity: volume('cavity'), mass: myocardialDensity * volume('wall') }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length

/** Slices with a full ring of wall from end-diastole to end-systole. */
const rings = levels.filter((place) =>
  [0, endSystole].every((time) => {
    const level = materialLevel(heart, heartState(heart, time), place)
    return level <= heart.base && level > -heart.endocardium.length
  }),
)

const late = levels.map((place) =>
  scarOfSlice(heart, heartState(heart, stillTime), scarOf(options), place, spacing),
)
const lateSum = (of: 'wall' | 'mass'): number => late.reduce((sum, slice) => sum + slice[of], 0)

const [ed, es] = [discs(0), discs(endSystole)]

export const wholeTruth = {
  edPhase,
  esPhase,
  edv: ed.cavity,
  esv: es.cavity,
  ef: 100 * (1 - es.cavity / ed.cavity),
  massEd: ed.mass,
  massEs: es.mass,
  gcs: mean(rings.map((place) => apparentCircumferential(heart, endSystole, place, 'endocardial'))),
  grs: mean(rings.map((place) => apparentRadial(heart, endSystole, place))),
  gls: mean(longAxisViews.map((view) => apparentLongitudinal(heart, endSystole, longAxisAngles[view]))),
  scarMass: lateSum('mass'),
  /** % of the wall */
  scarShare: (100 * lateSum('mass')) / (myocardialDensity * lateSum('wall')),
}
