/**
 * A perfect reader of the phantom: exact borders on every slice and phase, and the points that long-axis views
 * show. Borders and points come from the phantom's own formulas, which no measurement runs through.
 */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { Landmark, LandmarkKind } from '#analysis/contours/landmark.ts'
import { type ImagePlane, type IndexPoint, type PatientPoint, patientToIndex } from '#analysis/geometry/plane.ts'
import { phaseTime, sliceLevels } from '#analysis/phantom/acquisition.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import {
  endocardialRadius2,
  epicardialRadius2,
  type HeartState,
  heartState,
  materialLevel,
  radialOffset,
  radians,
  rotation,
  spatialLevel,
  toSpace,
} from '#analysis/phantom/motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions } from '#analysis/phantom/options.ts'
import { heartToPatient, type LongAxisView, longAxisAngles } from '#analysis/phantom/planes.ts'
import type { HeartPreset } from '#analysis/phantom/presets.ts'
import { crescent } from '#analysis/phantom/right-ventricle.ts'
import { phantomSeries } from '#analysis/phantom/study.ts'
import { leftAtrium } from '#analysis/phantom/truth.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { shortAxisOf } from '#analysis/reading/measure.ts'
import { type Mm, ms } from '#analysis/units/units.ts'
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
  return views.flatMap((view) =>
    [longAxisAngles[view], longAxisAngles[view] + 180].map((angle) => endocardialPoint(heart, state, angle)),
  )
}

/** On the endocardium at the base, on a ray in space; degrees. */
function endocardialPoint(heart: HeartPreset, state: HeartState, angle: number): PatientPoint {
  const [r, , z] = toSpace(heart, state, [
    Math.sqrt(endocardialRadius2(heart, heart.base)),
    radians(angle) - rotation(heart, state, heart.base),
    heart.base,
  ])
  return onRay(state, r, angle, z)
}

const onRay = (state: HeartState, r: number, angle: number, z: number): PatientPoint =>
  heartToPatient([
    state.shiftX + r * Math.cos(radians(angle)),
    state.shiftY + r * Math.sin(radians(angle)),
    z,
  ])

/** The tip of the cavity, LPS mm. */
export const apexPoint = (heart: HeartPreset, state: HeartState): PatientPoint =>
  heartToPatient([state.shiftX, state.shiftY, spatialLevel(heart, state, -heart.endocardium.length)])

export type Views = Readonly<Record<LongAxisView, Stack>>

export function viewsOf({ stacks }: Pick<PhantomRead, 'stacks'>): Views {
  const of = (view: LongAxisView): Stack => {
    const found = stacks.find(({ role }) => role === `cine-${view}`)
    if (found === undefined) throw new Error(`no ${view}`)
    return found
  }
  return { '2ch': of('2ch'), '3ch': of('3ch'), '4ch': of('4ch') }
}

/** One frame of a view at a phase, with its place. */
function frameOf(stack: Stack, phase: number): { image: ImageKey; plane: ImagePlane } {
  const frame = stack.frames[0]?.[phase]
  if (frame?.facts.plane === undefined) throw new Error('a hole')
  return { image: { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }, plane: frame.facts.plane }
}

/** Mitral and tricuspid ends and the apex, marked on every phase of the views. */
export function landmarksOf(read: PhantomRead, views: readonly LongAxisView[] = ['2ch', '3ch', '4ch']): Landmark[] {
  const stacks = viewsOf(read)
  return views.flatMap((view) =>
    read.states.flatMap((state, phase) => {
      const { image, plane } = frameOf(stacks[view], phase)
      const mark = (kind: LandmarkKind, point: PatientPoint): Landmark => ({
        kind,
        image,
        point: patientToIndex(plane, point).index,
      })
      const [septal, lateral] = mitralPoints(read.heart, state, [view])
      if (septal === undefined || lateral === undefined) throw new Error('no annulus')
      return [
        mark('mitral-septal', septal),
        mark('mitral-lateral', lateral),
        mark('lv-apex', apexPoint(read.heart, state)),
        mark('tricuspid-septal', septal),
        mark('tricuspid-lateral', lateral),
      ]
    }),
  )
}

const half = 120

