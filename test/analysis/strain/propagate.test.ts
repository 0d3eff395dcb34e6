/** Borders drawn on one or some phases of a ring that contracts by formula, carried to all. */
import { describe, expect, it } from 'vitest'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import {
  type DrawnBorder,
  type Propagation,
  type PropagationInput,
  propagateContours,
} from '#analysis/strain/propagate.ts'
import { at } from '#analysis/units/at.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { archAt, archCine, shortening } from './arch.ts'
import { borderAt, circle, contraction, inner, outer, pixel, planeAt, ringCine, rr, timesOf } from './ring.ts'

const images = ringCine(contraction)
const endo = (phase: number, radius: number, points = 50): DrawnBorder => ({
  phase,
  border: 'lv-endocardial',
  closed: true,
  points: circle(radius, points),
})
const input: PropagationInput = { images, times: timesOf(5), rr, drawn: [endo(0, inner)] }

/** what lies farther from the border than the wall is thick takes time and tells nothing of a ring in even fat */
const options = {
  ...usualStrain,
  borderRim: { margin: mm(4), fall: mm(3) },
  viewRim: { margin: mm(6), fall: mm(3) },
}

function carried(change: Partial<PropagationInput> = {}, by = options): Propagation {
  const outcome = propagateContours({ ...input, ...change }, by)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const radiusOf = (points: DrawnBorder['points']): number =>
  Math.sqrt(polygonArea(points, planeAt(0)) / Math.PI)
const wanted = (phase: number) => borderAt(at(contraction.cavity, phase), inner)

describe('a border drawn once', () => {
  it('reaches every phase to a third of a millimetre', () => {
    const once = carried()
    expect(once.borders.map(({ phase }) => phase)).toEqual([0, 1, 2, 3, 4])
    for (const { phase, points } of once.borders)
      expect(Math.abs(radiusOf(points) - wanted(phase))).toBeLessThan(0.35)
    expect(once.corrections).toEqual([])
    expect(once.warnings).toEqual([])
  })

  it('stays as it was drawn where it was drawn, and names its images', () => {
    const once = carried()
    const [first] = once.borders
    expect(first).toMatchObject({ phase: 0, border: 'lv-endocardial', closed: true, quality: 3, residual: 0 })
    expect(first?.points).toEqual(circle(inner, 50))
    expect(once.borders.map(({ image }) => image.sopInstanceUid)).toEqual(
      images.map(({ sopInstanceUid }) => sopInstanceUid),
    )
    expect(first).not.toHaveProperty('part')
    expect(structuredClone(once)).toEqual(once)
  })

  it('is believed on clean pictures', () => {
    for (const { quality, residual } of carried().borders) {
      expect(quality).toBe(3)
      expect(residual).toBeLessThan(0.25)
    }
  })

  it('may be drawn on any phase', () => {
    const fromEs = carried({ drawn: [endo(2, wanted(2))] })
    for (const { phase, points } of fromEs.borders)
      expect(Math.abs(radiusOf(points) - wanted(phase))).toBeLessThan(0.5)
    expect(fromEs.borders[2]?.points).toEqual(circle(wanted(2), 50))
  })

  it('is doubted where a picture shows something else', () => {
    const odd = images.map((image, phase) =>
      phase === 3 ? { ...image, pixels: image.pixels.map((_, i) => 200 + 150 * Math.sin(i * i)) } : image,
    )
    const doubted = carried({ images: odd })
    expect(doubted.borders[3]?.quality).toBeLessThanOrEqual(1)
    for (const { phase, quality, points } of doubted.borders)
      if (phase !== 3) {
        expect(quality).toBeGreaterThan(1)
        expect(Math.abs(radiusOf(points) - wanted(phase))).toBeLessThan(0.5)
      }
  })

  it('says when tissue misses its place after the beat', () => {
    const { warnings } = carried({}, { ...options, driftLimit: mm(0) })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^from phase 1 of 5: tissue misses its place by \d\.\d mm after the beat$/)
  })

  it('tells how far it is', () => {
    const told: string[] = []
    propagateContours(input, options, (done, total) => told.push(`${done}/${total}`))
    expect(told.at(0)).toBe('0/5')
    expect(told.at(-1)).toBe('5/5')
  })
})

