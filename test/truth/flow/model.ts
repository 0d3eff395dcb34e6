/**
 * A vessel with a parabolic profile and a beat in closed form, as phase-contrast images of a vendor's scaling. Nothing
 * here is shared with what measures it.
 *
 *   v(r, t) = w(t) (1 − r²/R²)      Q = w π R² / 2      w: sin² lobes, whose integral is half height times length
 */

import type { FlowInput } from '#analysis/flow/input.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { normalNumbers, randomBits, uniform } from '#analysis/numerics/random.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { flatPlane } from '../flat-plane.ts'

export interface Lobe {
  readonly from: number
  readonly to: number
  /** cm/s on the axis of the vessel; negative backward */
  readonly height: number
}

export interface VesselModel {
  readonly size?: number
  /** mm */
  readonly pixel?: number
  /** pixels; need not lie on one */
  readonly centre?: IndexPoint
  /** mm */
  readonly radius?: number
  /** degrees between the normal of the plane and the vessel: a longer ellipse, crossed more slowly, for the same flow */
  readonly tilt?: number
  /** share by which the radius swells with the beat */
  readonly pulsation?: number
  readonly lobes?: readonly Lobe[]
  readonly rr?: number
  readonly phases?: number
  /** ms of the beat that phases cover */
  readonly covered?: number
  readonly venc?: number
  /** cm/s, standard deviation where the magnitude is that of tissue */
  readonly noise?: number
  readonly seed?: number
  /** cm/s, and cm/s per mm along columns and rows from the middle of the image */
  readonly offset?: readonly [number, number, number]
  /** mm from the middle, of the body; air is beyond */
  readonly body?: number
  readonly wrapped?: boolean
  readonly encode?: (velocity: number, venc: number) => number
}

export const healthyAorta: readonly Lobe[] = [{ from: 0, to: 330, height: 110 }]
/** 30 % of what goes forward comes back: 0.3 · 110 · 330 = 36 · 302.5 */
export const leakingAorta: readonly Lobe[] = [
  { from: 0, to: 330, height: 110 },
  { from: 400, to: 702.5, height: -36 },
]

export const speed = (lobes: readonly Lobe[], time: number): number =>
  lobes.reduce((sum, { from, to, height }) => {
    const x = (time - from) / (to - from)
    return x > 0 && x < 1 ? sum + height * Math.sin(Math.PI * x) ** 2 : sum
  }, 0)

/** mL that lobes of one sign carry in a beat through a vessel of constant radius in mm. */
export const lobeVolume = (lobes: readonly Lobe[], radius: number): number =>
  lobes.reduce((sum, { from, to, height }) => sum + (height * (to - from)) / 2000, 0) *
  ((Math.PI * radius * radius) / 200)

const usual = {
  size: 96,
  pixel: 1.5,
  centre: [47.3, 48.6] as IndexPoint,
  radius: 12,
  tilt: 0,
  pulsation: 0,
  lobes: healthyAorta,
  rr: 900,
  phases: 30,
  venc: 150,
  noise: 0,
  seed: 1,
  offset: [0, 0, 0] as const,
  body: 66,
  wrapped: true,
  encode: siemens,
}

export function siemens(velocity: number, venc: number): number {
  const stored = Math.min(4095, Math.max(0, Math.round(2048 + (2048 * velocity) / venc)))
  return 2 * stored - 4096
}

export const radiusAt = (model: VesselModel, time: number): number => {
  const { radius, pulsation, rr } = { ...usual, ...model }
  return radius * (1 + pulsation * Math.sin((Math.PI * time) / rr) ** 2)
}

export const circle = ([cx, cy]: IndexPoint, radius: number, count = 720): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]
  })

export function phaseContrast(model: VesselModel = {}): FlowInput {
  const settings = { ...usual, ...model }
  const { size, pixel, centre, rr, phases, venc, noise, offset, body, lobes, wrapped, encode } = settings
  const covered = model.covered ?? rr
  const upright = Math.cos((settings.tilt * Math.PI) / 180)
  const plane = flatPlane({ size: [size, size], spacing: [pixel, pixel] })
  const middle = (size - 1) / 2
  const chance = randomBits(settings.seed, 7)
  const images = Array.from({ length: phases }, (_, phase) => {
    const time = (covered * phase) / phases
    const top = speed(lobes, time)
    const radius = radiusAt(model, time) / pixel
    const errors = normalNumbers(randomBits(settings.seed, 100 + phase), new Float32Array(size * size))
    const velocity = new Float32Array(size * size)
    const magnitude = new Float32Array(size * size)
    for (let i = 0; i < velocity.length; i++) {
      const [x, y] = [i % size, Math.floor(i / size)]
      const [dx, dy] = [(x - middle) * pixel, (y - middle) * pixel]
      const r2 = (((x - centre[0]) * upright) ** 2 + (y - centre[1]) ** 2) / radius ** 2
      const air = Math.sqrt(dx * dx + dy * dy) > body
      magnitude[i] = air ? 4 + 2 * uniform(chance) : r2 < 1 ? 420 : 200 + 40 * Math.sin(x / 9)
      const true_ = (r2 < 1 ? upright * top * (1 - r2) : 0) + offset[0] + offset[1] * dx + offset[2] * dy
      const seen = air
        ? venc * (2 * uniform(chance) - 1)
        : true_ + ((noise * 200) / (magnitude[i] ?? 1)) * (errors[i] ?? 0)
      velocity[i] = encode(wrapped ? wrap(seen, venc) : seen, venc)
    }
    const key = (name: string) => ({ sopInstanceUid: `2.25.${name}${phase}`, frame: 0 })
    return {
      time: ms(time),
      image: { ...key('1'), plane, pixels: velocity },
      magnitude: { ...key('2'), plane, pixels: magnitude },
    }
  })
  return {
    vessel: 'aorta',
    phases: images,
    contours: [
      {
        phase: 0,
        points: circle(centre, radiusAt(model, 0) / pixel).map(
          ([x, y]): IndexPoint => [centre[0] + (x - centre[0]) / upright, y],
        ),
      },
    ],
    venc: cmPerS(venc),
    rr: ms(rr),
    gating: covered < rr ? 'prospective' : 'retrospective',
    manufacturer: 'SIEMENS',
  }
}

/**
 * Share of a parabolic flow that pixels of width h lose at the wall of a tube of radius R, because the velocity at the
 * centre of a pixel stands for the part of it that lies within:  h² / (6 R²).
 *
 * At depth x the flow is 2 v₀ x / R. A pixel whose centre lies d within the wall and which is covered by w(d) counts
 * 2 v₀ d w(d) / R and not 2 v₀ d / R, and one whose centre lies without counts nothing. Over all places of the grid
 * that is short of (2 v₀ / R) ∫ d (1 − w) dd per length of wall. Since 1 − w(d) is the share of a pixel farther than d
 * from its centre, the integral is a quarter of the variance h²/12 of a uniform pixel in any direction: h²/48. Round
 * the tube that is π v₀ h² / 12, of v₀ π R² / 2.
 */
export const partialVolumeLoss = (pixel: number, radius: number): number => (pixel / radius) ** 2 / 6

/** Into −VENC … VENC, as a phase is. */
export const wrap = (velocity: number, venc: number): number =>
  velocity - 2 * venc * Math.floor((velocity + venc) / (2 * venc))
