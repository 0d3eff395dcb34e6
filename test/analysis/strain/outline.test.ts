import { describe, expect, it } from 'vitest'
import type { Polygon } from '#analysis/contours/polygon.ts'
import { lineOf, outlineOf, pointsOf, whyNoBorder } from '#analysis/strain/outline.ts'
import { circle, inner, outer, pixel, planeAt } from './ring.ts'

const plane = planeAt(0)
const c = 23.5
const reasonOf = (endo: Polygon | undefined, epi?: Polygon) => {
  const outcome = outlineOf(endo, epi, plane, 100)
  return outcome.measured ? 'measured' : outcome.reason
}

describe('the chords of a slice', () => {
  it('run from border to border of a round wall, radially and evenly by angle', () => {
    const outline = outlineOf(circle(inner, 360), circle(outer, 360), plane, 8)
    if (!outline.measured) throw new Error(outline.detail)
    const { centre, endocardial, midWall, epicardial } = outline.value
    expect(centre[0]).toBeCloseTo(c, 6)
    for (let k = 0; k < 8; k++) {
      const angle = (2 * Math.PI * k) / 8
      for (const [line, radius] of [
        [endocardial, inner],
        [midWall, (inner + outer) / 2],
        [epicardial, outer],
      ] as const) {
        expect(line?.[2 * k]).toBeCloseTo(c + (radius / pixel) * Math.cos(angle), 3)
        expect(line?.[2 * k + 1]).toBeCloseTo(c + (radius / pixel) * Math.sin(angle), 3)
      }
    }
  })

  it('leave from the centre of the epicardium, also where the cavity lies off it', () => {
    const outline = outlineOf(circle(10, 360, [c + 2, c]), circle(outer, 360), plane, 4)
    if (!outline.measured) throw new Error(outline.detail)
    // the cavity reaches 2 pixels farther on one side and less on the other
    expect(outline.value.endocardial[0]).toBeCloseTo(c + 7, 3)
    expect(outline.value.endocardial[4]).toBeCloseTo(c - 3, 3)
  })

  it('take angles in millimetres where pixels are not square', () => {
    const flat = { ...plane, rowSpacing: 2 * pixel } as typeof plane
    const ellipse = circle(inner, 720).map(([x, y]): [number, number] => [x, c + (y - c) / 2])
    const outline = outlineOf(ellipse, undefined, flat, 8)
    if (!outline.measured) throw new Error(outline.detail)
    // a circle in millimetres: the chord at 45° goes as far both ways
    const [x, y] = [outline.value.endocardial[2] ?? 0, outline.value.endocardial[3] ?? 0]
    expect((x - c) * pixel).toBeCloseTo(inner / Math.SQRT2, 2)
    expect((y - c) * 2 * pixel).toBeCloseTo(inner / Math.SQRT2, 2)
  })

  it('need no epicardium', () => {
    const outline = outlineOf(circle(inner), undefined, plane, 10)
    expect(outline.measured && outline.value).not.toHaveProperty('epicardial')
    expect(outline.measured && outline.value).not.toHaveProperty('midWall')
  })

  it('take the outermost of several meetings', () => {
    const dented: Polygon = [
      [30, 20],
      [30, 27],
      [17, 27],
      [17, 20],
      [21, 20],
      [21, 22],
      [26, 22],
      [26, 20],
    ]
    const outline = outlineOf(dented, circle(outer), plane, 4)
    expect(outline.measured && outline.value.endocardial[0]).toBeCloseTo(30, 6)
  })

  it('go through lines and back', () => {
    const points = circle(10, 5)
    expect(pointsOf(lineOf(points))).toEqual(points)
  })
})

describe('what are no borders of a wall', () => {
  const square: Polygon = [
    [20, 20],
    [28, 20],
    [28, 28],
    [20, 28],
  ]
  it.each<readonly [string, readonly [Polygon | undefined, Polygon?], string]>([
    ['no contour', [undefined], 'no-contours'],
    ['an empty contour', [[]], 'no-contours'],
    ['two points', [square.slice(0, 2)], 'too-few-points'],
    ['a point that is no number', [[...square, [Number.NaN, 24]]], 'degenerate-contour'],
    ['a contour of another, larger picture', [square.map(([x, y]) => [2 * x, y])], 'contradictory-input'],
    ['points left of the picture', [square.map(([x, y]) => [x - 21, y])], 'contradictory-input'],
    ['points above the picture', [square.map(([x, y]) => [x, y - 21])], 'contradictory-input'],
    ['points below the picture', [square.map(([x, y]) => [x, y + 20])], 'contradictory-input'],
    [
      'a line without area',
      [
        [
          [10, 10],
          [20, 20],
          [30, 30],
        ],
      ],
      'degenerate-contour',
    ],
    [
      'a figure of eight',
      [
        [
          [20, 20],
          [28, 29],
          [28, 20],
          [20, 28],
        ],
      ],
      'self-intersecting-contour',
    ],
    [
      'a crescent round nothing',
      [
        [
          [10, 10],
          [30, 10],
          [30, 30],
          [28, 30],
          [28, 12],
          [10, 12],
        ],
      ],
      'degenerate-contour',
    ],
    ['an endocardium outside of the epicardium', [circle(outer), circle(inner)], 'contours-cross'],
    [
      'an endocardium beside the epicardium',
      [circle(6, 30, [8, 8]), circle(8, 30, [35, 35])],
      'contours-cross',
    ],
    ['borders that cross', [circle(inner, 60, [c + 6, c]), circle(outer)], 'contours-cross'],
    ['borders that coincide', [circle(inner), circle(inner)], 'contours-cross'],
    ['an epicardium of two points', [circle(inner), square.slice(0, 2)], 'too-few-points'],
    ['a wall', [circle(inner), circle(outer)], 'measured'],
  ])('%s', (_, borders, expected) => {
    expect(reasonOf(...borders)).toBe(expected)
  })

  it('says on how many chords the borders cross', () => {
    const outcome = outlineOf(circle(outer), circle(inner), plane, 100)
    expect(outcome).toMatchObject({
      detail: 'the endocardial contour lies outside the epicardial one on 100 of 100 chords',
    })
  })

  it('an open line may be straight, and needs two points', () => {
    expect(
      whyNoBorder(
        'endocardial',
        [
          [5, 5],
          [9, 9],
        ],
        plane,
        false,
      ),
    ).toBeUndefined()
    expect(whyNoBorder('endocardial', [[5, 5]], plane, false)).toMatchObject({
      reason: 'too-few-points',
      detail: 'the endocardial contour has 1 points',
    })
  })

  it('the outermost half pixel belongs to the picture', () => {
    expect(
      whyNoBorder(
        'x',
        [
          [-0.5, -0.5],
          [47.5, 47.5],
        ],
        plane,
        false,
      ),
    ).toBeUndefined()
    expect(
      whyNoBorder(
        'x',
        [
          [-0.6, 0],
          [4, 4],
        ],
        plane,
        false,
      )?.reason,
    ).toBe('contradictory-input')
    expect(
      whyNoBorder(
        'x',
        [
          [0, 0],
          [47.6, 4],
        ],
        plane,
        false,
      )?.reason,
    ).toBe('contradictory-input')
    expect(
      whyNoBorder(
        'x',
        [
          [0, 0],
          [4, 47.6],
        ],
        plane,
        false,
      )?.reason,
    ).toBe('contradictory-input')
  })
})
