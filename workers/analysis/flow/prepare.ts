/** From phase images to velocities that can be summed: checked, scaled, put back from aliasing, freed of the offset. */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { CmPerS, Ms } from '../units/units.ts'
import { background } from './background.ts'
import type { FlowInput, FlowSettings, PhantomPhase } from './input.ts'
import type { Background } from './offset.ts'
import { type Unwrapped, unwrap } from './unwrap.ts'
import {
  checkedSupport,
  checkedVenc,
  rangeOf,
  type VelocityRule,
  velocityOf,
  velocityRule,
} from './velocity.ts'
import { pixelsOf, type Vessel, vesselThroughPhases } from './vessel.ts'

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
  const { phases, phantom = [] } = input
  const magnitudes = phases.flatMap(({ magnitude }) => (magnitude === undefined ? [] : [magnitude.pixels]))
  const isBare = ({ magnitude }: PhantomPhase): boolean => magnitude === undefined
  if (rule.value === 'ge-magnitude-weighted' && [...phases, ...phantom].some(isBare))
    return unmeasured(
      'no-images',
      'phase images weighted by magnitude have no velocity without magnitude images',
    )
  const scaling = {
    rule: rule.value,
    venc: venc.value,
    ...(input.velocityEncodeScale === undefined ? {} : { velocityEncodeScale: input.velocityEncodeScale }),
  }
  const velocity = ({ image, magnitude }: PhantomPhase): Float32Array =>
    velocityOf(image.pixels, scaling, magnitude?.pixels)
  const measuredVelocities = phases.map(velocity)
  const support = checkedSupport(measuredVelocities, venc.value)
  if (!support.measured) return support
  const times = phases.map(({ time }) => time)
  const vessel = vesselThroughPhases(input.contours, times, period, plane)
  if (!vessel.measured) return vessel

  const offset = background(
    {
      velocities: measuredVelocities,
      magnitudes,
      phantom: phantom.map(velocity),
      vessel: vessel.value.borders,
      plane,
      venc: venc.value,
    },
    options.background,
  )
  const pixels = pixelsOf(vessel.value.shares)
  const unwrapped = unwrap({
    velocities: measuredVelocities,
    columns: plane.columns,
    pixels,
    venc: venc.value,
    periodic: period !== undefined,
    manual: options.manual,
  })
  const twice = turnedTwice(unwrapped)
  if (options.unwrapping === 'automatic' && twice > mostTurnedTwice * pixels.length)
    return unmeasured(
      'aliased',
      `blood passes a VENC of ${venc.value} cm/s more than once in ${twice} of ${pixels.length} pixels of the vessel: a higher VENC is needed`,
    )
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

/**
 * Share of the vessel's pixels. Blood that turned twice runs at three times VENC at least; beyond that neither time nor
 * space tells how often it turned, and a number would be a guess. A few such pixels are noise.
 */
const mostTurnedTwice = 0.05

/** Pixels that some phase turned more than once, and no reader did. */
const turnedTwice = ({ changes }: Unwrapped): number =>
  new Set(changes.flatMap(({ pixel, turns, by }) => (by !== 'reader' && Math.abs(turns) > 1 ? [pixel] : [])))
    .size

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

function flawOf({ phases, phantom = [] }: FlowInput): Unmeasured | undefined {
  const first = phases[0]
  if (first === undefined) return unmeasured('no-images', 'there are no phase images')
  const named = [
    ...phases.map((one, i) => [`phase ${i + 1}`, one] as const),
    ...phantom.map((one, i) => [`phase ${i + 1} of the phantom`, one] as const),
  ]
  for (const [phase, { image, magnitude }] of named) {
    const flaw =
      flawIn(`phase image of ${phase}`, image, first.image) ??
      (magnitude && flawIn(`magnitude image of ${phase}`, magnitude, first.image))
    if (flaw !== undefined) return flaw
  }
  const withMagnitude = phases.filter(({ magnitude }) => magnitude !== undefined).length
  return withMagnitude === 0 || withMagnitude === phases.length
    ? undefined
    : unmeasured('contradictory-input', `${withMagnitude} of ${phases.length} phases have a magnitude image`)
}

function flawIn(name: string, picture: MeasuredImage, first: MeasuredImage): Unmeasured | undefined {
  if (!sameGrid(picture, first))
    return unmeasured('contradictory-input', `the ${name} has another matrix or place`)
  const why = unusable(picture)
  return why === undefined ? undefined : unmeasured('unusable-images', `${name}: ${why}`)
}

/** mm that the place of the first pixel may differ by: rounding in a header */
const samePlace = 0.01

const sameGrid = ({ plane: a }: MeasuredImage, { plane: b }: MeasuredImage): boolean =>
  a.rows === b.rows &&
  a.columns === b.columns &&
  a.rowSpacing === b.rowSpacing &&
  a.columnSpacing === b.columnSpacing &&
  a.position.every((x, k) => Math.abs(x - (b.position[k] ?? 0)) < samePlace)
