import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '#analysis/annotations/annotation.ts'
import { ellipseInBox, outlineOf } from '#analysis/annotations/figure.ts'
import { valueScale } from '#analysis/annotations/image-values.ts'
import { coveredBy, regionStatistics } from '#analysis/annotations/region-statistics.ts'
import { annotationValues, type SeenImage } from '#analysis/annotations/values.ts'
import type { FrameFacts, InstanceFacts, PixelFacts } from '#analysis/protocol/facts.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { cmPerS, mm } from '#analysis/units/units.ts'

const pixel = { rowSpacing: mm(2), columnSpacing: mm(0.5) }
const size = { rows: 60, columns: 80 }
const image = (
  value: (column: number, row: number) => number,
  scale: SeenImage['scale'] = { slope: 1, intercept: 0 },
): SeenImage => ({
  ...size,
  pixels: Float32Array.from({ length: size.rows * size.columns }, (_, i) =>
    value(i % size.columns, Math.floor(i / size.columns)),
  ),
  scale,
})
const region = (from: readonly [number, number], to: readonly [number, number]): Annotation => ({
  number: 1,
  kind: 'ellipse',
  image: { sopInstanceUid: '1.2', frame: 0 },
  points: ellipseInBox(from, to),
})
const values = (annotation: Annotation, seen: SeenImage | undefined): Record<string, number | string> =>
  Object.fromEntries(
    annotationValues(annotation, pixel, seen).map(({ name, outcome }) => [
      name,
      outcome.measured ? outcome.value : outcome.reason,
    ]),
  )

describe('the statistics of a region', () => {
  it('of an even image are its value without spread', () => {
    expect(
      values(
        region([10, 10], [50, 40]),
        image(() => 7),
      ),
    ).toMatchObject({
      area: expect.closeTo(Math.PI * 20 * 15 * 2 * 0.5, 6),
      mean: expect.closeTo(7, 9),
      sd: expect.closeTo(0, 6),
      min: 7,
      max: 7,
    })
  })

  it('of a ramp have the value at the centre as mean and half the half-axis as spread', () => {
    const ramp = values(
      region([20, 10], [60, 50]),
      image((column) => 3 * column),
    )
    expect(ramp['mean']).toBeCloseTo(3 * 40, 9)
    // variance of x over an ellipse of half-axis a is a²/4; that of the steps of the pixels adds nothing of note
    expect(Number(ramp['sd']) / (3 * 10)).toBeCloseTo(1, 2)
    // the outermost columns are touched by the tips and lie less than half inside
    expect(ramp['min']).toBe(3 * 21)
    expect(ramp['max']).toBe(3 * 59)
  })

  it('count every pixel by the share of it that lies inside', () => {
    // the halves meet at 39.5, a quarter of a pixel beside the centre of the ellipse
    const halves = image((column) => (column < 40 ? 0 : 100))
    const { mean } = values(region([20, 10], [59.5, 50]), halves)
    const at = -0.25 / 19.75
    const beyond = 0.5 - (Math.asin(at) + at * Math.sqrt(1 - at * at)) / Math.PI
    expect(Math.abs(Number(mean) / 100 - beyond)).toBeLessThan(2e-4)
  })

  it('add up to the area of the region, wherever it lies on the image', () => {
    const place = fc.double({ min: 12, max: 30, noNaN: true })
    const half = fc.double({ min: 2, max: 11, noNaN: true })
    fc.assert(
      fc.property(place, place, half, half, (x, y, a, b) => {
        const drawn = region([x - a, y - b], [x + a, y + b])
        expect(coveredBy(outlineOf(drawn), size)?.onImage).toBeCloseTo(Math.PI * a * b, 7)
      }),
    )
  })

  it('of a region that reaches out of the image are those of what lies on it, and say so', () => {
    const [, mean] = annotationValues(
      region([-20, 10], [20, 50]),
      pixel,
      image(() => 5),
    )
    expect(mean?.outcome).toMatchObject({ measured: true, value: expect.closeTo(5, 9) })
    if (mean?.outcome.measured) expect(mean.outcome.warnings[0]).toMatch(/^4\d % of the region/)
  })

  it('are unmeasured for less than two pixels, beside the image, and of an image that is not there', () => {
    expect(
      values(
        region([10, 10], [11, 11]),
        image(() => 5),
      )['mean'],
    ).toBe('too-few-pixels')
    expect(
      values(
        region([-30, 10], [-20, 20]),
        image(() => 5),
      )['mean'],
    ).toBe('too-few-pixels')
    expect(values(region([10, 10], [20, 20]), undefined)['mean']).toBe('no-images')
    expect(
      regionStatistics(
        undefined,
        image(() => 5),
      ).measured,
    ).toBe(false)
  })

  it('of a map say how many of its pixels hold no value', () => {
    const holes = image((column, row) => (column === 30 && row % 2 === 0 ? 0 : 900), {
      slope: 1,
      intercept: 0,
      unit: 'ms',
      zeroIsNone: true,
    })
    const [, mean] = annotationValues(region([20, 20], [40, 40]), pixel, holes)
    expect(mean?.outcome).toMatchObject({ warnings: [expect.stringMatching(/^\d+ pixels of the region/)] })
  })

  it('come in the unit of the image', () => {
    const seen = image((column) => column, { slope: -2, intercept: 10, unit: 'cm/s' })
    const found = annotationValues(region([20, 10], [60, 50]), pixel, seen)
    expect(found.map(({ name, unit }) => [name, unit])).toEqual([
      ['area', 'mm2'],
      ['mean', 'cm/s'],
      ['sd', 'cm/s'],
      ['min', 'cm/s'],
      ['max', 'cm/s'],
      ['pixels', '{pixels}'],
    ])
    expect(values(region([20, 10], [60, 50]), seen)).toMatchObject({ min: -108, max: -32 })
  })
})