describe('several borders', () => {
  it('of one phase are carried together, and parts apart', () => {
    const both = carried({
      drawn: [
        endo(0, inner),
        { phase: 0, border: 'lv-epicardial', closed: true, points: circle(outer) },
        { phase: 0, border: 'lv-papillary', part: 1, closed: true, points: circle(3, 20, [23, 20]) },
      ],
    })
    expect(both.borders).toHaveLength(15)
    const epicardial = both.borders.filter(({ border }) => border === 'lv-epicardial')
    for (const { phase, points } of epicardial)
      expect(Math.abs(radiusOf(points) - borderAt(at(contraction.cavity, phase), outer))).toBeLessThan(0.4)
    expect(both.borders.find(({ border }) => border === 'lv-papillary')).toMatchObject({ part: 1 })
  })

  it('that begin on different phases have a reference each', () => {
    const told: string[] = []
    const outcome = propagateContours(
      {
        ...input,
        drawn: [
          endo(0, inner),
          { phase: 2, border: 'lv-epicardial', closed: true, points: circle(borderAt(0.8, outer)) },
        ],
      },
      options,
      (done, total) => told.push(`${done}/${total}`),
    )
    if (!outcome.measured) throw new Error(outcome.detail)
    const late = outcome.value.borders.find(({ border, phase }) => border === 'lv-epicardial' && phase === 0)
    expect(Math.abs(radiusOf(late?.points ?? []) - outer)).toBeLessThan(0.6)
    expect(told.at(-1)).toBe('10/10')
    expect(told).toContain('5/10')
  })
})

describe('a border drawn again', () => {
  // the reader draws 2 mm outside of what is seen, at phase 2
  const redrawn = () => carried({ drawn: [endo(2, wanted(2) + 2, 33), endo(0, inner)] })

  it('is there as it was drawn, and says by how much tracking was corrected', () => {
    const again = redrawn()
    expect(again.borders[2]?.points).toEqual(circle(wanted(2) + 2, 33))
    expect(again.borders[0]?.points).toEqual(circle(inner, 50))
    expect(again.borders[2]).toMatchObject({ quality: 3 })
    expect(again.corrections).toHaveLength(1)
    expect(again.corrections[0]).toMatchObject({ phase: 2, border: 'lv-endocardial' })
    expect(Math.abs((again.corrections[0]?.distance ?? 0) - 2)).toBeLessThan(0.4)
  })

  it('draws its neighbours along by their share of the way, on both sides', () => {
    const { borders } = redrawn()
    const off = (phase: number) => radiusOf(borders[phase]?.points ?? []) - wanted(phase)
    expect(Math.abs(off(1) - 1)).toBeLessThan(0.4)
    expect(Math.abs(off(3) - 4 / 3)).toBeLessThan(0.4)
    expect(Math.abs(off(4) - 2 / 3)).toBeLessThan(0.4)
  })

  it('in millimetres on either side is matched by direction, not by where it begins', () => {
    const turned = circle(wanted(2) + 2, 33)
    const other = carried({
      drawn: [endo(0, inner), { ...endo(2, 1), points: [...turned.slice(11), ...turned.slice(0, 11)] }],
    })
    expect(radiusOf(other.borders[1]?.points ?? [])).toBeCloseTo(
      radiusOf(redrawn().borders[1]?.points ?? []),
      3,
    )
  })
})

