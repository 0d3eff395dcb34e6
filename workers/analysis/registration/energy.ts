/**
 * How badly a displaced picture fits another one, and how far the displacement bends.
 *
 *   E(φ) = Σ w (M(x + u) − R(x))² / (σ² Σ w)  +  β · mean over controls of (φ_cc² + 2 φ_cr² + φ_rr²)
 *
 * R, M: reference and moving picture; w: weight of a pixel; σ: unit of brightness; φ_cc etc.: second differences of
 * the controls in mm per mm². The first term is dimensionless, so β is in mm². Both terms are differentiable in
 * closed form; M is bilinear between samples half a pixel apart.
 *
 * @source Rueckert 1999, IEEE Trans Med Imaging 18:712, doi:10.1109/42.796284: energy with bending term
 */
import type { Objective } from '../numerics/descent.ts'
import { controlsOf, type Lattice, type PixelWeights, pixelWeights, type Region } from './lattice.ts'
import type { FineWindow, Window } from './window.ts'

/** What stays the same for every moving picture at one level of smoothing. */
export interface FixedSide {
  readonly lattice: Lattice
  /** every how many pixels a sample lies */
  readonly stride: number
  readonly columns: number
  readonly rows: number
  /** rows × columns samples of R / σ */
  readonly values: Float64Array
  /** rows × columns, summing to 1 */
  readonly weights: Float64Array
  /** by row, the first sample with a weight and the one after the last */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly across: PixelWeights
  readonly down: PixelWeights
}

/**
 * @param reference  R / σ, smoothed, over the window that holds the lattice
 * @param weights    of the pixels of `region`, row by row, not negative
 */
export function fixedSide(
  reference: Window,
  weights: Float32Array,
  region: Region,
  lattice: Lattice,
  stride: number,
): FixedSide {
  const columns = Math.ceil(region.width / stride)
  const rows = Math.ceil(region.height / stride)
  const values = new Float64Array(columns * rows)
  const shares = new Float64Array(columns * rows)
  const starts = new Int32Array(rows)
  const ends = new Int32Array(rows)
  let sum = 0
  for (let row = 0; row < rows; row++) {
    let first = columns
    let end = 0
    for (let column = 0; column < columns; column++) {
      const [x, y] = [column * stride, row * stride]
      const weight = weights[y * region.width + x] ?? 0
      if (weight === 0) continue
      const place = (y + region.top - reference.top) * reference.width + x + region.left - reference.left
      values[row * columns + column] = reference.pixels[place] ?? 0
      shares[row * columns + column] = weight
      sum += weight
      first = Math.min(first, column)
      end = column + 1
    }
    starts[row] = first
    ends[row] = end
  }
  return {
    lattice,
    stride,
    columns,
    rows,
    values,
    weights: shares.map((share) => share / sum),
    starts,
    ends,
    across: pixelWeights(columns, stride, lattice.columnStep, lattice.columns),
    down: pixelWeights(rows, stride, lattice.rowStep, lattice.rows),
  }
}

/** Millimetres of one pixel and β. */
export interface Bending {
  readonly columnSpacing: number
  readonly rowSpacing: number
  readonly weight: number
}

/** The energy as a function of the coefficients of a displacement. Buffers are made once, here. */
export function energy(fixed: FixedSide, moving: FineWindow, bending: Bending): Objective {
  const { lattice, columns } = fixed
  const expanded = new Float64Array(2 * lattice.rows * columns)
  const gathered = new Float64Array(2 * lattice.rows * columns)
  return (coefficients, gradient) => {
    expandAcross(fixed, coefficients, expanded)
    gathered.fill(0)
    const misfit = compare(fixed, moving, expanded, gathered, undefined)
    gatherAcross(fixed, gathered, gradient)
    return misfit + addBending(lattice, bending, coefficients, gradient)
  }
}

