/**
 * The examinations that an analysis is made on once more, each with one choice made otherwise. The analysis itself is
 * made as it always is: a wall that is drawn half a pixel farther out is followed, thresholded or fitted anew.
 *
 * Strain alone is not followed anew: that takes as long as its panel for every choice. The borders that are moved are
 * carried along by the displacement that is found round those of the reader, and strain is read from another ED and to
 * another ES of the same tracks. It is told what another border would have measured of the same motion, and not what a
 * border half a pixel aside would have found of it.
 *
 * What is moved is drawn on the analysis's own images: of the cines that tell the long axis alone nothing is.
 */
import type { Border, Contour } from '../../contours/contour.ts'
import { type Examination, stacksOf } from '../../examination/examination.ts'
import type { Measurement } from '../../measurements/measurement.ts'
import { imageKeyText } from '../../protocol/facts.ts'
import { shortAxisOf } from '../../protocol/short-axis.ts'
import type { Stack } from '../../protocol/stack.ts'
import { type ScarMethod, scarMethodName, withMoreDeviations } from '../../scar/methods.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { placesIn } from '../../volumes/grid.ts'
import { ownRoles, restsOn } from '../dependence.ts'
import { analysisIn } from '../record-name.ts'
import { notContoured, type OffsetName, type UncertaintySource, type Variation } from './budget.ts'
import { pixelsOf, withOffset } from './moved-borders.ts'

export interface ExaminedOtherwise {
  readonly source: UncertaintySource
  readonly variation: Variation
  /** or why the choice cannot be made otherwise */
  readonly changed: Outcome<Examination>
  /** of scar: standard deviations by which its thresholds lie higher */
  readonly deviations?: 1 | -1
}

interface Choices {
  readonly moved: readonly OffsetName[]
  readonly phases: readonly ('ed' | 'es')[]
  /** of those the phases whose frames need borders of their own */
  readonly drawn: readonly ('ed' | 'es')[]
}

/** Those that have budgets. Scores are a reader's own, and ranges and inclusion rest on numbers that have theirs. */
const choices = {
  segments: { moved: ['endocardium', 'epicardium'], phases: ['ed', 'es'], drawn: ['ed', 'es'] },
  strain: { moved: ['endocardium', 'epicardium'], phases: ['ed', 'es'], drawn: [] },
  scar: { moved: ['endocardium', 'epicardium', 'remote'], phases: [], drawn: [] },
  perfusion: { moved: ['endocardium', 'epicardium', 'blood'], phases: [], drawn: [] },
  mapping: { moved: ['endocardium', 'epicardium', 'blood', 'region'], phases: [], drawn: [] },
  flow: { moved: ['vessel'], phases: [], drawn: [] },
} as const satisfies Readonly<Record<string, Choices>>

const known: Readonly<Record<string, Choices>> = choices
const none: Choices = { moved: [], phases: [], drawn: [] }
export const hasBudgets = (analysis: string): boolean => analysis in known

const borderOf: Readonly<Record<OffsetName, Border>> = {
  endocardium: 'lv-endocardial',
  epicardium: 'lv-epicardial',
  remote: 'lge-remote',
  blood: 'blood-pool',
  vessel: 'vessel',
  region: 'region',
}

/**
 * @param record       'strain', or 'mapping/t2' for a part of an analysis
 * @param examination  the whole of it, with ED and ES as they are used
 * @returns none for an analysis without budgets
 */
export function examinedOtherwise(record: string, examination: Examination): readonly ExaminedOtherwise[] {
  const analysis = analysisIn(record)
  const { moved, phases, drawn } = known[analysis] ?? none
  return [
    ...moved.flatMap((name) => offsetVariations(record, examination, name)),
    ...phases.flatMap((end) => phaseVariations(examination, end, drawn.includes(end))),
    ...(analysis === 'scar'
      ? ([-1, 1] as const).map(
          (deviations): ExaminedOtherwise => ({
            source: 'threshold',
            variation: deviations < 0 ? 'threshold-lower' : 'threshold-higher',
            changed: measured(examination),
            deviations,
          }),
        )
      : []),
  ]
}

