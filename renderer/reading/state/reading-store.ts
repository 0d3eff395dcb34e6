/**
 * The open read as the window shows it: the log, the state folded from it, and the numbers. While a point is
 * dragged or a gesture is on its way the numbers are computed here; main's replace them when it answers.
 */
import { createStore, type StoreApi } from 'zustand'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { PersonSources } from '#analysis/ranges/person.ts'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import { measureRead, type ReadMeasurements } from '#analysis/reading/measure.ts'
import { type Refusal, refusalOf } from '#analysis/reading/refusal.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { BodySizes } from '#analysis/volumes/body-size.ts'
import type { Gesture } from '#contract/read-events.ts'
import { type ReadLog, waitingEvents } from './read-log.ts'
import type { Saving, SavingListener, SavingState } from './saving.ts'

export interface Reading {
  readonly log: ReadLog
  readonly saving: SavingState
  /** with the gestures that are on their way */
  readonly state: ReadState
  /** of `state`, with the contours in the hand in place of the read's */
  readonly numbers: ReadMeasurements
  /** what the panel shows: main's numbers, or ours while main has not answered */
  readonly shown: readonly Measurement[]
  readonly preview: boolean
}

export interface ReadingActions {
  /** @returns why the read does not take it; undefined when it is on its way */
  append(gesture: Gesture): Refusal | undefined
  undo(): boolean
  redo(): boolean
  /** the contours in the hand, or none */
  hold(contours: readonly Contour[]): void
  /** settles when everything that was done is saved */
  settled(): Promise<void>
  reload(): Promise<void>
  /** main announced the event `seq` of this read; undefined where announcements may have been missed */
  hear(seq?: number): Promise<void>
  close(): void
}

export interface ReadingSubject {
  readonly stack: Stack | undefined
  /** of the study */
  readonly stacks: readonly Stack[]
  readonly sizes: Pick<BodySizes, 'registry' | 'dicom'>
  readonly person?: Pick<PersonSources, 'registry' | 'dicom'>
}

/** @param saving  of a read just opened, or with what was still on its way when its study was left */
export function createReading(
  saving: Saving,
  { stack, stacks, sizes, person }: ReadingSubject,
  told: Omit<SavingListener, 'changed'>,
  now: () => Date = () => new Date(),
): StoreApi<Reading> & ReadingActions {
  const first = saving.current
  let confirmed = foldRead(first.confirmed)
  let held: readonly Contour[] = []

  let numbers = measureRead(stack, confirmed, sizes, [], stacks, person)
  const look = (log: ReadLog, saving: SavingState, state: ReadState): Reading => {
    numbers = keptWhereEqual(numbers, measureRead(stack, state, sizes, held, stacks, person))
    const preview = log.waiting.length > 0 || held.length > 0
    return {
      log,
      saving,
      state,
      numbers,
      shown: preview ? numbers.measurements : log.results.measurements,
      preview,
    }
  }
  const withWaiting = (log: ReadLog): ReadState =>
    waitingEvents(log, now().toISOString()).reduce(applyEvent, confirmed)

  const store = createStore<Reading>(() => look(first, saving.standing, withWaiting(first)))
  const changed = (log: ReadLog, saving: SavingState): void => {
    confirmed = caughtUp(confirmed, log.confirmed)
    store.setState(look(log, saving, withWaiting(log)))
  }
  saving.listen({ ...told, changed })

  const append = (gesture: Gesture): Refusal | undefined => {
    const refusal = refusalOf(store.getState().state, gesture)
    if (!refusal) saving.add(gesture)
    return refusal
  }
  return {
    ...store,
    append,
    undo: () => {
      const step = store.getState().state.undoable.at(-1)
      return step !== undefined && append({ kind: 'undone', event: step.seq }) === undefined
    },
    redo: () => {
      const step = store.getState().state.redoable.at(-1)
      return step !== undefined && append({ kind: 'redone', event: step.seq }) === undefined
    },
    hold: (contours) => {
      held = contours
      const { log, saving, state } = store.getState()
      store.setState(look(log, saving, state))
    },
    settled: () => saving.settled(),
    reload: () => saving.reload(),
    hear: (seq) => saving.hear(seq),
    close: () => saving.close(),
  }
}

/** Phases and blockers rarely change while a point is dragged; kept as they are, nothing that shows them renders. */
function keptWhereEqual(before: ReadMeasurements, now: ReadMeasurements): ReadMeasurements {
  const samePhases = before.phases.ed === now.phases.ed && before.phases.es === now.phases.es
  const sameBlockers =
    before.blockers.length === now.blockers.length &&
    before.blockers.every(({ detail }, index) => detail === now.blockers[index]?.detail)
  return {
    ...now,
    ...(samePhases ? { phases: before.phases } : {}),
    ...(sameBlockers ? { blockers: before.blockers } : {}),
  }
}

/** The state after the events that came behind it: what main confirmed once never changes. */
const caughtUp = (state: ReadState, events: readonly ReadEvent[]): ReadState =>
  events.filter(({ seq }) => seq > state.seq).reduce(applyEvent, state)