describe('an open border', () => {
  const lines = archCine(shortening)
  const open = (phase: number, axial: number, transverse: number, points = 41): DrawnBorder => ({
    phase,
    border: 'lv-endocardial',
    closed: false,
    points: archAt(axial, transverse, points),
  })
  const base = { images: lines, times: timesOf(4), rr }

  it('is carried along, and stays open', () => {
    const { borders } = carried({ ...base, drawn: [open(0, 1, 1)] })
    const es = borders[2]
    expect(es?.closed).toBe(false)
    const truth = archAt(0.86, 0.8, 41)
    const apex = es?.points[20]
    expect(
      Math.hypot((apex?.[0] ?? 0) - (truth[20]?.[0] ?? 0), (apex?.[1] ?? 0) - (truth[20]?.[1] ?? 0)) * pixel,
    ).toBeLessThan(2)
    expect(Math.abs((es?.points[0]?.[1] ?? 0) - (truth[0]?.[1] ?? 0)) * pixel).toBeLessThan(2)
  })

  it('drawn again with other vertices is matched by length', () => {
    const { borders, corrections } = carried({ ...base, drawn: [open(0, 1, 1), open(2, 0.86, 0.8, 17)] })
    expect(borders[2]?.points).toEqual(archAt(0.86, 0.8, 17))
    expect(corrections[0]?.distance).toBeLessThan(3)
    expect(borders[1]?.points).toHaveLength(41)
    // the whole line at phase 1 lies where it was drawn to lie
    const truth = archAt(0.93, 0.9, 41)
    borders[1]?.points.forEach(([x, y], i) => {
      const [column, row] = at(truth, i)
      expect(Math.abs(x - column) * pixel).toBeLessThan(2)
      expect(Math.abs(y - row) * pixel).toBeLessThan(2)
    })
  })

  it('drawn again with its first vertex twice is matched as with it once', () => {
    const once = archAt(0.86, 0.8, 17)
    const twice = { ...open(2, 0.86, 0.8), points: [at(once, 0), ...once] }
    const [a, b] = [open(2, 0.86, 0.8, 17), twice].map(
      (again) => carried({ ...base, drawn: [open(0, 1, 1), again] }).borders[1]?.points,
    )
    expect(b).toEqual(a)
  })
})

describe('what cannot be carried says why', () => {
  const verdict = (change: Partial<PropagationInput>) => {
    const outcome = propagateContours({ ...input, ...change })
    return outcome.measured ? 'measured' : [outcome.reason, outcome.detail]
  }
  const arc = { ...endo(2, wanted(2)), closed: false }
  it.each([
    ['nothing drawn', { drawn: [] }, ['no-contours', 'no border is drawn']],
    [
      'one phase',
      { images: images.slice(0, 1), times: timesOf(1) },
      ['too-few-phases', 'one phase shows no motion'],
    ],
    [
      'negative times',
      { times: timesOf(5).map((t) => ms(t - 9)) },
      ['no-times', 'the times do not ascend from 0 at phase 1 of 5'],
    ],
    [
      'a border beyond the phases',
      { drawn: [endo(5, inner)] },
      ['contradictory-input', 'lv-endocardial/0 is drawn on phase 6 of 5'],
    ],
    [
      'a border before the phases',
      { drawn: [endo(-1, inner)] },
      ['contradictory-input', 'lv-endocardial/0 is drawn on phase 0 of 5'],
    ],
    [
      'half a phase',
      { drawn: [endo(1.5, inner)] },
      ['contradictory-input', 'lv-endocardial/0 is drawn on phase 2.5 of 5'],
    ],
    [
      'a border twice on one phase',
      { drawn: [endo(2, inner), endo(2, inner)] },
      ['contradictory-input', 'lv-endocardial/0 on phase 3 of 5 is drawn twice'],
    ],
    [
      'a border closed here and open there',
      { drawn: [endo(0, inner), arc] },
      ['contradictory-input', 'lv-endocardial/0 on phase 3 of 5 is open and elsewhere not'],
    ],
    [
      'a border of two points',
      { drawn: [endo(0, inner, 2)] },
      ['too-few-points', 'the lv-endocardial/0 on phase 1 of 5 contour has 2 points'],
    ],
    [
      'a border outside of the picture',
      { drawn: [endo(0, 60)] },
      ['contradictory-input', 'the lv-endocardial/0 on phase 1 of 5 contour leaves the picture'],
    ],
    [
      'a later crescent that surrounds nothing',
      {
        drawn: [
          endo(0, inner),
          {
            ...endo(2, 1),
            points: [
              [10, 10],
              [30, 10],
              [30, 30],
              [28, 30],
              [28, 12],
              [10, 12],
            ],
          },
        ],
      },
      ['degenerate-contour', 'the lv-endocardial contour of phase 3 of 5 does not surround its own centre'],
    ],
    [
      'an all-zero picture',
      {
        images: images.map((image, k) => (k === 2 ? { ...image, pixels: new Float32Array(48 * 48) } : image)),
      },
      ['unusable-images', 'phase 3 of 5: all pixels are 0'],
    ],
  ])('%s', (_, change, expected) => {
    expect(verdict(change as Partial<PropagationInput>)).toEqual(expected)
  })
})