/** M(x + u), in units of σ, of every sample; 0 where nothing is weighted. */
export function shownBy(fixed: FixedSide, moving: FineWindow, coefficients: Float64Array): Float64Array {
  const { lattice, columns, rows } = fixed
  const expanded = new Float64Array(2 * lattice.rows * columns)
  expandAcross(fixed, coefficients, expanded)
  const shown = new Float64Array(columns * rows)
  compare(fixed, moving, expanded, new Float64Array(expanded.length), shown)
  return shown
}

/** Σᵢ βᵢ(column) φᵢⱼ for each row of controls: the part of the sum that all pixels of a column share. */
function expandAcross({ lattice, columns, across }: FixedSide, from: Float64Array, into: Float64Array): void {
  const { cells, weights } = across
  const lines = 2 * lattice.rows
  for (let column = 0; column < columns; column++) {
    const cell = cells[column] ?? 0
    const w0 = weights[4 * column] ?? 0
    const w1 = weights[4 * column + 1] ?? 0
    const w2 = weights[4 * column + 2] ?? 0
    const w3 = weights[4 * column + 3] ?? 0
    for (let line = 0; line < lines; line++) {
      const k = line * lattice.columns + cell
      into[line * columns + column] =
        w0 * (from[k] ?? 0) + w1 * (from[k + 1] ?? 0) + w2 * (from[k + 2] ?? 0) + w3 * (from[k + 3] ?? 0)
    }
  }
}

/** The transpose of `expandAcross`: what the pixels pull at, collected at the controls. */
function gatherAcross({ lattice, columns, across }: FixedSide, from: Float64Array, into: Float64Array): void {
  const { cells, weights } = across
  const lines = 2 * lattice.rows
  into.fill(0)
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < columns; column++) {
      const k = line * lattice.columns + (cells[column] ?? 0)
      const pull = from[line * columns + column] ?? 0
      for (let q = 0; q < 4; q++) into[k + q] = (into[k + q] ?? 0) + (weights[4 * column + q] ?? 0) * pull
    }
}

/** just inside the outermost samples, so that four neighbours exist */
const inside = 1.001

/**
 * The first term of E; its derivative by the displacement of each row of controls goes into `gathered`, and M(x + u)
 * into the last argument where one is given.
 */
function compare(
  { lattice, stride, columns, rows, values, weights, starts, ends, down }: FixedSide,
  { left, top, width, height, samples }: FineWindow,
  expanded: Float64Array,
  gathered: Float64Array,
  shown: Float64Array | undefined,
): number {
  const second = lattice.rows * columns
  const line = 2 * width - 1
  const lastX = line - inside
  const lastY = 2 * height - 1 - inside
  const x0 = lattice.left - left
  const y0 = lattice.top - top
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const w0 = down.weights[4 * row] ?? 0
    const w1 = down.weights[4 * row + 1] ?? 0
    const w2 = down.weights[4 * row + 2] ?? 0
    const w3 = down.weights[4 * row + 3] ?? 0
    const controlLine = (down.cells[row] ?? 0) * columns
    const end = ends[row] ?? 0
    for (let column = starts[row] ?? 0; column < end; column++) {
      const sample = row * columns + column
      const weight = weights[sample] ?? 0
      const a = controlLine + column
      const b = a + columns
      const c = b + columns
      const d = c + columns
      // in samples, two a pixel
      let x =
        2 *
        (x0 +
          column * stride +
          w0 * (expanded[a] ?? 0) +
          w1 * (expanded[b] ?? 0) +
          w2 * (expanded[c] ?? 0) +
          w3 * (expanded[d] ?? 0))
      let y =
        2 *
        (y0 +
          row * stride +
          w0 * (expanded[second + a] ?? 0) +
          w1 * (expanded[second + b] ?? 0) +
          w2 * (expanded[second + c] ?? 0) +
          w3 * (expanded[second + d] ?? 0))
      x = x < 0 ? 0 : x > lastX ? lastX : x
      y = y < 0 ? 0 : y > lastY ? lastY : y
      const column0 = Math.trunc(x)
      const row0 = Math.trunc(y)
      const u = x - column0
      const v = y - row0
      const p = row0 * line + column0
      const m00 = samples[p] ?? 0
      const m01 = samples[p + 1] ?? 0
      const m10 = samples[p + line] ?? 0
      const m11 = samples[p + line + 1] ?? 0
      const upper = m00 + u * (m01 - m00)
      const lower = m10 + u * (m11 - m10)
      const value = upper + v * (lower - upper)
      if (shown !== undefined) shown[sample] = value
      const difference = value - (values[sample] ?? 0)
      const pull = 4 * weight * difference
      const pullX = pull * ((1 - v) * (m01 - m00) + v * (m11 - m10))
      const pullY = pull * (lower - upper)
      sum += weight * difference * difference
      gathered[a] = (gathered[a] ?? 0) + w0 * pullX
      gathered[b] = (gathered[b] ?? 0) + w1 * pullX
      gathered[c] = (gathered[c] ?? 0) + w2 * pullX
      gathered[d] = (gathered[d] ?? 0) + w3 * pullX
      gathered[second + a] = (gathered[second + a] ?? 0) + w0 * pullY
      gathered[second + b] = (gathered[second + b] ?? 0) + w1 * pullY
      gathered[second + c] = (gathered[second + c] ?? 0) + w2 * pullY
      gathered[second + d] = (gathered[second + d] ?? 0) + w3 * pullY
    }
  }
  return sum
}

