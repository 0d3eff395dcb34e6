/** Regional function beside the closed forms of the virtual ventricle, and segments beside their definition. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { regionalFunction } from '#analysis/segments/regional-function.ts'
import { scoreScales, wallMotionScoreIndex } from '#analysis/segments/scores.ts'
import { sectorsOf, segmentAt, septalMark } from '#analysis/segments/sectors.ts'
import type { RegionalSlice } from '#analysis/segments/slice-wall.ts'
import { flatPlane } from '../flat-plane.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { type Motion, materialLevel, radiiAt, type Semiaxes } from '../segments/virtual-ventricle.ts'

const source = 'test/truth/segments/virtual-ventricle.ts'
const hearts: Readonly<Record<string, { endocardium: Semiaxes; epicardium: Semiaxes; motion: Motion }>> = {
  normal: {
    endocardium: { radius: 27, length: 66 },
    epicardium: { radius: 36, length: 71 },
    motion: { longitudinal: 0.84, radial: 0.69 },
  },
  dilated: {
    endocardium: { radius: 36, length: 74 },
    epicardium: { radius: 43.5, length: 78.5 },
    motion: { longitudinal: 0.925, radial: 0.9 },
  },
}
/** mm along the axis, from base to apex: two slices a level */
const slicesAt = [4, -4, -20, -28, -44, -50]

const centre: IndexPoint = [80, 80]
const on = (angle: number, radius: number): IndexPoint => [
  centre[0] + (radius * Math.cos((angle * Math.PI) / 180)) / 1.25,
  centre[1] - (radius * Math.sin((angle * Math.PI) / 180)) / 1.25,
]
const circle = (radius: number): IndexPoint[] => Array.from({ length: 360 }, (_, k) => on(k, radius))
const planeAt = (z: number) =>
  flatPlane({ size: [160, 160], spacing: [1.25, 1.25], position: [-100, -100, z] })

const read = (
  measurements: readonly Measurement[],
  quantity: QuantityName,
  scope?: string,
): number | undefined => {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  return found && isMeasured(found) ? found.value : undefined
}

function ventricle(name: string): TruthRow[] {
  const heart = hearts[name]
  if (heart === undefined) return []
  const { endocardium, epicardium, motion } = heart
  const rings = slicesAt.map((z) => ({
    z,
    ed: radiiAt(endocardium, epicardium, z),
    es: radiiAt(endocardium, epicardium, materialLevel(epicardium, z, motion.longitudinal), motion),
  }))
  const slices: RegionalSlice[] = rings.map(({ z, ed, es }) => ({
    plane: planeAt(z),
    endDiastole: { endocardial: circle(ed.inner), epicardial: circle(ed.outer) },
    endSystole: { endocardial: circle(es.inner), epicardial: circle(es.outer) },
    insertions: { anterior: on(115, ed.outer), inferior: on(245, ed.outer) },
  }))
  const { measurements } = regionalFunction(slices)
  const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length
  const thickness = (phase: 'ed' | 'es', from: number): number =>
    mean(rings.slice(from, from + 2).map((ring) => ring[phase].outer - ring[phase].inner))
  const row = (
    quantity: QuantityName,
    scope: string | undefined,
    truth: number,
    tolerance: number,
    unit = 'mm',
  ): TruthRow => ({
    analysis: 'segments',
    quantity,
    case: `${name} ventricle, ${scope ?? 'whole'}`,
    unit,
    truth,
    measured: read(measurements, quantity, scope),
    tolerance: { absolute: tolerance },
    source,
  })
  const thickening = (from: number): number => 100 * (thickness('es', from) / thickness('ed', from) - 1)
  return [
    row('wall-ed', 'segment:2', thickness('ed', 0), 0.05),
    row('wall-es', 'segment:5', thickness('es', 0), 0.05),
    row('wall-ed', 'segment:10', thickness('ed', 2), 0.05),
    row('wall-es', 'segment:16', thickness('es', 4), 0.05),
    row('wall-thickening', 'segment:8', thickening(2), 0.5, '%'),
    row('wall-thickening', 'level:apical', thickening(4), 0.5, '%'),
    row('wall-motion', 'level:mid', mean(rings.slice(2, 4).map(({ ed, es }) => ed.inner - es.inner)), 0.05),
    row('lv-wall-max', undefined, Math.max(...rings.map(({ ed }) => ed.outer - ed.inner)), 0.05),
    row('lvedd', 'slice:1', 2 * (rings[1]?.ed.inner ?? 0), 0.05),
    row('lvesd', 'slice:1', 2 * (rings[1]?.es.inner ?? 0), 0.05),
  ]
}

/** Degrees of the ring, in steps of one, that carry each number as the definition says. */
function definition(): TruthRow[] {
  const plane = planeAt(0)
  const cases = [
    {
      level: 'basal',
      variant: 'two-insertion',
      arc: 100,
      counts: { 2: 50, 3: 50, 4: 65, 5: 65, 6: 65, 1: 65 },
    },
    { level: 'mid', variant: 'fixed-60', arc: 100, counts: { 8: 60, 9: 60, 10: 60, 11: 60, 12: 60, 7: 60 } },
    { level: 'apical', variant: 'two-insertion', arc: 120, counts: { 14: 90, 15: 90, 16: 90, 13: 90 } },
  ] as const
  return cases.map(({ level, variant, arc, counts }): TruthRow => {
    const mark = septalMark(plane, centre, on(110, 30), on(110 + arc, 30))
    const sectors = sectorsOf({ plane, centre, level, variant, mark, baseToApex: [0, 0, -1] })
    const found = new Map<number, number>()
    for (let angle = 0; angle < 360; angle++) {
      const segment = sectors.measured ? segmentAt(sectors.value, on(angle, 30)) : 0
      found.set(segment, (found.get(segment) ?? 0) + 1)
    }
    const right = Object.entries(counts).reduce(
      (sum, [segment, count]) => sum + Math.min(count, found.get(Number(segment)) ?? 0),
      0,
    )
    return {
      analysis: 'segments',
      quantity: 'degrees of the ring with their number',
      case: `${level}, ${variant}, septum of ${arc}°`,
      unit: 'deg',
      truth: 360,
      measured: right,
      tolerance: { absolute: 0 },
      source: 'doi:10.1161/hc0402.102975',
    }
  })
}

function scores(): TruthRow {
  const grades = ['normal', 'hypokinetic', 'akinetic', 'not assessable']
  const given = Array.from({ length: 16 }, (_, i) => ({
    segment: i + 1,
    scale: scoreScales.ahaMotion,
    grade: grades[i % 4] ?? 'normal',
  }))
  return {
    analysis: 'segments',
    quantity: 'wall-score-index',
    case: 'four segments each of normal, hypokinetic, akinetic and not assessable',
    unit: '{score}',
    truth: (4 * 1 + 4 * 2 + 4 * 3) / 12,
    measured: read(wallMotionScoreIndex(given, scoreScales.ahaMotion), 'wall-score-index'),
    tolerance: { absolute: 1e-12 },
    source: 'the sum of the scores over the number of segments scored',
  }
}

export const segments: TruthCases = () => [
  ...ventricle('normal'),
  ...ventricle('dilated'),
  ...definition(),
  scores(),
]
