import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Appended, MeasurementSet, OpenedRead } from '#contract/views.ts'
import { createReading } from '../../renderer/reading/state/reading-store.ts'
import { Saving } from '../../renderer/reading/state/saving.ts'
import { endo, stackOf } from '../analysis/ventricle.ts'

/** Ten slices of 10 mm, no holes. */
const stack = stackOf()
const [ed, es] = [0, 8]

const at = '2024-05-01T10:00:00Z'
const author = { id: 'a', role: 'reader' }
const begun: ReadEvent = {
  seq: 1,
  at,
  author,
  application: 'midwall',
  body: {
    kind: 'opened',
    study: '1.2.3',
    protocol: { name: 'LV', version: '1', base: 'reader-slices', papillaries: 'cavity' },
  },
}

/** All ten slices: 2000 mm² at ED make 200 mL, 800 mm² at ES make 80 mL. */
const whole: Gesture = {
  kind: 'contours-changed',
  set: stack.frames.flatMap((_, slice) => [endo(stack, slice, ed, 2_000), endo(stack, slice, es, 800)]),
  removed: [],
  gesture: 'draw',
}

const changed = (contour: Contour): Gesture => ({
  kind: 'contours-changed',
  set: [{ ...contour, origin: 'edited' }],
  removed: [],
  gesture: 'drag-point',
})

class Main {
  events: ReadEvent[] = [begun]
  /** answers wait until they are let go */
  private held: (() => void)[] = []
  holding = false

  results(): MeasurementSet {
    const { phases, measurements, provisional } = measureRead(stack, foldRead(this.events))
    return { phases, measurements, provisional, blockers: [] }
  }

  read(after = 0): OpenedRead {
    const { length: seq } = this.events
    const view = { read: 'r', study: '1.2.3', reader: 'a', version: 0, status: 'open', head: 'h' } as const
    return { ...view, seq, events: this.events.slice(after), results: this.results(), sizes: {}, person: {} }
  }

  async append(after: number, gestures: readonly Gesture[]): Promise<Appended> {
    if (this.holding) await new Promise<void>((resolve) => this.held.push(resolve))
    const events = gestures.map((body, k) => ({
      seq: after + 1 + k,
      at,
      author,
      application: 'midwall',
      body,
    }))
    this.events = [...this.events, ...events]
    return { events, seq: this.events.length, head: 'h', results: this.results() }
  }

  letGo(): void {
    this.holding = false
    for (const answer of this.held.splice(0)) answer()
  }
}

async function opened() {
  const main = new Main()
  const saving = new Saving(main.read(), {
    append: (after, gestures) => main.append(after, gestures),
    reload: async (after) => main.read(after),
    verdict: () => 'refused',
    untilWorthTrying: async () => {},
  })
  const subject = { stack, stacks: [stack], sizes: {} }
  const reading = createReading(saving, subject, { givenUp: () => {} }, () => new Date(at))
  reading.append(whole)
  await reading.settled()
  return { main, reading }
}

const value = (measurements: readonly Measurement[], quantity: QuantityName): number | undefined => {
  const found = measurements.find((candidate) => candidate.quantity === quantity)
  return found && isMeasured(found) ? found.value : undefined
}

describe('the open read', () => {
  it('shows 200 mL at ED, 80 mL at ES and an EF of 60 % as main recorded them', async () => {
    const { reading } = await opened()
    const { shown, preview, saving } = reading.getState()
    expect(value(shown, 'lv-edv')).toBeCloseTo(200, 9)
    expect(value(shown, 'lv-esv')).toBeCloseTo(80, 9)
    expect(value(shown, 'lv-ef')).toBeCloseTo(60, 9)
    expect({ preview, saving }).toEqual({ preview: false, saving: 'saved' })
  })

  it('adds 10 mL while a point is dragged until its slice has 1000 mm² more, and takes them back after', async () => {
    const { reading } = await opened()
    reading.hold([endo(stack, 4, ed, 3_000)])
    expect(reading.getState().preview).toBe(true)
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(210, 9)
    reading.hold([])
    expect(reading.getState().preview).toBe(false)
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(200, 9)
  })

  it('keeps the numbers a preview until main confirmed the gesture', async () => {
    const { main, reading } = await opened()
    main.holding = true
    reading.append(changed(endo(stack, 4, ed, 3_000)))
    expect(reading.getState()).toMatchObject({ preview: true, saving: 'saving' })
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(210, 9)
    main.letGo()
    await reading.settled()
    expect(reading.getState()).toMatchObject({ preview: false, saving: 'saved' })
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(210, 9)
  })

  it('undoes and redoes by events that name the gesture', async () => {
    const { main, reading } = await opened()
    reading.append(changed(endo(stack, 4, ed, 3_000)))
    expect(reading.undo()).toBe(true)
    await reading.settled()
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(200, 9)
    expect(reading.redo()).toBe(true)
    await reading.settled()
    expect(value(reading.getState().shown, 'lv-edv')).toBeCloseTo(210, 9)
    expect(main.events.slice(3).map(({ body }) => body)).toEqual([
      { kind: 'undone', event: 3 },
      { kind: 'redone', event: 3 },
    ])
    expect(reading.redo()).toBe(false)
  })

  it('refuses at once what the read would refuse, and sends nothing', async () => {
    const { main, reading } = await opened()
    const images = [endo(stack, 4, ed, 2_000).image]
    const refusal = reading.append({ kind: 'slices-marked', chamber: 'lv', images, empty: true })
    expect(refusal?.code).toBe('event-invalid')
    await reading.settled()
    expect(main.events).toHaveLength(2)
  })

  it('does not show phases and blockers as new while they stay the same', async () => {
    const { reading } = await opened()
    const before = reading.getState().numbers
    reading.hold([endo(stack, 4, ed, 2_100)])
    const now = reading.getState().numbers
    expect(now.phases).toBe(before.phases)
    expect(now.blockers).toBe(before.blockers)
    expect(now.measurements).not.toBe(before.measurements)
  })
})
