import { describe, expect, it } from 'vitest'
import { contoursByStudy, type KnownContourFile } from '#analysis/agreement/contour-files.ts'
import { mm } from '#analysis/units/units.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

type Filed = KnownContourFile['contours'][number]
const file = (
  contours: readonly Filed[],
  more: Partial<Omit<KnownContourFile, 'contours'>> = {},
): KnownContourFile => ({
  format: 'midwall-contours/2',
  study: 's',
  papillaries: 'cavity',
  contours,
  ...more,
})
/** A square of side 10 in pixels, its left upper corner at (x, 0). */
const square = (x: number, more: Partial<Filed> = {}): Filed => ({
  sopInstanceUid: '1',
  border: 'lv-endocardial',
  space: 'pixel',
  points: [
    [x, 0],
    [x + 10, 0],
    [x + 10, 10],
    [x, 10],
  ],
  ...more,
})
/** The same in the patient, in millimetres, on a plane that is tilted. */
const tilted = (x: number, more: Partial<Filed> = {}): Filed => ({
  ...square(x, more),
  space: 'patient',
  points: square(x).points.map(([u = 0, v = 0]) => [5 + 0.6 * u, -3 + 0.8 * u, 7 + v]),
})
const grid = { pixel: { rowSpacing: mm(2), columnSpacing: mm(2) }, sliceSpacing: mm(10) }
const compared = (a: readonly Filed[], b: readonly Filed[]) => contoursByStudy([file(a)], [file(b)], grid)[0]
const agreed = (a: readonly Filed[], b: readonly Filed[]) => {
  const found = compared(a, b)
  if (found === undefined) throw new Error('no study')
  return known(found.agreement)
}

describe('contour files of two readers', () => {
  it('are compared study by study, and told of so', () => {
    const heard: (readonly [number, number])[] = []
    const of = (study: string, x: number) => file([square(x)], { study })
    const found = contoursByStudy(
      [of('a', 0), of('b', 0)],
      [of('b', 5), of('c', 0)],
      grid,
      undefined,
      (done, total) => heard.push([done, total]),
    )
    expect(found.map(({ study }) => study)).toEqual(['a', 'b', 'c'])
    expect(found.map(({ agreement }) => (agreement.measured ? 'compared' : refusal(agreement)))).toEqual([
      ['no-partner', 'the second reader has none'],
      'compared',
      ['no-partner', 'the first reader has none'],
    ])
    expect(heard).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    const twice = contoursByStudy([of('a', 0)], [of('a', 0), of('a', 1)], grid)[0]
    expect(twice && refusal(twice.agreement)).toEqual([
      'contradictory-input',
      'the second reader has 2 files of the study',
    ])
  })

  it('with other papillary conventions are compared, and their volumes warned of', () => {
    const [found] = contoursByStudy([file([square(0)])], [file([square(0)], { papillaries: 'mass' })], grid)
    expect(found?.warnings).toEqual([
      'papillaries differ: cavity and mass; volumes of the two are not comparable',
    ])
    expect(found?.agreement.measured).toBe(true)
    expect(compared([square(0)], [square(0)])?.warnings).toEqual([])
  })

  it('in pixels need their size, in the patient are in millimetres already', () => {
    const [pixels, patient] = [agreed([square(0)], [square(5)]), agreed([tilted(0)], [tilted(5)])].map(
      ({ pairs }) => pairs[0],
    )
    expect(pixels && known(pixels.dice)).toBeCloseTo(0.5, 9)
    expect(patient && known(patient.dice)).toBeCloseTo(0.5, 9)
    expect(pixels && known(pixels.distances).hausdorff).toBeCloseTo(10, 6)
    expect(patient && known(patient.distances).hausdorff).toBeCloseTo(5, 6)
    const [alone] = agreed([tilted(0)], [tilted(0), tilted(0, { sopInstanceUid: '2' })]).lone
    // 10 × 10 mm over 10 mm
    expect(alone && known(alone.volume)).toBeCloseTo(-1, 9)
  })

  it('tell frames and images apart, and open borders from closed ones', () => {
    const found = agreed(
      [square(0), square(0, { frame: 1 }), square(0, { sopInstanceUid: '2', closed: false })],
      [square(5, { frame: 0 }), square(1, { frame: 1 }), square(2, { sopInstanceUid: '2', closed: false })],
    )
    expect(found.pairs.map(({ image, closed }) => [image, closed])).toEqual([
      ['1/0', true],
      ['1/1', true],
      ['2/0', false],
    ])
    expect(found.lone).toEqual([])
    expect(
      found.borders.map(({ border, closed, pairs, dice }) => [border, closed, pairs, dice.measured]),
    ).toEqual([
      ['lv-endocardial', true, 2, true],
      ['lv-endocardial', false, 1, false],
    ])
  })

  it('number what may repeat on an image by their order, and nothing else', () => {
    const muscle = (x: number): Filed => square(x, { border: 'lv-papillary' })
    const found = agreed([muscle(0), muscle(40)], [muscle(41), muscle(2)])
    expect(found.pairs.map(({ part }) => part)).toEqual([undefined, 1])
    expect(found.pairs.map(({ distances }) => known(distances).hausdorff)).toEqual([
      expect.closeTo(4, 6),
      expect.closeTo(2, 6),
    ])
    const twice = compared([square(0), square(1)], [square(0)])
    expect(twice && refusal(twice.agreement)).toEqual([
      'contradictory-input',
      'the first reader drew lv-endocardial 0 on image 1/0 twice',
    ])
  })

  it('are refused by name: mixed spaces, points that are no points, planes that do not fit', () => {
    const why = (a: readonly Filed[], b: readonly Filed[]) => {
      const found = compared(a, b)
      return found && refusal(found.agreement)
    }
    expect(why([square(0)], [tilted(0)])).toEqual([
      'contradictory-input',
      'some contours are in pixels, others in the patient',
    ])
    const flat = { ...tilted(0), points: square(0).points }
    expect(why([tilted(0)], [flat])).toEqual([
      'contradictory-input',
      'a point of lv-endocardial on image 1/0 has not 3 coordinates',
    ])
    expect(why([{ ...square(0), points: tilted(0).points }], [square(0)])).toEqual([
      'contradictory-input',
      'a point of lv-endocardial on image 1/0 has not 2 coordinates',
    ])
    const off = { ...tilted(0), points: tilted(0).points.map(([x = 0, y = 0, z = 0]) => [x + 9, y, z]) }
    expect(why([tilted(0)], [off])?.[0]).toBe('no-geometry')
  })
})
