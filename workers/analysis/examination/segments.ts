/** Regional function of an examination: short-axis rings at both ends of systole, insertion points, long-axis ends. */
import type { IndexPoint, PatientPoint } from '../geometry/plane.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { StackFrame } from '../protocol/stack.ts'
import { shortAxisOf } from '../reading/measure.ts'
import type { LongAxisWall } from '../segments/apical-cap.ts'
import {
  type LongAxisEnds,
  type RegionalFunction,
  type RegionalOptions,
  regionalFunction,
} from '../segments/regional-function.ts'
import type { InsertionPoints, RegionalSlice, RingBorders } from '../segments/slice-wall.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { framesInStep } from '../volumes/long-axis/views.ts'
import { longAxisStacks, meanPoint, pointsAtEd } from './axis.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'

/** @returns unmeasured 'no-images', 'phases-not-chosen' without ED, 'no-contours' when no slice is contoured at ED */
export function runSegments(
  examination: Examination,
  options: RegionalOptions = {},
  progress?: (done: number, total: number) => void,
): Outcome<RegionalFunction> {
  const { phases } = examination
  const cine = shortAxisOf(examination.stacks)
  if (cine === undefined) return unmeasured('no-images', 'the study has no short-axis cine')
  const { ed, es } = phases
  if (ed === undefined) return unmeasured('phases-not-chosen', 'end-diastole is not known')
  const drawn = drawnOn(examination)
  const slices = cine.frames.flatMap((frames): RegionalSlice[] => {
    const frame = frames[ed]
    const plane = frame?.facts.plane
    if (frame == null || plane === undefined || drawn.one(frame, 'lv-endocardial') === undefined) return []
    const insertions = insertionsOn(examination, frames)
    return [
      {
        plane,
        endDiastole: bordersOn(frame, drawn),
        endSystole: es === undefined ? {} : bordersOn(frames[es] ?? null, drawn),
        ...(insertions === undefined ? {} : { insertions }),
      },
    ]
  })
  if (slices.length === 0)
    return unmeasured('no-contours', 'no short-axis slice is contoured at end-diastole')
  const views = framesInStep(cine, longAxisStacks(examination))
  const ends = endsOf(examination, cine, ed)
  const longAxis = {
    ...(ends === undefined ? {} : { ends }),
    endDiastole: wallsOn(Object.values(views[ed] ?? {}), drawn),
    ...(es === undefined ? {} : { endSystole: wallsOn(Object.values(views[es] ?? {}), drawn) }),
  }
  return measured(regionalFunction(slices, longAxis, options, progress))
}

function bordersOn(frame: StackFrame | null, drawn: Drawn): RingBorders {
  if (frame === null) return {}
  const endocardial = drawn.one(frame, 'lv-endocardial')
  const epicardial = drawn.one(frame, 'lv-epicardial')
  return {
    ...(endocardial === undefined ? {} : { endocardial }),
    ...(epicardial === undefined ? {} : { epicardial }),
  }
}

/** Of the first phase of a slice at which the anterior one is marked: they hardly move. */
function insertionsOn(
  { landmarks }: Examination,
  frames: readonly (StackFrame | null)[],
): InsertionPoints | undefined {
  for (const frame of frames) {
    if (frame === null) continue
    const pointOf = (kind: 'rv-insertion-anterior' | 'rv-insertion-inferior'): IndexPoint | undefined =>
      landmarks.find((mark) => mark.kind === kind && imageKeyText(mark.image) === imageKeyText(frame))?.point
    const anterior = pointOf('rv-insertion-anterior')
    const inferior = pointOf('rv-insertion-inferior')
    if (anterior !== undefined) return { anterior, ...(inferior === undefined ? {} : { inferior }) }
  }
  return undefined
}

function endsOf(
  examination: Examination,
  cine: Parameters<typeof pointsAtEd>[1],
  ed: number,
): LongAxisEnds | undefined {
  const base = pointsAtEd(examination, cine, ed, ['mitral-septal', 'mitral-lateral'])
  const apex: PatientPoint[] = pointsAtEd(examination, cine, ed, ['lv-apex'])
  return base.length > 0 && apex.length > 0 ? { base: meanPoint(base), apex: meanPoint(apex) } : undefined
}

function wallsOn(frames: readonly StackFrame[], drawn: Drawn): LongAxisWall[] {
  return frames.flatMap((frame) => {
    const plane = frame.facts.plane
    const endocardial = drawn.one(frame, 'lv-endocardial')
    const epicardial = drawn.one(frame, 'lv-epicardial')
    return plane && endocardial && epicardial ? [{ plane, endocardial, epicardial }] : []
  })
}
