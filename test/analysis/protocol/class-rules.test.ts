import { describe, expect, it } from 'vitest'
import { defaultVotes } from '#analysis/protocol/class-votes.ts'
import { classify } from '#analysis/protocol/classes.ts'
import type { Sight } from '#analysis/protocol/sight.ts'
import type { SeriesClass } from '#analysis/protocol/stack.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { frameOf, sight, stackOf } from './sights.ts'

/** Every rule that a sight meets, found by giving each rule a vote of its own for one and the same class. */
const everyRule = Object.fromEntries(Object.keys(defaultVotes).map((rule) => [rule, { other: 1 }]))
const rulesOf = (seen: Partial<Sight>, raw: readonly SeriesClass[] = []): string[] =>
  classify(sight(seen), raw, everyRule).evidence.map(({ rule }) => rule)
const textsOf = (seen: Partial<Sight>, raw: readonly SeriesClass[] = []): string[] =>
  classify(sight(seen), raw, everyRule).evidence.map(({ text }) => text)
const found = (seen: Partial<Sight>, raw: readonly SeriesClass[] = []) => classify(sight(seen), raw)

const still = stackOf()
const cine = (phaseCount = 25) => stackOf({ phaseCount })
const along = (axis: Sight['stack']['axis'], times: readonly number[], slices = 1): Sight['stack'] =>
  stackOf({ axis, phaseCount: times.length, axisTimes: times.map(ms) }, slices)
const dynamics = (phaseCount: number, slices = 3) => stackOf({ axis: 'dynamic', phaseCount }, slices)

