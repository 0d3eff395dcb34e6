/** The analyses of an open read, as panels meet them, beside a main that answers when it is told to. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type {
  AnalysesProgress,
  AnalysisDocument,
  AnalysisName,
} from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import { type AnalysesWorld, createAnalyses, type ReadOfAnalyses } from '../../renderer/analyses/store.ts'
import { event, log } from '../analysis/reading/log.ts'
import { endo, stackOf } from '../analysis/ventricle.ts'

const cine = stackOf()
const late: Stack = { ...stackOf({ series: '1.9' }), role: 'lge-sax', id: 'late' }
const stacks = [cine, late]
const [ED, ES] = [19, 7]
const chosen: readonly ReadEventBody[] = [
  { kind: 'phase-chosen', which: 'ed', phase: ED },
  { kind: 'phase-chosen', which: 'es', phase: ES },
]
const draw = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})

/** A read that takes gestures as the window's does, and saves them at once. */
class Read implements ReadOfAnalyses {
  state: ReadState
  private readonly listeners = new Set<() => void>()

  constructor(...bodies: readonly ReadEventBody[]) {
    this.state = foldRead(log(...bodies))
  }
  getState() {
    return { state: this.state, numbers: { phases: { ed: ED, es: ES } } }
  }
  subscribe(listener: () => void) {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  append(body: ReadEventBody): undefined {
    this.state = applyEvent(this.state, event(this.state.seq + 1, body))
    for (const listener of this.listeners) listener()
  }
  async settled() {}
}

interface Asked {
  readonly name: AnalysisName
  readonly signal: AbortSignal
  say(state: AnalysesProgress): void
  end(): void
  fail(error: Error): void
}

/** Main: what it was asked, and its answers when they are given. */
class Main implements AnalysesWorld {
  readonly asked: Asked[] = []

  async run(name: AnalysisName, signal: AbortSignal): Promise<AsyncIterable<AnalysesProgress>> {
    const said: AnalysesProgress[] = []
    let wake = (): void => {}
    let ended = false
    let failed: Error | undefined
    const step = (change: () => void) => {
      change()
      wake()
    }
    this.asked.push({
      name,
      signal,
      say: (state) => step(() => said.push(state)),
      end: () => step(() => (ended = true)),
      fail: (error) => step(() => (failed = error)),
    })
    return (async function* () {
      for (;;) {
        const next = said.shift()
        if (next) yield next
        else if (failed) throw failed
        else if (ended) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    })()
  }
  sentence(error: unknown): string | undefined {
    return error instanceof Error && error.message === 'elsewhere' ? undefined : String(error)
  }
  last(): Asked {
    const found = this.asked.at(-1)
    if (!found) throw new Error('main was not asked')
    return found
  }
}

const found = (analysis: AnalysisName): AnalysisDocument => ({
  analysis,
  method: 'm',
  version: '1',
  options: {},
  measurements: [],
  warnings: [],
})
const details: AnalysisDetails = { kind: 'ranges', table: 't', comparisons: [] }

function answer(asked: Asked, document: AnalysisDocument = found(asked.name)): void {
  asked.say({ kind: 'finished', analyses: [document] })
  asked.say({ kind: 'details', analysis: asked.name, details })
  asked.end()
}

const settle = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

function opened(read = new Read(...chosen)) {
  const main = new Main()
  const analyses = createAnalyses(read, { stacks, sizes: {} }, main)
  const view = (name: AnalysisName) => analyses.getState().analyses[name]
  return { read, main, analyses, view }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an analysis', () => {
  it('is asked for when a panel shows it, tells how far it is, and is then found with its details', async () => {
    const { main, analyses, view } = opened()
    expect(view('strain').state).toEqual({ kind: 'none' })
    analyses.show(['strain'])
    await settle(1)
    expect(main.asked.map(({ name }) => name)).toEqual(['strain'])
    main.last().say({ kind: 'working', analysis: 'strain', done: 3, total: 10 })
    await settle()
    expect(view('strain').state).toEqual({ kind: 'working', done: 3, total: 10 })
    answer(main.last())
    await settle()
    expect(view('strain')).toMatchObject({ state: { kind: 'found' }, documents: [found('strain')] })
    expect(view('strain').details).toEqual([details])
  })

  it('is asked for once, however often its panel is opened', async () => {
    const { main, analyses } = opened()
    const hide = analyses.show(['strain'])
    await settle(1)
    answer(main.last())
    await settle()
    hide()
    await settle(1_000)
    analyses.show(['strain'])
    await settle(1_000)
    expect(main.asked).toHaveLength(1)
  })

  it('that is recorded is in sight before main has answered', () => {
    const recorded: ReadEventBody = {
      kind: 'analysis-recorded',
      analysis: 'mapping/t2',
      method: 't2-2',
      version: '1',
      options: {},
      measurements: [],
      warnings: [],
      images: {},
      drawn: 'd',
      given: {},
    }
    const { view } = opened(new Read(...chosen, recorded))
    expect(view('mapping')).toMatchObject({
      state: { kind: 'found' },
      documents: [{ analysis: 'mapping', part: 't2', method: 't2-2' }],
    })
    expect(opened(new Read(recorded, ...chosen)).view('mapping').state.kind).toBe('stale')
  })

  it('that main refuses says why, and what would give it', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['scar'])
    await settle(1)
    answer(main.last(), { analysis: 'scar', unmeasured: 'no-contours', detail: 'nothing is contoured' })
    await settle()
    expect(view('scar').state).toEqual({
      kind: 'refused',
      reason: 'no-contours',
      detail: 'nothing is contoured',
      step: { kind: 'contour', sentence: 'Contour the late enhancement images.' },
    })
    await settle(10_000)
    expect(main.asked).toHaveLength(1)
  })

