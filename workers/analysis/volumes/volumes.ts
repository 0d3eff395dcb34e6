/**
 * The chambers of one examination: both ventricles by both base rules, the left one and the atria from long-axis
 * views, how they fill, and what volume, mass and body size say together.
 */
import type { Contour, Papillaries } from '../contours/contour.ts'
import type { Landmark } from '../contours/landmark.ts'
import { type Measurement, measurement } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import type { Outcome } from '../units/outcome.ts'
import { byHeight, indexed, outputOf, surfaceMeasurement } from './amounts.ts'
import type { ApexRule } from './apex.ts'
import { type BodySizes, type BodySurface, type BsaFormula, bodySurface } from './body-size.ts'
import { type VentricleByBoth, ventricleByBoth, ventricleMeasurements } from './both-bases.ts'
import type { LongAxisPoints, OutflowRule } from './clipped.ts'
import { curveMeasurements } from './curve.ts'
import type { ChosenPhases } from './extremes.ts'
import type { Filling } from './filling/filling.ts'
import { fillingMeasurements, fillingOf } from './filling/ventricle.ts'
import { type EmptyMarks, placesIn } from './grid.ts'
import type { LengthRule } from './long-axis/area-length.ts'
import { type Atrium, atriumMeasurements, atriumVolumes } from './long-axis/atrium.ts'
import { longAxisVentricle } from './long-axis/left-ventricle.ts'
import {
  contoursByPlace,
  type FramesOfMoment,
  framesInStep,
  type LongAxisStacks,
  leftPoints,
  type MarkedPoints,
  markedPoints,
  rightPoints,
} from './long-axis/views.ts'
import { type BaseRule, longAxisLength as lengthMethod } from './methods.ts'
import {
  globalFunctionIndex,
  longAxisLength,
  type MassConstancy,
  massConstancy,
  massToVolume,
  sphericity,
} from './shape.ts'
import type { ValvePlaneRule } from './valve-plane.ts'
import { beatMeasurements, measuredBorders } from './ventricle.ts'

export const volumesMethod = { method: 'chamber-volumes', version: '1' } as const

export interface VolumesInput {
  /** the short-axis cine */
  readonly stack: Stack
  readonly views: LongAxisStacks
  /** of the whole read */
  readonly contours: readonly Contour[]
  /** images marked as without the ventricle */
  readonly empty: { readonly lv: EmptyMarks; readonly rv: EmptyMarks }
  readonly landmarks: readonly Landmark[]
  readonly bodySizes?: BodySizes
}

export interface VolumesOptions {
  /** the protocol's; the other is computed beside it */
  readonly base: BaseRule
  readonly papillaries: Papillaries
  /** what becomes of what lies above the plane of the inflow valve, where slices are clipped */
  readonly outflow: { readonly lv: OutflowRule; readonly rv: OutflowRule }
  /** of the right ventricle's valve, of which one view shows two points */
  readonly tricuspid: ValvePlaneRule
  /** how the lowest slab of a clipped ventricle ends; the right one has no marked apex and ends with its disc */
  readonly apex: ApexRule
  /** ED and ES as the reader set them, and whether the right ventricle has its own or the left one's */
  readonly chosen: { readonly lv: ChosenPhases; readonly rv: ChosenPhases }
  readonly rightPhases: 'own' | 'left'
  readonly bsaFormula: BsaFormula
  readonly lengths: { readonly lv: LengthRule; readonly atria: LengthRule }
  /** phase of the four-chamber view before atrial contraction; by the curve where nobody set it */
  readonly preAtrial?: number
}

export interface Volumes {
  readonly method: string
  readonly version: string
  readonly options: VolumesOptions
  readonly measurements: readonly Measurement[]
  /** what a person should look at; those of single numbers stand with them */
  readonly warnings: readonly string[]
  readonly left: VentricleByBoth
  /** absent where no contour of it is drawn */
  readonly right?: VentricleByBoth
  readonly filling: { readonly lv: Filling; readonly rv?: Filling }
  readonly atria: readonly Atrium[]
  /** by the slices as contoured; absent where it says nothing */
  readonly massConstancy?: MassConstancy
}

/** The defaults of the definitions; the apex is closed as soon as somebody marked it. */
export function volumesOptions(
  input: Pick<VolumesInput, 'landmarks'>,
  given: Partial<VolumesOptions> = {},
): VolumesOptions {
  return {
    base: 'reader-slices',
    papillaries: 'cavity',
    outflow: { lv: 'cut', rv: 'as-drawn' },
    tricuspid: 'fitted',
    apex: input.landmarks.some(({ kind }) => kind === 'lv-apex') ? 'ellipsoid' : 'discs',
    chosen: { lv: {}, rv: {} },
    rightPhases: 'own',
    bsaFormula: 'mosteller',
    lengths: { lv: 'mean-length', atria: 'shorter-length' },
    ...given,
  }
}

