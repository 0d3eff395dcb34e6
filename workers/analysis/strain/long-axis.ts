/** Longitudinal strain of followed long-axis views: of the whole endocardium and of AHA segments. */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type LongAxis, longAxisOf, millimetres } from './annulus.ts'
import { systoleOf } from './cine.ts'
import { beatOf } from './curve.ts'
import { edgesOf, strainAlong } from './lengths.ts'
import { meanOf, type NamedCurve, type TimedCurve } from './named.ts'
import type { Line } from './outline.ts'
import { qualityOf, type TrackingQuality, whyRejected } from './quality.ts'
import { toldOf } from './tracked.ts'
import { type LongAxisWall, longAxisWalls, type StrainView, type TrackedView } from './view.ts'

export interface ViewOfStrain {
  readonly view: StrainView
  readonly tracked: Outcome<TrackedView>
  readonly esPhase: number
}

export interface BelievedView {
  readonly view: StrainView
  readonly tracked: TrackedView
  readonly axis: LongAxis
  /** phases from ED to ES */
  readonly systole: readonly number[]
}

export interface ViewQuality {
  readonly view: StrainView
  readonly segment?: number
  readonly quality: TrackingQuality
}

export interface LongAxisStrain {
  readonly curves: readonly NamedCurve[]
  readonly quality: readonly ViewQuality[]
  readonly believed: readonly BelievedView[]
  /** why a view is not believed */
  readonly lost: readonly { readonly view: StrainView; readonly why: Outcome<never> }[]
}

/** Basal, mid and apical segment of each wall that a view shows. @source Cerqueira 2002, doi:10.1161/hc0402.102975 */
const wallSegments: Readonly<Record<LongAxisWall, readonly [basal: number, mid: number, apical: number]>> = {
  anterior: [1, 7, 13],
  inferior: [4, 10, 15],
  anteroseptal: [2, 8, 14],
  inferolateral: [5, 11, 16],
  septal: [3, 9, 14],
  lateral: [6, 12, 16],
}

export function longAxisStrain(views: readonly ViewOfStrain[]): LongAxisStrain {
  const judged = views.map(judgeView)
  const own = judged.map(({ view, whole }): NamedCurve => ({ kind: 'gls', scope: { view }, curve: whole }))
  const names = Object.keys(longAxisWalls).length
  const shown = own.filter(({ curve }) => curve.measured).length
  const all = meanOf(
    own.map(({ curve }) => curve),
    say('strain/no-long-axis-view-tracked'),
  )
  return {
    curves: [
      ...(views.length === 0
        ? []
        : [
            {
              kind: 'gls' as const,
              scope: { view: 'all' as const },
              curve:
                all.measured && shown < names
                  ? measured(all.value, [...all.warnings, say('strain/mean-views', { shown, names })])
                  : all,
            },
          ]),
      ...own,
      ...segmentCurves(judged),
    ],
    quality: judged.flatMap(({ quality }) => quality),
    believed: judged.flatMap(({ believed }) => (believed === undefined ? [] : [believed])),
    lost: judged.flatMap(({ view, whole }) => (whole.measured ? [] : [{ view, why: whole }])),
  }
}

interface JudgedView {
  readonly view: StrainView
  readonly whole: Outcome<TimedCurve>
  readonly segments: ReadonlyMap<number, Outcome<TimedCurve>>
  readonly quality: readonly ViewQuality[]
  readonly believed?: BelievedView
}

function judgeView({ view, tracked, esPhase }: ViewOfStrain): JudgedView {
  const refused = (whole: Outcome<never>): JudgedView => ({ view, whole, segments: new Map(), quality: [] })
  if (!tracked.measured) return refused(tracked)
  const { value } = tracked
  const { edPhase, plane, endocardial, options } = value
  const told = beatOf(value, esPhase)
  if (!told.measured) return refused(toldOf(view, told))
  const beat = told.value
  const before = at(endocardial.phases, edPhase)
  const axis = longAxisOf(before, plane)
  if (axis === undefined)
    return refused(unmeasured('degenerate-contour', say('strain/contour-no-length', { view })))
  const { quality: limits, chords } = options
  const along = (edges: readonly number[]) => strainAlong(endocardial.phases, edges, plane, edPhase)
  const whole = qualityOf([endocardial.evidence], edgesOf(chords, true), limits)
  const why = whyRejected(view, whole)
  const parts = segmentEdges(before, value, axis).map(([segment, edges]) => {
    const quality = qualityOf([endocardial.evidence], edges, limits)
    const curve =
      why ??
      whyRejected(say('common/segment-of', { place: view, segment }), quality) ??
      measured({ beat, values: along(edges) })
    return { segment, quality, curve }
  })
  return {
    view,
    whole:
      why ??
      measured({ beat, values: along(edgesOf(chords, false)) }, [...tracked.warnings, ...value.warnings]),
    segments: new Map(parts.map(({ segment, curve }) => [segment, curve])),
    quality: [{ view, quality: whole }, ...parts.map(({ segment, quality }) => ({ view, segment, quality }))],
    ...(why === undefined
      ? { believed: { view, tracked: value, axis, systole: systoleOf(edPhase, esPhase, beat.times.length) } }
      : {}),
  }
}

/**
 * Edges of each segment: the walls part at the apex, and thirds of the length from the middle of the mitral ring to
 * the apex part each wall. The cap below the cavity has no endocardium, so segment 17 has no longitudinal strain.
 */
function segmentEdges(
  line: Line,
  { view, beginsAt, plane }: TrackedView,
  { base, direction, length, apexPoint }: LongAxis,
): [segment: number, edges: number[]][] {
  const other = longAxisWalls[view].find((wall) => wall !== beginsAt) ?? beginsAt
  const edges = new Map<number, number[]>()
  for (const edge of edgesOf(line.length / 2, false)) {
    const [ax, ay] = millimetres(line, edge, plane)
    const [bx, by] = millimetres(line, edge + 1, plane)
    const down = ((ax + bx) / 2 - base[0]) * direction[0] + ((ay + by) / 2 - base[1]) * direction[1]
    const third = Math.min(Math.max(Math.floor((3 * down) / length), 0), 2)
    const segment = at(wallSegments[edge < apexPoint ? beginsAt : other], third)
    edges.set(segment, [...(edges.get(segment) ?? []), edge])
  }
  return [...edges]
}

/** Two views may show one segment (14, 16): the mean of their curves. */
function segmentCurves(views: readonly JudgedView[]): NamedCurve[] {
  const numbers = [...new Set(views.flatMap(({ segments }) => [...segments.keys()]))].sort((a, b) => a - b)
  return numbers.map((segment) => ({
    kind: 'ell',
    scope: { segment },
    curve: meanOf(
      views.flatMap(({ segments }) => segments.get(segment) ?? []),
      say('strain/no-view-shows-segment', { segment }),
    ),
  }))
}
