/** Tissue that moves as one piece: where every point is at every phase is known exactly. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import type { Cine } from '#analysis/strain/cine.ts'
import { type Followed, follow } from '#analysis/strain/follow.ts'
import { edgesOf, strainAlong } from '#analysis/strain/lengths.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { type Line, lineOf } from '#analysis/strain/outline.ts'
import { at } from '#analysis/units/at.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { discWeights, pictureOf } from '../registration/pictures.ts'

const size = 40
const weights = discWeights(size, 13)
/** where the tissue is, pixels from where it was at ED; the beat ends 1 pixel off */
const way: readonly IndexPoint[] = [
  [0, 0],
  [0.8, -0.5],
  [1.9, -1.2],
  [1.5, -0.6],
  [1, 0],
]
const spacing = [1.5, 2] as const
const images: readonly MeasuredImage[] = way.map(([dx, dy], phase) => ({
  sopInstanceUid: `1.2.${phase}`,
  frame: 0,
  ...pictureOf(size, (x, y) => [x - dx, y - dy], spacing),
}))
const cine: Cine = {
  images,
  times: [0, 100, 200, 300, 400].map(ms),
  rr: ms(500),
  edPhase: 0,
}
const square: readonly IndexPoint[] = [
  [14, 14],
  [25, 14],
  [25, 25],
  [14, 25],
]
const lines: readonly Line[] = [lineOf(square), lineOf([[19.5, 20]])]

function followed(change: Partial<Cine> = {}, options = usualStrain, by = lines): Followed {
  const outcome = follow({ ...cine, ...change }, by, () => weights, options)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

describe('tissue that moves as one piece', () => {
  it('is found to a tenth of a pixel at every phase', () => {
    const plain = followed()
    for (const [line, points] of [square, [[19.5, 20]] as const].entries())
      for (const [phase, [dx, dy]] of way.entries())
        for (const [k, [x, y]] of points.entries()) {
          const path = at(at(plain.lines, line), phase)
          expect(Math.abs((path[2 * k] ?? Number.NaN) - x - dx)).toBeLessThan(0.1)
          expect(Math.abs((path[2 * k + 1] ?? Number.NaN) - y - dy)).toBeLessThan(0.1)
        }
  })

  it('does not strain', () => {
    const curve = strainAlong(at(followed().lines, 0), edgesOf(4, true), at(images, 0).plane, 0)
    for (const strain of curve) expect(Math.abs(strain)).toBeLessThan(0.5)
  })

  it('has the same paths whichever phase is ED', () => {
    const turned = followed({ edPhase: 2 }, usualStrain, [lineOf([[20, 19]])])
    for (const [phase, [dx, dy]] of way.entries()) {
      const [x = Number.NaN, y = Number.NaN] = at(at(turned.lines, 0), phase)
      expect(Math.abs(x - 20 - dx + 1.9)).toBeLessThan(0.15)
      expect(Math.abs(y - 19 - dy - 1.2)).toBeLessThan(0.15)
    }
    expect([...at(at(turned.lines, 0), 2)]).toEqual([20, 19])
  })

  it('leaves evidence of each picture, and of all together', () => {
    const plain = followed()
    const [, byPhase] = plain.byPhase
    const [, evidence] = plain.evidence
    if (byPhase === undefined || evidence === undefined) throw new Error('no point')
    expect(byPhase[0]).toEqual({ residual: 0, jacobian: 1, folded: false })
    // of a line of one point, both are that point's
    const squares = byPhase.reduce((sum, { residual }) => sum + residual ** 2, 0)
    expect(evidence.residual[0]).toBeCloseTo(Math.sqrt(squares / 4), 9)
    expect(evidence.jacobian[0]).toBeCloseTo(Math.min(...byPhase.slice(1).map((one) => one.jacobian)), 9)
    for (const { jacobian, folded } of byPhase) {
      expect(Math.abs(jacobian - 1)).toBeLessThan(0.1)
      expect(folded).toBe(false)
    }
    expect(plain.residual).toBeLessThan(0.1)
    expect(plain.residual).toBeGreaterThan(0)
  })

  it('closes by the mean over all points, in millimetres', () => {
    const plain = followed()
    const all = plain.evidence.flatMap(({ closing }) => [...closing])
    expect(all).toHaveLength(5)
    expect(plain.closing).toBeCloseTo(all.reduce((a, b) => a + b) / 5, 9)
    expect(plain.closing).toBeLessThan(0.2)
    const raw = followed({}, { ...usualStrain, driftLimit: plain.closing })
    expect(raw.corrected).toBe(false)
    expect(followed({}, { ...usualStrain, driftLimit: mm(plain.closing + 1e-9) }).corrected).toBe(true)
    // a fifth of the error is taken back in each phase, all of it at the next ED
    const shift = (phase: number, k: number): number =>
      (at(at(raw.lines, 0), phase)[k] ?? 0) - (at(at(plain.lines, 0), phase)[k] ?? 0)
    const error = [5 * shift(1, 2), 5 * shift(1, 3)] as const
    expect(Math.hypot(error[0] * 1.5, error[1] * 2)).toBeCloseTo(
      plain.evidence[0]?.closing[1] ?? Number.NaN,
      6,
    )
    expect(shift(4, 2)).toBeCloseTo(4 * shift(1, 2), 9)
    expect(shift(0, 2)).toBe(0)
  })

  it('is found again after a picture that shows something else', () => {
    const odd = images.map((image, phase) =>
      phase === 2 ? { ...image, pixels: image.pixels.map((_, i) => 300 + 150 * Math.sin(i * i)) } : image,
    )
    const again = followed({ images: odd })
    for (const phase of [1, 3, 4]) {
      const [dx, dy] = at(way, phase)
      const [x = Number.NaN, y = Number.NaN] = at(at(again.lines, 1), phase)
      expect(Math.hypot(x - 19.5 - dx, y - 20 - dy)).toBeLessThan(0.15)
    }
    expect(again.byPhase[1]?.[2]?.residual).toBeGreaterThan(usualStrain.quality.residual[1])
    expect(again.residual).toBeGreaterThan(usualStrain.oddMisfit)
  })

  it('judges points beyond the weighted pixels by the nearest of them', () => {
    const judged = (points: readonly IndexPoint[]) => [
      ...(followed({}, usualStrain, [lineOf(points)]).evidence[0]?.residual ?? []),
    ]
    // the disc of weights reaches from pixel 7 to pixel 32
    const beyond = judged([
      [1, 20],
      [38, 20],
      [20, 1],
      [20, 38],
      [19.6, 20.4],
    ])
    const nearest = judged([
      [7, 20],
      [32, 20],
      [20, 7],
      [20, 32],
      [20, 20],
    ])
    expect(beyond).toEqual(nearest)
    for (const value of nearest.slice(0, 4)) expect(value).toBeGreaterThan(0)
  })
})

describe('what cannot be followed', () => {
  const verdict = (change: Partial<Cine>, by = weights) => {
    const outcome = follow({ ...cine, ...change }, lines, () => by, usualStrain)
    return outcome.measured ? 'measured' : [outcome.reason, outcome.detail]
  }
  const black = images.map((image, phase) =>
    phase === 3 ? { ...image, pixels: new Float32Array(size * size) } : image,
  )

  it('is said with its phase', () => {
    expect(verdict({ images: black })).toEqual(['unusable-images', 'phase 4 of 5: all pixels are 0'])
  })

  it('is said of a reference without weights', () => {
    expect(verdict({}, new Float32Array(size * size))).toEqual([
      'too-few-pixels',
      'fewer than 16 pixels have a weight',
    ])
  })
})