describe('a rule speaks where it holds, and only there', () => {
  it('of a plain image none does but that nothing says what it is', () => {
    expect(found({})).toEqual({
      seriesClass: 'other',
      evidence: [{ rule: 'nothing', weight: 1, text: 'nothing says what it is' }],
      confidence: 1,
    })
    expect(rulesOf({})).toEqual(['nothing'])
  })

  it.each([
    ['colour', { colour: true }, 'a colour picture, not a measurement of signal'],
    [
      'resampled',
      { resampled: true },
      'computed from other images: a projection, a reformat or a difference',
    ],
    ['secondary', { secondary: true, derived: true }, 'derived from other images'],
    ['saturation', { saturated: true }, 'prepared by saturation'],
    ['inversion', { inverted: true }, 'inversion recovery, one image at each position'],
    ['phase-sensitive', { component: 'psir' }, 'real images that keep their sign'],
    ['spin-echo', { spinEcho: true }, 'a spin echo: blood is black'],
    ['image-type-map', { map: 't2-map' }, 'the image type names the map'],
    ['velocity', { component: 'velocity' }, 'velocity images'],
    ['magnitude-of-velocity', { velocityPartners: [3] }, 'magnitude images of a velocity series'],
    ['several-planes', { crossing: true }, 'single images in planes that cross, in one series'],
    ['contrast-agent', { first: frameOf({ contrastAgent: 'Gadovist' }) }, 'acquired with a contrast agent'],
  ] as const)('%s', (rule, seen, text) => {
    expect(rulesOf(seen)).toEqual([rule])
    expect(textsOf(seen)).toEqual([text])
  })

  it('of phases from twelve on, in words how many', () => {
    expect(rulesOf({ stack: cine(12) })).toEqual(['phases'])
    expect(textsOf({ stack: cine(12) })).toEqual(['12 phases at each position'])
    expect(rulesOf({ stack: cine(11) })).toEqual(['few-phases'])
    expect(textsOf({ stack: cine(11) })).toEqual(['11 images at a position: not a whole beat'])
    expect(rulesOf({ stack: cine(), steadyState: true })).toEqual(['phases', 'sequence'])
    expect(rulesOf({ stack: still, steadyState: true })).toEqual(['nothing'])
    expect(rulesOf({ stack: cine(), tagged: true })).toEqual(['phases', 'tagging'])
    expect(rulesOf({ stack: still, tagged: true })).toEqual(['nothing'])
    expect(rulesOf({ stack: cine(11), tagged: true })).toEqual(['few-phases', 'tagging'])
    expect(rulesOf({ stack: cine(), lowFlipBesideBalanced: true })).toEqual(['phases', 'low-flip-angle'])
    expect(rulesOf({ stack: cine(11), lowFlipBesideBalanced: true })).toEqual(['few-phases'])
    expect(rulesOf({ stack: cine(), inverted: true })).toEqual(['inversion-cine', 'phases'])
    expect(rulesOf({ stack: cine(11), inverted: true })).toEqual(['few-phases'])
    expect(rulesOf({ stack: cine(), component: 'psir' })).toEqual(['phases'])
  })

  it('of a derived image that is secondary too, not of either alone', () => {
    expect(rulesOf({ secondary: true })).toEqual(['nothing'])
    expect(rulesOf({ derived: true })).toEqual(['nothing'])
  })

  it('of crossing planes up to nine positions, unless they are late enhancement or maps', () => {
    const planes = (slices: number) => stackOf({}, slices)
    expect(rulesOf({ crossing: true, stack: planes(9) })).toEqual(['several-planes'])
    expect(rulesOf({ crossing: true, stack: planes(10) })).toEqual(['nothing'])
    expect(rulesOf({ crossing: true, inverted: true })).toEqual(['inversion'])
    expect(rulesOf({ crossing: true, map: 't1-map' })).toEqual(['image-type-map'])
  })

  it('of velocities in three directions of a volume, and of their magnitude', () => {
    const threeWays = { volume: true, encodings: 3 } as const
    expect(rulesOf({ component: 'velocity', ...threeWays })).toEqual(['velocity-in-three-directions'])
    expect(rulesOf({ component: 'velocity', volume: true, encodings: 2 })).toEqual(['velocity'])
    expect(rulesOf({ component: 'velocity', encodings: 3 })).toEqual(['velocity'])
    expect(rulesOf({ velocityPartners: [1, 2, 3], ...threeWays })).toEqual(['magnitude-of-three-directions'])
    expect(rulesOf({ velocityPartners: [1, 2], volume: true, encodings: 2 })).toEqual([
      'magnitude-of-velocity',
    ])
    expect(rulesOf({ component: 'velocity', velocityPartners: [1] })).toEqual(['velocity'])
    const encoded = { ...cine(), venc: cmPerS(150) }
    expect(rulesOf({ stack: encoded })).toEqual(['velocity-encoded', 'phases'])
    expect(rulesOf({ stack: encoded, component: 'velocity' })).toEqual(['velocity', 'phases'])
    expect(textsOf({ component: 'velocity', ...threeWays })).toEqual([
      'a volume of velocities in three directions',
    ])
    expect(textsOf({ velocityPartners: [1, 2, 3], ...threeWays })).toEqual([
      'magnitude images of a volume of velocities in three directions',
    ])
    expect(textsOf({ stack: encoded })[0]).toBe('encoded for velocity, and not a phase image')
  })

  it('of inversion times: a recovery curve, or a TI scout where they are those of one beat', () => {
    const times = (count: number, step: number) => Array.from({ length: count }, (_, k) => 100 + k * step)
    const curve = along('inversion-time', [110, 190, 270, 960, 1040, 1810, 2660])
    expect(rulesOf({ stack: curve })).toEqual(['inversion-times'])
    expect(textsOf({ stack: curve })).toEqual(['7 inversion times at each position, up to 2660 ms'])
    expect(rulesOf({ stack: along('inversion-time', times(12, 80)) })).toEqual(['inversion-times-of-a-beat'])
    expect(textsOf({ stack: along('inversion-time', times(12, 80)) })).toEqual([
      '12 inversion times at each position, up to 980 ms: a TI scout',
    ])
    expect(rulesOf({ stack: along('inversion-time', times(12, 81)) })).toEqual(['inversion-times'])
    expect(rulesOf({ stack: along('inversion-time', times(11, 80)) })).toEqual(['inversion-times'])
    // one long step among short ones is a beat
    expect(rulesOf({ stack: along('inversion-time', [...times(12, 20), 1500]) })).toEqual(['inversion-times'])
    // where the header counts the images of a beat, its count counts
    const counted = (cardiacNumberOfImages: number) => ({ first: frameOf({ cardiacNumberOfImages }) })
    expect(rulesOf({ stack: along('inversion-time', times(8, 30)), ...counted(20) })).toEqual([
      'inversion-times-of-a-beat',
    ])
    expect(rulesOf({ stack: along('inversion-time', times(20, 30)), ...counted(1) })).toEqual([
      'inversion-times',
    ])
    const untimed = stackOf({ axis: 'inversion-time', phaseCount: 20 })
    expect(rulesOf({ stack: untimed })).toEqual(['inversion-times'])
    expect(textsOf({ stack: untimed })).toEqual(['20 inversion times at each position, up to 0 ms'])
  })

  it('of echoes: T2* up to 25 ms of a gradient echo, T2 of longer ones and of spin echoes', () => {
    expect(rulesOf({ stack: along('echo-time', [2, 10, 25]) })).toEqual(['echoes-gradient'])
    expect(textsOf({ stack: along('echo-time', [2, 10, 25]) })).toEqual([
      '3 gradient echoes at each position',
    ])
    expect(rulesOf({ stack: along('echo-time', [2, 10, 26]) })).toEqual(['echoes-long'])
    expect(rulesOf({ stack: along('echo-time', [2, 10, 20]), spinEcho: true })).toEqual(['echoes-long'])
    expect(textsOf({ stack: along('echo-time', [10, 40, 80.4]) })).toEqual([
      '3 echoes at each position, the last at 80 ms',
    ])
  })

  it('of T2 preparations: by their lengths, or merely prepared and few', () => {
    expect(rulesOf({ stack: along('preparation-time', [0, 25, 55]), t2Prepared: true })).toEqual([
      'preparation-times',
    ])
    expect(textsOf({ stack: along('preparation-time', [0, 25, 55]) })).toEqual([
      '3 T2 preparations at each position: 0, 25, 55 ms',
    ])
    expect(textsOf({ stack: stackOf({ axis: 'preparation-time', phaseCount: 2 }) })).toEqual([
      '2 T2 preparations at each position:  ms',
    ])
    expect(rulesOf({ stack: cine(3), t2Prepared: true })).toEqual(['t2-preparation', 'few-phases'])
    expect(rulesOf({ stack: still, t2Prepared: true })).toEqual(['nothing'])
    expect(rulesOf({ stack: cine(12), t2Prepared: true })).toEqual(['phases'])
    expect(rulesOf({ stack: cine(11), t2Prepared: true })).toEqual(['t2-preparation', 'few-phases'])
    expect(rulesOf({ stack: cine(3), t2Prepared: true, volume: true })).toEqual(['few-phases'])
  })

  it('of dynamics: one a beat for twenty beats and 20 s at ten positions, faster than a beat, or few', () => {
    const beats = (phaseCount: number, interval: number, slices = 3): Partial<Sight> => ({
      stack: dynamics(phaseCount, slices),
      interval,
      duration: interval * (phaseCount - 1),
    })
    expect(rulesOf(beats(60, 800))).toEqual(['one-per-beat'])
    expect(textsOf(beats(60, 800))).toEqual(['60 images at each position, one a beat'])
    expect(rulesOf(beats(20, 1060))).toEqual(['one-per-beat'])
    expect(rulesOf(beats(19, 1200))).toEqual(['few-dynamics'])
    expect(textsOf(beats(19, 1200))).toEqual(['19 images at each position, one after the other'])
    expect(rulesOf({ ...beats(26, 800) })).toEqual(['one-per-beat'])
    expect(rulesOf({ ...beats(25, 800) })).toEqual(['few-dynamics'])
    expect(rulesOf(beats(60, 800, 10))).toEqual(['one-per-beat'])
    expect(rulesOf(beats(60, 800, 11))).toEqual(['few-dynamics'])
    // 300 ms are a fast beat, less are none
    expect(rulesOf(beats(70, 300))).toEqual(['one-per-beat'])
    expect(rulesOf(beats(70, 299))).toEqual(['faster-than-a-beat'])
    expect(textsOf(beats(70, 50.4))).toEqual(['one image every 50 ms'])
    expect(rulesOf(beats(12, 50))).toEqual(['faster-than-a-beat'])
    expect(rulesOf(beats(11, 50))).toEqual(['nothing'])
    // without times their number alone tells
    expect(rulesOf({ stack: dynamics(20) })).toEqual(['one-per-beat'])
    expect(rulesOf({ stack: dynamics(19) })).toEqual(['few-dynamics'])
    expect(rulesOf({ stack: dynamics(20), interval: 800 })).toEqual(['one-per-beat'])
    expect(rulesOf({ stack: dynamics(20), duration: 800 })).toEqual(['one-per-beat'])
  })
})

