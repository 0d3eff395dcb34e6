/**
 * The analyses of one open read. Each stands for itself: it is asked for while a panel shows it, when what it rests on
 * has come to rest after a gesture, and once for what it rests on. What was known stays in sight until main answers.
 */
import { createStore } from 'zustand'
import type { Examination } from '#analysis/examination/examination.ts'
import { type BasisPart, changedParts, panelBasis, restsOn } from '#analysis/reading/dependence.ts'
import type { GivenValues } from '#analysis/reading/events.ts'
import { type ExaminedStudy, examinationOf, givenOf } from '#analysis/reading/examined.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import {
  type AnalysesProgress,
  type AnalysisDocument,
  type AnalysisName,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import type { Gesture } from '#contract/read-events.ts'
import { textsNow } from '../texts/texts.ts'
import type { Analyses, AnalysesView, AnalysisState, AnalysisView, GivenByHand } from './analyses.ts'
import { nextStep } from './next-step.ts'
import { documentsOf, recordedOf } from './recorded.ts'

/** The open read, as far as analyses ask for it. */
export interface ReadOfAnalyses {
  getState(): {
    readonly state: ReadState
    readonly numbers: { readonly phases: { readonly ed?: number; readonly es?: number } }
  }
  subscribe(listener: () => void): () => void
  /** @returns why the read does not take it */
  append(gesture: Gesture): object | undefined
  settled(): Promise<void>
}

/** Main, as analyses meet it. */
export interface AnalysesWorld {
  /** @throws what the call was refused with; 'cancelled' or the signal's reason when it was stopped */
  run(name: AnalysisName, signal: AbortSignal): Promise<AsyncIterable<AnalysesProgress>>
  /** a refusal as a sentence; undefined where the read was changed meanwhile, and it is asked again */
  sentence(error: unknown): string | undefined
}

/** ms without a gesture before anything is made: a hand corrects one contour after another */
const rest = 600
/** ms after which nobody looks any more: a panel may only be drawn anew */
const grace = 400

/** Of one analysis: what it was made of, and what is under way. */
interface Course {
  /** what `documents` and `details` are of */
  basis?: Examination
  details: boolean
  /** panels that show it */
  shown: number
  running:
    | { readonly stop: AbortController; readonly basis: Examination; readonly asked: boolean }
    | undefined
  timer?: ReturnType<typeof setTimeout>
}

