/**
 * Where the tissue of one picture lies in another one: a cubic B-spline free-form deformation that lowers the
 * squared difference of brightness plus its own bending, from strongly to weakly smoothed pictures.
 *
 * A reference is prepared once and then serves any number of moving pictures of the same size.
 *
 * @source Rueckert 1999, IEEE Trans Med Imaging 18:712, doi:10.1109/42.796284
 */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { descend } from '../numerics/descent.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type Bending, energy, type FixedSide, fixedSide, shownBy } from './energy.ts'
import { atRest, type Displacement, type Lattice, latticeOver, type Region } from './lattice.ts'
import { contrastIn, cut, fineWindow, smoothed, weightedRegion, widened } from './window.ts'

export type Picture = Pick<MeasuredImage, 'plane' | 'pixels'>

export interface RegistrationOptions {
  /** between control points */
  readonly controlSpacing: Mm
  /** β of the energy, mm²: the larger, the smoother the displacement */
  readonly bending: number
  /** from coarse to fine */
  readonly levels: readonly SmoothingLevel[]
  /** steps of the descent at one level */
  readonly iterations: number
  /** a level ends when a step lowers the energy by less than this share */
  readonly tolerance: number
  /** how far from the weighted pixels their tissue is looked for */
  readonly reach: Mm
}

export interface SmoothingLevel {
  /** standard deviation of the Gaussian */
  readonly sigma: Mm
  /** every how many pixels the pictures are compared */
  readonly stride: number
}

/**
 * Spacing, bending and levels are those that bring circumferential and radial strain of the synthetic hearts
 * closest to their apparent truth; a coarser lattice flattens the gradient across the wall, a softer one follows
 * noise. A picture smoothed by 3 mm holds nothing that every second pixel does not show.
 */
export const usualRegistration: RegistrationOptions = {
  controlSpacing: mm(6),
  bending: 1,
  levels: [
    { sigma: mm(3), stride: 2 },
    { sigma: mm(1.5), stride: 1 },
    { sigma: mm(0.9), stride: 1 },
  ],
  iterations: 40,
  tolerance: 1e-6,
  reach: mm(20),
}

export interface Registration {
  readonly displacement: Displacement
  /** root of the weighted mean squared difference that is left, in units of the reference's contrast */
  readonly residual: number
  /** the same against what was compared with: the reference, until the target is renewed */
  readonly misfit: number
  /** of each sample of the finest level, row by row over the target's region: moved picture minus reference, in the same units */
  readonly differences: Float64Array
  /** by level, what the moving picture shows of the tissue at each sample: what `renewed` takes */
  readonly shown: readonly Float64Array[]
  /** how often the energy was computed, over all levels */
  readonly evaluations: number
}

/** A reference picture, ready for moving ones. */
export interface Target {
  readonly lattice: Lattice
  /** the weighted pixels */
  readonly region: Region
  readonly rows: number
  readonly columns: number
  /** standard deviation of the reference's brightness under the weights */
  readonly contrast: number
  readonly window: Region
  readonly levels: readonly TargetLevel[]
  readonly bending: Bending
  readonly options: RegistrationOptions
}

export interface TargetLevel {
  readonly smoothing: SmoothingLevel
  /** what moving pictures are compared with */
  readonly fixed: FixedSide
  /** the samples of the reference picture itself, which `fixed` holds until it is renewed */
  readonly reference: Float64Array
}

/** Fewer pixels than these tell no displacement. */
const fewestPixels = 16

/**
 * @param weights  rows × columns, not negative: how much a pixel of the reference counts
 * @returns unmeasured 'unusable-images' for a picture without contrast or with values that are no numbers,
 *          'contradictory-input' for weights of another size, 'too-few-pixels' where hardly anything is weighted
 */
