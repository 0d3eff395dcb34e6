/** The fit of a Fermi function to the first pass of a region, as it is drawn. */
import type { FlowFit } from '#analysis/perfusion/deconvolution.ts'
import type { Line } from '../../charts/LineChart.tsx'

const second = 1000

export function fermiLines(
  { times, tissue, fitted }: FlowFit,
  names: { readonly tissue: string; readonly fitted: string },
): readonly Line[] {
  const points = (values: readonly number[]): Line['points'] =>
    times.map((time, k) => ({ at: time / second, value: values[k] ?? 0 }))
  return [
    { id: 'fitted', name: names.fitted, colour: 0, points: points(fitted) },
    { id: 'tissue', name: names.tissue, colour: 1, points: points(tissue), apart: 'filled' },
  ]
}
