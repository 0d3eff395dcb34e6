/** The fit of a relaxation time as it is drawn: what was sampled, what was left out, and the curve through it. */
import { fittedSignal, type ShownFit } from '#analysis/mapping/sampled.ts'
import type { Line, LinePoint } from '../../charts/LineChart.tsx'

export interface FitNames {
  readonly sampled: string
  readonly leftOut: string
  readonly curve: string
}

const steps = 80
const beyond = 1.05

/** ms: a little beyond the last sample; images without preparation have no time on the axis */
export const endOf = ({ times }: Pick<ShownFit, 'times'>): number =>
  beyond * Math.max(...times.filter(Number.isFinite))

export function fitLines(fit: ShownFit, names: FitNames): readonly Line[] {
  const points = fit.times.flatMap((at, k): LinePoint[] =>
    Number.isFinite(at) ? [{ at, value: fit.signal[k] ?? 0 }] : [],
  )
  const [used, left] = [points.slice(0, fit.samples), points.slice(fit.samples)]
  const end = endOf(fit)
  const curve = Array.from({ length: steps + 1 }, (_, k): LinePoint => {
    const at = (k / steps) * end
    return { at, value: fittedSignal(fit, at) }
  })
  return [
    { id: 'curve', name: names.curve, colour: 0, points: curve },
    { id: 'sampled', name: names.sampled, colour: 1, points: used, apart: 'filled' },
    ...(left.length === 0
      ? []
      : [{ id: 'left-out', name: names.leftOut, colour: 1, points: left, apart: 'hollow' } as const]),
  ]
}
