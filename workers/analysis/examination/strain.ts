/**
 * Strain of an examination. Every contoured short-axis slice and long-axis view is a task of its own, so that threads
 * can share them; putting them together needs what was drawn and no image.
 */
import { type Landmark, landmarkOn } from '../contours/landmark.ts'
import type { Polygon } from '../contours/polygon.ts'
import { type IndexPoint, indexToPatient } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { linkedPhase, linkViews } from '../protocol/linking.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import { levelAt } from '../segments/levels.ts'
import { type Sectors, segmentAt } from '../segments/sectors.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import type { Cine } from '../strain/cine.ts'
import type { ViewOfStrain } from '../strain/long-axis.ts'
import { type StrainOptions, usualStrain } from '../strain/options.ts'
import type { SliceOfStrain } from '../strain/short-axis.ts'
import { type TrackedSlice, trackWalls } from '../strain/slice.ts'
import { assembleStrain, type StrainResult } from '../strain/strain.ts'
import {
  type LongAxisWall,
  longAxisWalls,
  type StrainView,
  type TrackedView,
  trackViews,
} from '../strain/view.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { levelsOf, longAxisStacks, middleOf } from './axis.ts'
import { type Beat, beatOf, placeName } from './beat.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'
import type { Loaded } from './images.ts'
import { sectorsOfSlices, sliceName } from './septum.ts'

interface Followed extends Beat {
  readonly edPhase: number
  readonly esPhase: number
}

export interface SliceTask extends Followed {
  readonly kind: 'slice'
  readonly slice: number
  readonly endocardial: Polygon
  readonly epicardial?: Polygon
}

export interface ViewTask extends Followed {
  readonly kind: 'view'
  readonly view: StrainView
  readonly endocardial: Polygon
  readonly beginsAt: LongAxisWall
  readonly tricuspid?: IndexPoint
}

export type StrainTask = SliceTask | ViewTask
export type TrackedTask =
  | { readonly kind: 'slice'; readonly tracked: Outcome<TrackedSlice> }
  | { readonly kind: 'view'; readonly tracked: Outcome<TrackedView> }

export interface StrainPlan {
  readonly tasks: readonly StrainTask[]
  /** what could not even be tried */
  readonly warnings: readonly string[]
}

/**
 * @returns unmeasured 'no-images' without a cine of the left ventricle, 'phases-not-chosen' without ED and ES,
 *          'no-phases' when the beat has no such phase, 'no-contours' when nothing is contoured at ED
 */
export function strainTasks(examination: Examination): Outcome<StrainPlan> {
  const { ed, es } = examination.phases
  const cine = shortAxisOf(examination.stacks)
  const views = longAxisStacks(examination)
  const leading = cine ?? Object.values(views)[0]
  if (leading === undefined) return unmeasured('no-images', say('study/study-no-cine-left-ventricle'))
  if (ed === undefined || es === undefined)
    return unmeasured('phases-not-chosen', say('study/end-diastole-end-systole-not'))
  const beyond = Math.max(ed, es)
  if (beyond >= leading.phaseCount)
    return unmeasured(
      'no-phases',
      say('common/phase-chosen', { phase: beyond + 1, phases: leading.phaseCount }),
    )
  const drawn = drawnOn(examination)
  const warnings: string[] = []
  const slices = cine === undefined ? [] : sliceTasks(cine, ed, es, drawn, warnings)
  const { rule } = linkViews([leading, ...Object.values(views)])
  const inStep = (stack: Stack, phase: number): number => linkedPhase(leading, phase, stack, rule)
  const long = (Object.entries(views) as [StrainView, Stack][]).flatMap(([view, stack]) => {
    const task = viewTask(view, stack, inStep(stack, ed), inStep(stack, es), drawn, examination, warnings)
    return task === undefined ? [] : [task]
  })
  const tasks = [...slices, ...long]
  return tasks.length === 0
    ? unmeasured('no-contours', [say('study/no-cine-contoured-end-diastole'), ...warnings].join('; '))
    : measured({ tasks, warnings })
}

function sliceTasks(cine: Stack, ed: number, es: number, drawn: Drawn, warnings: string[]): SliceTask[] {
  return cine.frames.flatMap((_, slice): SliceTask[] => {
    const frame = cine.frames[slice]?.[ed] ?? undefined
    const endocardial = frame && drawn.one(frame, 'lv-endocardial')
    if (!frame || endocardial === undefined) return []
    const followed = followedFrames(cine, slice, ed, es, warnings)
    if (followed === undefined) return []
    const epicardial = drawn.one(frame, 'lv-epicardial')
    return [
      { kind: 'slice', slice, ...followed, endocardial, ...(epicardial === undefined ? {} : { epicardial }) },
    ]
  })
}

