/** Strain curves as they are drawn: from ED on, in ms after it. */
import type { CurveKind, NamedCurve, TimedCurve } from '#analysis/strain/named.ts'
import type { Layer } from '#analysis/strain/slice.ts'
import type { Line, LinePoint } from '../../charts/LineChart.tsx'

export type SegmentKind = Extract<CurveKind, 'ell' | 'ecc' | 'err'>

/** The beat begins at ED: phases before it belong to its end. */
export function pointsOf({ beat, values }: TimedCurve): readonly LinePoint[] {
  const { times, rr, edPhase } = beat
  const start = times[edPhase] ?? 0
  return values
    .map((value, phase) => ({ at: ((times[phase] ?? 0) - start + rr) % rr, value }))
    .toSorted((a, b) => a.at - b.at)
}

function isOfLayer({ kind, scope }: NamedCurve, layer: Layer): boolean {
  return kind === 'gcs' || kind === 'ecc' ? scope.layer === layer : true
}

/** Of the whole ventricle: its scope names neither slice, level nor a single view. */
export const isWhole = ({ scope }: NamedCurve): boolean =>
  scope.slice === undefined &&
  scope.level === undefined &&
  scope.segment === undefined &&
  (scope.view === undefined || scope.view === 'all')

export function globalLines(
  curves: readonly NamedCurve[],
  layer: Layer,
  names: Readonly<Record<'gls' | 'gcs' | 'grs', string>>,
): readonly Line[] {
  return (['gls', 'gcs', 'grs'] as const).flatMap((kind, colour) => {
    const found = curves.find((one) => one.kind === kind && isWhole(one) && isOfLayer(one, layer))
    return found?.curve.measured
      ? [{ id: kind, name: names[kind], colour, points: pointsOf(found.curve.value) }]
      : []
  })
}

export function segmentLines(
  curves: readonly NamedCurve[],
  kind: SegmentKind,
  layer: Layer,
  name: (segment: number) => string,
  selected: number | undefined,
): readonly Line[] {
  return curves.flatMap((one) => {
    const { segment } = one.scope
    if (one.kind !== kind || segment === undefined || !isOfLayer(one, layer) || !one.curve.measured) return []
    return [
      {
        id: String(segment),
        name: name(segment),
        colour: segment - 1,
        points: pointsOf(one.curve.value),
        faint: selected !== undefined && selected !== segment,
      },
    ]
  })
}

/** Of the curve that stands out: where it shortens, or of radial strain thickens, most. */
export function peakOf(line: Line | undefined, kind: SegmentKind): LinePoint | undefined {
  const sign = kind === 'err' ? -1 : 1
  return line?.points.toSorted((a, b) => sign * (a.value - b.value))[0]
}

/** ms after ED: when ES is, by the first curve that has a beat. */
export function beatOf(
  curves: readonly NamedCurve[],
): { readonly rr: number; readonly es: number; readonly ed: number } | undefined {
  for (const { curve } of curves)
    if (curve.measured) {
      const { times, rr, edPhase, esPhase } = curve.value.beat
      const start = times[edPhase] ?? 0
      return { rr, ed: start, es: ((times[esPhase] ?? 0) - start + rr) % rr }
    }
  return undefined
}
