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

/** `why`: values are arbitrary, or a sentence where they are velocities that no factor leads to */
type Known = { readonly scale: ValueScale } | { readonly scale: undefined; readonly why: string | undefined }

const known = new WeakMap<Stack, Known>()

/**
 * @param pixels  of any frame of the stack: its range tells how velocities are written. The first that is given
 *                decides, so that no frame of a cine is scaled otherwise than the others
 * @returns undefined where values are arbitrary, and where no rule says what velocity a value is
 */
export const valueScaleOf = (stack: Stack, pixels: PixelValues): ValueScale | undefined =>
  knownOf(stack, pixels).scale

/**
 * Why velocities have no scale: without VENC, without a rule that fits, or weighted by magnitude, where each pixel has a
 * factor of its own and only the analysis of flow, which has the magnitude beside it, finds cm/s.
 *
 * @returns undefined where they have one, and for images of anything else
 */
export function whyNoScale(stack: Stack, pixels: PixelValues): string | undefined {
  const found = knownOf(stack, pixels)
  return found.scale === undefined ? found.why : undefined
}

function knownOf(stack: Stack, pixels: PixelValues): Known {
  const found = known.get(stack) ?? scaleOf(stack, pixels)
  known.set(stack, found)
  return found
}

function scaleOf(stack: Stack, pixels: PixelValues): Known {
  const frame = stack.frames.flat().find((one) => one !== null)
  if (!frame || !(isVelocity(stack) || isMap(stack))) return { scale: undefined, why: undefined }
  const { slope, intercept, unit, unknown } = valueScale(stack, frame, rangeIn(pixels.getPixelData()))
  if (unit === undefined || slope <= 0)
    return { scale: undefined, why: isVelocity(stack) ? unknown : undefined }
  const scale = { slope, zero: intercept === 0 ? 0 : -intercept / slope, unit }
  const venc = checkedVenc(stack.venc)
  return { scale: isVelocity(stack) && venc.measured ? { ...scale, venc: venc.value } : scale }
}
