/**
 * What would change the numbers of a ventricle. What is read at ED and ES alone is measured again on these two phases,
 * so that a choice made otherwise costs little; rates, times and long-axis volumes on the whole beat.
 *
 * A base slice less or more, or papillaries the other way, is a choice of one phase: in a curve it would be a step that
 * no heart makes. Filling is therefore told by the borders, which are moved at every phase, and by ED and ES, from which
 * and until which it is looked for; where the protocol clips at a valve, by that too.
 */
import type { Border, Chamber, Contour } from '../../contours/contour.ts'
import type { Measurement, QuantityName } from '../../measurements/measurement.ts'
import { imageKeyText } from '../../protocol/facts.ts'
import type { Stack } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import type { VentricleByBoth } from '../../volumes/both-bases.ts'
import { isOfFilling } from '../../volumes/filling/ventricle.ts'
import { placesIn } from '../../volumes/grid.ts'
import {
  chamberVolumes,
  type Volumes,
  type VolumesInput,
  type VolumesOptions,
} from '../../volumes/volumes.ts'
import { withBase } from './base-slice.ts'
import {
  budgetsOf,
  type MeasuredOtherwise,
  notContoured,
  type Progress,
  type UncertaintyBudget,
  type UncertaintySource,
  type Variation,
} from './budget.ts'
import { pixelsOf, withOffset } from './moved-borders.ts'
import { withValve } from './moved-valve.ts'

/** @returns one for each quantity that is measured; empty where ED or ES is not known */
export function ventricleBudgets(
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  chamber: Chamber,
  progress?: Progress,
): readonly UncertaintyBudget[] {
  const found = chamberVolumes(input, options)
  const whole = ventricleOf(found, chamber)
  if (whole === undefined || !whole.ed.measured || !whole.es.measured) return []
  const read: Read = { input, options, chamber, ed: whole.ed.value, es: whole.es.value }
  const clips = whole.own.base === 'plane-clipped'
  const own = found.measurements.filter(
    ({ quantity, scope = '' }) =>
      quantity.startsWith(`${chamber}-`) && (scope === '' || scope.startsWith('view:')),
  )
  const throughBeat = own.filter(({ quantity }) => isOfBeat(quantity))
  const atEnds = endsVariations(read)
  const inBeat = throughBeat.some((m) => 'value' in m) ? beatVariations(read) : []
  let done = 0
  const made = (variations: readonly (() => MeasuredOtherwise)[]): MeasuredOtherwise[] =>
    variations.map((vary) => {
      const one = vary()
      progress?.(++done, atEnds.length + inBeat.length)
      return one
    })
  const matters = ({ quantity }: Measurement): readonly UncertaintySource[] => sourcesOf(quantity, clips)
  return [
    ...budgetsOf(
      own.filter((m) => !throughBeat.includes(m)),
      made(atEnds),
      matters,
    ),
    ...budgetsOf(throughBeat, made(inBeat), matters),
  ]
}

const ventricleOf = ({ left, right }: Volumes, chamber: Chamber): VentricleByBoth | undefined =>
  chamber === 'lv' ? left : right

const isOfBeat = (quantity: QuantityName): boolean => isOfFilling(quantity) || quantity.endsWith('-lax')

/** The choices that a number may depend on. */
function sourcesOf(quantity: QuantityName, clips: boolean): readonly UncertaintySource[] {
  const valve = clips ? (['valve-plane'] as const) : []
  if (isOfFilling(quantity)) return [...valve, 'phase', 'contour-offset']
  if (quantity.endsWith('-lax')) return ['valve-plane', 'phase', 'contour-offset']
  if (quantity.startsWith('lv-length')) return ['valve-plane', 'phase']
  if (quantity === 'lv-sphericity')
    return ['base-slice', 'valve-plane', 'phase', 'contour-offset', 'papillaries']
  return ['base-slice', ...valve, 'phase', 'contour-offset', ...papillariesOf(quantity)]
}

/** No papillary muscle of the right ventricle is contoured. */
const papillariesOf = (quantity: QuantityName): readonly UncertaintySource[] =>
  quantity.startsWith('lv-') ? ['papillaries'] : []

interface Phases {
  readonly ed: number
  readonly es: number
}

interface Read extends Phases {
  readonly input: VolumesInput
  readonly options: Partial<VolumesOptions>
  readonly chamber: Chamber
}

interface Changes {
  readonly input?: Partial<VolumesInput>
  readonly options?: Partial<VolumesOptions>
  readonly phases?: Phases
}

type Measure = (read: Read, changes: Changes) => MeasuredOtherwise['found']

function again({ input, options, chamber, ed, es }: Read, changes: Changes): VolumesAgain {
  const phases = changes.phases ?? { ed, es }
  const chosen = {
    lv: chamber === 'lv' ? phases : (options.chosen?.lv ?? {}),
    rv: chamber === 'rv' ? phases : (options.chosen?.rv ?? {}),
  }
  return {
    phases,
    input: { ...input, ...changes.input },
    options: { ...options, ...changes.options, chosen },
  }
}

interface VolumesAgain {
  readonly phases: Phases
  readonly input: VolumesInput
  readonly options: Partial<VolumesOptions>
}

const numbersOf = (found: Volumes, chamber: Chamber): MeasuredOtherwise['found'] =>
  ventricleOf(found, chamber) === undefined
    ? unmeasured('no-contours', say('reading/nothing-chamber-drawn-these-phases'))
    : measured(found.measurements)

