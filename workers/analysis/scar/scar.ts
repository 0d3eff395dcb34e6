/**
 * Late enhancement of the left ventricle: volume, mass and share of the wall, obstruction, core and grey zone, by
 * slice and by segment, by every method asked for, with a map of where the methods disagree.
 *
 * Volumes sum the exact share of every pixel within the wall, so that they add up to the wall that the contours
 * enclose. A share of the wall is a share of the wall of these contours, never of the cine's.
 *
 * @source Schulz-Menger 2020, doi:10.1186/s12968-020-00610-6, late enhancement (abstract read; what it asks of an
 *         analysis is unverified); methods: `methods.ts`
 */
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured } from '../units/outcome.ts'
import type { Percent } from '../units/units.ts'
import { density, wallVolume } from './amounts.ts'
import { type Basis, basisOf } from './basis.ts'
import { borderLevel, type Zones, zonesOf } from './grey-zone.ts'
import type { LgeSlice } from './lge-slice.ts'
import { type MethodScar, scarBy } from './method-scar.ts'
import { scarMethodName, scarVersion } from './methods.ts'
import { tissue } from './obstruction.ts'
import type { ScarOptions } from './options.ts'
import { scarMeasurements } from './scar-measurements.ts'
import { thresholdsOf } from './thresholds.ts'
import { chordsOf } from './transmurality.ts'

export interface ScarSlice {
  readonly slice: number
  /** of the wall's pixels, row × columns + column: all lists of states are in this order */
  readonly index: Uint32Array
  readonly share: Float64Array
  /** of the image, and the AHA segment, 0 for none */
  readonly signal: Float32Array
  readonly segment: Uint8Array
  readonly remote: { readonly mean: number; readonly sd: number; readonly origin: 'drawn' | 'automatic' }
  /** pixels that remote was measured on */
  readonly remotePixels: Uint32Array
  /** by how many of the methods that divide the wall each pixel counts as scar */
  readonly votes: Uint8Array
}

export interface Scar {
  readonly method: string
  readonly version: string
  readonly options: ScarOptions
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** base to apex; empty when nothing could be measured, for the reason in `measurements` */
  readonly slices: readonly ScarSlice[]
  readonly methods: readonly MethodScar[]
  /** methods that could vote */
  readonly voters: number
  readonly zones: Outcome<Zones>
}

const by = { method: 'lge', version: scarVersion } as const

/** @param given  slices that have contours, in any order */
export function scar(given: readonly LgeSlice[], options: ScarOptions): Scar {
  const basis = basisOf(given, options)
  if (!basis.measured) return nothing(basis, options)
  const { walls, remotes } = basis.value
  const warnings = [...basis.warnings]
  const chords = walls.map((wall) => {
    const found = chordsOf(wall, options.transmurality)
    if (found.measured) return found.value
    if (wall.given.endocardial !== undefined)
      warnings.push(say('scar/slice-no-chords', { slice: wall.given.slice + 1, why: whyOf(found) }))
    return []
  })
  const methods = options.methods.map((method) => scarBy(method, basis.value, chords, options))
  const voters = methods.flatMap(({ name, method, amounts, slices }) =>
    method.kind !== 'weighted' && amounts.measured
      ? [{ name, slices, extent: amounts.value.scar.extent }]
      : [],
  )
  warnings.push(...spreadWarning(voters))
  const zones = zonesBy(basis.value, options)
  return {
    ...by,
    options,
    measurements: [
      measurement('lge-wall-mass', measured(density * wallVolume(walls)), by),
      ...walls.flatMap((wall, k) => {
        const scope: Scope = { slice: wall.given.slice }
        const { mean, sd, origin } = at(remotes, k)
        const remoteBy = { ...by, method: `lge/remote-${origin}` }
        return [
          scoped(scope, measurement('lge-remote-mean', measured(mean), remoteBy)),
          scoped(scope, measurement('lge-remote-sd', measured(sd), remoteBy)),
        ]
      }),
      ...methods.flatMap((method) => scarMeasurements(method, walls, options.pattern)),
      ...zoneMeasurements(zones, options),
    ],
    warnings,
    slices: walls.map((wall, k) => {
      const { mean, sd, origin, pixels } = at(remotes, k)
      return {
        slice: wall.given.slice,
        index: wall.index,
        share: wall.share,
        signal: Float32Array.from(wall.signal),
        segment: wall.segment,
        remote: { mean, sd, origin },
        remotePixels: Uint32Array.from(pixels, (i) => wall.index[i] ?? 0),
        votes: votesOf(voters, k, wall.index.length),
      }
    }),
    methods,
    voters: voters.length,
    zones,
  }
}

