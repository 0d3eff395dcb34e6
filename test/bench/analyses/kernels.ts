/** Single pieces of work on one thread, the same that the peers do. */
import { relaxationMap } from '#analysis/mapping/relaxation.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { coxRegression } from '#analysis/survival/cox.ts'
import { ms } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { type Figure, figure } from '../figures.ts'

const side = 256
const inversionTimes = [100, 180, 260, 1100, 1180, 1260, 2100, 3100]

/** Eight magnitude images of tissue with T1 from 700 to 1700 ms, at SNR 25. */
function molliImages() {
  const noise = normalNumbers(randomBits(1, 0), new Float32Array(side * side * inversionTimes.length))
  const plane = flatPlane({ size: [side, side], spacing: [1.4, 1.4] })
  return inversionTimes.map((time, k) => ({
    sopInstanceUid: `${k}`,
    frame: 0,
    plane,
    pixels: Float32Array.from({ length: side * side }, (_, i) => {
      const apparent = 600 + (900 * (i % side)) / side
      const signal = 100 - 190 * Math.exp(-time / apparent)
      return Math.abs(signal + 4 * (noise[k * side * side + i] ?? 0))
    }),
  }))
}

export function molliFigure(runs: number): Figure {
  const images = molliImages()
  const options = { ...usualRelaxation, model: 'molli' } as const
  return timed(runs, () => {
    const map = relaxationMap(images, inversionTimes.map(ms), options)
    if (!map.measured) throw new Error(map.detail ?? map.reason)
  })
}

const people = 2000
const covariates = 15

export function coxFigure(runs: number): Figure {
  const normals = normalNumbers(randomBits(2, 0), new Float32Array(people * (covariates + 2)))
  const names = Array.from({ length: covariates }, (_, k) => `x${k}`)
  const subjects = Array.from({ length: people }, (_, i) => {
    const x = Array.from({ length: covariates }, (_, k) => normals[i * (covariates + 2) + k] ?? 0)
    const waited = Math.exp(-(x[0] ?? 0) + (normals[i * (covariates + 2) + covariates] ?? 0))
    return { time: waited, event: (normals[i * (covariates + 2) + covariates + 1] ?? 0) > 0, x }
  })
  return timed(runs, () => {
    const fit = coxRegression(subjects, names)
    if (!fit.measured) throw new Error(fit.detail ?? fit.reason)
  })
}

/** The first run compiles; it does not count. */
function timed(runs: number, work: () => void): Figure {
  work()
  return figure(
    'ms',
    Array.from({ length: runs }, () => {
      const began = performance.now()
      work()
      return performance.now() - began
    }),
  )
}