/** The second term of E; its derivative is added to `gradient`. */
function addBending(
  lattice: Lattice,
  { columnSpacing, rowSpacing, weight }: Bending,
  coefficients: Float64Array,
  gradient: Float64Array,
): number {
  const { columns, rows } = lattice
  const across = 1 / (lattice.columnStep * columnSpacing) ** 2
  const down = 1 / (lattice.rowStep * rowSpacing) ** 2
  let sum = 0
  for (const component of [0, 1]) {
    const offset = component * controlsOf(lattice)
    const unit = component === 0 ? columnSpacing : rowSpacing
    const scale = (weight * unit * unit) / controlsOf(lattice)
    const alongRow = scale * across * across
    const downColumn = scale * down * down
    const mixed = 2 * scale * across * down
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const k = offset + row * columns + column
        if (column > 0 && column < columns - 1) sum += alongRow * bend(coefficients, gradient, k, 1, alongRow)
        if (row > 0 && row < rows - 1)
          sum += downColumn * bend(coefficients, gradient, k, columns, downColumn)
        if (column < columns - 1 && row < rows - 1)
          sum += mixed * shear(coefficients, gradient, k, columns, mixed)
      }
  }
  return sum
}

/** (φ₋ − 2φ + φ₊)², and its derivative times `scale`. */
function bend(from: Float64Array, into: Float64Array, k: number, step: number, scale: number): number {
  const difference = (from[k - step] ?? 0) - 2 * (from[k] ?? 0) + (from[k + step] ?? 0)
  const pull = 2 * scale * difference
  into[k - step] = (into[k - step] ?? 0) + pull
  into[k] = (into[k] ?? 0) - 2 * pull
  into[k + step] = (into[k + step] ?? 0) + pull
  return difference * difference
}

/** (φ − φ→ − φ↓ + φ↘)², and its derivative times `scale`. */
function shear(from: Float64Array, into: Float64Array, k: number, columns: number, scale: number): number {
  const below = k + columns
  const difference = (from[k] ?? 0) - (from[k + 1] ?? 0) - (from[below] ?? 0) + (from[below + 1] ?? 0)
  const pull = 2 * scale * difference
  into[k] = (into[k] ?? 0) + pull
  into[k + 1] = (into[k + 1] ?? 0) - pull
  into[below] = (into[below] ?? 0) - pull
  into[below + 1] = (into[below + 1] ?? 0) + pull
  return difference * difference
}