describe('a map', () => {
  const derived = { derived: true } as const

  it('is what its images are mapped to, where it is computed or has a unit', () => {
    for (const [raw, map] of [
      ['molli', 't1-map'],
      ['t2prep', 't2-map'],
      ['t2star', 't2star-map'],
    ] as const) {
      expect(found({ ...derived, sources: [1] }, ['other', raw])).toMatchObject({
        seriesClass: map,
        evidence: [{ rule: 'map-of-images', weight: 4, text: 'computed at the place of such a series' }],
      })
      expect(found({ unit: 'ms', sources: [1] }, ['other', raw]).seriesClass).toBe(map)
    }
    expect(rulesOf({ sources: [1] }, ['other', 'molli'])).toEqual(['nothing'])
    expect(found({ ...derived, stack: cine(3), sources: [1] }, ['other', 'molli']).seriesClass).toBe('other')
    // the nearest series that can be mapped
    expect(found({ ...derived, sources: [2, 1, 0] }, ['molli', 't2prep', 'cine']).seriesClass).toBe('t2-map')
    expect(found({ ...derived, sources: [0] }, ['cine']).seriesClass).toBe('other')
    expect(found({ ...derived, sources: [5] }, ['molli']).seriesClass).toBe('other')
  })

  it('of the image type is told by it alone', () => {
    expect(found({ map: 'ecv-map' }).evidence).toEqual([
      { rule: 'image-type-map', weight: 8, text: 'the image type names the map' },
    ])
    expect(found({ map: 'ecv-map' }).seriesClass).toBe('ecv-map')
  })

  it('in per cent is one of ECV; in ms or s one of relaxation, of which is not told', () => {
    expect(found({ unit: '%' })).toMatchObject({
      seriesClass: 'ecv-map',
      evidence: [{ rule: 'unit', weight: 6, text: 'values in %' }],
    })
    for (const unit of ['ms', 's']) {
      expect(found({ unit, ...derived }).evidence[0]?.rule).toBe('undecided')
      expect(found({ unit, sources: [0] }, ['molli']).evidence.map(({ weight }) => weight)).toEqual([4, 2])
    }
    expect(rulesOf({ unit: 'cm/s' })).toEqual(['nothing'])
    expect(found({ unit: '%', stack: cine(3) }).seriesClass).toBe('other')
  })
})

