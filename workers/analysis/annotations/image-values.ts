/**
 * What the pixel values of an image stand for: milliseconds or per cent on a map, cm/s on a velocity image, and
 * elsewhere a signal that has no unit.
 */
import { checkedVenc, velocityRule, velocityScale } from '../flow/velocity.ts'
import { unitOf } from '../protocol/signal.ts'
import type { SeriesRole, Stack, StackFrame } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'

/** value = slope · modality value + intercept */
export interface ValueScale {
  readonly slope: number
  readonly intercept: number
  /** UCUM; absent for a signal */
  readonly unit?: string
  /** a value of 0 says that nothing was fitted there */
  readonly zeroIsNone?: true
  /** why a velocity or a map is shown as a bare signal */
  readonly unknown?: string
}

const signal: ValueScale = { slope: 1, intercept: 0 }

const unitsOfMaps: Partial<Readonly<Record<SeriesRole, string>>> = {
  't1-native-map': 'ms',
  't1-post-map': 'ms',
  't1-map': 'ms',
  't2-map': 'ms',
  't2star-map': 'ms',
  'ecv-map': '%',
}

export const isMap = ({ role }: Pick<Stack, 'role'>): boolean => unitsOfMaps[role] !== undefined

/**
 * @param range  the smallest and the largest modality value of the frame: tells how a velocity is scaled, where the header
 *   leaves it open
 */
export function valueScale(
  stack: Pick<Stack, 'role' | 'component' | 'venc'>,
  frame: StackFrame,
  range: { readonly low: number; readonly high: number },
): ValueScale {
  if (stack.role === 'flow-phase' || stack.component === 'velocity')
    return scaleOfVelocity(stack.venc, frame, range)
  const { realWorld, rescaleSlope, rescaleIntercept } = frame.facts
  const none = isMap(stack) ? { zeroIsNone: true as const } : {}
  if (realWorld !== undefined && rescaleSlope !== 0) {
    const slope = realWorld.slope / rescaleSlope
    return { slope, intercept: realWorld.intercept - slope * rescaleIntercept, unit: realWorld.unit, ...none }
  }
  const unit = unitOf(frame) ?? unitsOfMaps[stack.role]
  return unit === undefined ? signal : { ...signal, unit, ...none }
}

/** By the rule that flow is measured by; positive where the pixel value is. */
function scaleOfVelocity(
  stated: Stack['venc'],
  frame: StackFrame,
  range: { readonly low: number; readonly high: number },
): ValueScale {
  if (stated === undefined) return { ...signal, unknown: say('values/header-no-venc') }
  const checked = checkedVenc(stated)
  if (!checked.measured) return { ...signal, unknown: whyOf(checked) }
  const venc = checked.value
  const { manufacturer } = frame.instance
  const valueUnit = frame.facts.realWorld?.unit ?? frame.facts.rescaleType
  const ruleFor = ({ low, high }: { readonly low: number; readonly high: number }) =>
    velocityRule({
      venc,
      low,
      high,
      ...(manufacturer === undefined ? {} : { manufacturer }),
      ...(valueUnit === undefined ? {} : { valueUnit }),
      ...(frame.facts.velocityScale === undefined ? {} : { velocityEncodeScale: frame.facts.velocityScale }),
    })
  // what the header allows is the same for all frames; what one of them holds may lack a sign
  const allowed = allowedBy(frame)
  const byHeader = ruleFor(allowed)
  const signed = { low: allowed.low < 0 ? Math.min(range.low, -1) : range.low, high: range.high }
  const rule = byHeader.measured ? byHeader : ruleFor(signed)
  if (!rule.measured) return { ...signal, unknown: whyOf(rule) }
  if (rule.value === 'ge-magnitude-weighted')
    return { ...signal, unknown: say('values/velocities-weighted-magnitude-pixel-pixel') }
  const { slope, zero } = velocityScale(rule.value, venc)
  return { slope, intercept: -slope * zero, unit: 'cm/s' }
}

/** Smallest and largest of the values of an image. */
export function rangeIn(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function allowedBy({ instance, facts }: StackFrame): { readonly low: number; readonly high: number } {
  const { bitsStored, signed } = instance.pixels
  const ends = [
    signed ? -(2 ** (bitsStored - 1)) : 0,
    signed ? 2 ** (bitsStored - 1) - 1 : 2 ** bitsStored - 1,
  ]
  const values = ends.map((stored) => stored * facts.rescaleSlope + facts.rescaleIntercept)
  return { low: Math.min(...values), high: Math.max(...values) }
}
