/**
 * The velocity that tissue at rest seems to have, from eddy currents and concomitant gradients, as a smooth surface
 * under the time-averaged velocity.
 *
 *   o(x, y) = c₀ + c₁x + c₂y  (+ c₃x² + c₄xy + c₅y²)
 *
 * Tissue at rest: pixels with signal whose velocity varies least over the beat, outside the vessel. The fit weights
 * pixels by the square of their magnitude, which is the inverse of the variance of their phase, and again by Huber's
 * function of the residual, so that slow flow taken for tissue counts little.
 *
 * @source  Walker 1993, doi:10.1002/jmri.1880030315 (stationary tissue by variance over the beat); Huber 1981, Robust
 *          Statistics, section 7.8 (weights, k = 1.345); size of the offset: Gatehouse 2010, doi:10.1186/1532-429X-12-5
 */
import { boundsOf, centroid, type Polygon, polygonArea } from '../contours/polygon.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { linearLeastSquares } from '../numerics/linear-least-squares.ts'
import { quantile } from '../numerics/sample-quantile.ts'
import { median } from '../protocol/median.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { type CmPerS, cmPerS } from '../units/units.ts'
import { type Background, notCorrected, overTime } from './offset.ts'
import { phantomBackground } from './phantom-background.ts'

export interface BackgroundOptions {
  /** fitted to resting tissue as a plane or a paraboloid, or taken from a phantom as it is */
  readonly surface?: 'plane' | 'quadratic' | 'phantom' | 'none'
  /** Share of the pixels with signal that count as at rest: those that vary least. Walker took 25 %. */
  readonly restingShare?: number
  /** Signal: at least this share of the 99th percentile of the mean magnitude; air and lung are below. */
  readonly leastMagnitude?: number
  /** Round the vessel left out, mm: its wall moves, and its blood smears */
  readonly margin?: number
  /** Resting tissue that is needed, in areas of the vessel: less is extrapolated from a corner */
  readonly coverage?: number
  /** of the four round the vessel that must hold a quarter of that each */
  readonly quadrants?: number
}

export const backgroundDefaults = {
  surface: 'plane',
  restingShare: 0.3,
  leastMagnitude: 0.15,
  margin: 5,
  coverage: 4,
  quadrants: 3,
} as const satisfies Required<BackgroundOptions>

interface Pictures {
  /** cm/s, one for each phase */
  readonly velocities: readonly Float32Array[]
  /** of the same pixels; empty where there is none */
  readonly magnitudes: readonly Float32Array[]
  /** cm/s, of a phantom at rest in the same place */
  readonly phantom?: readonly Float32Array[]
  /** the vessel at each phase */
  readonly vessel: readonly Polygon[]
  readonly plane: ImagePlane
  readonly venc: CmPerS
}

/** Never fails: what speaks against a correction is said in `why`. */
export function background(pictures: Pictures, options: BackgroundOptions = {}): Background {
  const settings = { ...backgroundDefaults, ...options }
  const { plane, velocities, magnitudes, vessel } = pictures
  const count = plane.rows * plane.columns
  if (settings.surface === 'none') return notCorrected(say('flow/not-asked'), count)
  if (settings.surface === 'phantom') return phantomBackground(pictures)
  if (magnitudes.length === 0) return notCorrected(say('flow/without-magnitude-images-resting-tissue'), count)
  if (velocities.length < 3) return notCorrected(say('flow/three-phases-least-tell-what'), count)
  const { mean, deviation } = overTime(velocities, count)
  const magnitude = overTime(magnitudes, count).mean
  const resting = restingTissue({ mean, deviation, magnitude }, pictures, settings)
  const centre = centroid(at(vessel, 0))
  const quadrantAreas = areasByQuadrant(resting, centre, plane)
  const vesselArea = largestArea(vessel, plane)
  const total = quadrantAreas.reduce((sum, area) => sum + area, 0)
  const filled = quadrantAreas.filter((area) => area >= (settings.coverage / 4) * vesselArea).length
  if (total < settings.coverage * vesselArea || filled < settings.quadrants)
    return {
      ...notCorrected(
        say('flow/resting-tissue-covers-cm-quadrants', {
          total: total / 100,
          filled,
          coverage: (settings.coverage * vesselArea) / 100,
          quadrants: settings.quadrants,
        }),
        count,
      ),
      resting,
      quadrantAreas,
    }
  const terms = termsOf(settings.surface, centre, plane)
  const fitted = robustSurface(resting, mean, magnitude, terms, plane.columns)
  if (fitted === undefined)
    return { ...notCorrected(say('flow/resting-tissue-lies-line'), count), resting, quadrantAreas }
  const offset = Float32Array.from({ length: count }, (_, i) =>
    evaluate(fitted, terms(i % plane.columns, Math.floor(i / plane.columns))),
  )
  return {
    corrected: true,
    offset,
    resting,
    quadrantAreas,
    // the centroid: the surface is smooth over a vessel
    atVessel: cmPerS(evaluate(fitted, terms(centre[0], centre[1]))),
  }
}

