/** The left ventricle's numbers by the reader's slices, from contours and marks on one stack. */
import type { Border, Contour, Papillaries } from '../contours/contour.ts'
import { isMeasured, type Measurement, measurement } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import {
  type Amounts,
  amountMeasurements,
  amountsOf,
  indexed,
  indexMeasurements,
  outputOf,
  surfaceMeasurement,
} from './amounts.ts'
import { type BodySizes, type BodySurface, type BsaFormula, bodySurface } from './body-size.ts'
import { type ChosenPhases, type Extremes, findExtremes } from './extremes.ts'
import { arrange, type EmptyMarks, type Grid, placesIn } from './grid.ts'
import { medianOverSlices, readerSlices } from './methods.ts'
import { type PhaseVolume, phaseVolume } from './phase.ts'

export interface VentricleOptions {
  readonly papillaries: Papillaries
  readonly chosen?: ChosenPhases
  readonly bodySizes?: BodySizes
  readonly bsaFormula?: BsaFormula
}

export interface LeftVentricle {
  readonly grid: Grid
  /** cavity, wall and what each slice adds, for every phase */
  readonly curve: readonly PhaseVolume[]
  readonly ed: Outcome<number>
  readonly es: Outcome<number>
  readonly measurements: readonly Measurement[]
  /** the same volumes by the other papillary convention; empty where no papillary muscle is contoured */
  readonly otherConvention: readonly Measurement[]
}

/** @param contours  of the whole read; others than the LV's on this stack are left out, the LV's with a warning */
export function leftVentricle(
  stack: Stack,
  contours: Iterable<Contour>,
  empty: EmptyMarks,
  options: VentricleOptions,
): LeftVentricle {
  const { papillaries, chosen = {} } = options
  const drawn = [...contours]
  const grid = arrange(stack, drawn, empty)
  const curve = grid.map((_, phase) => phaseVolume(stack, grid, phase, papillaries))
  const extremes = warned(findExtremes(stack, curve, chosen), elsewhere(stack, drawn))
  const amounts = amountsOf(stack, curve, extremes)
  const body = bodySurface(options.bodySizes ?? {}, options.bsaFormula)
  return {
    grid,
    curve,
    ...extremes,
    measurements: [
      ...amountMeasurements('lv', amounts, readerSlices(papillaries)),
      ...beatMeasurements(stack),
      ...outputMeasurements(stack, amounts, body, papillaries),
    ],
    otherConvention: otherConvention(stack, grid, curve, extremes, papillaries),
  }
}

export const measuredBorders: readonly Border[] = ['lv-endocardial', 'lv-epicardial']

/** Slices that became a stack of their own, or an earlier acquisition, would else be a slab that drops unseen. */
function elsewhere(stack: Stack, contours: readonly Contour[]): string[] {
  const places = placesIn(stack)
  const strays = contours.filter(
    ({ image, border }) => measuredBorders.includes(border) && !places.has(imageKeyText(image)),
  )
  return strays.length === 0 ? [] : [say('common/contours-elsewhere', { contours: strays.length })]
}

function warned({ ed, es }: Extremes, warnings: readonly string[]): Extremes {
  const add = (phase: Outcome<number>) =>
    phase.measured ? measured(phase.value, [...phase.warnings, ...warnings]) : phase
  return { ed: add(ed), es: add(es) }
}

export function beatMeasurements({ rr, heartRate }: Stack): Measurement[] {
  const varied =
    rr.measured && rr.value.high - rr.value.low > 0.1 * rr.value.median
      ? [say('volumes/rr-ms-over-slices', { low: rr.value.low, high: rr.value.high })]
      : []
  const median: Outcome<number> = rr.measured ? measured(rr.value.median, rr.warnings) : rr
  return [
    measurement('heart-rate', heartRate, medianOverSlices, varied),
    measurement('rr', median, medianOverSlices, varied),
  ]
}

function outputMeasurements(
  { heartRate }: Stack,
  amounts: Amounts,
  body: Outcome<BodySurface>,
  papillaries: Papillaries,
): Measurement[] {
  const by = readerSlices(papillaries)
  const output = outputOf(amounts, heartRate)
  return [
    measurement('lv-co', output, by),
    surfaceMeasurement(body),
    ...indexMeasurements('lv', amounts, body, by),
    indexed('lv-ci', output, body, by),
  ]
}

/** At the same ED and ES, so that the two conventions differ in nothing else; why a number is not there is said once. */
function otherConvention(
  stack: Stack,
  grid: Grid,
  curve: readonly PhaseVolume[],
  extremes: Extremes,
  papillaries: Papillaries,
): readonly Measurement[] {
  const { ed, es } = extremes
  const read = [ed, es].flatMap((phase) => (phase.measured ? [at(curve, phase.value)] : []))
  if (!read.some((volume) => volume.papillaries)) return []
  const other = papillaries === 'cavity' ? 'mass' : 'cavity'
  const again = curve.map((volume) =>
    read.includes(volume) ? phaseVolume(stack, grid, volume.phase, other) : volume,
  )
  return amountMeasurements('lv', amountsOf(stack, again, extremes), readerSlices(other)).filter(isMeasured)
}