/** All frames of a slice with their times; undefined, with a warning, when one is missing. */
function followedFrames(
  stack: Stack,
  slice: number,
  edPhase: number,
  esPhase: number,
  warnings: string[],
): Followed | undefined {
  const beat = beatOf(stack, slice)
  if (beat.measured) return { ...beat.value, edPhase, esPhase }
  warnings.push(say('study/not-followed', { where: placeName(stack, slice), detail: whyOf(beat) }))
  return undefined
}

function viewTask(
  view: StrainView,
  stack: Stack,
  ed: number,
  es: number,
  drawn: Drawn,
  examination: Examination,
  warnings: string[],
): ViewTask | undefined {
  const frame = stack.frames[0]?.[ed] ?? undefined
  const endocardial = frame && drawn.one(frame, 'lv-endocardial')
  if (!frame || endocardial === undefined) return undefined
  const followed = followedFrames(stack, 0, ed, es, warnings)
  if (followed === undefined) return undefined
  const tricuspid = landmarkOn(examination.landmarks, 'tricuspid-lateral', frame)
  return {
    kind: 'view',
    view,
    ...followed,
    endocardial,
    beginsAt: beginningOf(view, frame, endocardial, examination.landmarks, warnings),
    ...(tricuspid === undefined || view !== '4ch' ? {} : { tricuspid }),
  }
}

/**
 * The wall at which an open contour begins: at whose end of the mitral ring its first point lies. Where the ring is
 * not marked, the septal end is taken to lie to the right in the patient, the anterior one in front, with a warning.
 */
function beginningOf(
  view: StrainView,
  frame: StackFrame,
  endocardial: Polygon,
  landmarks: readonly Landmark[],
  warnings: string[],
): LongAxisWall {
  const [first, second] = longAxisWalls[view]
  const begin = at(endocardial, 0)
  const end = at(endocardial, endocardial.length - 1)
  const septal = landmarkOn(landmarks, 'mitral-septal', frame)
  const lateral = landmarkOn(landmarks, 'mitral-lateral', frame)
  const apart = (a: IndexPoint, b: IndexPoint): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
  if (septal && lateral) return apart(begin, septal) <= apart(begin, lateral) ? first : second
  const plane = frame.facts.plane
  if (plane === undefined) return first
  warnings.push(say('study/mitral-ring-not-marked-wall', { view }))
  const along = view === '4ch' ? 0 : 1
  return indexToPatient(plane, begin)[along] <= indexToPatient(plane, end)[along] ? first : second
}

export const strainImages = ({ images }: StrainTask): readonly ImageKey[] => images

export function runStrainTask(
  task: StrainTask,
  loaded: Loaded,
  options: StrainOptions = usualStrain,
  progress?: (done: number, total: number) => void,
): TrackedTask {
  return at(runStrainBeside(task, [], loaded, options, progress), 0)
}

/** A task with what it would be by other borders, which are carried along by the displacement that it finds. */
export interface StrainBeside {
  readonly task: StrainTask
  readonly beside: readonly DrawnWall[]
}

/** Borders on the ED picture of a slice or view. */
export type DrawnWall = Pick<SliceTask, 'endocardial' | 'epicardial'>

/** @returns by its own borders first */
export function runStrainBeside(
  task: StrainTask,
  beside: readonly DrawnWall[],
  loaded: Loaded,
  options: StrainOptions = usualStrain,
  progress?: (done: number, total: number) => void,
): readonly TrackedTask[] {
  const { times, rr, edPhase, endocardial } = task
  const cine: Cine = { images: task.images.map(loaded), times, rr, edPhase }
  if (task.kind === 'slice') {
    const { slice, epicardial } = task
    return trackWalls({ ...cine, slice, endocardial, epicardial }, beside, options, progress).map(
      (tracked) => ({ kind: 'slice', tracked }),
    )
  }
  const { view, beginsAt, tricuspid } = task
  const input = { ...cine, view, endocardial, beginsAt, ...(tricuspid === undefined ? {} : { tricuspid }) }
  const borders = beside.map((one) => one.endocardial)
  return trackViews(input, borders, options, progress).map((tracked) => ({ kind: 'view', tracked }))
}

/** Of two plans the task that follows the same slice or view. */
export const sameTask = ({ tasks }: StrainPlan, task: StrainTask): StrainTask | undefined =>
  tasks.find((one) =>
    one.kind === 'slice'
      ? task.kind === 'slice' && one.slice === task.slice
      : task.kind === 'view' && one.view === task.view,
  )

/**
 * What was followed, read from another ED to another ES: lengths are held against another picture of the same tissue.
 * Slices are divided as they are drawn.
 *
 * @param tracked  of the tasks, in their order
 * @param phases   of the leading cine; views run in step with it
 */
