import { describe, expect, it } from 'vitest'
import { loadsOfStudy } from '#analysis/protocol/load.ts'
import type { Sight } from '#analysis/protocol/sight.ts'
import type { SeriesClass } from '#analysis/protocol/stack.ts'
import { beat, sight, stackOf } from './sights.ts'

/** A stack by its class, RR in ms, second of the day, and description. */
type Row = readonly [seriesClass: SeriesClass, rr: number | undefined, acquired?: number, text?: string]

const told = (...rows: readonly Row[]) => {
  const loads = loadsOfStudy(
    rows.map(
      ([, rr, acquired, text = '']): Sight =>
        sight({ acquired, text, stack: stackOf(rr === undefined ? {} : { rr: beat(rr) }) }),
    ),
    rows.map(([seriesClass]) => seriesClass),
  )
  return rows.map((_, k) => loads.get(k))
}
const loads = (...rows: readonly Row[]) => told(...rows).map((one) => one?.load)
const undecided = { load: undefined, evidence: [] }

describe('the load of a first pass', () => {
  it('is asked of first passes only', () => {
    expect(told(['cine', 800], ['perfusion', undefined])).toEqual([undefined, undecided])
  })

  it('is stress where its RR is more than 15 % shorter than that of the other, which is then at rest', () => {
    expect(told(['perfusion', 640, 100], ['perfusion', 800.4, 600])).toEqual([
      {
        load: 'stress',
        evidence: [{ rule: 'heart-rate', weight: 2, text: 'RR 640 ms, that of the other first pass 800 ms' }],
      },
      {
        load: 'rest',
        evidence: [{ rule: 'heart-rate', weight: 2, text: 'RR 800 ms, that of the other first pass 640 ms' }],
      },
    ])
    expect(loads(['perfusion', 840, 100], ['perfusion', 1000, 600])).toEqual(['stress', 'rest'])
    expect(loads(['perfusion', 850, 100], ['perfusion', 1000, 600])).toEqual([undefined, undefined])
    expect(loads(['perfusion', 1000, 100], ['perfusion', 840, 600])).toEqual(['rest', 'stress'])
  })

  it('is stress where its RR is more than 15 % shorter than that of the cines at rest', () => {
    const [pass] = told(['perfusion', 800, 100], ['cine', 1000], ['cine', 900], ['cine', 1100])
    expect(pass).toEqual({
      load: 'stress',
      evidence: [{ rule: 'heart-rate', weight: 2, text: 'RR 800 ms, that of the cines at rest 1000 ms' }],
    })
    expect(loads(['perfusion', 850, 100], ['cine', 1000])[0]).toBeUndefined()
    // slower than at rest proves nothing, and only cines are at rest
    expect(loads(['perfusion', 1200, 100], ['cine', 1000])[0]).toBeUndefined()
    expect(loads(['perfusion', 800, 100], ['molli', 1000])[0]).toBeUndefined()
    expect(told(['perfusion', undefined, 100], ['cine', 1000])[0]).toEqual(undecided)
  })

  it('of three is not told by comparing them, but by the cines', () => {
    expect(loads(['perfusion', 600, 100], ['perfusion', 900, 600], ['perfusion', 910, 900])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(
      loads(['perfusion', 600, 100], ['perfusion', 900, 600], ['perfusion', 910, 900], ['cine', 900]),
    ).toEqual(['stress', undefined, undefined, undefined])
  })

  it('is what the description says, before any heart rate', () => {
    expect(told(['perfusion', 1000, 100, ' perf stress '], ['perfusion', 600, 600, 'perf Ruhe'])).toEqual([
      {
        load: 'stress',
        evidence: [{ rule: 'text', weight: 4, text: 'the description says stress: perf stress' }],
      },
      {
        load: 'rest',
        evidence: [{ rule: 'text', weight: 4, text: 'the description says rest: perf Ruhe' }],
      },
    ])
  })

  it('of two is the other one where only one is known', () => {
    expect(told(['perfusion', 900, 100, 'stress'], ['perfusion', 900, 600])[1]).toEqual({
      load: 'rest',
      evidence: [{ rule: 'other-pass', weight: 2, text: 'the other of two is stress' }],
    })
    expect(told(['perfusion', 900, 100], ['perfusion', 900, 600, 'rest'])[0]).toEqual({
      load: 'stress',
      evidence: [{ rule: 'other-pass', weight: 2, text: 'the other of two is rest' }],
    })
    expect(
      loads(['perfusion', 900, 100, 'stress'], ['perfusion', 900, 600], ['perfusion', 900, 900]),
    ).toEqual(['stress', undefined, undefined])
  })

  it('of two that would be the same is open for both, and of three it is not', () => {
    const both = {
      load: undefined,
      evidence: [{ rule: 'contradiction', weight: 0, text: 'both first passes would be stress' }],
    }
    expect(told(['perfusion', 900, 100, 'stress'], ['perfusion', 900, 600, 'stress'])).toEqual([both, both])
    expect(
      loads(
        ['perfusion', 900, 100, 'stress'],
        ['perfusion', 900, 600, 'stress'],
        ['perfusion', 900, 900, 'rest'],
      ),
    ).toEqual(['stress', 'stress', 'rest'])
    // both open: they are not told to be the same
    expect(told(['perfusion', 900, 100], ['perfusion', 900, 600])).toEqual([undecided, undecided])
  })

  it('is one for all stacks that begin within 20 s: images as they were and registered', () => {
    expect(
      loads(
        ['perfusion', 640, 100],
        ['perfusion', 640, 119],
        ['perfusion', 860, 600],
        ['perfusion', 860, 619],
      ),
    ).toEqual(['stress', 'stress', 'rest', 'rest'])
    // 20 s apart they are two, and with the third no comparison is left
    expect(loads(['perfusion', 640, 100], ['perfusion', 640, 120], ['perfusion', 860, 600])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    // the beat of an injection is the median of its stacks
    expect(
      loads(
        ['perfusion', 640, 100],
        ['perfusion', 1000, 101],
        ['perfusion', 650, 102],
        ['perfusion', 860, 600],
      ),
    ).toEqual(['stress', 'stress', 'stress', 'rest'])
    // without a time each stands for itself
    expect(loads(['perfusion', 640], ['perfusion', 640], ['perfusion', 860, 600])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(loads(['perfusion', 640, 100], ['perfusion', 860])).toEqual(['stress', 'rest'])
  })

  it('is not what stacks of one injection are called in contradiction', () => {
    expect(
      loads(['perfusion', 900, 100, 'rest'], ['perfusion', 900, 101, 'stress'], ['perfusion', 900, 600]),
    ).toEqual([undefined, undefined, undefined])
    // said of one of them it is said of all
    expect(
      loads(['perfusion', 900, 100, 'x'], ['perfusion', 900, 101, 'stress'], ['perfusion', 900, 600]),
    ).toEqual(['stress', 'stress', 'rest'])
  })
})
