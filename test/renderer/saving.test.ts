import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '#analysis/reading/events.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Appended, MeasurementSet, OpenedRead } from '#contract/views.ts'
import { Saving, type SavingState } from '../../renderer/reading/state/saving.ts'

const noResults: MeasurementSet = { phases: {}, provisional: true, blockers: [], measurements: [] }
const comment = (text: string): Gesture => ({ kind: 'commented', text })

class Unreachable extends Error {}
class ChangedElsewhere extends Error {}
class Refused extends Error {}

/** What main appends by itself while the reader goes on. */
const recorded: ReadEvent['body'] = {
  kind: 'analysis-recorded',
  analysis: 'strain',
  method: 'm',
  version: '1',
  options: {},
  measurements: [],
  warnings: [],
  images: {},
  drawn: 'd',
  given: {},
}
const moved = (gesture: Gesture, after: number, by: number): Gesture =>
  gesture.kind === 'undone' && gesture.event > after ? { ...gesture, event: gesture.event + by } : gesture

/** Main as the window meets it: it can be away, lose an answer, and be written to by others. */
class FakeMain {
  readonly events: ReadEvent[] = []
  readonly calls: number[] = []
  away = false
  loseNextAnswer = false
  refuse = false
  backAgain: (() => void)[] = []

  write(body: ReadEvent['body']): ReadEvent {
    const event: ReadEvent = {
      seq: this.events.length + 1,
      at: '2024-05-01T10:00:00Z',
      author: { id: 'a', role: 'reader' },
      application: 'midwall',
      body,
    }
    this.events.push(event)
    return event
  }

  read(after = 0): OpenedRead {
    return {
      read: 'r1',
      study: '1.2.3',
      reader: 'a',
      version: 0,
      status: 'open',
      seq: this.events.length,
      head: 'h',
      events: this.events.slice(after),
      results: noResults,
      sizes: {},
      person: {},
    }
  }

  async append(after: number, gestures: readonly Gesture[]): Promise<Appended> {
    this.calls.push(gestures.length)
    if (this.away) throw new Unreachable()
    if (this.refuse) throw new Refused()
    const since = this.events.slice(after)
    if (!since.every(({ body }) => body.kind === 'analysis-recorded')) throw new ChangedElsewhere()
    const events = [...since, ...gestures.map((gesture) => this.write(moved(gesture, after, since.length)))]
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false
      throw new Unreachable()
    }
    return { events, seq: this.events.length, head: `h${this.events.length}`, results: noResults }
  }

  comeBack(): void {
    this.away = false
    for (const wake of this.backAgain.splice(0)) wake()
  }
}

function saving(main: FakeMain, whenSaved: () => void = () => {}) {
  const seen: { state: SavingState; confirmed: number }[] = []
  const told: string[] = []
  const queue = new Saving(main.read(), {
    append: (after, gestures) => main.append(after, gestures),
    reload: async (after) => main.read(after),
    verdict: (error) =>
      error instanceof Unreachable
        ? 'unreachable'
        : error instanceof ChangedElsewhere
          ? 'changed-elsewhere'
          : 'refused',
    untilWorthTrying: () =>
      main.away ? new Promise((resolve) => main.backAgain.push(resolve)) : Promise.resolve(),
  })
  queue.listen({
    changed: (log, state) => {
      seen.push({ state, confirmed: log.confirmed.length })
      if (state === 'saved') whenSaved()
    },
    givenUp: (error, gestures) =>
      told.push(`${error instanceof Refused ? 'refused' : 'elsewhere'}, lost ${gestures.length}`),
  })
  return { queue, seen, told }
}

