/** What would change an atrium, held against rectangles in a view whose rows run along the long axis. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import { clinicalAcquisition } from '#analysis/phantom/acquisition.ts'
import { uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import { mm, ms } from '#analysis/units/units.ts'
import type { VolumesInput } from '#analysis/volumes/volumes.ts'
import { stackOfPlanes } from '../../volumes/phantom-read.ts'
import { boxStack, drawnOn } from '../../volumes/prism.ts'
import { budgetOf, varied } from './budgets.ts'

const phases = 20
/** rows of 2 mm run from the base down to the apex, columns of 1 mm across */
const plane: ImagePlane = {
  position: [0, 100, 100],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 0, -1],
  rowSpacing: mm(2),
  columnSpacing: mm(1),
  rows: 200,
  columns: 200,
}
const four = stackOfPlanes('cine-4ch', [plane], { ...clinicalAcquisition, phases, rr: ms(1000) })
const cine = boxStack(6, { phases })

/** mm by phase: longest at 8 */
const lengthAt = (phase: number): number => 50 + 10 * Math.cos((2 * Math.PI * (phase - 8)) / phases)
const width = 40
/** a rectangle that stands on the valve at row 60 */
const rectangle = (length: number): IndexPoint[] => [
  [80, 60],
  [80, 60 - length / 2],
  [80 + width, 60 - length / 2],
  [80 + width, 60],
]
const every = Array.from({ length: phases }, (_, phase) => phase)
const drawn = (closed: boolean): Contour[] =>
  every.map((phase) => drawnOn(four, 0, phase, 'la-endocardial', rectangle(lengthAt(phase)), { closed }))
const valve: readonly Landmark[] = every.flatMap((phase): Landmark[] => {
  const image = { sopInstanceUid: `cine-4ch.0.${phase}`, frame: 0 }
  return [
    { kind: 'mitral-septal', image, point: [80, 60] },
    { kind: 'mitral-lateral', image, point: [80 + width, 60] },
  ]
})
const inputOf = (contours: readonly Contour[], landmarks: readonly Landmark[] = []): VolumesInput => ({
  stack: cine,
  views: { '4ch': four },
  contours,
  empty: { lv: new Map(), rv: new Map() },
  landmarks,
  bodySizes: { registry: { heightCm: 160, weightKg: 90 } },
})
/** mL: V = 8 A² / (3π L) */
const volume = (across: number, along: number): number =>
  (8 * (across * along) ** 2) / (3 * Math.PI * along) / 1000
const view = 'view:4ch'

describe('an atrium that is left open at its valve', () => {
  const budgets = uncertaintyOf(inputOf(drawn(false)), {}, 'la')

  it('grows by half a pixel at its roof and on both sides', () => {
    const largest = budgetOf(budgets, 'la-max', view)
    expect(largest.value).toBeCloseTo(volume(width, 60), 6)
    expect(varied(largest, 'endocardium-out')).toBeCloseTo(volume(width + 1, 60.5), 6)
    expect(varied(largest, 'endocardium-in')).toBeCloseTo(volume(width - 1, 59.5), 6)
  })

  it('is shorter where its valve lies half a pixel of its view nearer to the base', () => {
    const largest = budgetOf(budgets, 'la-max', view)
    expect(varied(largest, 'valve-to-base')).toBeCloseTo(volume(width, 59.5), 6)
    expect(varied(largest, 'valve-to-apex')).toBeCloseTo(volume(width, 60.5), 6)
  })

  it('is what it is one frame aside of its largest and smallest', () => {
    const largest = budgetOf(budgets, 'la-max', view)
    expect(varied(largest, 'largest-after')).toBeCloseTo(volume(width, lengthAt(9)), 6)
    expect(varied(largest, 'smallest-after')).toBeCloseTo(largest.value, 9)
    const emptied = budgetOf(budgets, 'la-ef', view)
    expect(varied(emptied, 'smallest-before')).toBeCloseTo(
      100 * (1 - volume(width, lengthAt(17)) / volume(width, 60)),
      6,
    )
  })

  it('has indices that vary as their numbers do', () => {
    const [largest, index] = [budgetOf(budgets, 'la-max', view), budgetOf(budgets, 'la-max-index', view)]
    expect(index.halfWidth).toBeCloseTo(largest.halfWidth / 2, 9)
  })
})

describe('an atrium whose border is closed', () => {
  it('has its length from marks, so that the valve changes it and not its area', () => {
    const budgets = uncertaintyOf(inputOf(drawn(true), valve), {}, 'la')
    const largest = budgetOf(budgets, 'la-max', view)
    expect(largest.value).toBeCloseTo(volume(width, 60), 6)
    const ofArea = (length: number): number => (8 * (width * 60) ** 2) / (3 * Math.PI * length) / 1000
    expect(varied(largest, 'valve-to-base')).toBeCloseTo(ofArea(59.5), 6)
    expect(varied(largest, 'valve-to-apex')).toBeCloseTo(ofArea(60.5), 6)
  })
})

it('an atrium that nobody drew has no budget', () => {
  expect(uncertaintyOf(inputOf([]), {}, 'ra')).toEqual([])
})
