/**
 * The left ventricle's numbers, from contours and marks on one stack.
 *
 *   SV = EDV − ESV      EF = 100 · SV / EDV      CO = SV · HR / 1000      index = value / BSA
 */
import type { Border, Contour, Papillaries } from '../contours/contour.ts'
import { isMeasured, type Measurement, measurement, type QuantityName } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import type { Gram, Ml } from '../units/units.ts'
import { type BodySizes, type BodySurface, type BsaFormula, bodySurface } from './body-size.ts'
import { combined, ejectionFraction, massWarning, stated, strokeVolume } from './ejection.ts'
import { type ChosenPhases, type Extremes, findExtremes } from './extremes.ts'
import { arrange, type EmptyMarks, type Grid, placesIn } from './grid.ts'
import { bodySurfaceVersion, indexedBy, medianOverSlices, readerSlices } from './methods.ts'
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
  const volumes = volumeMeasurements(stack, curve, extremes, papillaries)
  const body = bodySurface(options.bodySizes ?? {}, options.bsaFormula)
  return {
    grid,
    curve,
    ...extremes,
    measurements: [
      ...volumes.measurements,
      ...beatMeasurements(stack),
      ...outputMeasurements(stack, volumes.outcomes, body, papillaries),
    ],
    otherConvention: otherConvention(stack, grid, curve, extremes, papillaries),
  }
}

const measuredBorders: readonly Border[] = ['lv-endocardial', 'lv-epicardial']

/** Slices that became a stack of their own, or an earlier acquisition, would else be a slab that drops unseen. */
function elsewhere(stack: Stack, contours: readonly Contour[]): string[] {
  const places = placesIn(stack)
  const strays = contours.filter(
    ({ image, border }) => measuredBorders.includes(border) && !places.has(imageKeyText(image)),
  )
  return strays.length === 0
    ? []
    : [`LV contours on images outside the short-axis stack are not counted: ${strays.length}`]
}

function warned({ ed, es }: Extremes, warnings: readonly string[]): Extremes {
  const add = (phase: Outcome<number>) =>
    phase.measured ? measured(phase.value, [...phase.warnings, ...warnings]) : phase
  return { ed: add(ed), es: add(es) }
}

interface Outcomes {
  readonly edv: Outcome<Ml>
  readonly esv: Outcome<Ml>
  readonly sv: Outcome<Ml>
  readonly massEd: Outcome<Gram>
}

function volumeMeasurements(
  stack: Stack,
  curve: readonly PhaseVolume[],
  { ed, es }: Extremes,
  papillaries: Papillaries,
): { readonly outcomes: Outcomes; readonly measurements: readonly Measurement[] } {
  const of = <T>(phase: Outcome<number>, read: (volume: PhaseVolume) => Outcome<T>): Outcome<T> => {
    if (!phase.measured) return phase
    const outcome = stated(stack, at(curve, phase.value), read)
    return outcome.measured ? measured(outcome.value, [...outcome.warnings, ...phase.warnings]) : outcome
  }
  const edv = of(ed, ({ cavity }) => cavity)
  const esv = of(es, ({ cavity }) => cavity)
  const sv = combined(edv, esv, strokeVolume)
  const ef = combined(edv, esv, ejectionFraction)
  const massEd = of(ed, ({ mass }) => mass)
  const massEs = of(es, ({ mass }) => mass)
  const by = readerSlices(papillaries)
  const differing = massWarning(massEd, massEs)
  return {
    outcomes: { edv, esv, sv, massEd },
    measurements: [
      measurement('lv-edv', edv, by),
      measurement('lv-esv', esv, by),
      measurement('lv-sv', sv, by),
      measurement('lv-ef', ef, by),
      measurement('lv-mass-ed', massEd, by, differing),
      measurement('lv-mass-es', massEs, by, differing),
    ],
  }
}

function beatMeasurements({ rr, heartRate }: Stack): Measurement[] {
  const varied =
    rr.measured && rr.value.high - rr.value.low > 0.1 * rr.value.median
      ? [`RR is ${rr.value.low.toFixed(0)} to ${rr.value.high.toFixed(0)} ms over the slices`]
      : []
  const median: Outcome<number> = rr.measured ? measured(rr.value.median, rr.warnings) : rr
  return [
    measurement('heart-rate', heartRate, medianOverSlices, varied),
    measurement('rr', median, medianOverSlices, varied),
  ]
}

function outputMeasurements(
  { heartRate }: Stack,
  { edv, esv, sv, massEd }: Outcomes,
  body: Outcome<BodySurface>,
  papillaries: Papillaries,
): Measurement[] {
  const by = readerSlices(papillaries)
  const formula = body.measured ? body.value.formula : 'unknown'
  const output = combined(sv, heartRate, (volume, rate) => measured((volume * rate) / 1000))
  const index = (quantity: QuantityName, value: Outcome<number>) =>
    measurement(
      quantity,
      combined(value, body, (v, { bsa }) => measured(v / bsa)),
      indexedBy(by, formula),
    )
  const surface: Outcome<number> = body.measured ? measured(body.value.bsa, body.warnings) : body
  return [
    measurement('lv-co', output, by),
    measurement('bsa', surface, { method: formula, version: bodySurfaceVersion }),
    index('lv-edv-index', edv),
    index('lv-esv-index', esv),
    index('lv-sv-index', sv),
    index('lv-mass-ed-index', massEd),
    index('lv-ci', output),
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
  return volumeMeasurements(stack, again, extremes, other).measurements.filter(isMeasured)
}