describe('autosave', () => {
  it('shows a gesture as saved only after main confirmed it', async () => {
    const main = new FakeMain()
    const { queue, seen } = saving(main)
    queue.add(comment('one'))
    expect(seen.at(-1)).toEqual({ state: 'saving', confirmed: 0 })
    await queue.settled()
    expect(seen.at(-1)).toEqual({ state: 'saved', confirmed: 1 })
  })

  it('sends what piled up during a call with the next one, in order', async () => {
    const main = new FakeMain()
    const { queue } = saving(main)
    for (const text of ['one', 'two', 'three']) queue.add(comment(text))
    await queue.settled()
    expect(main.calls).toEqual([1, 2])
    expect(main.events.map(({ body }) => body)).toEqual(['one', 'two', 'three'].map(comment))
  })

  it('sends what is done in answer to a confirmation, and does not leave it waiting for the next gesture', async () => {
    const main = new FakeMain()
    const answers = [comment('two')]
    const { queue, seen } = saving(main, () =>
      queueMicrotask(() => {
        for (const answer of answers.splice(0)) queue.add(answer)
      }),
    )
    queue.add(comment('one'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(main.events.map(({ body }) => body)).toEqual([comment('one'), comment('two')])
    expect(seen.at(-1)).toEqual({ state: 'saved', confirmed: 2 })
  })

  it('keeps the work while main is away and saves it when main is back', async () => {
    const main = new FakeMain()
    main.away = true
    const { queue, seen } = saving(main)
    queue.add(comment('one'))
    await Promise.resolve()
    queue.add(comment('two'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.at(-1)?.state).toBe('unreachable')
    main.comeBack()
    await queue.settled()
    expect(seen.at(-1)).toEqual({ state: 'saved', confirmed: 2 })
    expect(main.events).toHaveLength(2)
  })

  it('does not do a gesture twice when only the answer was lost', async () => {
    const main = new FakeMain()
    main.loseNextAnswer = true
    const { queue, told } = saving(main)
    queue.add(comment('one'))
    queue.add(comment('two'))
    await queue.settled()
    expect(main.events.map(({ body }) => body)).toEqual([comment('one'), comment('two')])
    expect(told).toEqual([])
  })

  it('counts an undo that waits behind what main recorded of its own meanwhile', async () => {
    const main = new FakeMain()
    const { queue, told } = saving(main)
    main.write(recorded)
    queue.add({ kind: 'quality-graded', grade: 'good' })
    // the window took the gesture for event 1
    queue.add({ kind: 'undone', event: 1 })
    await queue.settled()
    expect(main.calls).toEqual([1, 1])
    expect(main.events.map(({ body }) => body)).toEqual([
      recorded,
      { kind: 'quality-graded', grade: 'good' },
      { kind: 'undone', event: 2 },
    ])
    expect(queue.current.confirmed.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(told).toEqual([])
  })

  it('does no gesture twice when an answer was lost and main recorded something of its own', async () => {
    const main = new FakeMain()
    const { queue, told } = saving(main)
    main.loseNextAnswer = true
    main.write(recorded)
    queue.add({ kind: 'quality-graded', grade: 'good' })
    await queue.settled()
    expect(main.events).toHaveLength(2)
    expect(told).toEqual([])
  })

  it('takes what main recorded of its own by itself, and only that', async () => {
    const main = new FakeMain()
    const { queue, seen } = saving(main)
    queue.add(comment('one'))
    await queue.settled()
    main.write(recorded)
    await queue.reload()
    expect(queue.current.confirmed.map(({ body }) => body)).toEqual([comment('one'), recorded])
    expect(seen.at(-1)).toEqual({ state: 'saved', confirmed: 2 })
  })

  it('loads the read again and says what was lost when it was continued elsewhere', async () => {
    const main = new FakeMain()
    const { queue, told, seen } = saving(main)
    main.write(comment('from the command line'))
    queue.add(comment('mine'))
    await queue.settled()
    expect(told).toEqual(['elsewhere, lost 1'])
    expect(seen.at(-1)).toEqual({ state: 'saved', confirmed: 1 })
    expect(main.events).toHaveLength(1)
  })

  it('takes back a gesture that main refuses, and says so', async () => {
    const main = new FakeMain()
    main.refuse = true
    const { queue, told } = saving(main)
    queue.add(comment('one'))
    await queue.settled()
    expect(told).toEqual(['refused, lost 1'])
    expect(queue.current.waiting).toEqual([])
    main.refuse = false
    queue.add(comment('two'))
    await queue.settled()
    expect(main.events.map(({ body }) => body)).toEqual([comment('two')])
  })

  it('takes up what another window did while its own gesture was on its way', async () => {
    const main = new FakeMain()
    const { queue } = saving(main)
    queue.add(comment('mine'))
    // main has taken it, the other window goes on, and the news is here before the answer
    main.write(comment('theirs'))
    const heard = queue.hear(2)
    await heard
    expect(queue.current.confirmed.map(({ body }) => body)).toEqual(['mine', 'theirs'].map(comment))
  })

  it('asks main for nothing when all that was announced is its own', async () => {
    const main = new FakeMain()
    const { queue, seen } = saving(main)
    queue.add(comment('mine'))
    await queue.hear(1)
    expect(seen.map(({ state }) => state)).toEqual(['saving', 'saved'])
  })

  it('counts as lost no gesture that main had before somebody else went on', async () => {
    const main = new FakeMain()
    const { queue, told } = saving(main)
    main.loseNextAnswer = true
    queue.add(comment('one'))
    queue.add(comment('two'))
    main.write(comment('theirs'))
    await queue.settled()
    expect(main.events.map(({ body }) => body)).toEqual(['one', 'theirs'].map(comment))
    expect(told).toEqual(['elsewhere, lost 1'])
  })

  it('tells of no loss when main had everything before somebody else went on', async () => {
    const main = new FakeMain()
    const { queue, told } = saving(main)
    main.loseNextAnswer = true
    queue.add(comment('one'))
    main.write(comment('theirs'))
    await queue.settled()
    expect(queue.current.confirmed).toHaveLength(2)
    expect(told).toEqual([])
  })

  it('gives up nothing that main had taken before it refused the rest', async () => {
    const main = new FakeMain()
    const { queue, told } = saving(main)
    main.loseNextAnswer = true
    queue.add(comment('one'))
    main.refuse = true
    await queue.settled()
    expect(queue.current.confirmed.map(({ body }) => body)).toEqual([comment('one')])
    expect(told).toEqual([])
  })

  it('gives up what stood, and not what the reader had taken back by then', async () => {
    const main = new FakeMain()
    main.refuse = true
    const { queue } = saving(main)
    const kept: Gesture[] = []
    queue.listen({ changed: () => {}, givenUp: (_error, gestures) => void kept.push(...gestures) })
    queue.add({ kind: 'quality-graded', grade: 'good' })
    queue.add({ kind: 'quality-graded', grade: 'poor' })
    queue.add({ kind: 'undone', event: 2 })
    await queue.settled()
    expect(kept).toEqual([{ kind: 'quality-graded', grade: 'good' }])
  })

  it('goes on with what was left on its way where the study is opened again', async () => {
    const main = new FakeMain()
    main.away = true
    const { queue } = saving(main)
    queue.add(comment('left'))
    queue.close()
    const seen: string[][] = []
    queue.listen({
      changed: ({ confirmed }) => seen.push(confirmed.map(({ body }) => JSON.stringify(body))),
      givenUp: () => {},
    })
    queue.add(comment('back'))
    await new Promise((resolve) => setImmediate(resolve))
    main.comeBack()
    await queue.settled()
    expect(seen.at(-1)).toHaveLength(2)
  })
})
