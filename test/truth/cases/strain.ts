import type { Polygon } from '#analysis/contours/polygon.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { clinicalAcquisition } from '#analysis/phantom/acquisition.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { longAxisAngles, longAxisPlane, longAxisViews, shortAxisPlane } from '#analysis/phantom/planes.ts'
import type { PresetName } from '#analysis/phantom/presets.ts'
import { rightVentricularBorder } from '#analysis/phantom/right-heart-borders.ts'
import { basalDescent } from '#analysis/phantom/truth.ts'
import { type DrawnBorder, propagateContours } from '#analysis/strain/propagate.ts'
import { type Patient, patients } from '../../analysis/sunnybrook.ts'
import { sharedFolder } from '../../shared.ts'
import {
  apparentArc,
  apparentArch,
  apparentCircumferential,
  apparentLongitudinal,
  apparentRadial,
  apparentRing,
  apparentRotation,
  inPixels,
} from '../apparent-strain.ts'
import { type CarriedSlice, carriedToEs, dice, expertSlices } from '../real-cine.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import {
  edPhase,
  endSystole,
  esPhase,
  numberOf,
  rr,
  type StrainStudy,
  slices,
  strainStudy,
  times,
} from '../strain-studies.ts'
import { tolerances } from '../tolerances.ts'

const source = 'test/truth/apparent-strain.ts'

/** mm: half a pixel, by which a point may slide along the wall without that its picture tells */
const slip = clinicalAcquisition.pixelSpacing / 2
/** mm, of the mid-wall in the middle slices */
const midWallRadius = 28
/** degrees by which half a pixel turns the mid-wall */
const turnOfSlip = (slip / midWallRadius) * (180 / Math.PI)
/** points by which half a pixel at either end changes the strain of 60° of the endocardium, 25 mm from the axis */
const strainOfSlip = (100 * 2 * slip) / ((25 * Math.PI) / 3)
/** mm: a pixel, and the leaflets that close above the ring after ED, where nothing was */
const ringPixels = clinicalAcquisition.pixelSpacing + 1.3
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length

type Row = Omit<TruthRow, 'analysis'>

export const strain: TruthCases = async () => {
  const presets: readonly PresetName[] = ['normal', 'dilated', 'infarct']
  const rows = presets.flatMap((name) => {
    const study = strainStudy(name)
    return [...shortAxisRows(name, study), ...longAxisRows(name, study), ...propagationRows(name, study)]
  })
  return [...rows, ...infarctRows(strainStudy('infarct')), ...(await expertRows())].map((row) => ({
    analysis: 'strain',
    ...row,
  }))
}

