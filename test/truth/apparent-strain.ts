/**
 * What perfect tracking in a fixed plane would find on the synthetic hearts: strain of the section that the plane
 * cuts out of the moving wall, from the motion's formula alone. No picture is made and nothing is tracked.
 *
 * Tissue moves through a plane, so this apparent strain is not that of the tissue: a slice at z shows at ED the ring
 * of Z = z, later that of another Z.
 */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImagePlane, patientToIndex } from '#analysis/geometry/plane.ts'
import {
  degrees,
  endocardialRadius2,
  heartState,
  materialLevel,
  outerRadius2,
  radialStretch2,
  radians,
  rotation,
  spatialLevel,
  toSpace,
} from '#analysis/phantom/motion.ts'
import { heartToPatient } from '#analysis/phantom/planes.ts'
import type { HeartPreset } from '#analysis/phantom/presets.ts'

/** mm, heart frame: x towards the septum, y towards the anterior wall */
export type Section = readonly (readonly [x: number, y: number, z: number])[]

const around = 720

/**
 * The border of one slice, tissue by tissue: point i is that of the material angle 2π i / 720.
 * @param time  in beats after the R wave
 * @param z     of the slice, mm along the axis
 */
export function apparentRing(
  preset: HeartPreset,
  time: number,
  z: number,
  border: 'endocardial' | 'epicardial',
): Section {
  const state = heartState(preset, time)
  const Z = materialLevel(preset, state, z)
  return Array.from({ length: around }, (_, i) => {
    const angle = (2 * Math.PI * i) / around
    const R2 = border === 'endocardial' ? endocardialRadius2(preset, Z) : outerRadius2(preset, angle, Z)
    const [r, moved] = toSpace(preset, state, [Math.sqrt(R2), angle, Z])
    return [state.shiftX + r * Math.cos(moved), state.shiftY + r * Math.sin(moved), z]
  })
}

const perimeter = (ring: Section): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [x, y]
    return sum + Math.hypot(nx - x, ny - y)
  }, 0)

/** Percent: change of the length of a slice's border since ED. */
export const apparentCircumferential = (
  preset: HeartPreset,
  time: number,
  z: number,
  border: 'endocardial' | 'epicardial',
): number =>
  100 * (perimeter(apparentRing(preset, time, z, border)) / perimeter(apparentRing(preset, 0, z, border)) - 1)

/** Percent: mean over the ring of the change of the wall's thickness since ED. */
export function apparentRadial(preset: HeartPreset, time: number, z: number): number {
  const thickness = (at: number): number[] => {
    const outer = apparentRing(preset, at, z, 'epicardial')
    return apparentRing(preset, at, z, 'endocardial').map(([x, y], i) => {
      const [ox, oy] = outer[i] ?? [x, y]
      return Math.hypot(ox - x, oy - y)
    })
  }
  const before = thickness(0)
  const now = thickness(time)
  return (100 * now.reduce((sum, t, i) => sum + t / (before[i] ?? t) - 1, 0)) / around
}

/** Percent: change of the endocardial arc between two material angles, degrees, since ED. */
export function apparentArc(preset: HeartPreset, time: number, z: number, from: number, to: number): number {
  const length = (at: number): number => {
    const ring = apparentRing(preset, at, z, 'endocardial')
    let sum = 0
    for (let i = Math.round((from / 360) * around); i < Math.round((to / 360) * around); i++) {
      const [x, y] = ring[((i % around) + around) % around] ?? [0, 0]
      const [nx, ny] = ring[(((i + 1) % around) + around) % around] ?? [0, 0]
      sum += Math.hypot(nx - x, ny - y)
    }
    return sum
  }
  return 100 * (length(time) / length(0) - 1)
}

/** Levels along an arch; its chords miss 1e-5 of its length. */
const steps = 400

/**
 * The endocardium in a plane that holds the resting axis, from the mitral ring on the side of `angle` round the apex
 * to the ring on the other side. The heart sways sideways through the plane, which then cuts beside its axis.
 *
 * @param angle  degrees, of the half of the plane at which the arch begins
 */
export function apparentArch(preset: HeartPreset, time: number, angle: number): Section {
  const state = heartState(preset, time)
  const { endocardium, base } = preset
  const across = radians(angle)
  const [ux, uy] = [Math.cos(across), Math.sin(across)]
  // where the plane runs in coordinates of the heart
  const offset = state.shiftX * uy - state.shiftY * ux
  const sides: (readonly [number, number, number])[][] = [[], []]
  for (let k = 0; k <= steps; k++) {
    // even in the parametric angle, so that the tip is as fine as the walls
    const end = Math.asin(base / endocardium.length)
    const Z = endocardium.length * Math.sin(-Math.PI / 2 + (k / steps) * (end + Math.PI / 2))
    const z = spatialLevel(preset, state, Z)
    const radius = (direction: number): number =>
      Math.sqrt(
        radialStretch2(preset, state, direction - rotation(preset, state, Z)) * endocardialRadius2(preset, Z),
      )
    for (const [side, sign] of [1, -1].entries()) {
      // the point at the distance `offset` from the heart's own axis: the angle by iteration
      let direction = sign > 0 ? across : across + Math.PI
      for (let i = 0; i < 20; i++) {
        const lean = offset / Math.max(radius(direction), Math.abs(offset), 1e-9)
        direction = sign > 0 ? across + Math.asin(lean) : across + Math.PI - Math.asin(lean)
      }
      const r = radius(direction)
      if (r < Math.abs(offset)) continue
      sides[side]?.push([state.shiftX + r * Math.cos(direction), state.shiftY + r * Math.sin(direction), z])
    }
  }
  const [first = [], second = []] = sides
  return [...first.toReversed(), ...second]
}

const lengthOf = (line: Section): number =>
  line.slice(1).reduce((sum, [x, y, z], i) => {
    const [px, py, pz] = line[i] ?? [x, y, z]
    return sum + Math.hypot(x - px, y - py, z - pz)
  }, 0)

/** Percent: change of the length of the whole endocardium in a long-axis plane since ED. */
export const apparentLongitudinal = (preset: HeartPreset, time: number, angle: number): number =>
  100 * (lengthOf(apparentArch(preset, time, angle)) / lengthOf(apparentArch(preset, 0, angle)) - 1)

/**
 * Degrees: rotation seen in a slice, counter-clockwise seen from the apex. Whoever follows what lies in the plane from
 * moment to moment sees tissue turn at ω = τ̇ (Z + Lₑ) at the level Z that passes there, Z + Lₑ = (z + Lₑ) / λ:
 *
 *   φ = ∫ τ̇ (z + Lₑ) / λ dt
 *
 * This is less than the tissue of the slice has turned, τ (z + Lₑ) / λ, which came from nearer the base, where it turned
 * faster all the while.
 */
export function apparentRotation(preset: HeartPreset, time: number, z: number): number {
  const moments = 2000
  let turned = 0
  for (let k = 0; k < moments; k++) {
    const [from, middle, to] = [k, k + 0.5, k + 1].map((step) => heartState(preset, (time * step) / moments))
    if (from === undefined || middle === undefined || to === undefined) continue
    turned += ((to.twist - from.twist) * (z + preset.epicardium.length)) / middle.longitudinal
  }
  // x towards the septum, y anterior, z to the base: a turn from x to y is clockwise from the apex
  return -degrees(turned)
}

/** A section as pixels of a plane that holds it. */
export const inPixels = (section: Section, plane: ImagePlane): IndexPoint[] =>
  section.map((point) => patientToIndex(plane, heartToPatient(point)).index)
