/** Long-axis views of an arch that shortens by formula, tracked as pictures. */
import { describe, expect, it } from 'vitest'
import { excursion, longAxisOf } from '#analysis/strain/annulus.ts'
import { edgesOf, strainAlong } from '#analysis/strain/lengths.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { type TrackedView, trackView, trackViews, type ViewToTrack } from '#analysis/strain/view.ts'
import { at } from '#analysis/units/at.ts'
import { mm } from '#analysis/units/units.ts'
import { archAt, archCine, archLength, long, shortening } from './arch.ts'
import { rr, timesOf } from './ring.ts'

const options = { ...usualStrain, chords: 60 }
const images = archCine(shortening)
const input: ViewToTrack = {
  view: '4ch',
  images,
  times: timesOf(4),
  rr,
  edPhase: 0,
  endocardial: archAt(1, 1),
  beginsAt: 'septal',
}

function tracked(change: Partial<ViewToTrack> = {}, by = options): TrackedView {
  const outcome = trackView({ ...input, ...change }, by)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const along = ({ endocardial, plane, edPhase }: TrackedView) =>
  strainAlong(endocardial.phases, edgesOf(60, false), plane, edPhase)

const truth = shortening.axial.map(
  (a, k) => 100 * (archLength(a, at(shortening.transverse, k)) / archLength(1, 1) - 1),
)

describe('an arch that shortens', () => {
  it('is found to shorten along the whole endocardium by its closed form', () => {
    along(tracked()).forEach((strain, phase) => {
      expect(Math.abs(strain - at(truth, phase))).toBeLessThan(1.2)
    })
  })

  it('has a ring that comes down by a seventh of its length', () => {
    const plain = tracked()
    const axis = longAxisOf(at(plain.endocardial.phases, 0), plain.plane)
    if (axis === undefined) throw new Error('no axis')
    expect(axis.length).toBeCloseTo(long, 0)
    for (const end of [0, 59])
      expect(
        Math.abs(excursion(plain.endocardial.phases, end, [0, 1, 2], axis, plain.plane) - 0.14 * long),
      ).toBeLessThan(1)
  })

  it('says with what it was tracked, in plain data', () => {
    const plain = tracked()
    expect(plain).toMatchObject({
      view: '4ch',
      beginsAt: 'septal',
      edPhase: 0,
      rr,
      options,
      warnings: [],
      corrected: true,
    })
    expect(plain).not.toHaveProperty('tricuspid')
    expect(plain.endocardial.evidence.closing).toHaveLength(60)
    expect(structuredClone(plain)).toEqual(plain)
  })

  it('strains the same when the contour is drawn from the other end', () => {
    const other = tracked({ endocardial: archAt(1, 1).toReversed(), beginsAt: 'lateral' })
    const plain = along(tracked())
    along(other).forEach((strain, phase) => {
      expect(Math.abs(strain - at(plain, phase))).toBeLessThan(0.2)
    })
  })

  it('follows a tricuspid point beside it', () => {
    const point = at(archAt(1, 1), 0)
    const { tricuspid } = tracked({ tricuspid: point })
    if (tricuspid === undefined) throw new Error('not followed')
    expect(tricuspid.phases.map(({ length }) => length)).toEqual([2, 2, 2, 2])
    expect([...at(tricuspid.phases, 0)]).toEqual([...point])
    const down = ((at(tricuspid.phases, 2)[1] ?? 0) - point[1]) * 2
    expect(Math.abs(down - 0.14 * long)).toBeLessThan(2)
  })

  it('judges a tricuspid point by what its surroundings leave unexplained at worst', () => {
    const { tricuspid } = tracked({ tricuspid: at(archAt(1, 1), 0) })
    expect(tricuspid?.evidence.residual).toHaveLength(1)
    expect(tricuspid?.evidence.closing).toHaveLength(1)
    const flicker = images.map((image, phase) =>
      phase === 2 ? { ...image, pixels: image.pixels.map((value, i) => value + 60 * ((i * 7) % 5)) } : image,
    )
    const worse = tracked({ images: flicker, tricuspid: at(archAt(1, 1), 0) })
    expect(worse.tricuspid?.evidence.residual[0]).toBeGreaterThan(2 * (tricuspid?.evidence.residual[0] ?? 1))
  })

  it('goes on without a tricuspid point that cannot be followed, and says so', () => {
    const lonely = { ...options, pointRim: { margin: mm(0), fall: mm(0.1) } }
    const view = tracked({ tricuspid: at(archAt(1, 1), 0) }, lonely)
    expect(view).not.toHaveProperty('tricuspid')
    expect(view.warnings).toEqual([
      '4ch: the tricuspid point could not be followed: fewer than 16 pixels have a weight',
    ])
    expect(along(view)).toEqual(along(tracked()))
  })

  it('flags a closing error above the limit', () => {
    const free = tracked({}, { ...options, driftLimit: mm(0) })
    expect(free.corrected).toBe(false)
    expect(free.warnings).toEqual([
      `4ch: tissue misses its place by ${free.closing.toFixed(1)} mm after the beat; no drift was corrected`,
    ])
  })

  it('tells how many phases are done', () => {
    const told: number[] = []
    trackView(input, options, (done) => told.push(done))
    expect(told).toEqual([0, 1, 2, 3, 4])
  })
})

describe('the atrium', () => {
  it('is not listened to: another atrium changes nothing of the ventricle', () => {
    const other = images.map((image, phase) => ({
      ...image,
      pixels: image.pixels.map((value, i) => {
        const row = Math.floor(i / 48)
        const ring = 41 - (at(shortening.axial, phase) * long) / 2
        return row < ring - 5 ? 100 + 40 * ((phase + row) % 3) : value
      }),
    }))
    along(tracked({ images: other })).forEach((strain, phase) => {
      expect(Math.abs(strain - at(truth, phase))).toBeLessThan(1.5)
    })
  })
})

describe('a view that cannot be tracked says why and which it is', () => {
  const verdict = (change: Partial<ViewToTrack>) => {
    const outcome = trackView({ ...input, ...change }, options)
    return outcome.measured ? 'measured' : [outcome.reason, outcome.detail]
  }
  it.each([
    ['no contour', { endocardial: undefined }, ['no-contours', '4ch: no endocardial contour at ED']],
    ['an empty contour', { endocardial: [] }, ['no-contours', '4ch: no endocardial contour at ED']],
    [
      'one point',
      { endocardial: [[20, 20]] },
      ['too-few-points', '4ch: the endocardial contour has 1 points'],
    ],
    [
      'a contour without length',
      {
        endocardial: [
          [20, 20],
          [20, 20],
        ],
      },
      ['degenerate-contour', '4ch: the endocardial contour has no length'],
    ],
    [
      'a contour of another picture',
      { endocardial: archAt(1, 1).map(([x, y]) => [3 * x, y]) },
      ['contradictory-input', '4ch: the endocardial contour leaves the picture'],
    ],
    [
      'a wall of another view',
      { beginsAt: 'inferior' },
      ['contradictory-input', '4ch: the view shows no inferior wall'],
    ],
    [
      'a tricuspid point outside of the picture',
      { tricuspid: [60, 10] },
      ['contradictory-input', '4ch: the tricuspid contour leaves the picture'],
    ],
    [
      'one phase',
      { images: images.slice(0, 1), times: timesOf(1) },
      ['too-few-phases', '4ch: one phase shows no motion'],
    ],
  ])('%s', (_, change, expected) => {
    expect(verdict(change as Partial<ViewToTrack>)).toEqual(expected)
  })
})

describe('a border that is carried along beside that of the reader', () => {
  const [own, beside, missing] = trackViews(input, [archAt(0.97, 0.97), undefined], options)

  it('changes nothing of what is found by his own', () => {
    expect(own).toEqual(trackView(input, options))
  })

  it('shortens as the tissue does where it lies, and one that is not there is not followed', () => {
    if (!beside?.measured) throw new Error('it is carried along')
    along(beside.value).forEach((strain, phase) => {
      expect(Math.abs(strain - at(truth, phase))).toBeLessThan(1.2)
    })
    expect(along(beside.value)).not.toEqual(along(tracked()))
    expect(missing).toMatchObject({ measured: false, reason: 'no-contours' })
  })
})