function shortAxisRows(name: PresetName, study: StrainStudy): Row[] {
  const { preset, places } = study
  const where = `${name} heart, mid five slices at ES, apparent in the plane`
  const over = (strain: (place: number) => number): number => mean(places.map(strain))
  const closings = slices.map((slice) => numberOf(study, 'track-closing', `slice:${slice}`))
  const ring = (border: 'endocardial' | 'epicardial'): number =>
    over((place) => apparentCircumferential(preset, endSystole, place, border))
  const basal = mean(places.slice(0, 2).map((place) => apparentRotation(preset, endSystole, place)))
  const apical = apparentRotation(preset, endSystole, places.at(-1) ?? Number.NaN)
  return [
    {
      quantity: 'endocardial GCS',
      case: where,
      unit: '%',
      truth: ring('endocardial'),
      measured: numberOf(study, 'gcs-es', 'layer:endocardial'),
      tolerance: tolerances.endocardialGcs,
      source,
    },
    {
      quantity: 'epicardial GCS',
      case: where,
      unit: '%',
      truth: ring('epicardial'),
      measured: numberOf(study, 'gcs-es', 'layer:epicardial'),
      tolerance: tolerances.epicardialGcs,
      source,
    },
    {
      quantity: 'GRS',
      case: where,
      unit: '%',
      truth: over((place) => apparentRadial(preset, endSystole, place)),
      measured: numberOf(study, 'grs-es'),
      tolerance: tolerances.grs,
      source,
    },
    {
      quantity: 'time to peak of endocardial GCS',
      case: `${name} heart, 25 phases of 36 ms`,
      unit: 'ms',
      truth: preset.contraction.endSystole * rr,
      measured: numberOf(study, 'gcs-ttp', 'layer:endocardial'),
      // shortening holds for 35 ms after ES: half a phase beyond it is as short
      tolerance: { absolute: 36 },
      source: 'workers/analysis/phantom/presets.ts: end-systole',
    },
    {
      quantity: 'closing error, largest of five slices',
      case: `${name} heart, 25 phases`,
      unit: 'mm',
      truth: 0,
      measured: closings.every((value) => value !== undefined) ? Math.max(...closings) : undefined,
      tolerance: { absolute: 1.5 },
      source: 'a beat that repeats',
    },
    {
      quantity: 'twist between basal and apical slices',
      case: `${name} heart, peak, seen in the planes`,
      unit: 'deg',
      truth: apical - basal,
      measured: numberOf(study, 'twist'),
      // two basal slices and an apical one slip by themselves
      tolerance: { absolute: turnOfSlip * Math.sqrt(1 / 2 + 1) },
      source,
    },
    {
      quantity: 'rotation, mean of five slices',
      case: `${name} heart, peak, seen in the planes`,
      unit: 'deg',
      truth: mean(places.map((place) => apparentRotation(preset, endSystole, place))),
      measured: meanOf(slices.map((slice) => numberOf(study, 'rotation', `slice:${slice}`))),
      tolerance: { absolute: turnOfSlip },
      source,
    },
    {
      quantity: 'circumferential strain of 12 segments, root mean square error',
      case: `${name} heart, basal and mid level at ES, endocardial`,
      unit: '%',
      truth: 0,
      measured: segmentError(study),
      tolerance: { absolute: strainOfSlip },
      source,
    },
  ]
}

function longAxisRows(name: PresetName, study: StrainStudy): Row[] {
  const { preset } = study
  const truths = longAxisViews.map((view) => apparentLongitudinal(preset, endSystole, longAxisAngles[view]))
  const descent = basalDescent(preset, heartState(preset, endSystole))
  const ring = { unit: 'mm', truth: descent, source: 'workers/analysis/phantom/truth.ts: basalDescent' }
  return [
    {
      quantity: 'GLS, mean of three views',
      case: `${name} heart at ES, apparent in the plane`,
      unit: '%',
      truth: mean(truths),
      measured: numberOf(study, 'gls-es', 'view:all'),
      tolerance: tolerances.gls,
      source,
    },
    ...longAxisViews.map((view, i) => ({
      quantity: `GLS, ${view}`,
      case: `${name} heart at ES, apparent in the plane`,
      unit: '%',
      truth: truths[i] ?? Number.NaN,
      measured: numberOf(study, 'gls-es', `view:${view}`),
      tolerance: tolerances.gls,
      source,
    })),
    {
      quantity: 'MAPSE, mean of three views',
      case: `${name} heart`,
      measured: numberOf(study, 'mapse', 'view:all'),
      tolerance: { absolute: 1 },
      ...ring,
    },
    {
      quantity: 'TAPSE',
      case: `${name} heart, lateral tricuspid point of the 4ch view, which moves with the valve plane`,
      measured: numberOf(study, 'tapse', 'view:4ch'),
      tolerance: { absolute: ringPixels },
      ...ring,
    },
  ]
}