export function chamberVolumes(input: VolumesInput, given: Partial<VolumesOptions> = {}): Volumes {
  const options = volumesOptions(input, given)
  const { stack, views, contours } = input
  const marked = markedPoints(input.landmarks)
  const frames = framesInStep(stack, views)
  const body = bodySurface(input.bodySizes ?? {}, options.bsaFormula)
  const points = frames.map((moment) => leftPoints(marked, moment))
  const left = ventricleByBoth(
    { chamber: 'lv', stack, contours, empty: input.empty.lv, longAxis: points },
    { ...options, outflow: options.outflow.lv, chosen: options.chosen.lv },
  )
  const right = contours.some(({ border }) => border === 'rv-endocardial')
    ? rightVentricle(input, options, left, frames, marked)
    : undefined
  const byPlace = contoursByPlace(contours)
  const atria = (['la', 'ra'] as const).flatMap((chamber) =>
    atriumVolumes(
      { chamber, views, contours: byPlace, marked },
      {
        length: options.lengths.atria,
        ...(options.preAtrial === undefined ? {} : { preAtrial: options.preAtrial }),
      },
    ),
  )
  const filling = {
    lv: fillingOf(stack, left),
    ...(right === undefined ? {} : { rv: fillingOf(stack, right) }),
  }
  const hint = massConstancy(left)
  const onStack = placesIn(stack)
  const beside = contours.flatMap(({ border, image }) => {
    if (!measuredBorders.includes(border)) return []
    const key = imageKeyText(image)
    return onStack.has(key) ? [] : [key]
  })
  const onViews = Object.values(views).map(placesIn)
  const strays = beside.filter((key) => !onViews.some((places) => places.has(key)))
  const hasLongAxis = strays.length < beside.length
  return {
    ...volumesMethod,
    options,
    measurements: [
      ...ventricleMeasurements(left, body),
      ...outputs(stack, left, body),
      surfaceMeasurement(body),
      ...beatMeasurements(stack),
      ...shapes(left, points),
      ...(right === undefined ? [] : ventricleMeasurements(right, body)),
      ...(hasLongAxis
        ? longAxisVentricle({ contours: byPlace, marked, frames }, left.ed, left.es, options.lengths.lv)
        : []),
      ...atria.flatMap((atrium) => atriumMeasurements(atrium, options.lengths.atria, body)),
      ...fillingMeasurements(left, filling.lv),
      ...(right === undefined || filling.rv === undefined ? [] : fillingMeasurements(right, filling.rv)),
      ...curveMeasurements(stack, left),
      ...(right === undefined ? [] : curveMeasurements(stack, right)),
    ],
    warnings: [
      ...(strays.length === 0
        ? []
        : [say('volumes/lv-contours-images-neither-short', { strays: strays.length })]),
      ...left.suspicions.map((said) => say('volumes/of-lv', { said })),
      ...(right?.suspicions ?? []).map((said) => say('volumes/of-rv', { said })),
    ],
    left,
    ...(right === undefined ? {} : { right }),
    filling,
    atria,
    ...(hint === undefined ? {} : { massConstancy: hint }),
  }
}

function rightVentricle(
  { stack, contours, empty }: VolumesInput,
  options: VolumesOptions,
  left: VentricleByBoth,
  frames: readonly FramesOfMoment[],
  marked: MarkedPoints,
): VentricleByBoth {
  const phase = (end: Outcome<number>, key: 'ed' | 'es'): ChosenPhases =>
    end.measured ? { [key]: end.value } : {}
  const chosen =
    options.rightPhases === 'left'
      ? { ...phase(left.ed, 'ed'), ...phase(left.es, 'es'), ...options.chosen.rv }
      : options.chosen.rv
  return ventricleByBoth(
    {
      chamber: 'rv',
      stack,
      contours,
      empty: empty.rv,
      longAxis: frames.map((moment) => rightPoints(marked, moment, options.tricuspid)),
    },
    { ...options, outflow: options.outflow.rv, apex: 'discs', chosen },
  )
}

function outputs(
  { heartRate }: Stack,
  left: VentricleByBoth,
  body: Outcome<BodySurface>,
): readonly Measurement[] {
  const output = outputOf(left.own.amounts, heartRate)
  const { amounts, by } = left.own
  return [
    measurement('lv-co', output, by),
    indexed('lv-ci', output, body, by),
    byHeight('lv-edv-height', amounts.edv, body, by),
    byHeight('lv-mass-height', amounts.massEd, body, by),
  ]
}

function shapes({ own, ed, es }: VentricleByBoth, points: readonly LongAxisPoints[]): readonly Measurement[] {
  const lengthAt = (phase: Outcome<number>) => (phase.measured ? longAxisLength(points[phase.value]) : phase)
  const atEd = lengthAt(ed)
  return [
    measurement('lv-gfi', globalFunctionIndex(own.amounts), own.by),
    measurement('lv-mass-volume', massToVolume(own.amounts), own.by),
    measurement('lv-length-ed', atEd, lengthMethod),
    measurement('lv-length-es', lengthAt(es), lengthMethod),
    measurement('lv-sphericity', sphericity(own.amounts, atEd), own.by),
  ]
}
