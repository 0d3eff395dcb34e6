/** The numbers of a read, with what they rest on and what still stands in the way of a signature. */
import { type Contour, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import { longAxisStacks } from '../examination/axis.ts'
import { isMeasured, type Measurement, type QuantityName } from '../measurements/measurement.ts'
import { ventricleQuantities } from '../measurements/quantities/quantities.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { partWarning } from '../protocol/parts.ts'
import type { Stack } from '../protocol/stack.ts'
import type { Comparison } from '../ranges/comparison.ts'
import { type PersonSources, personOf } from '../ranges/person.ts'
import { compareWithRanges, rangeTables } from '../ranges/ranges.ts'
import { say } from '../sentences/say.ts'
import { type Unmeasured, unmeasured } from '../units/outcome.ts'
import { amountMeasurements, indexed, indexMeasurements, outputOf } from '../volumes/amounts.ts'
import { type BodySizes, bodySurface } from '../volumes/body-size.ts'
import type { VentricleByBoth, VentricleByRule } from '../volumes/both-bases.ts'
import type { Filling } from '../volumes/filling/filling.ts'
import { placesIn } from '../volumes/grid.ts'
import type { Atrium } from '../volumes/long-axis/atrium.ts'
import type { PhaseVolume } from '../volumes/phase.ts'
import { measuredBorders } from '../volumes/ventricle.ts'
import { chamberVolumes, type Volumes, type VolumesInput, type VolumesOptions } from '../volumes/volumes.ts'
import { isAdjudication } from './adjudication/adjudication.ts'
import { type Blocker, emptyMarks, signingBlockers } from './completeness.ts'
import { type Basis, groundsOfNumbers } from './grounds.ts'
import { contoursOf, landmarksOf, type ReadState } from './state.ts'

export type { Basis, ContourRevision } from './grounds.ts'

/** The numbers of one read beside those of healthy people, by one table. */
export interface ReadRanges {
  /** id of the table */
  readonly table: string
  readonly comparisons: readonly Comparison[]
}

export interface ReadMeasurements {
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly measurements: readonly Measurement[]
  /** by the other papillary convention, where papillary muscles are contoured */
  readonly otherConvention: readonly Measurement[]
  /** by the base rule that the protocol did not choose, labelled by its name, where it can be measured */
  readonly otherMethod: readonly Measurement[]
  readonly provisional: boolean
  readonly blockers: readonly Blocker[]
  /** empty while a contour is in the hand: what it makes rests on no event yet */
  readonly basis: readonly Basis[]
  /** every phase's volume and what each slice adds, by the protocol's base rule; empty without a stack */
  readonly curve: readonly PhaseVolume[]
  /** by table; empty where nobody says who the patient is */
  readonly ranges: readonly ReadRanges[]
  /** all of it: both base rules at every phase, with what each slice is worth; absent without a stack */
  readonly chambers?: ReadChambers
}

export interface ReadChambers {
  readonly left: VentricleByBoth
  /** where any contour of it is drawn */
  readonly right?: VentricleByBoth
  readonly atria: readonly Atrium[]
  readonly filling: { readonly lv: Filling; readonly rv?: Filling }
}

/** The contours of a read with some of them as a hand holds them right now. */
export type Preview = readonly Contour[]

/**
 * @param stack    the short-axis cine that was read; undefined when the study has none
 * @param sizes    body size by registry and DICOM; the reader's own entry is in the state
 * @param preview  contours in the hand, in place of or beside those of the read
 * @param stacks   of the study: what is drawn on series that are no cine belongs to other analyses
 * @param person   age and sex by registry and DICOM; what the reader entered is in the state
 */
export function measureRead(
  stack: Stack | undefined,
  state: ReadState,
  sizes: Pick<BodySizes, 'registry' | 'dicom'> = {},
  preview: Preview = [],
  stacks: readonly Stack[] = [],
  person: Pick<PersonSources, 'registry' | 'dicom'> = {},
): ReadMeasurements {
  const { choices } = state
  if (stack === undefined) return withoutStack(choices.notEvaluable)
  const contours = [...withPreview(state, preview)]
  const { input, options } = volumesOfRead(stack, state, sizes, stacks, contours)
  const found = foundIn(input, options, state, preview)
  const { left, right, atria, filling } = found
  const { ed, es, own } = left
  const curve = own.base === 'reader-slices' ? left.readerSlices : left.planeClipped
  const { notEvaluable } = choices
  const strays = straysAmong(contours, stack, stacks)
  const part = partWarning(stack, stacks)
  const measurements = ordered(found).map((m) => withWarning(withWarning(m, strays), part))
  const needsVolumes = notEvaluable === undefined && !isAdjudication(state)
  const blockers = needsVolumes ? signingBlockers(stack, { curve, ed, es }) : []
  return {
    phases: { ...(ed.measured ? { ed: ed.value } : {}), ...(es.measured ? { es: es.value } : {}) },
    measurements: notEvaluable === undefined ? measurements : refused(measurements, notEvaluable),
    otherConvention: notEvaluable === undefined ? otherConvention(left) : [],
    otherMethod: notEvaluable === undefined ? otherMethod(input, found) : [],
    provisional: blockers.length > 0,
    blockers,
    basis: preview.length > 0 ? [] : groundsOfNumbers({ ...input, left, right }, state),
    curve,
    ranges: notEvaluable === undefined ? rangesOf(measurements, state, person) : [],
    chambers: { left, ...(right === undefined ? {} : { right }), atria, filling },
  }
}

/** What was measured last of a state, with nothing in the hand. */
const atRest = new WeakMap<ReadState, { readonly stack: Stack; readonly found: Volumes }>()

/** While contours of one chamber are in the hand only that one is measured again: the others are as they are at rest. */
function foundIn(
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  state: ReadState,
  preview: Preview,
): Volumes {
  const { stack } = input
  const [chamber, ...others] = new Set(preview.map(({ border }) => chamberName(border)))
  if (chamber === undefined) {
    const found = chamberVolumes(input, options)
    atRest.set(state, { stack, found })
    return found
  }
  const kept = atRest.get(state)
  if (kept?.stack !== stack || others.length > 0) return chamberVolumes(input, options)
  const before = kept.found
  const contours = input.contours.filter(({ border }) => chamberName(border) === chamber)
  const now = chamberVolumes({ ...input, contours }, options)
  const isOf = ({ quantity }: Measurement): boolean => chamberName(quantity) === chamber
  const isLeft = chamber === 'lv'
  const right = chamber === 'rv' ? now.right : before.right
  const ofRight = chamber === 'rv' ? now.filling.rv : before.filling.rv
  const { right: _, filling: __, ...rest } = isLeft ? now : before
  return {
    ...rest,
    measurements: [...now.measurements.filter(isOf), ...before.measurements.filter((m) => !isOf(m))],
    ...(right === undefined ? {} : { right }),
    atria: [...now.atria, ...before.atria.filter((atrium) => atrium.chamber !== chamber)],
    filling: {
      lv: isLeft ? now.filling.lv : before.filling.lv,
      ...(ofRight === undefined ? {} : { rv: ofRight }),
    },
  }
}

/** 'lv' of 'lv-endocardial' and of 'lv-edv'. */
const chamberName = (name: string): string => name.split('-', 1)[0] ?? name

/** What the volumes of a read are measured from, and by which rules. */
export function volumesOfRead(
  stack: Stack,
  state: ReadState,
  sizes: Pick<BodySizes, 'registry' | 'dicom'>,
  stacks: readonly Stack[],
  contours: readonly Contour[] = [...contoursOf(state)],
): { readonly input: VolumesInput; readonly options: Partial<VolumesOptions> } {
  const { choices, protocol } = state
  const views = longAxisStacks({ stacks })
  return {
    input: {
      stack,
      views,
      contours: contours.filter(onOneOf([stack, ...Object.values(views)])),
      landmarks: landmarksOf(state),
      bodySizes: { ...sizes, reader: choices.bodySize },
      empty: { lv: emptyMarks(state), rv: emptyMarks(state, 'rv') },
    },
    options: {
      base: protocol.base,
      // an assumption gives no number that a protocol asked for, only one beside it
      ...(protocol.base === 'reader-slices' ? { tricuspid: 'square-to-view' } : {}),
      papillaries: choices.papillaries,
      chosen: { lv: { ...end('ed', choices.ed), ...end('es', choices.es) }, rv: {} },
    },
  }
}

const end = (key: 'ed' | 'es', phase: number | undefined) => (phase === undefined ? {} : { [key]: phase })

function* withPreview(state: ReadState, preview: Preview): Generator<Contour> {
  const held = new Set(preview.map((contour) => contourKeyText(contourKeyOf(contour))))
  for (const [key, { contour }] of state.contours) if (!held.has(key)) yield contour
  yield* preview
}

function onOneOf(stacks: readonly Stack[]): (contour: Contour) => boolean {
  const places = stacks.map(placesIn)
  return ({ image }) => {
    const key = imageKeyText(image)
    return places.some((known) => known.has(key))
  }
}

/** Slices that became a stack of their own, or an earlier acquisition, would else be a slab that drops unseen. */
function straysAmong(
  contours: readonly Contour[],
  stack: Stack,
  stacks: readonly Stack[],
): string | undefined {
  const isElsewhere = onOneOf(stacks.filter((other) => other !== stack && other.role !== 'cine-sax'))
  const isHere = onOneOf([stack])
  const strays = contours.filter(
    (contour) => measuredBorders.includes(contour.border) && !isHere(contour) && !isElsewhere(contour),
  )
  return strays.length === 0 ? undefined : say('common/contours-elsewhere', { contours: strays.length })
}

const withWarning = (m: Measurement, warning: string | undefined): Measurement =>
  warning !== undefined && isMeasured(m) && m.quantity.startsWith('lv-')
    ? { ...m, warnings: [...m.warnings, warning] }
    : m

/** As they stand in a report. */
const leftOrder: readonly QuantityName[] = [
  'lv-edv',
  'lv-esv',
  'lv-sv',
  'lv-ef',
  'lv-mass-ed',
  'lv-mass-es',
  'heart-rate',
  'rr',
  'lv-co',
  'bsa',
  'lv-edv-index',
  'lv-esv-index',
  'lv-sv-index',
  'lv-mass-ed-index',
  'lv-ci',
]

/**
 * The left ventricle first, measured or not; of the other chambers what is drawn; of shape, filling and long-axis
 * volumes what could be measured. Curves by phase, and numbers by other rules, are no part of it.
 */
function ordered({ measurements }: Volumes): Measurement[] {
  const own = measurements.filter(({ scope }) => scope === undefined || scope.startsWith('view:'))
  const left = leftOrder.flatMap((quantity) => own.find((m) => m.quantity === quantity) ?? [])
  const others = own.filter(({ quantity }) => !leftOrder.includes(quantity))
  return [...left, ...others.filter((m) => isMeasured(m) || chamberAmounts.test(m.quantity))]
}

/** of chambers whose contours are drawn a missing number says why it is missing */
const chamberAmounts = /^(rv-(edv|esv|sv|ef)|[lr]a-(max|min|ef))(-index)?$/

const otherConvention = ({ own, beside }: VentricleByBoth): readonly Measurement[] => {
  const other = beside.find(({ base, papillaries }) => base === own.base && papillaries !== own.papillaries)
  return other === undefined ? [] : amountMeasurements('lv', other.amounts, other.by).filter(isMeasured)
}

/**
 * The volumes by the base rule that the protocol did not choose, at its own ED and ES where the protocol's rule finds
 * none; nothing where the valve plane is not marked and was not asked for.
 */
function otherMethod(input: VolumesInput, { left, right, options }: Volumes): readonly Measurement[] {
  const body = bodySurface(input.bodySizes ?? {}, options.bsaFormula)
  const bySlices = (): Volumes => chamberVolumes(input, { ...options, base: 'reader-slices' })
  const ofLeft = otherRule(left, () => bySlices().left)
  const ofRight = right && otherRule(right, () => bySlices().right)
  const measurements: Measurement[] = []
  if (ofLeft) {
    const { base, amounts, by } = ofLeft
    const output = outputOf(amounts, input.stack.heartRate)
    const all = [
      ...amountMeasurements('lv', amounts, by),
      ...indexMeasurements('lv', amounts, body, by),
      indexed('lv-ci', output, body, by),
    ]
    measurements.push(...(base === 'reader-slices' ? all : all.filter(isMeasured)))
  }
  if (ofRight) {
    const { amounts, by } = ofRight
    const all = [...amountMeasurements('rv', amounts, by), ...indexMeasurements('rv', amounts, body, by)]
    measurements.push(...all.filter(isMeasured))
  }
  return measurements
}

function otherRule(
  { own, beside, ed, es }: VentricleByBoth,
  bySlices: () => VentricleByBoth | undefined,
): VentricleByRule | undefined {
  const beyond = own.base === 'plane-clipped' && !(ed.measured && es.measured)
  return beyond
    ? bySlices()?.own
    : beside.find(({ base, papillaries }) => base !== own.base && papillaries === own.papillaries)
}

const isVentricular = ({ quantity }: Measurement): boolean => /^(lv|rv|la|ra)-/.test(quantity)

function refused(measurements: readonly Measurement[], reason: string): Measurement[] {
  return measurements.map((m) =>
    isVentricular(m)
      ? {
          quantity: m.quantity,
          ...(m.scope === undefined ? {} : { scope: m.scope }),
          unmeasured: 'not-evaluable',
          detail: reason,
        }
      : m,
  )
}

/** Where age, sex and ethnicity are not known the comparisons say so; where sources contradict each other none is made. */
function rangesOf(
  measurements: readonly Measurement[],
  { choices: { given = {} } }: ReadState,
  person: Pick<PersonSources, 'registry' | 'dicom'>,
): readonly ReadRanges[] {
  const { age, sex, ethnicity } = given
  const known = personOf({
    ...person,
    given: {
      ...(age === undefined ? {} : { age }),
      ...(sex === undefined ? {} : { sex }),
      ...(ethnicity === undefined ? {} : { ethnicity }),
    },
  })
  return known.measured
    ? rangeTables.map((table) => ({
        table: table.id,
        comparisons: compareWithRanges(measurements, known.value, table).comparisons,
      }))
    : []
}

function withoutStack(notEvaluable: string | undefined): ReadMeasurements {
  const detail = say('common/no-short-axis-cine')
  const { reason, detail: why }: Unmeasured =
    notEvaluable === undefined ? unmeasured('no-images', detail) : unmeasured('not-evaluable', notEvaluable)
  return {
    phases: {},
    measurements: ventricleQuantities.map((quantity) => ({
      quantity,
      unmeasured: reason,
      ...(why === undefined ? {} : { detail: why }),
    })),
    otherConvention: [],
    otherMethod: [],
    provisional: notEvaluable === undefined,
    blockers: notEvaluable === undefined ? [{ what: 'no-geometry', detail }] : [],
    basis: [],
    curve: [],
    ranges: [],
  }
}
