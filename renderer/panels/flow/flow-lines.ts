/** The curve of a vessel as lines over the beat. */
import type { FlowSample } from '#analysis/flow/curve.ts'
import type { Line } from '../../charts/LineChart.tsx'

export function flowLines(
  curve: readonly FlowSample[],
  what: 'rate' | 'velocity',
  names: Readonly<Record<'rate' | 'peak' | 'mean', string>>,
): readonly Line[] {
  const line = (id: keyof typeof names, value: (sample: FlowSample) => number | undefined): Line => ({
    id,
    name: names[id],
    dots: id === 'rate',
    points: curve.flatMap((sample) => {
      const at = value(sample)
      return at === undefined ? [] : [{ at: sample.time, value: at }]
    }),
  })
  return what === 'rate'
    ? [line('rate', ({ rate }) => rate)]
    : [line('peak', ({ peakVelocity }) => peakVelocity), line('mean', ({ meanVelocity }) => meanVelocity)]
}
