/**
 * A smooth displacement of a picture: a lattice of control points with cubic B-splines between them.
 *
 *   u(c, r) = Σᵢ Σⱼ βᵢ(s) βⱼ(t) φ_{k+i, l+j}      s + k = (c − left) / columnStep, t + l = (r − top) / rowStep
 *
 * β₀ = (1−s)³/6, β₁ = (3s³−6s²+4)/6, β₂ = (−3s³+3s²+3s+1)/6, β₃ = s³/6. A point of the reference picture at p is
 * found in the moving one at p + u(p). Everything is in pixels. A point outside the lattice is displaced as the
 * nearest point of its edge.
 *
 * @source Rueckert 1999, IEEE Trans Med Imaging 18:712, doi:10.1109/42.796284
 */
import type { IndexPoint } from '../geometry/plane.ts'

export interface Lattice {
  /** the pixel at which the first cell begins */
  readonly left: number
  readonly top: number
  /** pixels between controls */
  readonly columnStep: number
  readonly rowStep: number
  /** number of controls, three more than cells */
  readonly columns: number
  readonly rows: number
}

export interface Displacement {
  readonly lattice: Lattice
  /** rows × columns displacements along a row, then as many down a column; pixels */
  readonly coefficients: Float64Array
}

/** A lattice that covers `width` × `height` pixels from (left, top). @param step  pixels between controls */
export function latticeOver(
  { left, top, width, height }: Region,
  columnStep: number,
  rowStep: number,
): Lattice {
  return {
    left,
    top,
    columnStep,
    rowStep,
    columns: Math.floor((width - 1) / columnStep) + 4,
    rows: Math.floor((height - 1) / rowStep) + 4,
  }
}

/** A rectangle of whole pixels. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const controlsOf = ({ columns, rows }: Lattice): number => columns * rows

/** No displacement at all. */
export const atRest = (lattice: Lattice): Displacement => ({
  lattice,
  coefficients: new Float64Array(2 * controlsOf(lattice)),
})

/** Where the tissue at a point of the reference picture lies in the moving one. */
export function displaced(displacement: Displacement, [column, row]: IndexPoint): IndexPoint {
  const { lattice } = displacement
  const across = placeOf(column - lattice.left, lattice.columnStep, lattice.columns)
  const down = placeOf(row - lattice.top, lattice.rowStep, lattice.rows)
  const [u, v] = combined(
    displacement,
    across.cell,
    splineWeights(across.share),
    down.cell,
    splineWeights(down.share),
  )
  return [column + u, row + v]
}

/**
 * How much an area at a point grows: det(1 + ∇u). 1 keeps it, 0 or less folds the picture onto itself.
 * Pixels need not be square: the ratio of areas is the same in millimetres.
 */
export function jacobian(displacement: Displacement, [column, row]: IndexPoint): number {
  const { lattice } = displacement
  const across = placeOf(column - lattice.left, lattice.columnStep, lattice.columns)
  const down = placeOf(row - lattice.top, lattice.rowStep, lattice.rows)
  const [alongU, alongV] = combined(
    displacement,
    across.cell,
    splineSlopes(across.share),
    down.cell,
    splineWeights(down.share),
  )
  const [downU, downV] = combined(
    displacement,
    across.cell,
    splineWeights(across.share),
    down.cell,
    splineSlopes(down.share),
  )
  return (
    (1 + alongU / lattice.columnStep) * (1 + downV / lattice.rowStep) -
    (downU / lattice.rowStep) * (alongV / lattice.columnStep)
  )
}

interface Place {
  readonly cell: number
  /** of the cell, 0 to 1 */
  readonly share: number
}

/** The cell of a place, and how far into it; places outside count as on the edge. */
function placeOf(offset: number, step: number, controls: number): Place {
  const cells = controls - 3
  const reached = Math.min(Math.max(offset / step, 0), cells)
  const cell = Math.min(Math.floor(reached), cells - 1)
  return { cell, share: reached - cell }
}

type Four = readonly [number, number, number, number]

/** β₀ to β₃. */
export function splineWeights(s: number): Four {
  const rest = 1 - s
  const s2 = s * s
  const s3 = s2 * s
  return [(rest * rest * rest) / 6, (3 * s3 - 6 * s2 + 4) / 6, (-3 * s3 + 3 * s2 + 3 * s + 1) / 6, s3 / 6]
}

/** Their derivatives by s. */
function splineSlopes(s: number): Four {
  const rest = 1 - s
  return [(-rest * rest) / 2, (3 * s * s - 4 * s) / 2, (-3 * s * s + 2 * s + 1) / 2, (s * s) / 2]
}

/** Both components of Σ Σ aᵢ bⱼ φ over the sixteen controls of a cell. */
function combined(
  { lattice, coefficients }: Displacement,
  cellAcross: number,
  across: Four,
  cellDown: number,
  down: Four,
): readonly [number, number] {
  const all = controlsOf(lattice)
  let u = 0
  let v = 0
  for (let j = 0; j < 4; j++) {
    const start = (cellDown + j) * lattice.columns + cellAcross
    for (let i = 0; i < 4; i++) {
      const weight = (down[j] ?? 0) * (across[i] ?? 0)
      u += weight * (coefficients[start + i] ?? 0)
      v += weight * (coefficients[all + start + i] ?? 0)
    }
  }
  return [u, v]
}

/** For each of `count` pixels from the lattice's edge, its cell and the four weights of it. */
export interface PixelWeights {
  readonly cells: Int32Array
  /** four for each pixel */
  readonly weights: Float64Array
}

/** @param stride  pixels from one sample to the next */
export function pixelWeights(count: number, stride: number, step: number, controls: number): PixelWeights {
  const cells = new Int32Array(count)
  const weights = new Float64Array(4 * count)
  for (let i = 0; i < count; i++) {
    const { cell, share } = placeOf(i * stride, step, controls)
    cells[i] = cell
    weights.set(splineWeights(share), 4 * i)
  }
  return { cells, weights }
}
