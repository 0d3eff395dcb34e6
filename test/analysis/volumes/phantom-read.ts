/**
 * A perfect reader of the phantom: exact borders on every slice and phase, and the points that long-axis views
 * show. Borders and points come from the phantom's own formulas, which no measurement runs through.
 */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint, PatientPoint } from '#analysis/geometry/plane.ts'
import { phaseTime, sliceLevels } from '#analysis/phantom/acquisition.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import {
  endocardialRadius2,
  type HeartState,
  heartState,
  radians,
  spatialLevel,
  toSpace,
} from '#analysis/phantom/motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions } from '#analysis/phantom/options.ts'
import { heartToPatient, type LongAxisView, longAxisAngles } from '#analysis/phantom/planes.ts'
import type { HeartPreset } from '#analysis/phantom/presets.ts'
import { phantomSeries } from '#analysis/phantom/study.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { shortAxisOf } from '#analysis/reading/measure.ts'
import { type Mm, mm, ms } from '#analysis/units/units.ts'
import { instance, shuffled } from '../synthetic.ts'

export interface PhantomRead {
  readonly stacks: readonly Stack[]
  readonly stack: Stack
  readonly contours: readonly Contour[]
  readonly empty: ReadonlyMap<string, { readonly assumed: boolean }>
  readonly heart: HeartPreset
  readonly states: readonly HeartState[]
  /** of the slices, base first */
  readonly levels: readonly Mm[]
}

export function phantomRead(options: PhantomOptions): PhantomRead {
  const heart = heartOf(options)
  const acquisition = acquisitionOf(options)
  const files = phantomSeries(options).flatMap(({ role, planes, phases }) =>
    planes.flatMap((plane, slice) =>
      Array.from({ length: phases }, (_, phase) =>
        instance({
          uid: `${role}.${slice}.${phase}`,
          series: role,
          position: plane.position,
          facts: {
            plane,
            ...(phases > 1
              ? {
                  triggerTime: ms(phaseTime(acquisition, phase) * acquisition.rr),
                  nominalInterval: acquisition.rr,
                }
              : {}),
          },
        }),
      ),
    ),
  )
  const { stacks } = sortIntoStacks(shuffled(files, 31))
  const stack = shortAxisOf(stacks)
  if (stack === undefined) throw new Error('no short axis')

  const states = Array.from({ length: acquisition.phases }, (_, phase) =>
    heartState(heart, phaseTime(acquisition, phase)),
  )
  const contours: Contour[] = []
  const empty = new Map<string, { assumed: boolean }>()
  const levels = sliceLevels(heart, acquisition)
  stack.frames.forEach((phases, slice) => {
    phases.forEach((frame, phase) => {
      const plane = frame?.facts.plane
      const level = levels[slice]
      const state = states[phase]
      if (frame === null || plane === undefined || level === undefined || state === undefined)
        throw new Error('a hole')
      const image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
      const borders = sliceBorders(heart, state, level, plane)
      const add = (border: Border, points: readonly IndexPoint[] | undefined) => {
        if (points !== undefined) contours.push({ image, border, closed: true, points, origin: 'imported' })
      }
      add('lv-endocardial', borders.endocardial)
      add('lv-epicardial', borders.epicardial)
      if (borders.epicardial === undefined) empty.set(imageKeyText(image), { assumed: false })
    })
  })
  return { stacks, stack, contours, empty, heart, states, levels }
}

/** Both ends of the mitral annulus in some views, LPS mm. */
export function mitralPoints(
  heart: HeartPreset,
  state: HeartState,
  views: readonly LongAxisView[] = ['2ch', '4ch'],
): PatientPoint[] {
  const radius = Math.sqrt(endocardialRadius2(heart, heart.base))
  return views.flatMap((view) =>
    [longAxisAngles[view], longAxisAngles[view] + 180].map((angle) => {
      const [r, turned, z] = toSpace(heart, state, [radius, radians(angle), heart.base])
      return heartToPatient([
        state.shiftX + r * Math.cos(turned),
        state.shiftY + r * Math.sin(turned),
        z,
      ])
    }),
  )
}

/** The tip of the cavity, LPS mm. */
export const apexPoint = (heart: HeartPreset, state: HeartState): PatientPoint =>
  heartToPatient([state.shiftX, state.shiftY, mm(spatialLevel(heart, state, -heart.endocardium.length))])