interface Averages {
  readonly mean: Float32Array
  readonly deviation: Float32Array
  readonly magnitude: Float32Array
}

/** percentile of the magnitude that stands for bright: the brightest pixels of all are blood next to a coil */
const bright = 0.99

function restingTissue(
  { mean, deviation, magnitude }: Averages,
  { plane, vessel, venc }: Pictures,
  { restingShare, leastMagnitude, margin }: Required<BackgroundOptions>,
): Uint8Array {
  const threshold =
    leastMagnitude *
    quantile(
      Array.from(magnitude).sort((a, b) => a - b),
      bright,
    )
  const near = nearVessel(vessel, plane, margin)
  const candidates: number[] = []
  for (let i = 0; i < mean.length; i++) {
    // half of VENC on average is no offset: it is a pixel that wrapped
    const wrapped = Math.abs(mean[i] ?? 0) > venc / 2
    if ((magnitude[i] ?? 0) > threshold && near[i] === 0 && !wrapped) candidates.push(i)
  }
  const resting = new Uint8Array(mean.length)
  if (candidates.length === 0) return resting
  const limit = quantile(
    candidates.map((i) => deviation[i] ?? 0).sort((a, b) => a - b),
    restingShare,
  )
  for (const i of candidates) if ((deviation[i] ?? 0) <= limit) resting[i] = 1
  return resting
}

/** 1 within the box round the vessel at all phases, widened by the margin: simple, and never too small. */
function nearVessel(vessel: readonly Polygon[], plane: ImagePlane, margin: number): Uint8Array {
  const near = new Uint8Array(plane.rows * plane.columns)
  const { left, right, top, bottom } = boundsOf(vessel.flat())
  const [dx, dy] = [margin / plane.columnSpacing, margin / plane.rowSpacing]
  for (let row = Math.max(0, Math.ceil(top - dy)); row <= Math.min(plane.rows - 1, bottom + dy); row++)
    for (
      let column = Math.max(0, Math.ceil(left - dx));
      column <= Math.min(plane.columns - 1, right + dx);
      column++
    )
      near[row * plane.columns + column] = 1
  return near
}

function areasByQuadrant(resting: Uint8Array, [cx, cy]: IndexPoint, plane: ImagePlane): number[] {
  const areas = [0, 0, 0, 0]
  const pixel = plane.rowSpacing * plane.columnSpacing
  resting.forEach((rests, i) => {
    if (rests === 0) return
    const quadrant = (i % plane.columns > cx ? 1 : 0) + (Math.floor(i / plane.columns) > cy ? 2 : 0)
    areas[quadrant] = (areas[quadrant] ?? 0) + pixel
  })
  return areas
}

const largestArea = (vessel: readonly Polygon[], plane: ImagePlane): number =>
  Math.max(...vessel.map((points) => polygonArea(points, plane)))

type Terms = (column: number, row: number) => readonly number[]

/** Distances from the vessel in decimetres, so that all terms are of the order of 1. */
function termsOf(surface: 'plane' | 'quadratic', [cx, cy]: IndexPoint, plane: ImagePlane): Terms {
  const scale = 100
  return (column, row) => {
    const x = ((column - cx) * plane.columnSpacing) / scale
    const y = ((row - cy) * plane.rowSpacing) / scale
    return surface === 'plane' ? [1, x, y] : [1, x, y, x * x, x * y, y * y]
  }
}

const evaluate = (coefficients: Float64Array, terms: readonly number[]): number =>
  terms.reduce((sum, term, j) => sum + term * (coefficients[j] ?? 0), 0)

/** Huber's k: 95 % as efficient as least squares where the errors are normal */
const huber = 1.345
/** the median absolute deviation of normal errors, in standard deviations */
const madOfNormal = 0.6745
/** the weights settle to a hundredth of a mm/s in far fewer */
const rounds = 10

function robustSurface(
  resting: Uint8Array,
  mean: Float32Array,
  magnitude: Float32Array,
  terms: Terms,
  columns: number,
): Float64Array | undefined {
  const pixels: number[] = []
  resting.forEach((rests, i) => {
    if (rests === 1) pixels.push(i)
  })
  const rows = pixels.map((i) => terms(i % columns, Math.floor(i / columns)))
  const design = Float64Array.from(rows.flat())
  const values = Float64Array.from(pixels, (i) => mean[i] ?? 0)
  const certainty = Float64Array.from(pixels, (i) => (magnitude[i] ?? 0) ** 2)
  let fitted = linearLeastSquares(design, values, certainty)
  for (let round = 0; round < rounds && fitted !== undefined; round++) {
    const current = fitted
    // in units of the noise of each pixel
    const residuals = rows.map(
      (row, i) => ((values[i] ?? 0) - evaluate(current, row)) * Math.sqrt(certainty[i] ?? 0),
    )
    const spread = median(residuals.map(Math.abs)) / madOfNormal
    if (!(spread > 0)) break
    const weights = certainty.map((w, i) => {
      const size = Math.abs(residuals[i] ?? 0) / spread
      return size > huber ? (w * huber) / size : w
    })
    fitted = linearLeastSquares(design, values, weights)
  }
  return fitted
}