/** Borders at ED carried to ES, beside the sections of the moving heart there. */
function propagationRows(name: PresetName, { preset, middle, fourChamber }: StrainStudy): Row[] {
  const plane = shortAxisPlane(middle.place, clinicalAcquisition)
  const ring = (time: number, border: 'endocardial' | 'epicardial') =>
    inPixels(apparentRing(preset, time, middle.place, border), plane)
  const crescent = (time: number) =>
    rightVentricularBorder(preset, heartState(preset, time), middle.place, plane) ?? []
  const left = carriedTo(middle.images, [
    { border: 'lv-endocardial', closed: true, points: ring(0, 'endocardial') },
    { border: 'lv-epicardial', closed: true, points: ring(0, 'epicardial') },
  ])
  const right = carriedTo(middle.images, [{ border: 'rv-endocardial', closed: true, points: crescent(0) }])
  const long = longAxisPlane('4ch', preset, clinicalAcquisition)
  const arch = (time: number) => inPixels(apparentArch(preset, time, longAxisAngles['4ch']), long)
  const open = carriedTo(fourChamber, [{ border: 'lv-endocardial', closed: false, points: arch(0) }])
  return [
    {
      quantity: 'Dice of the endocardium carried from ED to ES',
      case: `${name} heart, middle slice`,
      unit: '1',
      truth: 1,
      measured: left && dice(left, ring(endSystole, 'endocardial'), plane),
      tolerance: { absolute: 0.05 },
      source,
    },
    {
      quantity: 'Dice of the right ventricle carried from ED to ES',
      case: `${name} heart, middle slice`,
      unit: '1',
      truth: 1,
      measured: right && dice(right, crescent(endSystole), plane),
      tolerance: { absolute: 0.05 },
      source: 'workers/analysis/phantom/right-heart-borders.ts',
    },
    {
      quantity: 'distance of the long-axis endocardium carried from ED to ES',
      case: `${name} heart, four-chamber view, mean`,
      unit: 'mm',
      truth: 0,
      measured: open && meanDistanceTo(open, arch(endSystole), long.columnSpacing),
      // a pixel
      tolerance: { absolute: clinicalAcquisition.pixelSpacing },
      source,
    },
  ]
}

function carriedTo(
  images: readonly MeasuredImage[],
  drawn: readonly Pick<DrawnBorder, 'border' | 'closed' | 'points'>[],
): Polygon | undefined {
  const carried = propagateContours({
    images,
    times,
    rr,
    drawn: drawn.map((one) => ({ phase: edPhase, ...one })),
  })
  return carried.measured
    ? carried.value.borders.find(({ phase, border }) => phase === esPhase && border === drawn[0]?.border)
        ?.points
    : undefined
}

/** From each point of one line to the nearest of another, finer one; mm. */
const meanDistanceTo = (line: Polygon, truth: Polygon, spacing: number): number =>
  mean(line.map(([x, y]) => spacing * Math.min(...truth.map(([u, v]) => Math.hypot(u - x, v - y)))))

/** Material angles of segments 1 to 6, from and to; the same again for 7 to 12. */
const segmentAngles = [
  [60, 120],
  [0, 60],
  [-60, 0],
  [-120, -60],
  [-180, -120],
  [120, 180],
] as const

const segmentMeasured = (study: StrainStudy, segment: number): number | undefined =>
  numberOf(study, 'ecc-es', `segment:${segment} layer:endocardial`)

/** Mean over the two slices of a level. */
function segmentTruth({ preset, places }: StrainStudy, segment: number): number {
  const [from, to] = segmentAngles[(segment - 1) % 6] ?? [Number.NaN, Number.NaN]
  const level = segment <= 6 ? places.slice(0, 2) : places.slice(2, 4)
  return mean(level.map((place) => apparentArc(preset, endSystole, place, from, to)))
}

function segmentError(study: StrainStudy): number | undefined {
  const errors = Array.from({ length: 12 }, (_, i) => {
    const value = segmentMeasured(study, i + 1)
    return value === undefined ? undefined : (value - segmentTruth(study, i + 1)) ** 2
  })
  const square = meanOf(errors)
  return square === undefined ? undefined : Math.sqrt(square)
}

const meanOf = (values: readonly (number | undefined)[]): number | undefined =>
  values.every((value) => value !== undefined) ? mean(values) : undefined