  it('that main refuses without a detail says the reason in words', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['scar'])
    await settle(1)
    answer(main.last(), { analysis: 'scar', unmeasured: 'no-images' })
    await settle()
    expect(view('scar').state).toMatchObject({ kind: 'refused', detail: 'no images to measure on' })
  })

  it('that the world refused is not asked for again by itself', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['scar'])
    await settle(1)
    main.last().fail(new Error('the disk is full'))
    await settle(10_000)
    expect(view('scar').state).toMatchObject({ kind: 'refused', reason: 'failed' })
    expect(main.asked).toHaveLength(1)
    analyses.run(['scar'])
    await settle()
    expect(main.asked).toHaveLength(2)
  })
})

describe('a gesture', () => {
  const doneAnd = async (body: ReadEventBody) => {
    const open = opened()
    open.analyses.show(['strain', 'scar'])
    await settle(1)
    for (const asked of open.main.asked) answer(asked)
    await settle()
    open.read.append(body)
    return open
  }

  it('outdates what rests on it at once, and it is made again when the hand has come to rest', async () => {
    const { main, view, read } = await doneAnd(draw(endo(cine, 3, ED, 2000)))
    expect(view('strain').state).toEqual({ kind: 'stale', why: 'contours changed since' })
    await settle(500)
    read.append(draw(endo(cine, 4, ED, 2000)))
    await settle(500)
    expect(main.asked).toHaveLength(2)
    await settle(200)
    expect(
      main.asked
        .slice(2)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['scar', 'strain'])
  })

  it('at a phase that nothing rests on outdates nothing', async () => {
    const { main, view } = await doneAnd(draw(endo(cine, 3, 12, 2000)))
    await settle(5_000)
    expect([view('strain').state.kind, view('scar').state.kind]).toEqual(['found', 'found'])
    expect(main.asked).toHaveLength(2)
  })

  it('that is taken back before anything was made again leaves everything as it was', async () => {
    const { main, view, read } = await doneAnd(draw(endo(cine, 3, ED, 2000)))
    read.append({ kind: 'undone', event: read.state.seq })
    expect(view('strain').state).toEqual({ kind: 'found' })
    await settle(5_000)
    expect(main.asked).toHaveLength(2)
  })

  it('on the images of one analysis leaves the others as they are', async () => {
    const { view } = await doneAnd(draw(endo(late, 3, ED, 2000)))
    expect(view('scar').state.kind).toBe('stale')
    expect(view('strain').state.kind).toBe('found')
  })

  it('that touches what is being made stops it and begins again', async () => {
    const { main, analyses, read } = opened()
    analyses.show(['strain'])
    await settle(1)
    const [first] = main.asked
    read.append(draw(endo(cine, 3, ED, 2000)))
    expect(first?.signal.aborted).toBe(true)
    await settle(1_000)
    expect(main.asked).toHaveLength(2)
    answer(main.last())
    await settle()
    expect(analyses.getState().analyses.strain.state.kind).toBe('found')
  })

  it('of another window meanwhile has it made again, without a word', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['strain'])
    await settle(1)
    main.last().fail(new Error('elsewhere'))
    await settle()
    expect(view('strain').state.kind).toBe('none')
    await settle(1_000)
    expect(main.asked).toHaveLength(2)
  })
})

describe('what is under way', () => {
  it('is stopped by the reader, and what was known stays', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['strain'])
    await settle(1)
    analyses.cancel(['strain'])
    expect(main.last().signal.aborted).toBe(true)
    expect(view('strain').state).toEqual({ kind: 'none' })
  })

  it('in the background ends when nobody looks any more; what a reader asked for goes on', async () => {
    const { main, analyses } = opened()
    const hide = analyses.show(['strain'])
    await settle(1)
    analyses.run(['scar'])
    await settle()
    hide()
    await settle(1_000)
    const aborted = (name: AnalysisName) => main.asked.find((asked) => asked.name === name)?.signal.aborted
    expect([aborted('strain'), aborted('scar')]).toEqual([true, false])
  })

  it('ends when the study is left', async () => {
    const { main, analyses } = opened()
    analyses.run(['scar'])
    await settle()
    analyses.close()
    expect(main.last().signal.aborted).toBe(true)
  })
})

describe('what is given by hand', () => {
  it('is kept with the read, and taken back', () => {
    const { read, analyses } = opened()
    analyses.give({ haematocrit: 0.42, age: 61 })
    expect(read.state.choices.given).toEqual({ haematocrit: 0.42, age: 61 })
    analyses.give({ age: null })
    expect(analyses.getState().given).toEqual({ haematocrit: 0.42 })
  })

  it('outdates what takes it, and nothing else', async () => {
    const { main, analyses, view } = opened()
    analyses.show(['mapping', 'strain'])
    await settle(1)
    for (const asked of main.asked) answer(asked)
    await settle()
    analyses.give({ haematocrit: 0.42 })
    expect(view('mapping').state).toEqual({ kind: 'stale', why: 'entered values changed since' })
    expect(view('strain').state.kind).toBe('found')
  })
})
