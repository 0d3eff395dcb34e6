/**
 * First-pass images of one slice: a ring of myocardium between blood of the two ventricles, lung and chest wall, under
 * a coil whose sensitivity falls off, with Rician noise, while breathing moves the heart. Curves come from the
 * exchange model; nothing here is shared with what measures it.
 */

import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import {
  type BloodCurve,
  type PerfusedTissue,
  restingBolus,
  saturationRecovery,
  stressBolus,
  tissueCurve,
} from '#analysis/phantom/perfusion-model.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import { flatPlane } from '../flat-plane.ts'

export interface FirstPassModel {
  readonly size?: number
  /** mm */
  readonly pixel?: number
  readonly endocardial?: number
  readonly epicardial?: number
  readonly blood: BloodCurve
  /** mL/min/g of six sectors from 0° on, of the inner and the outer half of the wall */
  readonly flows: readonly (readonly [inner: number, outer: number])[]
  readonly tissue?: Omit<PerfusedTissue, 'mbf'>
  readonly times: readonly Ms[]
  /** pixels that breathing moves the heart at each frame */
  readonly shift?: (frame: number) => readonly [number, number]
  readonly saturationTime?: number
  readonly relaxivity?: number
  /** of the fully relaxed signal of 1000 */
  readonly noise?: number
  readonly seed?: number
}

/** between beats, ms */
export const rr = { rest: 850, stress: 600 } as const
export const boluses = { rest: restingBolus, stress: stressBolus } as const

export const bloodT1 = 1600
export const myocardiumT1 = 1000

const usual = {
  size: 96,
  pixel: 2,
  endocardial: 22,
  epicardial: 32,
  tissue: {},
  shift: (): readonly [number, number] => [0, 0],
  saturationTime: 100,
  relaxivity: 4.5,
  noise: 0,
  seed: 1,
}

export interface FirstPassPicture {
  readonly frames: readonly MeasuredImage[]
  readonly times: readonly Ms[]
  readonly centre: IndexPoint
  readonly endocardial: readonly IndexPoint[]
  readonly epicardial: readonly IndexPoint[]
  /** 1 to 6 by sector, where the wall is; 0 elsewhere */
  readonly segments: Uint8Array
}

const ring = ([cx, cy]: IndexPoint, radius: number): IndexPoint[] =>
  Array.from({ length: 96 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 96
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]
  })

const sectorOf = (x: number, y: number): number => {
  const angle = Math.atan2(y, x)
  return Math.floor(((angle < 0 ? angle + 2 * Math.PI : angle) / (2 * Math.PI)) * 6) % 6
}

export function firstPassPicture(model: FirstPassModel): FirstPassPicture {
  const settings = { ...usual, ...model }
  const { size, pixel, endocardial, epicardial, times, flows, blood, shift, noise } = settings
  const sequence = { saturationTime: settings.saturationTime, relaxivity: settings.relaxivity }
  const centre: IndexPoint = [size / 2 + 1.3, size / 2 - 0.6]
  const recovered = (concentration: number, nativeT1: number): number =>
    saturationRecovery(concentration, { ...sequence, nativeT1 })
  const curves = flows.map((layers) =>
    layers.map((mbf) => tissueCurve(blood, times, { ...settings.tissue, mbf })),
  )
  const plane = flatPlane({ size: [size, size], spacing: [pixel, pixel] })
  const frames = times.map((time, t): MeasuredImage => {
    const left = recovered(blood(time), bloodT1)
    const right = recovered(1.2 * blood(time + 3600), bloodT1)
    const wall = curves.map((layers) => layers.map((curve) => recovered(curve[t] ?? 0, myocardiumT1)))
    const rest = recovered(0.05 * blood(time - 2000), 900)
    const lung = 0.12 * rest
    const [sx, sy] = shift(t)
    const pixels = new Float32Array(size * size)
    const errors = normalNumbers(randomBits(settings.seed, t + 1), new Float32Array(2 * size * size))
    for (let i = 0; i < pixels.length; i++) {
      const [column, row] = [i % size, Math.floor(i / size)]
      let sum = 0
      for (const dx of [-1 / 3, 0, 1 / 3])
        for (const dy of [-1 / 3, 0, 1 / 3]) {
          const x = (column + dx - centre[0] - sx) * pixel
          const y = (row + dy - centre[1] - sy) * pixel
          const r = Math.hypot(x, y)
          const toRight = Math.hypot(x + 38, y + 4)
          // the chest wall stays where it is
          const chest = Math.hypot(column - size / 2, row - size / 2) > 0.44 * size
          if (r < endocardial) sum += left
          else if (r < epicardial)
            sum += wall[sectorOf(x, y)]?.[r < (endocardial + epicardial) / 2 ? 0 : 1] ?? 0
          else if (toRight < 24) sum += right
          else if (r < 44 && y > 6) sum += rest
          else sum += chest ? rest : lung
        }
      const coil = 1000 * (1 + (0.3 * (column - size / 2)) / size - (0.2 * (row - size / 2)) / size)
      const signal = (coil * sum) / 9
      pixels[i] = Math.hypot(signal + noise * (errors[2 * i] ?? 0), noise * (errors[2 * i + 1] ?? 0))
    }
    return { sopInstanceUid: `2.25.${t + 1}`, frame: 0, plane, pixels }
  })
  const segments = new Uint8Array(size * size)
  for (let i = 0; i < segments.length; i++) {
    const [x, y] = [(i % size) - centre[0], Math.floor(i / size) - centre[1]]
    segments[i] = Math.hypot(x, y) * pixel < epicardial + pixel ? sectorOf(x, y) + 1 : 0
  }
  return {
    frames,
    times,
    centre,
    endocardial: ring(centre, endocardial / pixel),
    epicardial: ring(centre, epicardial / pixel),
    segments,
  }
}

/** Frames at every R wave, with the RR and the phase of the slice within it, ms. */
export const beats = (count: number, rr: number, delay = 0): Ms[] =>
  Array.from({ length: count }, (_, i) => ms(i * rr + delay))

/** A breath held and let go: still for 25 frames, then up and down by `reach` pixels. */
export const breathing =
  (reach: number) =>
  (frame: number): readonly [number, number] => {
    const phase = frame < 25 ? 0.1 * Math.sin(frame / 4) : Math.sin(((frame - 25) / 9) * 2 * Math.PI)
    return [0.35 * reach * phase, reach * phase]
  }