/** Hypokinesis about 60°: worst in the anterior and anteroseptal wall, least in the inferior and inferolateral. */
function infarctRows(study: StrainStudy): Row[] {
  const own = (segments: readonly number[]) => meanOf(segments.map((one) => segmentMeasured(study, one)))
  const truth = (segments: readonly number[]) => mean(segments.map((one) => segmentTruth(study, one)))
  const [infarcted, healthy] = [
    [7, 8],
    [10, 11],
  ] as const
  const [worst, best] = [own(infarcted), own(healthy)]
  const where = 'infarct heart, mid level at ES, endocardial'
  // two neighbours have 120° between their outer ends
  const pair = { absolute: strainOfSlip / 2 }
  return [
    {
      quantity: 'circumferential strain, segments 7 and 8',
      case: where,
      unit: '%',
      truth: truth(infarcted),
      measured: worst,
      tolerance: pair,
      source,
    },
    {
      quantity: 'circumferential strain, segments 10 and 11',
      case: where,
      unit: '%',
      truth: truth(healthy),
      measured: best,
      tolerance: pair,
      source,
    },
    {
      quantity: 'difference of segments 7, 8 and 10, 11',
      case: `${where}: the infarct is told from the healthy wall`,
      unit: '%',
      truth: truth(infarcted) - truth(healthy),
      measured: worst === undefined || best === undefined ? undefined : worst - best,
      // both may be off, the one way and the other
      tolerance: { absolute: strainOfSlip },
      source,
    },
  ]
}

/** Real cines, where the expert's own borders are the truth. */
async function expertRows(): Promise<Row[]> {
  const shared = sharedFolder
  if (shared === undefined) return []
  const rows: Row[] = []
  for (const patient of patients) {
    const carried = (await expertSlices(shared, patient)).map(carriedToEs)
    rows.push(
      {
        quantity: 'Dice of the endocardium carried from ED to ES',
        case: `Sunnybrook ${patient}, mean of ${carried.length} slices`,
        unit: '1',
        truth: 1,
        measured: mean(carried.map((slice) => slice.dice)),
        tolerance: { absolute: 0.1 },
        source: expert,
      },
      ...expertSliceRows(patient, carried),
    )
  }
  return rows
}

const expert = "the expert's contours at ES, Radau 2009 (Sunnybrook)"
/** a slice that stays in the ventricle throughout, and by how much its Dice may miss 1 */
const middleSlices = {
  'SCD0000101_SC-HF-I-1': { slice: 4, miss: 0.1 },
  'SCD0000401_SC-HF-I-5': { slice: 6, miss: 0.08 },
} as const
/** a slice that the base moves out of, so that its border cannot be followed */
const left = { patient: 'SCD0000101_SC-HF-I-1', slice: 2, leastDice: 0.88 } as const

function expertSliceRows(patient: Patient, carried: readonly CarriedSlice[]): Row[] {
  const { slice, miss } = middleSlices[patient]
  const own = carried.find((one) => one.slice === slice)
  const lost = carried.find((one) => one.slice === left.slice)
  const where = `Sunnybrook ${patient}, slice ${slice + 1}`
  const still = own?.still ?? Number.NaN
  const rows: Row[] = [
    {
      quantity: 'Dice of the endocardium carried from ED to ES',
      case: where,
      unit: '1',
      truth: 1,
      measured: own?.dice,
      tolerance: { absolute: miss },
      source: expert,
    },
    {
      quantity: 'Dice gained over the endocardium left as it is at ED',
      case: `${where}: no less than 0.1`,
      unit: '1',
      truth: 1 - still,
      measured: own && own.dice - still,
      tolerance: { absolute: 1 - still - 0.1 },
      source: expert,
    },
    {
      quantity: 'grade of the carried endocardium',
      case: `${where}: it is believed`,
      unit: '1',
      truth: 3,
      measured: own?.border.quality,
      tolerance: { absolute: 1 },
      source: expert,
    },
  ]
  if (patient !== left.patient) return rows
  return [
    ...rows,
    {
      quantity: 'grade of the carried endocardium',
      case: `Sunnybrook ${patient}, slice ${left.slice + 1}: the base moves out, the border misses the expert's and is flagged`,
      unit: '1',
      truth: 0,
      measured: lost !== undefined && lost.dice < left.leastDice ? lost.border.quality : undefined,
      tolerance: { absolute: 1 },
      source: expert,
    },
  ]
}
