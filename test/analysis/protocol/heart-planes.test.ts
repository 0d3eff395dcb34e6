import { describe, expect, it } from 'vitest'
import { normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import { planesOfStudy, type View } from '#analysis/protocol/heart-planes.ts'
import { heart, usualHeart } from '../heart.ts'

type Heart = typeof usualHeart
const { axis } = usualHeart
const mix = (...parts: readonly (readonly [number, Vector3])[]): Vector3 =>
  normalised(
    [0, 1, 2].map((k) => parts.reduce((sum, [by, v]) => sum + by * (v[k] ?? 0), 0)) as [
      number,
      number,
      number,
    ],
  )
const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** Normal of the long-axis plane that cuts the short axis at so many degrees from the septum. */
const longAxis = (degrees: number, { septum, anterior }: Heart = usualHeart): Vector3 =>
  mix([-Math.sin(radians(degrees)), septum], [Math.cos(radians(degrees)), anterior])
/** Normal at so many degrees to the axis, pointing across it so many degrees from the septum. */
const aslant = (toAxis: number, across: number): Vector3 =>
  mix(
    [Math.cos(radians(toAxis)), axis],
    [Math.sin(radians(toAxis)) * Math.cos(radians(across)), usualHeart.septum],
    [Math.sin(radians(toAxis)) * Math.sin(radians(across)), usualHeart.anterior],
  )

const view = (normal: Vector3, seen: Partial<View> = {}): View => ({
  normal,
  positions: [0],
  text: '',
  leads: true,
  ...seen,
})
const stack = view(axis, { positions: [0, 10, 20, 30, 40, 50, 60, 70] })
const planesOf = (...views: readonly View[]) => planesOfStudy(views).planes
const named = (...views: readonly View[]) => planesOf(...views).map(({ plane }) => plane)
const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

describe('cines about a short-axis stack', () => {
  it('are named by the angle at which they cut it, with what speaks for them', () => {
    const [sax, four, three, two] = planesOf(
      stack,
      view(longAxis(-30)),
      view(longAxis(25)),
      view(longAxis(84), { text: ' VLA ' }),
    )
    expect(sax).toEqual({
      plane: 'sax',
      evidence: [
        {
          rule: 'short-axis-stack',
          weight: 3,
          text: '8 parallel cine slices, 3 other cine planes upright on them',
        },
      ],
      confidence: logistic(3),
    })
    expect(four).toEqual({
      plane: '4ch',
      evidence: [
        { rule: 'long-axis', weight: 3, text: 'contains the long axis at -30° from the septal direction' },
      ],
      confidence: logistic(3),
    })
    // 5° off, of 60° to the next view: 3 · (1 − 5 / 60)
    expect(three?.evidence[0]).toMatchObject({ weight: 2.75 })
    expect(three?.confidence).toBeCloseTo(logistic(2.75), 12)
    expect(two?.evidence).toEqual([
      { rule: 'long-axis', weight: 2.7, text: 'contains the long axis at 84° from the septal direction' },
      { rule: 'text', weight: 1.5, text: 'the description agrees: VLA' },
    ])
    expect(two?.confidence).toBeCloseTo(logistic(4.2), 12)
  })

  it('lose weight where the description says otherwise', () => {
    const [sax, four] = planesOf({ ...stack, text: ' 2ch ' }, view(longAxis(-30), { text: '3ch' }))
    expect(sax?.evidence[1]).toEqual({
      rule: 'text',
      weight: -1.5,
      text: 'the description says otherwise: 2ch',
    })
    expect(four?.plane).toBe('4ch')
    expect(four?.confidence).toBeCloseTo(logistic(1.5), 12)
  })

  it('halfway between two views contain the axis and are no one of them', () => {
    expect(planesOf(stack, view(longAxis(0)))[1]).toEqual({
      plane: 'lax',
      evidence: [
        {
          rule: 'long-axis',
          weight: 1.5,
          text: 'contains the long axis at 0°, which fits no one view best',
        },
      ],
      confidence: logistic(1.5),
    })
  })

  it('have one name each, by the least difference of all together', () => {
    // two nearest to the 3-chamber view: the further one has the next best name
    expect(named(stack, view(longAxis(20)), view(longAxis(62)), view(longAxis(-40)))).toEqual([
      'sax',
      '3ch',
      '2ch',
      '4ch',
    ])
    // the same plane acquired twice is the same view twice
    expect(named(stack, view(longAxis(-30)), view(longAxis(-24)), view(longAxis(30)))).toEqual([
      'sax',
      '4ch',
      '4ch',
      '3ch',
    ])
    // a fourth view has no name left
    expect(
      named(stack, view(longAxis(-30)), view(longAxis(30)), view(longAxis(88)), view(longAxis(60))),
    ).toEqual(['sax', '4ch', '3ch', '2ch', 'lax'])
  })

  it('halfway between two views are the one that their description names, said of it or of its like', () => {
    expect(named(stack, view(longAxis(0), { text: '4ch' }))[1]).toBe('4ch')
    expect(named(stack, view(longAxis(0), { text: '3ch' }))[1]).toBe('3ch')
    expect(named(stack, view(longAxis(0)), view(longAxis(4), { text: '4ch' }))).toEqual(['sax', '4ch', '4ch'])
    expect(named(stack, view(longAxis(0), { text: '2ch' }))[1]).toBe('lax')
    // 4° nearer to one view than to the next leads by 0.4, 6° by 0.6
    expect(named(stack, view(longAxis(4)))[1]).toBe('lax')
    expect(named(stack, view(longAxis(6)))[1]).toBe('3ch')
  })

  it('keep their names in a heart that is turned about its axis by up to 25°', () => {
    for (const spin of [-25, 25]) {
      const turned = heart([0.62, -0.57, -0.53], spin)
      const of = (degrees: number) => view(longAxis(degrees, turned))
      expect(named(stack, of(-30), of(30), of(90))).toEqual(['sax', '4ch', '3ch', '2ch'])
    }
  })
})

describe('planes across the axis', () => {
  const at = (...positions: number[]) => view(axis, { positions })

  it('are short axes within the stack and one slice beyond either end', () => {
    for (const position of [-10, 0, 35, 70, 80])
      expect(planesOf(stack, at(position))[1]).toEqual({
        plane: 'sax',
        evidence: [{ rule: 'short-axis', weight: 2, text: 'square to the long axis' }],
        confidence: logistic(2),
      })
    for (const position of [-11.5, 81.5])
      expect(planesOf(stack, at(position))[1]).toEqual({
        plane: 'oblique',
        evidence: [
          { rule: 'beyond-stack', weight: 2, text: 'parallel to the short axis but beyond its stack' },
        ],
        confidence: logistic(2),
      })
  })

  it('count positions along the stack, whichever way round they were acquired', () => {
    const negative: Vector3 = [-axis[0], -axis[1], -axis[2]]
    expect(named(stack, view(negative, { positions: [-70] }))[1]).toBe('sax')
    expect(named(stack, view(negative, { positions: [70] }))[1]).toBe('oblique')
  })

  it('of two slices are short axes where one lies within; of three wherever they lie', () => {
    expect(named(stack, at(75, 95))[1]).toBe('sax')
    expect(named(stack, at(85, 95))[1]).toBe('oblique')
    expect(named(stack, at(100, 110, 120))[1]).toBe('sax')
  })

  it('are short axes wherever they lie, where long-axis planes alone tell the axis', () => {
    const views = planesOf(view(longAxis(-30)), view(longAxis(40)), view(axis, { positions: [500] }))
    expect(views[2]).toEqual({
      plane: 'sax',
      evidence: [{ rule: 'short-axis', weight: 2, text: 'square to the long axis' }],
      confidence: logistic(2),
    })
    // a stack that does not begin at 0 reaches as far as it is tall
    const high = view(axis, { positions: stack.positions.map((p) => p + 1000) })
    expect(named(high, at(990))[1]).toBe('sax')
    expect(named(high, at(988))[1]).toBe('oblique')
  })

  it('within 32° of the axis are across it, and beyond aslant', () => {
    expect(named(stack, view(aslant(31, 100), { positions: [30] }))[1]).toBe('sax')
    expect(named(stack, view(aslant(33, 100), { positions: [30] }))[1]).toBe('oblique')
    expect(named(stack, view(aslant(69, 100)))[1]).toBe('oblique')
    expect(named(stack, view(aslant(70, 100)))[1]).not.toBe('oblique')
  })
})

describe('planes aslant to the axis', () => {
  const tract = (across: number, text = '') => planesOf(stack, view(aslant(50, across), { text }))[1]

  it('are outflow tracts by where their normals point, with little weight', () => {
    expect([-29, -27, 27, 29, 84, 86].map((across) => tract(across)?.plane)).toEqual([
      'oblique',
      'rvot',
      'rvot',
      'lvot',
      'lvot',
      'oblique',
    ])
    expect(tract(0)).toEqual({
      plane: 'rvot',
      evidence: [
        {
          rule: 'outflow',
          weight: 1.5,
          text: 'aslant to the long axis, its normal 0° from the septal direction',
        },
      ],
      confidence: logistic(1.5),
    })
    expect(tract(-60)).toEqual({
      plane: 'oblique',
      evidence: [
        {
          rule: 'oblique',
          weight: 3,
          text: 'neither along nor across the long axis: a valve plane, or none of the heart',
        },
      ],
      confidence: logistic(3),
    })
  })

  it('are what they are called, with more weight where they look so', () => {
    expect(tract(0, ' RVOT ')?.evidence.map(({ weight }) => weight)).toEqual([1.5, 1.5])
    const called = tract(0, ' LVOT ')
    expect(called?.plane).toBe('lvot')
    expect(called?.evidence.map(({ weight }) => weight)).toEqual([0, 1.5])
    expect(called?.evidence[1]?.text).toBe('the description agrees: LVOT')
    expect(tract(-60, 'RVOT')?.plane).toBe('rvot')
  })

  it('are told from the septum that the named views show, not from where it usually lies', () => {
    // both views turned by 20°: so are the windows; a view that is no one of them has no say
    const turned = [-10, 110, 65].map((degrees) => view(longAxis(degrees)))
    const of = (across: number) => planesOf(stack, ...turned.slice(0, 2), view(aslant(50, across)))[3]?.plane
    expect([-9, -7, 47, 49].map(of)).toEqual(['oblique', 'rvot', 'rvot', 'lvot'])
    expect(named(stack, view(longAxis(-10)), view(longAxis(0)), view(aslant(50, -9)))).toEqual([
      'sax',
      '4ch',
      '4ch',
      'oblique',
    ])
  })
})

describe('still pictures', () => {
  const still = (normal: Vector3, seen: Partial<View> = {}) => view(normal, { leads: false, ...seen })

  it('follow the cine that they are within 20° of', () => {
    const cines = [stack, view(longAxis(-30)), view(longAxis(35))]
    const [, , , near, , far] = planesOf(
      ...cines,
      still(longAxis(-20)),
      still(axis, { positions: [30] }),
      still(longAxis(-55)),
    )
    expect(near).toEqual({
      plane: '4ch',
      evidence: [{ rule: 'long-axis', weight: 3, text: 'within 10° of the 4ch cine' }],
      confidence: logistic(3),
    })
    expect(far?.evidence[0]?.text).toContain('contains the long axis at')
    // of two that are near, the nearer
    expect(named(stack, view(longAxis(-12)), view(longAxis(12)), still(longAxis(5)))[3]).toBe('3ch')
    // a cine that is no one view leads nobody
    expect(named(stack, view(longAxis(0)), still(longAxis(-14)))).toEqual(['sax', 'lax', '4ch'])
    // and one that does not contain the axis is led by none
    expect(named(stack, view(aslant(71, 60)), still(aslant(69, 60)))).toEqual(['sax', '4ch', 'lvot'])
  })

  it('that no cine is near to are named among themselves', () => {
    expect(named(stack, still(longAxis(-30)), still(longAxis(30)), still(longAxis(90)))).toEqual([
      'sax',
      '4ch',
      '3ch',
      '2ch',
    ])
  })

  it('tell the axis where no cine does, a stack of cines before one of them', () => {
    const high: Vector3 = aslant(15, 0)
    const tall = still(high, { positions: stack.positions })
    expect(planesOfStudy([tall, still(longAxis(-30))]).axis).toMatchObject({ stack: 0 })
    expect(planesOfStudy([tall, stack]).axis).toMatchObject({ stack: 1, direction: axis })
    // long-axis cines alone tell it less well than a stack of still pictures
    expect(planesOfStudy([view(longAxis(-30)), view(longAxis(40)), tall]).axis).toMatchObject({
      from: 'short-axis-stack',
      stack: 2,
    })
    expect(planesOfStudy([view(longAxis(-30)), view(longAxis(40)), still(longAxis(90))]).axis?.from).toBe(
      'long-axis-planes',
    )
  })
})

describe('without an axis', () => {
  const axial: Vector3 = [0, 0, 1]

  it('only words are left', () => {
    expect(planesOf(view(axial, { text: ' cine 4ch ' }))).toEqual([
      {
        plane: '4ch',
        evidence: [{ rule: 'text', weight: 1.5, text: 'only the description says so: cine 4ch' }],
        confidence: logistic(1.5),
      },
    ])
    expect(planesOf(view(axial))).toEqual([
      {
        plane: 'unknown',
        evidence: [{ rule: 'no-axis', weight: 0, text: 'no plane tells the long axis' }],
        confidence: 0.5,
      },
    ])
    expect(named(view(axial, { text: 'localizer' }))).toEqual(['unknown'])
    expect(planesOfStudy([view(axial)]).axis).toBeUndefined()
  })

  it('still pictures square to where hearts usually point are short axes, with little confidence', () => {
    const still = (degrees: number) => view(aslant(degrees, 0), { leads: false })
    expect(planesOf(still(31))).toEqual([
      {
        plane: 'sax',
        evidence: [{ rule: 'usual-axis', weight: 1, text: 'square to the way in which hearts usually lie' }],
        confidence: logistic(1),
      },
    ])
    expect(named(still(32))).toEqual(['unknown'])
    expect(named(view(aslant(10, 0)))).toEqual(['unknown'])
  })
})