function nothing(why: Unmeasured, options: ScarOptions): Scar {
  const quantities: readonly QuantityName[] = ['scar-volume', 'scar-mass', 'scar-extent']
  return {
    ...by,
    options,
    measurements: options.methods.flatMap((method) =>
      quantities.map((quantity) =>
        scoped({ method: scarMethodName(method) }, measurement(quantity, why, by)),
      ),
    ),
    warnings: [],
    slices: [],
    methods: [],
    voters: 0,
    zones: why,
  }
}

/** A method that divides the wall, and so can say of each pixel whether it is scar. */
type Voter = Pick<MethodScar, 'name' | 'slices'> & { readonly extent: Percent }

function votesOf(voters: readonly Voter[], slice: number, pixels: number): Uint8Array {
  const votes = new Uint8Array(pixels)
  for (const { slices } of voters)
    at(slices, slice).state.forEach((state, i) => {
      if (state !== tissue.remote) votes[i] = (votes[i] ?? 0) + 1
    })
  return votes
}

/** ratio of the most to the least that methods find, from which on the choice of the method is the result */
const wideSpread = 2
/** % of the wall: of less, a ratio means little */
const littleScar = 2
/** % of the wall: more is no infarct, and there may be no remote myocardium left */
const diffuse = 60

function spreadWarning(voters: readonly Voter[]): string[] {
  if (voters.length === 0) return []
  const least = voters.reduce((a, b) => (b.extent < a.extent ? b : a))
  const most = voters.reduce((a, b) => (b.extent > a.extent ? b : a))
  const told: string[] = []
  if (most.extent > littleScar && most.extent > wideSpread * least.extent)
    told.push(
      say('scar/methods-disagree-wall', {
        extent: least.extent,
        name: least.name,
        most: most.extent,
        mostBy: most.name,
      }),
    )
  if (least.extent > diffuse) told.push(say('scar/every-method-finds-more-wall', { diffuse }))
  return told
}

function zonesBy({ walls, remotes, levels, linked }: Basis, options: ScarOptions): Outcome<Zones> {
  const core = { kind: 'fwhm', above: options.signal === 'magnitude' ? 'maximum' : 'remote' } as const
  const coreLevels = thresholdsOf(core, levels, options.thresholds)
  if (!coreLevels.measured) return coreLevels
  return measured(
    zonesOf(
      walls,
      linked,
      coreLevels.value.map((level) => (level.measured ? level.value : undefined)),
      walls.map((wall, k) => borderLevel(options.greyZone, wall, at(remotes, k))),
      options,
    ),
  )
}

function zoneMeasurements(zones: Outcome<Zones>, { greyZone, signal }: ScarOptions): Measurement[] {
  const rule = {
    ...by,
    method: `lge/core-fwhm-${signal === 'magnitude' ? 'maximum' : 'remote'}/grey-from-${greyZone}`,
  }
  const of = (read: (zones: Zones) => number): Outcome<number> =>
    zones.measured ? measured(read(zones.value), zones.warnings) : zones
  return [
    measurement(
      'scar-core-mass',
      of(({ core }) => core),
      rule,
    ),
    measurement(
      'scar-grey-mass',
      of(({ grey }) => grey),
      rule,
    ),
  ]
}
