/**
 * What rest and stress give together. Regions are paired by slice, segment and layer.
 *
 * Of either method of flow its own reserve:
 *
 *   MPR = MBF stress / MBF rest      MPRI = relative upslope stress / rest, both of signals or both of concentrations
 */
import { type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { exchangeDeconvolution, fermiAtStandardWork, fermiDeconvolution } from './methods.ts'
import { outcomeOf, type RegionResult, ratioOf } from './region.ts'
import { type PerfusionState, perfusionStates } from './settings.ts'
import { type StateResult, scopeOf, upslopeOf } from './state.ts'
import type { RegionPixels } from './wall-regions.ts'
import { type RestWork, workFactor } from './work.ts'

type States = Partial<Record<PerfusionState, StateResult>>

/** @param work  of the heart at rest; without it nothing is told at a standard work */
export function reserves(states: States, work?: RestWork): Measurement[] {
  return placesOf(states).flatMap(({ slice, region }) => {
    const rest = partner(states, 'rest', slice, region)
    const stress = partner(states, 'stress', slice, region)
    const scope = region === undefined ? { slice } : scopeOf(slice, region)
    return [
      measurement('perf-mpr', reserve(stress, rest, 'fermi'), fermiDeconvolution),
      measurement('perf-mpr-2cxm', reserve(stress, rest, 'exchange'), exchangeDeconvolution),
      reserveIndex(stress, rest),
      ...(work === undefined ? [] : atStandardWork(stress, rest, workFactor(work))),
    ].map((m) => scoped(scope, m))
  })
}

type Partner = RegionResult | Unmeasured
const isResult = (one: Partner): one is RegionResult => 'fermi' in one

function reserve(stress: Partner, rest: Partner, by: 'fermi' | 'exchange'): Outcome<number> {
  if (!isResult(stress)) return stress
  if (!isResult(rest)) return rest
  return ratioOf(stress[by], rest[by], ({ mbf }) => mbf)
}

/** The factor belongs to rest alone: what stress asks of the heart is part of the test. */
function atStandardWork(stress: Partner, rest: Partner, factor: Outcome<number>): Measurement[] {
  const flow = isResult(rest) ? outcomeOf(rest.fermi, ({ mbf }) => mbf) : rest
  const resting = productOf(flow, factor)
  const stressed = isResult(stress) ? outcomeOf(stress.fermi, ({ mbf }) => mbf) : stress
  return [
    measurement('perf-mbf-work', resting, fermiAtStandardWork),
    measurement(
      'perf-mpr-work',
      ratioOf(stressed, resting, (mbf) => mbf),
      fermiAtStandardWork,
    ),
  ]
}

function productOf(value: Outcome<number>, factor: Outcome<number>): Outcome<number> {
  if (!value.measured) return value
  return factor.measured ? measured(value.value * factor.value, value.warnings) : factor
}

function reserveIndex(stress: Partner, rest: Partner): Measurement {
  const ratio: Outcome<number> = !isResult(stress)
    ? stress
    : !isResult(rest)
      ? rest
      : !stress.relative.measured || !rest.relative.measured || stress.basis === rest.basis
        ? ratioOf(stress.relative, rest.relative, (value) => value)
        : unmeasured(
            'no-partner',
            say('perfusion/upslope-stress-rest', { basis: stress.basis, other: rest.basis }),
          )
  return measurement('perf-mpri', ratio, upslopeOf[isResult(stress) ? stress.basis : 'signal'])
}

interface Place {
  readonly slice: number
  /** absent: the whole slice, where neither state has regions of it */
  readonly region?: RegionPixels
}

const same = (a: RegionPixels, b: RegionPixels): boolean => a.segment === b.segment && a.layer === b.layer

/** Every region of either state once, and every slice that has none. */
function placesOf(states: States): Place[] {
  const places: Place[] = []
  const put = (place: Place): void => {
    const { region } = place
    const known = places.some(
      (one) =>
        one.slice === place.slice &&
        (region === undefined || (one.region !== undefined && same(one.region, region))),
    )
    if (!known) places.push(place)
  }
  const given = perfusionStates.flatMap((state) => states[state] ?? [])
  for (const { regions } of given) for (const one of regions) put(one)
  for (const { failures } of given) for (const one of failures) if (one.region !== undefined) put(one)
  for (const { failures } of given) for (const one of failures) if (one.region === undefined) put(one)
  return places.sort((a, b) => a.slice - b.slice)
}

function partner(
  states: States,
  state: PerfusionState,
  slice: number,
  region: RegionPixels | undefined,
): Partner {
  const of = states[state]
  if (of === undefined) return unmeasured('no-partner', say('perfusion/there-no', { state }))
  const found = region && of.regions.find((one) => one.slice === slice && same(one.region, region))
  if (found !== undefined) return found
  const failure = of.failures.find(
    (one) =>
      one.slice === slice && (one.region === undefined || (region !== undefined && same(one.region, region))),
  )
  return failure?.why ?? unmeasured('no-partner', say('perfusion/no-such-region', { state }))
}
