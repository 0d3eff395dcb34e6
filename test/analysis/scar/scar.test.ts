/** Late enhancement on rings whose scars are sectors: see test/truth/scar-ring.ts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { quantityUnits } from '#analysis/measurements/quantities/quantities.ts'
import { type LgeSlice, wallOf } from '#analysis/scar/lge-slice.ts'
import { scarMethodName } from '#analysis/scar/methods.ts'
import { type ScarOptions, usualScar } from '#analysis/scar/options.ts'
import { type Scar, scar } from '#analysis/scar/scar.ts'
import { ml, mm } from '#analysis/units/units.ts'
import { circle, type RingOptions, ringSlice, ringTruth, sectorLabels } from '../../truth/scar-ring.ts'

const psir = usualScar('phase-sensitive')
const third = { from: 60, to: 180, inner: 0, outer: 0.5, signal: 100 }

const labelled = (options: RingOptions): LgeSlice => {
  const slice = ringSlice(options)
  return { ...slice, segments: sectorLabels(slice, 6, 7) }
}
const stack = (options: RingOptions, count = 3): LgeSlice[] =>
  Array.from({ length: count }, (_, slice) => labelled({ ...options, slice }))

function find(result: Pick<Scar, 'measurements'>, quantity: string, scope?: string): Measurement {
  const found = result.measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (found === undefined) throw new Error(`no ${quantity} of ${scope}`)
  return found
}
function value(result: Pick<Scar, 'measurements'>, quantity: string, scope?: string): number {
  const found = find(result, quantity, scope)
  if (!isMeasured(found)) throw new Error(`${quantity} of ${scope} is ${found.unmeasured}: ${found.detail}`)
  return found.value
}

describe('a scar of the inner half of a third of the ring, 15 SD above remote', () => {
  const options: RingOptions = { scars: [third] }
  const truth = ringTruth(options)
  const slices = stack(options)
  const found = () => scar(slices, psir)
  const scarred = 3 * (truth.scars[0] ?? 0)

  it('has its volume, mass and share of the wall by every method but 2 SD to 1.5 %', () => {
    const result = found()
    for (const name of ['3-sd', '5-sd', '6-sd', 'fwhm-remote', 'otsu', 'weighted']) {
      const scope = `method:${name}`
      expect(value(result, 'scar-volume', scope) / scarred).toBeCloseTo(1, 1.52)
      expect(value(result, 'scar-mass', scope)).toBeCloseTo(1.05 * value(result, 'scar-volume', scope), 9)
      expect(value(result, 'scar-extent', scope)).toBeCloseTo(
        (100 * value(result, 'scar-volume', scope)) / (3 * truth.wall),
        1,
      )
      expect(value(result, 'mvo-volume', scope)).toBe(0)
    }
  })

  it('is taken of a wall of 1.05 g/mL between the contours', () => {
    const result = found()
    expect(value(result, 'lge-wall-mass')).toBeCloseTo(1.05 * 3 * truth.wall, 1)
  })

  it('is found beside remote myocardium of the right level and noise', () => {
    const result = found()
    for (const slice of [0, 1, 2]) {
      expect(Math.abs(value(result, 'lge-remote-mean', `slice:${slice}`) - 40)).toBeLessThan(0.6)
      expect(Math.abs(value(result, 'lge-remote-sd', `slice:${slice}`) - 4)).toBeLessThan(0.6)
    }
    expect(result.slices.map(({ remote }) => remote.origin)).toEqual(['automatic', 'automatic', 'automatic'])
  })

  it('has every slice with its own share, and they sum to the whole', () => {
    const result = found()
    const masses = [0, 1, 2].map((slice) => value(result, 'scar-mass', `slice:${slice} method:5-sd`))
    expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(
      value(result, 'scar-mass', 'method:5-sd'),
      9,
    )
    expect(value(result, 'scar-extent', 'slice:1 method:5-sd')).toBeCloseTo(15, 0)
    const mean = value(result, 'lge-remote-mean', 'slice:0')
    const sd = value(result, 'lge-remote-sd', 'slice:0')
    expect(value(result, 'scar-threshold', 'slice:0 method:5-sd')).toBeCloseTo(mean + 5 * sd, 9)
    expect(value(result, 'scar-threshold', 'slice:0 method:2-sd')).toBeCloseTo(mean + 2 * sd, 9)
  })

  it('lies in segments 8 and 9, half through the wall, beginning at the endocardium', () => {
    const result = found()
    for (const segment of [8, 9]) {
      const scope = `segment:${segment} method:5-sd`
      expect(Math.abs(value(result, 'scar-transmural', scope) - 50)).toBeLessThan(2)
      expect(Math.abs(value(result, 'scar-transm-in', scope) - 50)).toBeLessThan(2)
      // of the ring's area the inner half of the thickness is 45 %
      expect(Math.abs(value(result, 'scar-extent', scope) - 45)).toBeLessThan(1.5)
      expect(Math.abs(value(result, 'scar-depth', scope) - 25)).toBeLessThan(2)
    }
    expect(value(result, 'scar-extent', 'segment:11 method:5-sd')).toBe(0)
    expect(value(result, 'scar-segments', 'method:5-sd')).toBe(2)
    expect(value(result, 'scar-mid-wall-n', 'method:5-sd')).toBe(0)
    const by5 = result.methods.find(({ name }) => name === '5-sd')
    expect(by5?.segments.map(({ pattern }) => pattern)).toEqual([
      'none',
      'subendocardial',
      'subendocardial',
      'none',
      'none',
      'none',
    ])
  })

  it('gets one vote of every method that divides the wall where all agree, and none in remote', () => {
    const result = found()
    const [first] = result.slices
    expect(result.voters).toBe(7)
    const votes = new Set(first?.votes)
    expect(votes.has(7)).toBe(true)
    expect(votes.has(0)).toBe(true)
    expect(Math.max(...votes)).toBe(7)
    expect(first?.votes.length).toBe(first?.index.length)
  })

  it('names unit, method and version of each number, and survives being sent to a thread', () => {
    const result = found()
    for (const m of result.measurements)
      if (isMeasured(m)) {
        expect(m.unit).toBe(quantityUnits[m.quantity])
        expect(m.version).toBe('1')
        expect(m.method).toMatch(/^lge(\/|$)/)
        expect(Number.isFinite(m.value)).toBe(true)
      }
    expect(structuredClone(result)).toEqual(result)
    expect(result.options).toBe(psir)
  })

  it('is the same in whatever order the slices come', () => {
    const result = found()
    expect(scar(slices.toReversed(), psir)).toEqual(result)
  })
})

describe('the numbers of a phase-sensitive image', () => {
  it('do not change when the signal is scaled and shifted', () => {
    const slices = stack({ scars: [third] }, 1)
    const base = scar(slices, psir)
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (gain, offset) => {
          const moved = slices.map((slice) => ({
            ...slice,
            image: { ...slice.image, pixels: slice.image.pixels.map((v) => gain * v + offset) },
          }))
          const result = scar(moved, psir)
          for (const name of ['2-sd', '5-sd', 'fwhm-remote'])
            expect(
              Math.abs(
                value(result, 'scar-volume', `method:${name}`) - value(base, 'scar-volume', `method:${name}`),
              ),
            ).toBeLessThan(0.03)
        },
      ),
      { seed: 11, numRuns: 6 },
    )
  })

  it('do not change when the image is mirrored', () => {
    const [slice] = stack({ scars: [third] }, 1)
    if (slice === undefined) throw new Error('no slice')
    const { columns, rows } = slice.image.plane
    const flip = (points: readonly (readonly [number, number])[]) =>
      points.map(([x, y]) => [columns - 1 - x, y] as const)
    const pixels = slice.image.pixels.map(
      (_, i) => slice.image.pixels[Math.floor(i / columns) * columns + (columns - 1 - (i % columns))] ?? 0,
    )
    const mirrored: LgeSlice = {
      slice: 0,
      image: { ...slice.image, pixels },
      endocardial: flip(slice.endocardial ?? []),
      epicardial: flip(slice.epicardial),
      thickness: slice.thickness,
    }
    expect(rows).toBe(columns)
    const [a, b] = [scar([slice], psir), scar([mirrored], psir)]
    for (const name of ['5-sd', 'fwhm-remote', 'otsu'])
      expect(value(b, 'scar-volume', `method:${name}`)).toBeCloseTo(
        value(a, 'scar-volume', `method:${name}`),
        2,
      )
  })

  it('never grow with the number of standard deviations', () => {
    const result = scar(stack({ scars: [{ ...third, signal: 60 }], samples: 3 }), {
      ...psir,
      methods: [2, 3, 4, 5, 6, 8].map((n) => ({ kind: 'n-sd', n })),
    })
    const volumes = result.methods.map(({ name }) => value(result, 'scar-volume', `method:${name}`))
    for (let k = 1; k < volumes.length; k++) expect(volumes[k]).toBeLessThanOrEqual(volumes[k - 1] ?? 0)
    expect(volumes[0]).toBeGreaterThan((volumes[5] ?? 0) + 1)
  })
})

describe('a wall without enhancement', () => {
  const found = () => scar(stack({}), psir)

  it('has no maximum to take half of and no second class', () => {
    const result = found()
    for (const name of ['fwhm-maximum', 'fwhm-remote', 'otsu'])
      expect(find(result, 'scar-mass', `method:${name}`)).toMatchObject({ unmeasured: 'no-enhancement' })
    expect(find(result, 'scar-core-mass')).toMatchObject({ unmeasured: 'no-enhancement' })
    expect(find(result, 'scar-grey-mass')).toMatchObject({ unmeasured: 'no-enhancement' })
  })

  it('has a scar of 0 by five standard deviations, which is an answer', () => {
    const result = found()
    expect(value(result, 'scar-mass', 'method:5-sd')).toBe(0)
    expect(value(result, 'scar-mass', 'method:weighted')).toBe(0)
    expect(value(result, 'scar-segments', 'method:5-sd')).toBe(0)
  })

  it('shows the 2.28 % above two standard deviations when nothing small is cleaned away', () => {
    const raw: ScarOptions = {
      ...psir,
      cleaning: { ...psir.cleaning, smallestVolume: ml(0), fewestPixels: 0, rimArc: -1 },
      methods: [{ kind: 'n-sd', n: 2 }],
    }
    expect(Math.abs(value(scar(stack({}, 6), raw), 'scar-extent', 'method:2-sd') - 2.28)).toBeLessThan(0.6)
  })
})

it('a healthy slice between scarred ones adds nothing and does not stop half the maximum', () => {
  const slices = [
    labelled({ slice: 0, scars: [third] }),
    labelled({ slice: 1 }),
    labelled({ slice: 2, scars: [third] }),
  ]
  const result = scar(slices, psir)
  expect(value(result, 'scar-extent', 'slice:1 method:fwhm-remote')).toBe(0)
  expect(find(result, 'scar-threshold', 'slice:1 method:fwhm-remote')).toMatchObject({
    unmeasured: 'no-enhancement',
  })
  expect(value(result, 'scar-volume', 'method:fwhm-remote')).toBeCloseTo(
    2 * (ringTruth({ scars: [third] }).scars[0] ?? 0),
    0,
  )
})

describe('warnings', () => {
  const told = (slices: readonly LgeSlice[], options: ScarOptions) =>
    scar(slices, options).warnings.join('\n')

  it('say that nulled remote compresses the noise of magnitude images, and not of phase-sensitive ones', () => {
    const nulled = stack({ remote: 0, noise: 'rician', scars: [third] }, 1)
    expect(told(nulled, usualScar('magnitude'))).toContain('compresses its SD')
    expect(told(nulled, psir)).not.toContain('compresses')
    expect(told(stack({ scars: [third], noise: 'rician' }, 1), usualScar('magnitude'))).not.toContain(
      'compresses',
    )
  })

  it('say that remote as bright as blood is no remote', () => {
    expect(told(stack({ blood: 60 }, 1), usualScar('magnitude'))).toContain('may be diffuse')
    expect(told(stack({ blood: 70 }, 1), usualScar('magnitude'))).not.toContain('may be diffuse')
  })

  it('say when methods differ by more than twice, and that one slice is one slice', () => {
    const all = told(stack({ scars: [{ ...third, signal: 80 }] }, 1), psir)
    expect(all).toMatch(/methods disagree: 1\d\.\d % of the wall by .*, \d\d\.\d % by fwhm-maximum/)
    expect(all).toContain('one slice only')
    expect(told(stack({ scars: [third] }, 2), psir)).not.toContain('one slice only')
  })

  it('say that half of a maximum that is not counted from zero lies within remote', () => {
    const result = scar(stack({ scars: [{ ...third, signal: 80 }] }, 1), psir)
    const m = find(result, 'scar-mass', 'method:fwhm-maximum')
    expect(isMeasured(m) && m.warnings.join()).toContain('lies within remote')
    const low = scar(stack({ remote: 10, scars: [third] }, 1), psir)
    const clear = find(low, 'scar-mass', 'method:fwhm-maximum')
    expect(isMeasured(clear) && clear.warnings).toEqual([])
  })

  it('say that an image is saturated, and that much of the wall is excluded', () => {
    const [slice] = stack({ scars: [third] }, 1)
    if (slice === undefined) throw new Error('no slice')
    const cut = {
      ...slice,
      image: { ...slice.image, pixels: slice.image.pixels.map((v) => Math.min(v, 100)) },
    }
    expect(told([cut], psir)).toContain('may be saturated')
    const covered = { ...slice, excluded: [circle([31.3 + 20, 32.1], 9)] }
    expect(told([covered], psir)).toMatch(/slice 1: 1\d % of the wall are excluded/)
    expect(told([slice], psir)).not.toContain('excluded')
  })

  it('say that slices of other grids are followed within the slice only', () => {
    const [a, b] = [labelled({ slice: 0, scars: [third] }), labelled({ slice: 1, scars: [third] })]
    const off = { ...b, image: { ...b.image, plane: { ...b.image.plane, position: [4, 0, -10] as const } } }
    expect(told([a, off], psir)).toContain('do not lie over each other')
    expect(told([a, b], psir)).not.toContain('do not lie over')
  })
})

describe('what cannot be measured', () => {
  const refused = (slices: readonly LgeSlice[]) => {
    const result = scar(slices, psir)
    expect(result.slices).toEqual([])
    expect(result.measurements.length).toBe(3 * psir.methods.length)
    return find(result, 'scar-mass', 'method:5-sd')
  }
  const good = labelled({ scars: [third] })
  const withPixels = (change: (v: number, i: number) => number): LgeSlice => ({
    ...good,
    image: { ...good.image, pixels: good.image.pixels.map(change) },
  })

  it('is nothing at all', () => expect(refused([])).toMatchObject({ unmeasured: 'no-images' }))
  it('is an image of zeros, or with a pixel that is no number', () => {
    expect(refused([withPixels(() => 0)])).toMatchObject({
      unmeasured: 'unusable-images',
      detail: 'slice 1: all pixels are 0',
    })
    expect(refused([withPixels((v, i) => (i === 7 ? Number.NaN : v))])).toMatchObject({
      unmeasured: 'unusable-images',
    })
  })
  it('is an endocardium outside the epicardium', () =>
    expect(
      refused([{ ...good, endocardial: good.epicardial, epicardial: good.endocardial ?? [] }]),
    ).toMatchObject({ unmeasured: 'contours-cross' }))
  it('is a wall that reaches out of the image', () =>
    expect(
      refused([{ ...good, endocardial: circle([5, 32], 16), epicardial: circle([5, 32], 24) }]),
    ).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'slice 1: the contours reach out of the image',
    }))
  it('is a wall beyond the image', () =>
    expect(
      refused([{ ...good, endocardial: circle([-300, 48], 16), epicardial: circle([-300, 48], 24) }])
        .quantity,
    ).toBe('scar-mass'))
  it('is a border without points', () =>
    expect(refused([{ ...good, epicardial: [] }])).toMatchObject({ unmeasured: 'degenerate-contour' }))
  it('is a stack with a hole, or with a slice twice', () => {
    expect(refused([good, { ...good, slice: 2 }])).toMatchObject({
      unmeasured: 'missing-slice',
      detail: 'slice 2 is not contoured',
    })
    expect(refused([good, good])).toMatchObject({ unmeasured: 'contradictory-input' })
  })
  it('is a wall too small to have remote myocardium', () => {
    const small = ringSlice({ endocardial: 3, epicardial: 6 })
    expect(refused([small])).toMatchObject({ unmeasured: 'no-remote' })
  })
  it('is a remote region beside the wall', () =>
    expect(refused([{ ...good, remote: circle([31.3, 32.1], 5) }])).toMatchObject({
      unmeasured: 'no-remote',
    }))
  it('is a wall that is excluded whole, and labels of another image', () => {
    expect(refused([{ ...good, excluded: [circle([31.3, 32.1], 40)] }])).toMatchObject({
      unmeasured: 'degenerate-contour',
    })
    expect(refused([{ ...good, segments: new Uint8Array(5) }])).toMatchObject({
      unmeasured: 'contradictory-input',
    })
  })
  it('is a slice without thickness, which is a bug of the caller', () =>
    expect(() => wallOf({ ...good, thickness: mm(0) })).toThrow(RangeError))
})

it('a tiny apical slice takes the remote myocardium of its neighbour and says so', () => {
  const apex = ringSlice({ slice: 1, endocardial: 3, epicardial: 7 })
  const result = scar([labelled({ slice: 0, scars: [third] }), apex], psir)
  expect(result.warnings.join('\n')).toContain('slice 2 takes remote myocardium from slice 1')
  expect(value(result, 'lge-remote-mean', 'slice:1')).toBe(value(result, 'lge-remote-mean', 'slice:0'))
})

it('an apical cap without cavity is all wall', () => {
  const { endocardial: _, ...cap } = ringSlice({
    endocardial: 0.01,
    epicardial: 20,
    scars: [{ ...third, outer: 1 }],
  })
  const result = scar([cap], psir)
  expect(value(result, 'lge-wall-mass')).toBeCloseTo((1.05 * Math.PI * 400 * 10) / 1000, 1)
  expect(Math.abs(value(result, 'scar-extent', 'method:5-sd') - 100 / 3)).toBeLessThan(1)
  expect(find(result, 'scar-segments', 'method:5-sd')).toMatchObject({ unmeasured: 'no-landmarks' })
})

it('pooled slices share one threshold', () => {
  const result = scar(stack({ scars: [third] }), { ...psir, pooling: 'stack' })
  const thresholds = [0, 1, 2].map((slice) => value(result, 'scar-threshold', `slice:${slice} method:otsu`))
  expect(new Set(thresholds).size).toBe(1)
  const own = scar(stack({ scars: [third] }), psir)
  expect(
    new Set([0, 1, 2].map((slice) => value(own, 'scar-threshold', `slice:${slice} method:otsu`))).size,
  ).toBe(3)
})

it('what is excluded is neither scar nor wall', () => {
  const [slice] = stack({ scars: [third] }, 1)
  if (slice === undefined) throw new Error('no slice')
  const far = [31.3 + 20 * Math.cos(2), 32.1 + 20 * Math.sin(2)] as const
  const result = scar([{ ...slice, excluded: [circle(far, 3)] }], psir)
  const whole = scar([slice], psir)
  const area = (Math.PI * 9 * 2.25 * 10) / 1000
  const lost = value(whole, 'lge-wall-mass') - value(result, 'lge-wall-mass')
  expect(Math.abs(lost / 1.05 - area)).toBeLessThan(0.02)
  const gone = value(whole, 'scar-volume', 'method:5-sd') - value(result, 'scar-volume', 'method:5-sd')
  expect(gone).toBeGreaterThan(0.3)
  expect(gone).toBeLessThan(area)
})

it('methods are named by one word', () => {
  expect(usualScar('magnitude').methods.map(scarMethodName)).toEqual([
    '2-sd',
    '3-sd',
    '5-sd',
    '6-sd',
    'fwhm-maximum',
    'fwhm-remote',
    'otsu',
    'weighted',
  ])
})
