/** What the values of a stack's pixels stand for, where they stand for something: ms, %, cm/s. For looking only. */
import { isMap, rangeIn, valueScale } from '#analysis/annotations/image-values.ts'
import { checkedVenc } from '#analysis/flow/velocity.ts'
import type { Stack } from '#analysis/protocol/stack.ts'

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
  const frame = stack.frames.flat().find((one) => one !== null)
  if (!frame || !(isVelocity(stack) || isMap(stack))) return undefined
  const { slope, intercept, unit } = valueScale(stack, frame, rangeIn(pixels.getPixelData()))
  if (unit === undefined || slope <= 0) return undefined
  const scale = { slope, zero: intercept === 0 ? 0 : -intercept / slope, unit }
  const venc = checkedVenc(stack.venc)
  return isVelocity(stack) && venc.measured ? { ...scale, venc: venc.value } : scale
}