export function readBetween(
  examination: Examination,
  { tasks, warnings }: StrainPlan,
  tracked: readonly TrackedTask[],
  { ed, es }: { readonly ed: number; readonly es: number },
): { readonly plan: StrainPlan; readonly tracked: readonly TrackedTask[] } {
  const views = longAxisStacks(examination)
  const leading = shortAxisOf(examination.stacks) ?? Object.values(views)[0]
  const { rule } = linkViews(leading === undefined ? [] : [leading, ...Object.values(views)])
  const inStep = (task: StrainTask, phase: number): number => {
    const stack = task.kind === 'view' ? views[task.view] : undefined
    return leading === undefined || stack === undefined ? phase : linkedPhase(leading, phase, stack, rule)
  }
  const from = (task: StrainTask): { readonly edPhase: number } => ({ edPhase: inStep(task, ed) })
  return {
    plan: { tasks: tasks.map((task) => ({ ...task, esPhase: inStep(task, es) })), warnings },
    tracked: tasks.map((task, k): TrackedTask => {
      const one = at(tracked, k)
      if (one.kind === 'slice')
        return one.tracked.measured
          ? {
              kind: 'slice',
              tracked: measured({ ...one.tracked.value, ...from(task) }, one.tracked.warnings),
            }
          : one
      return one.tracked.measured
        ? { kind: 'view', tracked: measured({ ...one.tracked.value, ...from(task) }, one.tracked.warnings) }
        : one
    }),
  }
}

export interface AssembledStrain extends StrainResult {
  /** of the slices that were asked for: level, and the AHA segment of each chord, where they are known */
  readonly divisions: readonly Pick<SliceOfStrain, 'slice' | 'level' | 'segmentOf'>[]
}

/** @param tracked  of the tasks, in their order */
export function assembledStrain(
  examination: Examination,
  { tasks, warnings }: StrainPlan,
  tracked: readonly TrackedTask[],
  options: StrainOptions = usualStrain,
): AssembledStrain {
  const slices: SliceOfStrain[] = []
  const views: ViewOfStrain[] = []
  const divide = dividerOf(examination, tasks)
  tasks.forEach((task, k) => {
    const { kind, tracked: result } = at(tracked, k)
    if (task.kind === 'slice' && kind === 'slice')
      slices.push({ slice: task.slice, tracked: result, esPhase: task.esPhase, ...divide(task, result) })
    if (task.kind === 'view' && kind === 'view')
      views.push({ view: task.view, tracked: result, esPhase: task.esPhase })
  })
  const found = assembleStrain({ slices, views }, options)
  const divisions = slices.map(({ slice, level, segmentOf }) => ({ slice, level, segmentOf }))
  return { ...found, warnings: [...found.warnings, ...warnings], divisions }
}

type Divided = Pick<SliceOfStrain, 'level' | 'segmentOf'>

function dividerOf(
  examination: Examination,
  tasks: readonly StrainTask[],
): (task: SliceTask, tracked: Outcome<TrackedSlice>) => Divided {
  const cine = shortAxisOf(examination.stacks)
  const drawn = drawnOn(examination)
  const own = tasks.filter((task) => task.kind === 'slice')
  const ringed = own.flatMap((task) => {
    const image = at(task.images, task.edPhase)
    const plane = cine?.frames[task.slice]?.[task.edPhase]?.facts.plane
    return plane === undefined
      ? []
      : [
          {
            task,
            name: sliceName(task.slice),
            image,
            plane,
            epicardial: task.epicardial ?? task.endocardial,
          },
        ]
  })
  const levels = levelsOf(examination, drawn)
  const sectors = sectorsOfSlices(examination, ringed, levels, drawn)
  return (task, tracked) => {
    const k = ringed.findIndex((ring) => ring.task === task)
    const ring = ringed[k]
    if (ring === undefined) return { level: undefined }
    const level = levels.measured ? levelAt(levels.value, middleOf(ring.plane, ring.epicardial)) : undefined
    const found = sectors[k]
    const segmentOf =
      found?.measured && tracked.measured ? chordSegments(found.value, tracked.value) : undefined
    return {
      level: level === 'apex' ? 'apical' : level,
      ...(segmentOf === undefined ? {} : { segmentOf }),
    }
  }
}

/** The segment of each chord at ED, by its middle where there is one. */
function chordSegments(sectors: Sectors, { layers, edPhase, options }: TrackedSlice): number[] | undefined {
  const line = (layers['mid-wall'] ?? layers.endocardial)?.phases[edPhase]
  if (line === undefined) return undefined
  return Array.from({ length: options.chords }, (_, chord) =>
    segmentAt(sectors, [line[2 * chord] ?? 0, line[2 * chord + 1] ?? 0]),
  )
}
