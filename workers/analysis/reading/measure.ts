/** The numbers of a read, with what they rest on and what still stands in the way of a signature. */
import { type Contour, type ContourKey, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import type { Measurement } from '../measurements/measurement.ts'
import { type VentricleQuantity, ventricleQuantities } from '../measurements/quantities/quantities.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { at } from '../units/at.ts'
import { type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { BodySizes } from '../volumes/body-size.ts'
import { type Cell, placesIn } from '../volumes/grid.ts'
import type { PhaseVolume } from '../volumes/phase.ts'
import { type LeftVentricle, leftVentricle } from '../volumes/ventricle.ts'
import { type Blocker, emptyMarks, signingBlockers } from './completeness.ts'
import type { ReadState } from './state.ts'

/** A contour and the event that made it what it is. */
export interface ContourRevision extends ContourKey {
  readonly seq: number
}

/** What one number rests on. */
export interface Basis {
  readonly quantity: VentricleQuantity
  readonly contours: readonly ContourRevision[]
  readonly images: readonly ImageKey[]
}

export interface ReadMeasurements {
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly measurements: readonly Measurement[]
  /** by the other papillary convention, where papillary muscles are contoured */
  readonly otherConvention: readonly Measurement[]
  /** by the method that the protocol did not choose, labelled by its name */
  readonly otherMethod: readonly Measurement[]
  readonly provisional: boolean
  readonly blockers: readonly Blocker[]
  readonly basis: readonly Basis[]
  /** every phase's volume and what each slice adds; empty without a stack */
  readonly curve: readonly PhaseVolume[]
}

/** The contours of a read with some of them as a hand holds them right now. */
export type Preview = readonly Contour[]

/**
 * @param stack    the short-axis cine that was read; undefined when the study has none
 * @param sizes    body size by registry and DICOM; the reader's own entry is in the state
 * @param preview  contours in the hand, in place of or beside those of the read
 * @param stacks   of the study: what is drawn on series that are no short-axis cine belongs to other analyses
 */
export function measureRead(
  stack: Stack | undefined,
  state: ReadState,
  sizes: Pick<BodySizes, 'registry' | 'dicom'> = {},
  preview: Preview = [],
  stacks: readonly Stack[] = [],
): ReadMeasurements {
  const { choices, protocol } = state
  if (stack === undefined) return withoutStack(choices.notEvaluable)
  const ventricle = leftVentricle(
    stack,
    ofShortAxis(withPreview(state, preview), stacks),
    emptyMarks(state),
    {
      papillaries: choices.papillaries,
      chosen: {
        ...(choices.ed === undefined ? {} : { ed: choices.ed }),
        ...(choices.es === undefined ? {} : { es: choices.es }),
      },
      bodySizes: { ...sizes, reader: choices.bodySize },
    },
  )
  const clipped = protocol.base === 'plane-clipped'
  const refusal = refusalFor(choices.notEvaluable, clipped)
  const blockers = choices.notEvaluable === undefined ? signingBlockers(stack, ventricle) : []
  const { ed, es, curve } = ventricle
  return {
    phases: { ...(ed.measured ? { ed: ed.value } : {}), ...(es.measured ? { es: es.value } : {}) },
    measurements: refusal === undefined ? ventricle.measurements : refused(ventricle.measurements, refusal),
    otherConvention: refusal === undefined ? ventricle.otherConvention : [],
    otherMethod: clipped && choices.notEvaluable === undefined ? ventricular(ventricle.measurements) : [],
    provisional: blockers.length > 0,
    blockers,
    basis: basisOf(ventricle, state),
    curve,
  }
}

function* withPreview(state: ReadState, preview: Preview): Generator<Contour> {
  const held = new Set(preview.map((contour) => contourKeyText(contourKeyOf(contour))))
  for (const [key, { contour }] of state.contours) if (!held.has(key)) yield contour
  yield* preview
}

/** An image that no stack holds is kept, so that it is missed. */
function* ofShortAxis(contours: Iterable<Contour>, stacks: readonly Stack[]): Generator<Contour> {
  const others = stacks.filter(({ role }) => role !== 'cine-sax')
  for (const contour of contours)
    if (!others.some((stack) => placesIn(stack).has(imageKeyText(contour.image)))) yield contour
}

const isVentricular = ({ quantity }: Measurement): boolean => quantity.startsWith('lv-')
const ventricular = (measurements: readonly Measurement[]): Measurement[] =>
  measurements.filter(isVentricular)

/** Plane clipping needs the mitral plane, and no event brings its points yet. */
function refusalFor(notEvaluable: string | undefined, clipped: boolean): Unmeasured | undefined {
  if (notEvaluable !== undefined) return unmeasured('not-evaluable', notEvaluable)
  return clipped ? unmeasured('valve-plane-missing') : undefined
}

function refused(measurements: readonly Measurement[], { reason, detail }: Unmeasured): Measurement[] {
  return measurements.map((m) =>
    isVentricular(m)
      ? { quantity: m.quantity, unmeasured: reason, ...(detail === undefined ? {} : { detail }) }
      : m,
  )
}

function withoutStack(notEvaluable: string | undefined): ReadMeasurements {
  const detail = 'the study has no short-axis cine'
  const { reason, detail: why } =
    notEvaluable === undefined ? unmeasured('no-geometry', detail) : unmeasured('not-evaluable', notEvaluable)
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
  }
}

type Ends = readonly ('ed' | 'es')[]
const restsOn: Readonly<Record<VentricleQuantity, Ends>> = {
  'lv-edv': ['ed'],
  'lv-esv': ['es'],
  'lv-sv': ['ed', 'es'],
  'lv-ef': ['ed', 'es'],
  'lv-mass-ed': ['ed'],
  'lv-mass-es': ['es'],
  'lv-co': ['ed', 'es'],
  'lv-ci': ['ed', 'es'],
  'lv-edv-index': ['ed'],
  'lv-esv-index': ['es'],
  'lv-sv-index': ['ed', 'es'],
  'lv-mass-ed-index': ['ed'],
  'heart-rate': [],
  rr: [],
  bsa: [],
}

function basisOf({ grid, ed, es }: LeftVentricle, state: ReadState): Basis[] {
  const contouredAt = (phase: Outcome<number>): readonly Cell[] =>
    phase.measured ? at(grid, phase.value).filter(({ status }) => status === 'contoured') : []
  const cells = { ed: contouredAt(ed), es: contouredAt(es) }
  return ventricleQuantities.map((quantity) => {
    const used = restsOn[quantity].flatMap((end) => cells[end])
    return {
      quantity,
      contours: used.flatMap(({ endocardial, epicardial, papillary }) =>
        [endocardial, epicardial, ...papillary].flatMap((contour) => revisionOf(contour, state)),
      ),
      images: uniqueImages(used),
    }
  })
}

/** A contour in the hand has no revision yet. */
function revisionOf(contour: Contour | undefined, state: ReadState): ContourRevision[] {
  if (contour === undefined) return []
  const key = contourKeyOf(contour)
  const record = state.contours.get(contourKeyText(key))
  return record?.contour === contour ? [{ ...key, seq: record.revision.seq }] : []
}

function uniqueImages(cells: readonly Cell[]): ImageKey[] {
  const images = new Map<string, ImageKey>()
  for (const { frame } of cells)
    if (frame !== null)
      images.set(imageKeyText(frame), { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame })
  return [...images.values()]
}
