/** What the values of a stack's pixels stand for, where they stand for something: ms, %, cm/s. For looking only. */
import { checkedVenc, velocityRule, velocityScale } from '#analysis/flow/velocity.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'

/** A decoded frame. */
export interface PixelValues {
  getPixelData(): ArrayLike<number>
}

/** shown = slope · (value − zero) */
export interface ValueScale {
  readonly slope: number
  readonly zero: number
  /** as printed */
  readonly unit: string
  /** velocities: the largest that is encoded, as shown */
  readonly venc?: number
}

const maps: Partial<Readonly<Record<SeriesRole, string>>> = {
  't1-native-map': 'ms',
  't1-post-map': 'ms',
  't1-map': 'ms',
  't2-map': 'ms',
  't2star-map': 'ms',
  'ecv-map': '%',
}

export const isVelocity = ({ role, component }: Pick<Stack, 'role' | 'component'>): boolean =>
  role === 'flow-phase' || component === 'velocity'

const known = new WeakMap<Stack, ValueScale | 'none'>()

/**
 * @param pixels  of any frame of the stack: its range tells how velocities are written. The first that is given
 *                decides, so that no frame of a cine is scaled otherwise than the others
 * @returns undefined where values are arbitrary, and where no rule says what velocity a value is
 */
export function valueScaleOf(stack: Stack, pixels: PixelValues): ValueScale | undefined {
  const found = known.get(stack) ?? scaleOf(stack, pixels) ?? 'none'
  known.set(stack, found)
  return found === 'none' ? undefined : found
}

function scaleOf(stack: Stack, pixels: PixelValues): ValueScale | undefined {
  const unit = maps[stack.role]
  if (unit !== undefined) return { slope: 1, zero: 0, unit }
  return isVelocity(stack) ? velocityIn(stack, pixels) : undefined
}

function velocityIn(stack: Stack, pixels: PixelValues): ValueScale | undefined {
  const venc = checkedVenc(stack.venc)
  const frame = stack.frames.flat().find((one) => one !== null)
  if (!venc.measured || !frame) return undefined
  const { instance, facts } = frame
  const valueUnit = facts.realWorld?.unit ?? facts.rescaleType
  const rule = velocityRule({
    ...rangeIn(pixels.getPixelData()),
    venc: venc.value,
    ...(instance.manufacturer === undefined ? {} : { manufacturer: instance.manufacturer }),
    ...(valueUnit === undefined ? {} : { valueUnit }),
    ...(facts.velocityScale === undefined ? {} : { velocityEncodeScale: facts.velocityScale }),
  })
  if (!rule.measured || rule.value === 'ge-magnitude-weighted') return undefined
  return { ...velocityScale(rule.value, venc.value), unit: 'cm/s', venc: venc.value }
}

function rangeIn(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}
