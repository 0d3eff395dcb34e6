import { describe, expect, it } from 'vitest'
import { contrastOfStudy } from '#analysis/protocol/contrast.ts'
import type { Sight } from '#analysis/protocol/sight.ts'
import type { SeriesClass } from '#analysis/protocol/stack.ts'
import { frameOf, sight } from './sights.ts'

/** A stack by its class, the second of the day at which it was acquired, and what the header says of an agent. */
type Row = readonly [
  seriesClass: SeriesClass,
  acquired: number | undefined,
  agent?: string | undefined,
  text?: string,
]

const told = (...rows: readonly Row[]) =>
  contrastOfStudy(
    rows.map(
      ([, acquired, contrastAgent, text = '']): Sight =>
        sight({ acquired, text, first: frameOf(contrastAgent === undefined ? {} : { contrastAgent }) }),
    ),
    rows.map(([seriesClass]) => seriesClass),
  )
const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

describe('images before and after contrast', () => {
  it('are told apart by the time of the first series that needs it: perfusion, late enhancement, ECV', () => {
    for (const needing of ['perfusion', 'lge', 'ti-scout', 'ecv-map'] as const) {
      const [before, at, after] = told(['molli', 100], [needing, 200], ['molli', 300])
      expect(before).toEqual({
        contrast: 'native',
        evidence: [
          { rule: 'contrast-time', weight: 3, text: 'acquired before the first series with contrast' },
        ],
        confidence: logistic(3),
      })
      const later = {
        contrast: 'post',
        evidence: [
          { rule: 'contrast-time', weight: 3, text: 'acquired after the first series with contrast' },
        ],
        confidence: logistic(3),
      }
      expect([at, after]).toEqual([later, later])
    }
    // the earliest of several, not the latest
    expect(told(['molli', 100], ['lge', 400], ['perfusion', 50])[0]?.contrast).toBe('post')
  })

  it('are told by the agent that the header names, whatever their times', () => {
    const [native, post] = told(['molli', undefined], ['molli', undefined, 'Gadovist'])
    expect(post).toEqual({
      contrast: 'post',
      evidence: [{ rule: 'contrast-agent', weight: 4, text: 'the header names a contrast agent' }],
      confidence: logistic(4),
    })
    expect(native).toEqual({ contrast: 'unknown', evidence: [], confidence: 0.5 })
  })

  it('are told by agent and time together, against each other where they disagree', () => {
    const [agreed] = told(['molli', 300, 'Gadovist'], ['lge', 200])
    expect(agreed?.confidence).toBeCloseTo(logistic(7), 12)
    const [torn] = told(['molli', 100, 'Gadovist'], ['lge', 200], ['cine', 50])
    expect(torn).toEqual({
      contrast: 'post',
      evidence: [
        { rule: 'contrast-agent', weight: 4, text: 'the header names a contrast agent' },
        { rule: 'contrast-time', weight: -3, text: 'acquired before the first series with contrast' },
      ],
      confidence: logistic(1),
    })
  })

  it('with an agent on the first images of all have one that was only registered with the patient', () => {
    const [cine, molli] = told(['cine', 10, 'Gadovist'], ['molli', 100, 'Gadovist'])
    expect(cine).toEqual({ contrast: 'unknown', evidence: [], confidence: 0.5 })
    expect(molli).toEqual({ contrast: 'unknown', evidence: [], confidence: 0.5 })
    // the first images need it, so it was given before them
    expect(told(['perfusion', 10, 'Gadovist'], ['molli', 100, 'Gadovist'])[1]?.evidence).toHaveLength(2)
    // not the first ones
    expect(told(['cine', 5], ['cine', 10, 'Gadovist'])[1]?.contrast).toBe('post')
  })

  it('of a study in which nothing needs an agent and nobody names one are native, with little weight', () => {
    const [alone] = told(['molli', 100], ['cine', 50])
    expect(alone).toEqual({
      contrast: 'native',
      evidence: [
        { rule: 'no-contrast', weight: 1, text: 'no series of the study was acquired after contrast' },
      ],
      confidence: logistic(1),
    })
    // somebody named one, or late enhancement was acquired nobody knows when
    expect(told(['molli', undefined], ['cine', undefined, 'Gadovist'])[0]?.contrast).toBe('unknown')
    const open = { contrast: 'unknown', evidence: [], confidence: 0.5 }
    expect(told(['molli', 100], ['lge', undefined])[0]).toEqual(open)
    expect(told(['molli', undefined], ['lge', 100])[0]).toEqual(open)
  })

  it('are told by words where nothing else is known, and words break no time', () => {
    const text = (said: string, weight: number) => [
      { rule: 'contrast-text', weight, text: `the description says ${said}` },
    ]
    const [native, post] = told(
      ['molli', undefined, undefined, ' T1 nativ '],
      ['molli', undefined, undefined, 'T1 post KM '],
      ['lge', 7],
    )
    expect(native).toEqual({
      contrast: 'native',
      evidence: text('native: T1 nativ', 1.5),
      confidence: logistic(1.5),
    })
    expect(post).toEqual({
      contrast: 'post',
      evidence: text('after contrast: T1 post KM', 1.5),
      confidence: logistic(1.5),
    })
    const [wrong] = told(['molli', 300, undefined, 'T1 nativ'], ['lge', 200])
    expect(wrong?.contrast).toBe('post')
    expect(wrong?.evidence.map(({ weight }) => weight)).toEqual([3, -1.5])
    expect(wrong?.confidence).toBeCloseTo(logistic(1.5), 12)
  })
})