function offsetVariations(
  record: string,
  examination: Examination,
  name: OffsetName,
): readonly ExaminedOtherwise[] {
  const part = restsOn(record, examination)
  const roles = ownRoles(record)
  const own = roles.length === 0 ? part.stacks : stacksOf(part, ...roles)
  const here = new Set(own.flatMap((stack) => [...placesIn(stack).keys()]))
  const used = new Set(
    part.contours.filter(({ border, image }) => border === borderOf[name] && here.has(imageKeyText(image))),
  )
  const pixels = pixelsOf(own)
  return ([-1, 1] as const).flatMap((sign): ExaminedOtherwise[] => {
    const contours = withOffset(examination.contours, (contour: Contour) => used.has(contour), sign, pixels)
    if (contours === undefined) return []
    return [
      {
        source: name === 'remote' ? 'remote' : 'contour-offset',
        variation: `${name}-${sign < 0 ? 'in' : 'out'}`,
        changed: measured({ ...examination, contours }),
      },
    ]
  })
}

/** ED or ES one frame aside. @param drawn  only where that frame is contoured */
function phaseVariations(
  examination: Examination,
  end: 'ed' | 'es',
  drawn: boolean,
): readonly ExaminedOtherwise[] {
  const cine = shortAxisOf(examination.stacks)
  const { ed, es } = examination.phases
  const phase = end === 'ed' ? ed : es
  if (cine === undefined || phase === undefined) return []
  return ([-1, 1] as const).map((by): ExaminedOtherwise => {
    const next = (phase + by + cine.phaseCount) % cine.phaseCount
    const isOther = next === (end === 'ed' ? es : ed)
    return {
      source: 'phase',
      variation: `${end}-${by < 0 ? 'before' : 'after'}`,
      changed: isOther
        ? unmeasured('no-phases', say('reading/ed-es-would-one-frame'))
        : !drawn || isContoured(examination, cine, next)
          ? measured({ ...examination, phases: { ...examination.phases, [end]: next } })
          : notContoured(next, cine.phaseCount),
    }
  })
}

function isContoured({ contours }: Examination, cine: Stack, phase: number): boolean {
  const places = placesIn(cine)
  return contours.some(
    ({ border, image }) => border === 'lv-endocardial' && places.get(imageKeyText(image))?.[1] === phase,
  )
}

/** The choices that a number of an analysis may depend on. */
export function choicesFor(
  record: string,
  { scope = '' }: Pick<Measurement, 'scope'>,
): readonly UncertaintySource[] {
  const analysis = analysisIn(record)
  const { moved, phases } = known[analysis] ?? none
  const byDeviations = analysis === 'scar' && / ?method:(\d+-sd|weighted)$/.test(scope)
  return [
    ...(phases.length > 0 ? (['phase'] as const) : []),
    ...(moved.length > 0 ? (['contour-offset'] as const) : []),
    ...(byDeviations ? (['threshold'] as const) : []),
    ...(moved.includes('remote') ? (['remote'] as const) : []),
  ]
}

/**
 * Numbers that were found by methods with more deviations, under the names that these have without: what is varied is
 * the number of one method, and not which method it is.
 */
export function underOwnNames(
  measurements: readonly Measurement[],
  methods: readonly ScarMethod[],
  deviations: number,
): readonly Measurement[] {
  const own = new Map(
    methods.map((method) => [scarMethodName(withMoreDeviations(method, deviations)), scarMethodName(method)]),
  )
  return measurements.map((m): Measurement => {
    const { scope } = m
    if (scope === undefined) return m
    return {
      ...m,
      scope: scope.replace(/method:(\S+)/, (whole, name: string) => {
        const known = own.get(name)
        return known === undefined ? whole : `method:${known}`
      }),
    }
  })
}