export function targetOf(
  reference: Picture,
  weights: Float32Array,
  options: RegistrationOptions = usualRegistration,
): Outcome<Target> {
  const { rows, columns, rowSpacing, columnSpacing } = reference.plane
  const why = unusable(reference)
  if (why !== undefined) return unmeasured('unusable-images', why)
  if (weights.length !== rows * columns)
    return unmeasured(
      'contradictory-input',
      say('images/weights-pixels', { weights: weights.length, rows, columns }),
    )
  const counted = weightedRegion(weights, columns, rows)
  if (counted === undefined || counted.count < fewestPixels)
    return unmeasured('too-few-pixels', say('images/fewer-pixels-weight', { fewestPixels }))
  const { region, shares } = counted
  const contrast = contrastIn(reference.pixels, columns, counted)
  if (!(contrast > 0)) return unmeasured('unusable-images', say('images/region-followed-one-brightness'))
  const lattice = latticeOver(
    region,
    options.controlSpacing / columnSpacing,
    options.controlSpacing / rowSpacing,
  )
  const window = widened(region, options.reach, reference.plane)
  const scaled = cut(reference.pixels, columns, window, contrast)
  return measured({
    lattice,
    region,
    rows,
    columns,
    contrast,
    window,
    levels: options.levels.map((smoothing) => {
      const window = smoothed(scaled, smoothing.sigma, reference.plane)
      const fixed = fixedSide(window, shares, region, lattice, smoothing.stride)
      return { smoothing, fixed, reference: fixed.values }
    }),
    bending: { columnSpacing, rowSpacing, weight: options.bending },
    options,
  })
}

/**
 * The target for the next picture of a sequence: mostly what the picture before showed of each piece of tissue. Tissue
 * that turns through a plane, or leaves it, looks from one picture to the next as it did, and in the end nothing like
 * at the beginning. What remains of the reference keeps errors from adding up.
 *
 * @param shown   by the picture before, of `register` on this target or one renewed from it
 * @param anchor  share of the reference itself, 0 to 1; 1 renews nothing
 */
export const renewed = (target: Target, shown: Registration['shown'], anchor: number): Target => ({
  ...target,
  levels: target.levels.map(({ smoothing, fixed, reference }, level) => {
    const latest = at(shown, level)
    const values = reference.map((value, i) => anchor * value + (1 - anchor) * (latest[i] ?? 0))
    return { smoothing, fixed: { ...fixed, values }, reference }
  }),
})

/**
 * @param start  where to begin, on the target's lattice; at rest when absent
 * @returns unmeasured 'unusable-images' and 'contradictory-input' as `targetOf` does
 */
export function register(target: Target, moving: Picture, start?: Displacement): Outcome<Registration> {
  const { rows, columns } = moving.plane
  const why = unusable(moving)
  if (why !== undefined) return unmeasured('unusable-images', why)
  if (rows !== target.rows || columns !== target.columns)
    return unmeasured(
      'contradictory-input',
      say('images/pixels-against-reference', {
        rows,
        columns,
        referenceRows: target.rows,
        referenceColumns: target.columns,
      }),
    )
  const { lattice, bending, options } = target
  const scaled = cut(moving.pixels, columns, target.window, target.contrast)
  let coefficients = (start ?? atRest(lattice)).coefficients
  let evaluations = 0
  const windows = target.levels.map(({ smoothing, fixed }) => {
    const window = fineWindow(smoothed(scaled, smoothing.sigma, moving.plane))
    const found = descend(energy(fixed, window, bending), coefficients, options)
    coefficients = found.x
    evaluations += found.evaluations
    return window
  })
  const shown = target.levels.map(({ fixed }, level) => shownBy(fixed, at(windows, level), coefficients))
  const finest = target.levels.length - 1
  const { fixed, reference } = at(target.levels, finest)
  const latest = at(shown, finest)
  const away = (from: Float64Array): Float64Array =>
    latest.map((value, i) => ((fixed.weights[i] ?? 0) > 0 ? value - (from[i] ?? 0) : 0))
  const differences = away(reference)
  return measured({
    displacement: { lattice, coefficients },
    residual: rootMeanSquare(differences, fixed.weights),
    misfit: rootMeanSquare(away(fixed.values), fixed.weights),
    differences,
    shown,
    evaluations,
  })
}

/** @param weights  summing to 1 */
function rootMeanSquare(values: Float64Array, weights: Float64Array): number {
  let squares = 0
  values.forEach((value, i) => {
    squares += (weights[i] ?? 0) * value * value
  })
  return Math.sqrt(squares)
}

/** One picture on another one: `targetOf` and `register` in one call. */
export function registerTo(
  reference: Picture,
  moving: Picture,
  weights: Float32Array,
  options: RegistrationOptions = usualRegistration,
): Outcome<Registration> {
  const target = targetOf(reference, weights, options)
  return target.measured ? register(target.value, moving) : target
}