export function createAnalyses(read: ReadOfAnalyses, study: ExaminedStudy, world: AnalysesWorld): Analyses {
  const courses = new Map<AnalysisName, Course>(
    analysisNames.map((name) => [name, { details: false, shown: 0, running: undefined }]),
  )
  const courseOf = (name: AnalysisName): Course => {
    const course = courses.get(name)
    if (!course) throw new RangeError(`no analysis is called ${name}`)
    return course
  }
  let closed = false
  let seen = read.getState().state
  const store = createStore<AnalysesView>(() => ({ analyses: firstViews(seen), given: givenIn(seen) }))

  function set(name: AnalysisName, change: Partial<AnalysisView>): void {
    if (closed) return
    store.setState(({ analyses }) => ({
      analyses: { ...analyses, [name]: { ...analyses[name], ...change } },
    }))
  }

  function basisNow(name: AnalysisName): Examination {
    const { state, numbers } = read.getState()
    const given = givenOf(state.choices.given, {}, {})
    return restsOn(panelBasis(name), { ...examinationOf(state, study, given), phases: numbers.phases })
  }

  /** What changed since it was made; nothing where it was not made, or is of the read as it is. */
  const changedSince = (basis: Examination | undefined, name: AnalysisName): readonly BasisPart[] =>
    basis === undefined ? [] : changedParts(basis, basisNow(name))

  function look(name: AnalysisName): void {
    const course = courseOf(name)
    const { running, basis } = course
    if (running) {
      if (changedSince(running.basis, name).length === 0) return
      // of what is no more
      stop(name)
    }
    const changed = changedSince(basis, name)
    if (changed.length > 0) set(name, { state: { kind: 'stale', why: textsNow().analyses.stale(changed) } })
    const isDone = basis !== undefined && course.details && changed.length === 0
    if (isDone) {
      clearTimeout(course.timer)
      // what was changed was taken back
      const { state, documents } = store.getState().analyses[name]
      if (state.kind === 'stale') set(name, { state: stateOf(name, documents) })
    } else if (course.shown > 0) soon(name, basis === undefined ? 0 : rest)
  }

  function soon(name: AnalysisName, wait: number): void {
    const course = courseOf(name)
    clearTimeout(course.timer)
    course.timer = setTimeout(() => void begin(name, false), wait)
  }

  async function begin(name: AnalysisName, asked: boolean): Promise<void> {
    const course = courseOf(name)
    clearTimeout(course.timer)
    if (closed || course.running) return
    const stop = new AbortController()
    const before = store.getState().analyses[name].state
    course.running = { stop, basis: basisNow(name), asked }
    set(name, { state: { kind: 'working', done: 0, total: 0 } })
    try {
      await saved(read, stop.signal)
      // gestures that waited may have been of this
      const basis = basisNow(name)
      course.running = { stop, basis, asked }
      const details: AnalysisDetails[] = []
      let documents: readonly AnalysisDocument[] = []
      for await (const state of await world.run(name, stop.signal)) {
        if (stop.signal.aborted) return
        if (state.kind === 'working')
          set(name, { state: { kind: 'working', done: state.done, total: state.total } })
        else if (state.kind === 'details') details.push(state.details)
        else {
          documents = state.analyses
          set(name, { documents })
        }
      }
      if (stop.signal.aborted) return
      course.basis = basis
      course.details = true
      course.running = undefined
      set(name, { documents, details, state: stateOf(name, documents) })
    } catch (error) {
      if (stop.signal.aborted) return
      course.running = undefined
      const sentence = world.sentence(error)
      if (sentence === undefined) {
        set(name, { state: before })
        soon(name, rest)
        return
      }
      // not asked again by itself before something changes
      course.basis = basisNow(name)
      course.details = true
      set(name, { state: { kind: 'refused', reason: 'failed', detail: sentence } })
      return
    }
    look(name)
  }

  function stop(name: AnalysisName): void {
    const course = courseOf(name)
    clearTimeout(course.timer)
    const { running } = course
    if (!running) return
    course.running = undefined
    running.stop.abort()
    const { documents } = store.getState().analyses[name]
    const changed = changedSince(course.basis, name)
    const known: AnalysisState =
      changed.length > 0
        ? { kind: 'stale', why: textsNow().analyses.stale(changed) }
        : documents.length > 0
          ? stateOf(name, documents)
          : { kind: 'none' }
    set(name, { state: known })
  }

  const unfollow = read.subscribe(() => {
    const { state } = read.getState()
    if (state === seen) return
    const before = seen
    seen = state
    if (state.choices.given !== before.choices.given) store.setState({ given: givenIn(state) })
    if (state.changed === before.changed && state.contours === before.contours) return
    for (const [name, course] of courses)
      if (course.shown > 0 || course.running || course.basis !== undefined) look(name)
  })

  const give: Analyses['give'] = (values) => {
    const merged = Object.fromEntries(
      Object.entries({ ...store.getState().given, ...values }).filter(
        ([, value]) => value !== null && value !== undefined,
      ),
    ) as GivenValues
    if (JSON.stringify(merged) !== JSON.stringify(store.getState().given))
      read.append({ kind: 'values-given', given: merged })
  }

  return {
    ...store,
    show(names) {
      for (const name of names) {
        courseOf(name).shown += 1
        look(name)
      }
      return () => {
        for (const name of names) {
          const course = courseOf(name)
          course.shown -= 1
          setTimeout(() => {
            if (course.shown > 0) return
            clearTimeout(course.timer)
            if (course.running?.asked === false) stop(name)
          }, grace)
        }
      }
    },
    run(names, given) {
      if (given) give(given)
      for (const name of names) {
        stop(name)
        void begin(name, true)
      }
    },
    cancel(names = analysisNames) {
      for (const name of names) stop(name)
    },
    give,
    close() {
      unfollow()
      for (const name of analysisNames) stop(name)
      closed = true
    },
  }
}

const givenIn = ({ choices }: ReadState): GivenByHand => choices.given ?? {}

function firstViews(state: ReadState): AnalysesView['analyses'] {
  const views = analysisNames.map((name): readonly [AnalysisName, AnalysisView] => {
    const records = recordedOf(state, name)
    const documents = documentsOf(records, name)
    // main says whether what was changed since is what it rests on
    const standing = records.every(({ revision }) => revision.seq > state.changed)
    const known: AnalysisState =
      records.length === 0
        ? { kind: 'none' }
        : standing
          ? { kind: 'found' }
          : { kind: 'stale', why: textsNow().analyses.unchecked }
    return [name, { name, state: known, documents, details: [] }]
  })
  return Object.fromEntries(views) as AnalysesView['analyses']
}

/** Found where any part of it was; else refused for the first reason. */
function stateOf(name: AnalysisName, documents: readonly AnalysisDocument[]): AnalysisState {
  const [first] = documents
  if (first === undefined || !documents.every((one) => 'unmeasured' in one) || !('unmeasured' in first))
    return { kind: 'found' }
  const { unmeasured, detail } = first
  const reason = unmeasured as Extract<AnalysisState, { kind: 'refused' }>['reason']
  if (reason === 'failed') return { kind: 'refused', reason, detail: detail ?? unmeasured }
  const step = nextStep(name, reason)
  const why = detail ?? textsNow().numbers.reasons[reason]
  return { kind: 'refused', reason, detail: why, ...(step === undefined ? {} : { step }) }
}

/** Main measures what is saved. @throws the signal's reason */
function saved(read: ReadOfAnalyses, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    read.settled().then(resolve, reject)
  })
}