describe('the values of an image', () => {
  const facts = (more: Partial<FrameFacts> = {}): FrameFacts => ({
    frame: 0,
    rescaleSlope: 1,
    rescaleIntercept: 0,
    ...more,
  })
  const frame = (
    more: Partial<FrameFacts> = {},
    { manufacturer = 'SIEMENS', ...pixels }: Partial<PixelFacts> & { readonly manufacturer?: string } = {},
  ): StackFrame => ({
    sopInstanceUid: '1.2',
    frame: 0,
    instance: {
      manufacturer,
      pixels: { bitsStored: 12, signed: false, ...pixels },
    } as InstanceFacts,
    facts: facts(more),
  })
  const flow: Pick<Stack, 'role' | 'component' | 'venc'> = {
    role: 'flow-phase',
    component: 'velocity',
    venc: cmPerS(150),
  }
  const dark = { low: 10, high: 90 }

  it('are milliseconds on a T1 map, per cent on an ECV map, and a signal without unit elsewhere', () => {
    expect(valueScale({ role: 't1-native-map' }, frame(), dark)).toMatchObject({
      slope: 1,
      intercept: 0,
      unit: 'ms',
    })
    expect(valueScale({ role: 'ecv-map' }, frame(), dark).unit).toBe('%')
    expect(valueScale({ role: 'cine-sax' }, frame(), dark)).toEqual({ slope: 1, intercept: 0 })
  })

  it('are what the real world map of the header says, where there is one', () => {
    const mapped = frame({
      rescaleSlope: 2,
      rescaleIntercept: -10,
      realWorld: { slope: 1, intercept: 3, unit: 'ms' },
    })
    // stored 20 is 30 after rescaling, and 23 ms
    const { slope, intercept, unit } = valueScale({ role: 't1-map' }, mapped, dark)
    expect([slope * 30 + intercept, unit]).toEqual([23, 'ms'])
  })

  it('are cm/s on a velocity image, also on a frame that happens to show no negative one', () => {
    const siemens = valueScale(flow, frame({ rescaleSlope: 2, rescaleIntercept: -4096 }), dark)
    expect(siemens).toEqual({ slope: 150 / 4096, intercept: -0, unit: 'cm/s' })
    const stored = valueScale(flow, frame(), { low: 0, high: 4000 })
    expect(stored.slope * 2048 + stored.intercept).toBeCloseTo(0, 4)
    expect(stored.slope * 4096 + stored.intercept).toBeCloseTo(150, 4)
  })

  it('stay a signal where nobody says how velocity is scaled, with the reason', () => {
    const { venc: _, ...without } = flow
    expect(valueScale(without, frame(), dark).unknown).toBe('the header has no VENC')
    expect(valueScale(flow, frame({}, { manufacturer: 'Acme' }), dark).unit).toBeUndefined()
  })
})