const onBeat: Measure = (read, changes) => {
  const { input, options } = again(read, changes)
  const contours = input.contours.filter(({ border }) => border.startsWith(`${read.chamber}-`))
  return numbersOf(chamberVolumes({ ...input, contours }, options), read.chamber)
}

/** Only what is drawn at the two phases counts. */
const onEnds: Measure = (read, changes) => {
  const { input, options, phases } = again(read, changes)
  const { stack, landmarks, views } = input
  const isEnd = isAt(stack, [phases.ed, phases.es])
  const contours = input.contours.filter(
    ({ border, image }) => border.startsWith(`${read.chamber}-`) && isEnd(image),
  )
  const found = chamberVolumes({ ...input, contours, views: landmarks.length > 0 ? views : {} }, options)
  return numbersOf(found, read.chamber)
}

function endsVariations(read: Read): readonly (() => MeasuredOtherwise)[] {
  const { input, options, chamber, ed, es } = read
  const isEnd = isAt(input.stack, [ed, es])
  const drawnMuscle = input.contours.some(({ border, image }) => border === 'lv-papillary' && isEnd(image))
  const based = (variation: Variation, phase: number, more: boolean) => () =>
    otherwise('base-slice', variation, withBase(input, chamber, phase, more), read, onEnds)
  return [
    based('base-ed-less', ed, false),
    based('base-ed-more', ed, true),
    based('base-es-less', es, false),
    based('base-es-more', es, true),
    ...valveVariations(read, onEnds),
    ...phaseVariations(read, onEnds),
    ...offsetVariations(read, onEnds, ({ image }) => isEnd(image)),
    ...(chamber === 'lv' && drawnMuscle
      ? [
          (): MeasuredOtherwise => ({
            source: 'papillaries',
            variation: 'papillaries-other',
            found: onEnds(read, {
              options: { papillaries: options.papillaries === 'mass' ? 'cavity' : 'mass' },
            }),
          }),
        ]
      : []),
  ]
}

const beatVariations = (read: Read): readonly (() => MeasuredOtherwise)[] => [
  ...valveVariations(read, onBeat),
  ...phaseVariations(read, onBeat),
  ...offsetVariations(read, onBeat, () => true),
]

const otherwise = (
  source: UncertaintySource,
  variation: Variation,
  input: Outcome<Partial<VolumesInput>>,
  read: Read,
  measure: Measure,
): MeasuredOtherwise => ({
  source,
  variation,
  found: input.measured ? measure(read, { input: input.value }) : input,
})

const valveVariations = (read: Read, measure: Measure) =>
  read.input.landmarks.length === 0 && Object.keys(read.input.views).length === 0
    ? []
    : (
        [
          ['valve-to-apex', -1],
          ['valve-to-base', 1],
        ] as const
      ).map(
        ([variation, towards]) =>
          () =>
            otherwise('valve-plane', variation, withValve(read.input, read.chamber, towards), read, measure),
      )

function phaseVariations(read: Read, measure: Measure): readonly (() => MeasuredOtherwise)[] {
  const { input, chamber, ed, es } = read
  const { stack } = input
  const { phaseCount } = stack
  const round = (phase: number): number => (phase + phaseCount) % phaseCount
  const aside = (variation: Variation, moved: Phases) => (): MeasuredOtherwise => {
    const phase = moved.ed === ed ? moved.es : moved.ed
    const isThere = isAt(stack, [phase])
    const isDrawn = input.contours.some(
      ({ border, image }) => border === `${chamber}-endocardial` && isThere(image),
    )
    const found =
      moved.ed === moved.es
        ? unmeasured('no-phases', say('reading/ed-es-would-one-frame'))
        : isDrawn
          ? measure(read, { phases: moved })
          : notContoured(phase, phaseCount)
    return { source: 'phase', variation, found }
  }
  return [
    aside('ed-before', { ed: round(ed - 1), es }),
    aside('ed-after', { ed: round(ed + 1), es }),
    aside('es-before', { ed, es: round(es - 1) }),
    aside('es-after', { ed, es: round(es + 1) }),
  ]
}

function offsetVariations(
  read: Read,
  measure: Measure,
  isMoved: (contour: Contour) => boolean,
): readonly (() => MeasuredOtherwise)[] {
  const { input, chamber } = read
  const pixels = pixelsOf([input.stack, ...Object.values(input.views)])
  const shifted = (variation: Variation, border: Border, sign: 1 | -1) => (): MeasuredOtherwise => {
    const which = (contour: Contour): boolean => contour.border === border && isMoved(contour)
    const contours = withOffset(input.contours, which, sign, pixels)
    const changed: Outcome<Partial<VolumesInput>> =
      contours === undefined
        ? unmeasured(border.endsWith('epicardial') ? 'no-epicardial-contours' : 'no-contours')
        : measured({ contours })
    return otherwise('contour-offset', variation, changed, read, measure)
  }
  return [
    shifted('endocardium-in', `${chamber}-endocardial`, -1),
    shifted('endocardium-out', `${chamber}-endocardial`, 1),
    shifted('epicardium-in', `${chamber}-epicardial`, -1),
    shifted('epicardium-out', `${chamber}-epicardial`, 1),
  ]
}

const isAt = (stack: Stack, phases: readonly number[]): ((image: Contour['image']) => boolean) => {
  const places = placesIn(stack)
  return (image) => {
    const place = places.get(imageKeyText(image))
    return place !== undefined && phases.includes(place[1])
  }
}