/** A border in the plane of a view, from one end of the valve round to the other; angles in degrees. */
function sectionBorder(
  state: HeartState,
  plane: ImagePlane,
  angle: number,
  at: (side: 0 | 1, share: number) => { r: number; z: number },
): IndexPoint[] {
  const side = (which: 0 | 1): IndexPoint[] =>
    Array.from({ length: half }, (_, i) => {
      const { r, z } = at(which, i / half)
      return patientToIndex(plane, onRay(state, r, angle + 180 * which, z)).index
    })
  const tip = at(0, 1)
  return [...side(0), patientToIndex(plane, onRay(state, tip.r, angle, tip.z)).index, ...side(1).reverse()]
}

/** The endocardium in each long-axis view, open at the base. */
export function longAxisContours(read: PhantomRead, phases: readonly number[]): Contour[] {
  const stacks = viewsOf(read)
  const { heart } = read
  return (['2ch', '4ch'] as const).flatMap((view) =>
    phases.map((phase): Contour => {
      const state = stateAt(read, phase)
      const { image, plane } = frameOf(stacks[view], phase)
      const { length } = heart.endocardium
      const points = sectionBorder(state, plane, longAxisAngles[view], (side, share) => {
        const from = Math.asin(heart.base / length)
        const material = length * Math.sin(from + share * (-Math.PI / 2 - from))
        const angle = radians(longAxisAngles[view] + 180 * side) - rotation(heart, state, material)
        const [r, , z] = toSpace(heart, state, [Math.sqrt(endocardialRadius2(heart, material)), angle, material])
        return { r, z }
      })
      return { image, border: 'lv-endocardial', closed: false, points, origin: 'drawn' }
    }),
  )
}

/** The left atrium in both views, closed: half an ellipse on the valve plane. */
export function atrialContours(
  read: PhantomRead,
  phases: readonly number[],
  views: readonly ('2ch' | '4ch')[] = ['2ch', '4ch'],
): Contour[] {
  const stacks = viewsOf(read)
  return views.flatMap((view) =>
    phases.map((phase): Contour => {
      const state = stateAt(read, phase)
      const { image, plane } = frameOf(stacks[view], phase)
      const { radius, length } = leftAtrium(read.heart, state)
      const base = spatialLevel(read.heart, state, read.heart.base)
      const points = sectionBorder(state, plane, longAxisAngles[view], (_, share) => ({
        r: radius * Math.cos((share * Math.PI) / 2),
        z: base + length * Math.sin((share * Math.PI) / 2),
      }))
      return { image, border: 'la-endocardial', closed: true, points, origin: 'drawn' }
    }),
  )
}

const stateAt = ({ states }: PhantomRead, phase: number): HeartState => {
  const state = states[phase]
  if (state === undefined) throw new Error(`no phase ${phase}`)
  return state
}

/** The right ventricle's crescent on every slice below the valve plane, and the slices without it. */
export function rightContours(read: PhantomRead): {
  contours: Contour[]
  empty: Map<string, { assumed: boolean }>
} {
  const { heart, stack, levels } = read
  const contours: Contour[] = []
  const empty = new Map<string, { assumed: boolean }>()
  stack.frames.forEach((phases, slice) => {
    phases.forEach((frame, phase) => {
      const plane = frame?.facts.plane
      const level = levels[slice]
      if (frame === null || plane === undefined || level === undefined) throw new Error('a hole')
      const image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
      const state = stateAt(read, phase)
      const material = materialLevel(heart, state, level)
      const rv = crescent(heart, state)
      if (material > heart.base || material <= rv.tip) {
        empty.set(imageKeyText(image), { assumed: false })
        return
      }
      const width = Math.sqrt((material - rv.tip) / rv.height)
      const outer2 = epicardialRadius2(heart, material)
      const place = (share: number, beyond: boolean): IndexPoint => {
        const angle = rv.halfWidth * (2 * share - 1)
        const r2 = outer2 / state.longitudinal + radialOffset(heart, state, angle, material)
        const q = Math.cos((0.5 * Math.PI * angle) / rv.halfWidth) * width
        const r = Math.sqrt(r2) + (beyond ? rv.thickness * q : 0)
        const turned = angle + rotation(heart, state, material)
        const point = heartToPatient([
          state.shiftX + r * Math.cos(turned),
          state.shiftY + r * Math.sin(turned),
          level,
        ])
        return patientToIndex(plane, point).index
      }
      const steps = 60
      contours.push({
        image,
        border: 'rv-endocardial',
        closed: true,
        origin: 'drawn',
        points: [
          ...Array.from({ length: steps }, (_, i) => place(i / steps, false)),
          ...Array.from({ length: steps }, (_, i) => place(1 - i / steps, true)),
        ],
      })
    })
  })
  return { contours, empty }
}
