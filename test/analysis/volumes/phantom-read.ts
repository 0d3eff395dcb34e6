/**
 * A perfect reader of the phantom: exact borders on every slice and phase, and the points that long-axis views
 * show. Borders and points come from the phantom's own formulas, which no measurement runs through.
 */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { Landmark, LandmarkKind } from '#analysis/contours/landmark.ts'
import {
  dot,
  type ImagePlane,
  type IndexPoint,
  type PatientPoint,
  patientToIndex,
  planeNormal,
} from '#analysis/geometry/plane.ts'
import { type Acquisition, phaseTime, sliceLevels } from '#analysis/phantom/acquisition.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import {
  endocardialRadius2,
  type HeartState,
  heartState,
  materialLevel,
  outerRadius2,
  radialOffset,
  radialStretch2,
  radians,
  rotation,
  spatialLevel,
  toSpace,
} from '#analysis/phantom/motion.ts'
import { acquisitionOf, heartOf, type PhantomOptions } from '#analysis/phantom/options.ts'
import {
  heartToPatient,
  type LongAxisView,
  longAxisAngles,
  longAxisPlane,
  shortAxisPlane,
} from '#analysis/phantom/planes.ts'
import type { HeartPreset } from '#analysis/phantom/presets.ts'
import { crescent } from '#analysis/phantom/right-ventricle.ts'
import { leftAtrium } from '#analysis/phantom/truth.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { beatsPerMinute, type Mm, mm, ms } from '#analysis/units/units.ts'
import { instance } from '../synthetic.ts'

export interface PhantomRead {
  readonly stack: Stack
  readonly views: Views
  readonly contours: readonly Contour[]
  readonly empty: ReadonlyMap<string, { readonly assumed: boolean }>
  readonly heart: HeartPreset
  readonly states: readonly HeartState[]
  /** of the slices, base first */
  readonly levels: readonly Mm[]
}

export type Views = Readonly<Record<LongAxisView, Stack>>

/** A stack laid out by hand, so that no sorting comes between the phantom and its measurement. */
export function stackOfPlanes(
  role: Stack['role'],
  planes: readonly ImagePlane[],
  acquisition: Acquisition,
): Stack {
  const [first] = planes
  if (first === undefined) throw new Error('no plane')
  const normal = planeNormal(first)
  const { phases, rr } = acquisition
  const phaseTimes = Array.from({ length: phases }, (_, phase) => ms(phaseTime(acquisition, phase) * rr))
  const positions = planes.map(({ position }) => mm(dot(normal, position)))
  const [one, two] = positions
  return {
    id: role,
    seriesUids: [role],
    role,
    seriesClass: 'cine',
    plane: role === 'cine-sax' ? 'sax' : 'lax',
    contrast: 'unknown',
    evidence: [],
    confidence: 1,
    motionCorrected: false,
    axis: 'phase',
    jitter: mm(0),
    arrhythmia: false,
    frames: planes.map((plane, slice) =>
      phaseTimes.map((_, phase) => {
        const uid = `${role}.${slice}.${phase}`
        const file = instance({ uid, series: role, position: plane.position, facts: { plane } })
        const facts = file.frames[0]
        if (facts === undefined) throw new Error('no frame')
        return { sopInstanceUid: uid, frame: 0, instance: file, facts }
      }),
    ),
    phaseCount: phases,
    normal,
    positions,
    spacing:
      one === undefined || two === undefined ? unmeasured('single-slice') : measured(mm(Math.abs(two - one))),
    irregularity: 0,
    rr: measured({ median: rr, low: rr, high: rr }),
    heartRate: measured(beatsPerMinute(60_000 / rr)),
    gating: 'retrospective',
    phaseTimes,
    warnings: [],
  }
}

export function phantomRead(options: PhantomOptions): PhantomRead {
  const heart = heartOf(options)
  const acquisition = acquisitionOf(options)
  const levels = sliceLevels(heart, acquisition)
  const planes = levels.map((level) => shortAxisPlane(level, acquisition))
  const stack = stackOfPlanes('cine-sax', planes, acquisition)
  const view = (name: LongAxisView): Stack =>
    stackOfPlanes(`cine-${name}`, [longAxisPlane(name, heart, acquisition)], acquisition)
  const views = { '2ch': view('2ch'), '3ch': view('3ch'), '4ch': view('4ch') }
  const states = Array.from({ length: acquisition.phases }, (_, phase) =>
    heartState(heart, phaseTime(acquisition, phase)),
  )
  const contours: Contour[] = []
  const empty = new Map<string, { assumed: boolean }>()
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
  return { stack, views, contours, empty, heart, states, levels }
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

/** One frame of a view at a phase, with its place. */
function frameOf(stack: Stack, phase: number): { image: ImageKey; plane: ImagePlane } {
  const frame = stack.frames[0]?.[phase]
  if (frame?.facts.plane === undefined) throw new Error('a hole')
  return { image: { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }, plane: frame.facts.plane }
}

/** Mitral and tricuspid ends and the apex, marked on every phase of the views. */
export function landmarksOf(
  read: PhantomRead,
  views: readonly LongAxisView[] = ['2ch', '3ch', '4ch'],
): Landmark[] {
  const stacks = read.views
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
  const stacks = read.views
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
        const [r, , z] = toSpace(heart, state, [
          Math.sqrt(endocardialRadius2(heart, material)),
          angle,
          material,
        ])
        return { r, z }
      })
      return { image, border: 'lv-endocardial', closed: false, points, origin: 'drawn' }
    }),
  )
}

/** The left atrium in both views: half an ellipse, open at the valve. */
export function atrialContours(
  read: PhantomRead,
  phases: readonly number[],
  views: readonly ('2ch' | '4ch')[] = ['2ch', '4ch'],
): Contour[] {
  const stacks = read.views
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
      return { image, border: 'la-endocardial', closed: false, points, origin: 'drawn' }
    }),
  )
}

/** Both papillary muscles as circles on the slices that they pass through. */
export function papillaryContours({ heart, stack, levels, states }: PhantomRead): Contour[] {
  const { papillaries } = heart
  return stack.frames.flatMap((phases, slice) =>
    phases.flatMap((frame, phase) => {
      const [plane, level, state] = [frame?.facts.plane, levels[slice], states[phase]]
      if (frame === null || plane === undefined || level === undefined || state === undefined)
        throw new Error('a hole')
      const material = materialLevel(heart, state, level)
      if (material <= papillaries.from || material >= papillaries.to) return []
      return papillaries.angles.map((degrees, part): Contour => {
        const angle = radians(degrees)
        const away =
          papillaries.distance * Math.sqrt(radialStretch2(heart, state, angle)) * heart.endocardium.radius
        const turned = angle + rotation(heart, state, material)
        const radius = papillaries.radius / Math.sqrt(state.longitudinal)
        const points = Array.from({ length: 40 }, (_, i): IndexPoint => {
          const around = (2 * Math.PI * i) / 40
          const point = heartToPatient([
            state.shiftX + away * Math.cos(turned) + radius * Math.cos(around),
            state.shiftY + away * Math.sin(turned) + radius * Math.sin(around),
            level,
          ])
          return patientToIndex(plane, point).index
        })
        const image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
        return { image, border: 'lv-papillary', part, closed: true, points, origin: 'drawn' }
      })
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
      const place = (share: number, beyond: boolean): IndexPoint => {
        const angle = rv.halfWidth * (2 * share - 1)
        const r2 =
          outerRadius2(heart, angle, material) / state.longitudinal +
          radialOffset(heart, state, angle, material)
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