describe('words', () => {
  it('of the description weigh 1.5, and decide of a moving series what no field says', () => {
    const said = (purpose: SeriesClass, seen: Partial<Sight> = {}) =>
      found({ purposes: [purpose], text: ` ${purpose} words `, ...seen }).evidence.find(
        ({ rule }) => rule === 'text',
      )
    expect(said('lge')).toEqual({
      rule: 'text',
      weight: 1.5,
      text: 'the description says lge: lge words',
    })
    expect(said('cine', { stack: cine() })?.weight).toBe(1.5)
    expect(said('tagging', { stack: cine() })?.weight).toBe(6)
    expect(said('flow-magnitude', { stack: cine() })?.weight).toBe(6)
    expect(said('tagging')?.weight).toBe(1.5)
    expect(found({ purposes: ['tagging'], stack: cine() }).seriesClass).toBe('tagging')
  })

  it('of flow on velocity images speak for velocity', () => {
    const flow = found({ purposes: ['flow-magnitude'], component: 'velocity' })
    expect(flow.seriesClass).toBe('flow-phase')
    expect(flow.evidence.map(({ rule, weight }) => [rule, weight])).toEqual([
      ['velocity', 8],
      ['text', 1.5],
    ])
    expect(found({ purposes: ['lge'], component: 'velocity' }).evidence).toHaveLength(1)
  })

  it('of the scanner name tagging, and nothing else', () => {
    const named = (seen: Partial<Sight>) =>
      found({ sequencePurposes: ['tagging', 'cine'], ...seen }).evidence.filter(
        ({ rule }) => rule === 'sequence-name',
      )
    expect(named({ stack: cine() })).toEqual([
      { rule: 'sequence-name', weight: 6, text: "the scanner's name of the sequence says tagging" },
    ])
    expect(named({})).toMatchObject([{ weight: 5 }])
    expect(rulesOf({ sequencePurposes: ['cine'] })).toEqual(['nothing'])
  })
})

