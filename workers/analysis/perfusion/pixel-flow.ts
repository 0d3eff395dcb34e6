/**
 * Blood flow pixel by pixel: the same deconvolution by a Fermi function as of a region (`fermi.ts`), made for thousands
 * of curves that share one arterial input. The delay is that of the region round the pixel: noise of one pixel looks
 * like a delay, and a second of it is a third of the flow. At one delay the input convolved with the responses of a
 * grid of shapes is the same for all pixels; a pixel takes the one that explains it best, by least squares in F, and
 * the search of Levenberg and Marquardt goes on from there.
 *
 * @source  Golub and Pereyra 1973, doi:10.1137/0710036 (separable least squares); Jerosch-Herold 1998,
 *          doi:10.1118/1.598163 (Fermi function). The grid of shapes decides where the search begins, not where it ends.
 */
import { measured, type Outcome } from '../units/outcome.ts'
import {
  convolver,
  fitterAt,
  flowOfMass,
  framesFitted,
  type InputCurve,
  isEnhanced,
  largestResidual,
  linearFlow,
} from './deconvolution.ts'
import { type FermiOptions, fermiDefaults, fermiFamily } from './fermi.ts'

export type PixelFlow =
  | { readonly mbf: number }
  | { readonly why: 'no-enhancement' | 'fit-failed' | 'out-of-range' }

/** mL/min/g of a curve in mmol/L, at the times that were given */
export type FlowOf = (tissue: Float64Array) => PixelFlow

/** k, 1/s, and τ₀, s: from a slow exponential to a long plateau with a quick fall */
const gridOfSteepness = [0.05, 0.15, 0.35, 0.7, 1.4]
const gridOfShoulder = [0, 1, 2, 3.5, 5.5, 8, 12]

/**
 * @param times  of the pixels' frames, ms, increasing
 * @param delay  t_d of the region that the pixels lie in, ms
 * @returns unmeasured 'too-few-points'
 */
export function pixelFlow(
  input: InputCurve,
  times: readonly number[],
  delay: number,
  options: FermiOptions = {},
): Outcome<FlowOf> {
  const settings = { ...fermiDefaults, ...options }
  const frames = framesFitted(input, times, settings)
  if (!frames.measured) return frames
  const at = frames.value.map((i) => times[i] ?? 0)
  const family = fermiFamily(settings)
  const convolved = convolver(family, input, settings)
  const known = gridOfSteepness.flatMap((k) =>
    gridOfShoulder.map((shoulder) => {
      const shape = Float64Array.of(k, shoulder)
      const q = convolved(shape, delay, at, new Float64Array(at.length))
      return { shape, q, power: q.reduce((sum, value) => sum + value * value, 0) }
    }),
  )
  const wanted = new Float64Array(at.length)
  const q = new Float64Array(at.length)
  const fitAt = fitterAt(family, convolved, at, wanted)
  return measured((tissue) => {
    let largest = 0
    frames.value.forEach((frame, i) => {
      wanted[i] = tissue[frame] ?? 0
      largest = Math.max(largest, wanted[i] ?? 0)
    })
    if (!isEnhanced(largest, input)) return { why: 'no-enhancement' }
    let best = known[0]
    let most = Number.NEGATIVE_INFINITY
    for (const one of known) {
      // what of the curve's squares one of these responses explains: (q·w)² / q·q, of flows above 0
      const along = dot(one.q, wanted)
      const explained = along > 0 && one.power > 0 ? (along * along) / one.power : 0
      if (explained > most) {
        most = explained
        best = one
      }
    }
    const { shape, cost } = fitAt(delay, [best?.shape ?? []])
    if (!(Math.sqrt(cost / wanted.length) <= largestResidual * largest)) return { why: 'fit-failed' }
    const mbf = flowOfMass(linearFlow(convolved(shape, delay, at, q), wanted), settings)
    return mbf > settings.largestFlow ? { why: 'out-of-range' } : { mbf }
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
