/** From phase images to velocities that can be summed: checked, scaled, put back from aliasing, freed of the offset. */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { CmPerS, Ms } from '../units/units.ts'
import { type Background, background } from './background.ts'
import type { FlowInput, FlowSettings } from './input.ts'
import { type Unwrapped, unwrap } from './unwrap.ts'
import {
  checkedSupport,
  checkedVenc,
  rangeOf,
  type VelocityRule,
  velocityOf,
  velocityRule,
} from './velocity.ts'
import { type Vessel, vesselThroughPhases } from './vessel.ts'

export interface Prepared {
  readonly vessel: Vessel
  readonly rule: VelocityRule
  readonly venc: CmPerS
  /** cm/s, as signed by the scanner */
  readonly velocities: readonly Float32Array[]
  readonly background: Background
  readonly unwrapped: Unwrapped
}

/**
 * @param period  RR where the beat is covered; undefined where phases do not close
 * @returns unmeasured with the first reason that stands against any number
 */
export function prepare(input: FlowInput, options: FlowSettings, period: Ms | undefined): Outcome<Prepared> {
  const flaw = flawOf(input)
  if (flaw !== undefined) return flaw
  const images = input.phases.map(({ image }) => image)
  const { plane } = at(images, 0)
  const venc = checkedVenc(input.venc)
  if (!venc.measured) return venc
  const facts = { ...input, ...rangeOf(images), venc: venc.value }
  const rule = options.rule === undefined ? velocityRule(facts) : measured(options.rule)
  if (!rule.measured) return rule
  const magnitudes = input.phases.flatMap(({ magnitude }) =>
    magnitude === undefined ? [] : [magnitude.pixels],
  )
  if (rule.value === 'ge-magnitude-weighted' && magnitudes.length === 0)
    return unmeasured(
      'no-images',
      'phase images weighted by magnitude have no velocity without magnitude images',
    )
  const scaling = {
    rule: rule.value,
    venc: venc.value,
    ...(input.velocityEncodeScale === undefined ? {} : { velocityEncodeScale: input.velocityEncodeScale }),
  }
  const measuredVelocities = input.phases.map(({ image, magnitude }) =>
    velocityOf(image.pixels, scaling, magnitude?.pixels),
  )
  const support = checkedSupport(measuredVelocities, venc.value)
  if (!support.measured) return support
  const times = input.phases.map(({ time }) => time)
  const vessel = vesselThroughPhases(input.contours, times, period, plane)
  if (!vessel.measured) return vessel

  const offset = background(
    { velocities: measuredVelocities, magnitudes, vessel: vessel.value.borders, plane, venc: venc.value },
    options.background,
  )
  const unwrapped = unwrap({
    velocities: measuredVelocities,
    columns: plane.columns,
    pixels: pixelsOf(vessel.value.shares),
    venc: venc.value,
    periodic: period !== undefined,
    manual: options.manual,
  })
  const kept = options.unwrapping === 'automatic' ? unwrapped.velocities : measuredVelocities
  return measured(
    {
      vessel: vessel.value,
      rule: rule.value,
      venc: venc.value,
      velocities: offset.corrected
        ? kept.map((picture) => picture.map((v, i) => v - (offset.offset[i] ?? 0)))
        : kept,
      background: offset,
      unwrapped,
    },
    [
      ...new Set([...venc.warnings, ...rule.warnings, ...support.warnings, ...vessel.warnings]),
      ...(offset.corrected ? [] : [`the background is not corrected: ${offset.why}`]),
      ...unwrapWarnings(unwrapped, options.unwrapping),
    ],
  )
}

function unwrapWarnings({ changes, doubtful }: Unwrapped, unwrapping: 'automatic' | 'off'): string[] {
  const turned = changes.filter(({ turns }) => turns !== 0)
  const phases = new Set(turned.map(({ phase }) => phase)).size
  const counted = `${turned.length} values at ${phases} phases`
  return [
    ...(turned.length === 0
      ? []
      : [
          unwrapping === 'automatic'
            ? `aliased velocities were unwrapped: ${counted}`
            : `velocities look aliased and were left so: ${counted}`,
        ]),
    ...(doubtful === 0
      ? []
      : [`aliasing is not resolved with certainty in ${doubtful} pixels of the vessel`]),
  ]
}

function pixelsOf(shares: readonly Float64Array[]): number[] {
  const touched = new Set<number>()
  for (const picture of shares)
    picture.forEach((share, i) => {
      if (share > 0) touched.add(i)
    })
  return [...touched]
}

function flawOf({ phases }: FlowInput): Unmeasured | undefined {
  const first = phases[0]
  if (first === undefined) return unmeasured('no-images', 'there are no phase images')
  for (const [i, { image, magnitude }] of phases.entries()) {
    for (const [name, picture] of [
      ['phase', image],
      ['magnitude', magnitude],
    ] as const) {
      if (picture === undefined) continue
      if (!sameGrid(picture, first.image))
        return unmeasured(
          'contradictory-input',
          `the ${name} image of phase ${i + 1} has another matrix or place`,
        )
      const why = unusable(picture)
      if (why !== undefined) return unmeasured('unusable-images', `${name} image of phase ${i + 1}: ${why}`)
    }
  }
  const withMagnitude = phases.filter(({ magnitude }) => magnitude !== undefined).length
  return withMagnitude === 0 || withMagnitude === phases.length
    ? undefined
    : unmeasured('contradictory-input', `${withMagnitude} of ${phases.length} phases have a magnitude image`)
}

/** mm that the place of the first pixel may differ by: rounding in a header */
const samePlace = 0.01

const sameGrid = ({ plane: a }: MeasuredImage, { plane: b }: MeasuredImage): boolean =>
  a.rows === b.rows &&
  a.columns === b.columns &&
  a.rowSpacing === b.rowSpacing &&
  a.columnSpacing === b.columnSpacing &&
  a.position.every((x, k) => Math.abs(x - (b.position[k] ?? 0)) < samePlace)