describe('the class with most log-odds', () => {
  it('is chosen where it leads by half a one, with the share of all as confidence', () => {
    // inversion 4 against nothing 1
    const lge = found({ inverted: true })
    expect(lge.seriesClass).toBe('lge')
    // a vote of 0 for a TI scout counts as one of the classes that it may be
    expect(lge.confidence).toBeCloseTo(1 / (1 + Math.exp(-3) + Math.exp(-4)), 12)
    expect(found({ stack: cine(), spinEcho: true }).seriesClass).toBe('black-blood')
    expect(found({ stack: cine(), spinEcho: true }).evidence).toEqual([
      { rule: 'spin-echo', weight: 5, text: 'a spin echo: blood is black' },
    ])
  })

  it('is left open below that, and says between which', () => {
    const open = classify(sight({ colour: true, resampled: true }), [], {
      colour: { derived: 3 },
      resampled: { scout: 2.6 },
    })
    expect(open.seriesClass).toBe('other')
    expect(open.evidence).toEqual([
      { rule: 'undecided', weight: 0, text: 'the evidence for derived and for scout is about the same' },
    ])
    expect(open.confidence).toBeCloseTo(Math.exp(1 - 3) / (1 + Math.exp(-0.4) + Math.exp(1 - 3)), 12)
    const decided = classify(sight({ colour: true, resampled: true }), [], {
      colour: { derived: 3 },
      resampled: { scout: 2.5 },
    })
    expect(decided.seriesClass).toBe('derived')
    // of two that are equal, the first by name stands first
    const equal = classify(sight({ colour: true }), [], { nothing: {}, colour: { scout: 3, derived: 3 } })
    expect(equal.evidence[0]?.text).toBe('the evidence for derived and for scout is about the same')
    expect(equal.confidence).toBeCloseTo(Math.exp(-3) / 2, 12)
  })

  it('of a site that gives no votes at all is none', () => {
    expect(classify(sight({}), [], { nothing: {} })).toEqual({
      seriesClass: 'other',
      evidence: [],
      confidence: 0,
    })
  })

  it('adds what several rules give to it, and names nothing beside them', () => {
    const { evidence } = classify(sight({ colour: true, resampled: true }), [], { nothing: { derived: 1 } })
    expect(evidence.map(({ rule, weight }) => [rule, weight])).toEqual([
      ['colour', 12],
      ['resampled', 5],
    ])
  })
})
