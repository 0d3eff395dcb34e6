/**
 * Borders in a plane that holds the long axis of the heart at rest: open contours of the left ventricle from one end
 * of the mitral annulus over the apex to the other, the left atrium above it, and the points of the valves.
 *
 * The heart moves a little across the plane, so that a radius is looked for along a line of the plane: at each level
 * the distance u from the axis at which the border is crossed solves |u e + o|² = r²(θ(u)).
 */
import { dot, type ImagePlane, type IndexPoint, patientToIndex, type Vector3 } from '../geometry/plane.ts'
import {
  endocardialRadius2,
  type HeartState,
  materialLevel,
  outerRadius2,
  radialOffset,
  radialStretch2,
  rotation,
  spatialLevel,
} from './motion.ts'
import { heartFrame, heartToPatient } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { crescent, crescentWidth } from './right-ventricle.ts'
import { leftAtrium } from './truth.ts'

export interface LongAxisBorders {
  /** open: the septal or anterior end first */
  readonly endocardial: readonly IndexPoint[]
  readonly epicardial: readonly IndexPoint[]
  /** closed */
  readonly leftAtrial: readonly IndexPoint[]
  /** ends of the mitral annulus: septal or anterior, lateral or inferior */
  readonly mitral: readonly [IndexPoint, IndexPoint]
  /** ends of the tricuspid annulus where the plane cuts the right ventricle: septal, lateral */
  readonly tricuspid?: readonly [IndexPoint, IndexPoint]
  /** of the cavity */
  readonly apex: IndexPoint
}

const levels = 160
const atrialPoints = 100

/** @param angle  of the plane's septal or anterior half in the heart frame, radians */
export function longAxisBorders(
  preset: HeartPreset,
  state: HeartState,
  plane: ImagePlane,
  angle: number,
): LongAxisBorders {
  const section = sectionOf(preset, state, angle)
  const project = (u: number, z: number): IndexPoint =>
    patientToIndex(plane, heartToPatient([u * Math.cos(angle), u * Math.sin(angle), z])).index
  const endocardial = section.open(endocardialAt(preset, state), -preset.endocardium.length, project)
  const epicardial = section.open(epicardialAt(preset, state), -preset.epicardium.length, project)
  const first = endocardial[0] ?? project(0, 0)
  const last = endocardial.at(-1) ?? first
  const lowest = endocardial.reduce((deepest, point) =>
    depthOf(plane, point) > depthOf(plane, deepest) ? point : deepest,
  )
  const tricuspid = tricuspidPoints(preset, state, angle, section, project)
  return {
    endocardial,
    epicardial,
    leftAtrial: atrialBorder(preset, state, angle, project),
    mitral: [first, last],
    ...(tricuspid === undefined ? {} : { tricuspid }),
    apex: lowest,
  }
}

/** Towards the apex, pixels times millimetres. */
const depthOf = (
  { columnDirection, rowDirection, rowSpacing, columnSpacing }: ImagePlane,
  [c, r]: IndexPoint,
): number =>
  -dot(heartFrame.z, columnDirection) * r * rowSpacing - dot(heartFrame.z, rowDirection) * c * columnSpacing

/** r²(θ, Z) of a border in space; θ is the angle in the moving heart. */
type Border = (angle: number, level: number) => number

const endocardialAt =
  (preset: HeartPreset, state: HeartState): Border =>
  (angle, level) =>
    radialStretch2(preset, state, angle - rotation(preset, state, level)) * endocardialRadius2(preset, level)

const epicardialAt =
  (preset: HeartPreset, state: HeartState): Border =>
  (angle, level) => {
    const material = angle - rotation(preset, state, level)
    return (
      outerRadius2(preset, material, level) / state.longitudinal +
      radialOffset(preset, state, material, level)
    )
  }

interface Section {
  /** distance along the plane from the axis at rest, on the side of `sign`; undefined where the plane misses it */
  reach(border: Border, level: number, sign: 1 | -1): number | undefined
  open(border: Border, tip: number, project: (u: number, z: number) => IndexPoint): readonly IndexPoint[]
}

function sectionOf(preset: HeartPreset, state: HeartState, angle: number): Section {
  const e: readonly [number, number] = [Math.cos(angle), Math.sin(angle)]
  const along = state.shiftX * e[0] + state.shiftY * e[1]
  const across = -state.shiftX * e[1] + state.shiftY * e[0]
  const reach: Section['reach'] = (border, level, sign) => {
    // u from the moved axis; starts on the axis' own radius and settles, since the border is smooth in the angle
    let u = sign * Math.sqrt(Math.max(border(angle + (sign < 0 ? Math.PI : 0), level), 0))
    for (let i = 0; i < 30; i++) {
      const theta = Math.atan2(u * e[1] - across * e[0], u * e[0] + across * e[1])
      const rest = border(theta, level) - across * across
      if (rest <= 0) return undefined
      u = sign * Math.sqrt(rest)
    }
    return u + along
  }
  const open: Section['open'] = (border, tip, project) => {
    const side = (sign: 1 | -1): IndexPoint[] => {
      const points: IndexPoint[] = []
      for (let i = 0; i <= levels; i++) {
        // denser towards the tip, where the border turns
        const share = Math.sin((0.5 * Math.PI * i) / levels)
        const level = preset.base + (tip - preset.base) * share
        const u = reach(border, level, sign)
        if (u !== undefined) points.push(project(u, spatialLevel(preset, state, level)))
      }
      return points
    }
    return [...side(1), ...side(-1).toReversed()]
  }
  return { reach, open }
}

/** Half an ellipse on the valve plane, a little off its middle where the heart has moved across the plane. */
function atrialBorder(
  preset: HeartPreset,
  state: HeartState,
  angle: number,
  project: (u: number, z: number) => IndexPoint,
): readonly IndexPoint[] {
  const { radius, length } = leftAtrium(preset, state)
  const along = state.shiftX * Math.cos(angle) + state.shiftY * Math.sin(angle)
  const across = -state.shiftX * Math.sin(angle) + state.shiftY * Math.cos(angle)
  const shrink = Math.sqrt(Math.max(0, 1 - (across / radius) ** 2))
  const base = spatialLevel(preset, state, preset.base)
  return Array.from({ length: atrialPoints + 1 }, (_, i) => {
    const t = (Math.PI * i) / atrialPoints
    return project(along + shrink * radius * Math.cos(t), base + shrink * length * Math.sin(t))
  })
}

function tricuspidPoints(
  preset: HeartPreset,
  state: HeartState,
  angle: number,
  { reach }: Section,
  project: (u: number, z: number) => IndexPoint,
): readonly [IndexPoint, IndexPoint] | undefined {
  const rv = crescent(preset, state)
  const level = materialLevel(preset, state, spatialLevel(preset, state, preset.base))
  const width = crescentWidth(rv, angle - rotation(preset, state, level), level)
  const septal = reach(epicardialAt(preset, state), level, 1)
  if (width <= 0 || septal === undefined) return undefined
  const z = spatialLevel(preset, state, level)
  return [project(septal, z), project(septal + rv.thickness * width, z)]
}

/** Whether a plane with this normal cuts the axis squarely. */
export const isAcrossAxis = (normal: Vector3): boolean => Math.abs(dot(normal, heartFrame.z)) > 0.99
