/** From phase images to velocities that can be summed: checked, scaled, put back from aliasing, freed of the offset. */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { say } from '../sentences/say.ts'
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
    return unmeasured('no-images', say('flow/phase-images-weighted-magnitude-no'))
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
      say('flow/blood-passes-venc-cm-s', { venc: venc.value, twice, pixels: pixels.length }),
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
      ...(offset.why === undefined ? [] : [say('flow/background-not-corrected', { why: offset.why })]),
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
  const counted = say('flow/values-phases', { turned: turned.length, phases })
  return [
    ...(turned.length === 0
      ? []
      : [
          unwrapping === 'automatic'
            ? say('flow/aliased-velocities-unwrapped', { counted })
            : say('flow/velocities-look-aliased-left', { counted }),
        ]),
    ...(doubtful === 0 ? [] : [say('flow/aliasing-not-resolved-certainty-pixels', { doubtful })]),
  ]
}

function flawOf({ phases, phantom = [] }: FlowInput): Unmeasured | undefined {
  const first = phases[0]
  if (first === undefined) return unmeasured('no-images', say('flow/there-no-phase-images'))
  const named = [
    ...phases.map((one, i) => [say('flow/phase-number', { i: i + 1 }), one] as const),
    ...phantom.map((one, i) => [say('flow/phase-phantom', { i: i + 1 }), one] as const),
  ]
  for (const [phase, { image, magnitude }] of named) {
    const flaw =
      flawIn(say('flow/phase-image', { phase }), image, first.image) ??
      (magnitude && flawIn(say('flow/magnitude-image', { phase }), magnitude, first.image))
    if (flaw !== undefined) return flaw
  }
  const withMagnitude = phases.filter(({ magnitude }) => magnitude !== undefined).length
  return withMagnitude === 0 || withMagnitude === phases.length
    ? undefined
    : unmeasured(
        'contradictory-input',
        say('flow/phases-magnitude-image', { withMagnitude, phases: phases.length }),
      )
}

function flawIn(name: string, picture: MeasuredImage, first: MeasuredImage): Unmeasured | undefined {
  if (!sameGrid(picture, first))
    return unmeasured('contradictory-input', say('flow/another-matrix-place', { name }))
  const why = unusable(picture)
  return why === undefined
    ? undefined
    : unmeasured('unusable-images', say('common/place-says', { place: name, what: why }))
}

/** mm that the place of the first pixel may differ by: rounding in a header */
const samePlace = 0.01

const sameGrid = ({ plane: a }: MeasuredImage, { plane: b }: MeasuredImage): boolean =>
  a.rows === b.rows &&
  a.columns === b.columns &&
  a.rowSpacing === b.rowSpacing &&
  a.columnSpacing === b.columnSpacing &&
  a.position.every((x, k) => Math.abs(x - (b.position[k] ?? 0)) < samePlace)
