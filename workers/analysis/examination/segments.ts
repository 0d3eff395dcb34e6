/** Regional function of an examination: short-axis rings at both ends of systole, insertion points, long-axis ends. */

import { shortAxisOf } from '../protocol/short-axis.ts'
import type { StackFrame } from '../protocol/stack.ts'
import type { LongAxisWall } from '../segments/apical-cap.ts'
import {
  type RegionalFunction,
  type RegionalOptions,
  regionalFunction,
} from '../segments/regional-function.ts'
import type { InsertionPoints, RegionalSlice, RingBorders } from '../segments/slice-wall.ts'
import { usualTerritories, withTerritories } from '../segments/territories.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { framesInStep } from '../volumes/long-axis/views.ts'
import { longAxisEnds, longAxisStacks } from './axis.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'
import { insertionsOn } from './septum.ts'

/** @returns unmeasured 'no-images', 'phases-not-chosen' without ED, 'no-contours' when no slice is contoured at ED,
 *  'no-geometry' when those that are do not say where they lie */
export function runSegments(
  examination: Examination,
  options: RegionalOptions = {},
  progress?: (done: number, total: number) => void,
): Outcome<RegionalFunction> {
  const { phases } = examination
  const cine = shortAxisOf(examination.stacks)
  if (cine === undefined) return unmeasured('no-images', say('common/no-short-axis-cine'))
  const { ed, es } = phases
  if (ed === undefined) return unmeasured('phases-not-chosen', say('study/end-diastole-not-known'))
  const drawn = drawnOn(examination)
  const slices = cine.frames.flatMap((frames): RegionalSlice[] => {
    const frame = frames[ed]
    const plane = frame?.facts.plane
    if (frame == null || plane === undefined || drawn.one(frame, 'lv-endocardial') === undefined) return []
    const insertions = insertionsAlong(examination, frames)
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
    return cine.frames.some((frames) => isUnplaced(frames[ed], drawn))
      ? unmeasured('no-geometry', say('study/contoured-short-axis-images-do'))
      : unmeasured('no-contours', say('study/no-short-axis-slice-contoured'))
  const views = framesInStep(cine, longAxisStacks(examination))
  const ends = longAxisEnds(examination)
  const longAxis = {
    ...(ends === undefined ? {} : { ends }),
    endDiastole: wallsOn(Object.values(views[ed] ?? {}), drawn),
    ...(es === undefined ? {} : { endSystole: wallsOn(Object.values(views[es] ?? {}), drawn) }),
  }
  const { territories: own } = examination
  const territories = own && withTerritories(usualTerritories, patientsTerritories, own)
  const used = territories === undefined ? options : { ...options, territories }
  return measured(regionalFunction(slices, longAxis, used, progress))
}

/** stands in the method of every number that rests on it */
const patientsTerritories = 'patient'

const isUnplaced = (frame: StackFrame | null | undefined, drawn: Drawn): boolean =>
  frame != null && frame.facts.plane === undefined && drawn.one(frame, 'lv-endocardial') !== undefined

function bordersOn(frame: StackFrame | null, drawn: Drawn): RingBorders {
  if (frame === null) return {}
  const endocardial = drawn.one(frame, 'lv-endocardial')
  const epicardial = drawn.one(frame, 'lv-epicardial')
  return {
    ...(endocardial === undefined ? {} : { endocardial }),
    ...(epicardial === undefined ? {} : { epicardial }),
  }
}

/** Of the first phase of a slice at which they are marked: they hardly move. */
function insertionsAlong(
  examination: Examination,
  frames: readonly (StackFrame | null)[],
): InsertionPoints | undefined {
  for (const frame of frames) {
    const insertions = frame === null ? undefined : insertionsOn(examination, frame)
    if (insertions !== undefined) return insertions
  }
  return undefined
}

function wallsOn(frames: readonly StackFrame[], drawn: Drawn): LongAxisWall[] {
  return frames.flatMap((frame) => {
    const plane = frame.facts.plane
    const endocardial = drawn.one(frame, 'lv-endocardial')
    const epicardial = drawn.one(frame, 'lv-epicardial')
    return plane && endocardial && epicardial ? [{ plane, endocardial, epicardial }] : []
  })
}
