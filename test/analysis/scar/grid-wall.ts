/** A wall of a few pixels in rows and columns that fills its image: everything about it is given, and is counted by hand. */
import { type LgeSlice, type Wall, wallOf } from '#analysis/scar/lge-slice.ts'
import { mm, mm3 } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

export interface Grid {
  readonly rows: number
  readonly columns: number
  /** mm */
  readonly rowSpacing?: number
  readonly columnSpacing?: number
  /** row by row, as all lists that follow; one number for all pixels alike */
  readonly signal?: readonly number[] | number
  readonly share?: readonly number[] | number
  readonly depth?: readonly number[] | number
  readonly solid?: readonly number[] | number
  readonly segment?: readonly number[] | number
  /** degrees */
  readonly angle?: readonly number[] | number
  /** mm³ of a pixel */
  readonly pixelVolume?: number
  readonly given?: Partial<LgeSlice>
}

const each = (values: readonly number[] | number, count: number): readonly number[] =>
  typeof values === 'number' ? Array.from({ length: count }, () => values) : values

/** Pixels are wholly wall, at half depth, of a millilitre each and without signal or segment, unless told otherwise. */
export function gridWall(grid: Grid): Wall {
  const { rows, columns, rowSpacing = 1, columnSpacing = 1 } = grid
  const count = rows * columns
  const places = Array.from({ length: count }, (_, i) => i)
  const signal = each(grid.signal ?? 0, count)
  return {
    given: {
      slice: 0,
      image: {
        sopInstanceUid: '1.2.3',
        frame: 0,
        plane: flatPlane({ size: [rows, columns], spacing: [rowSpacing, columnSpacing] }),
        pixels: Float32Array.from(signal),
      },
      epicardial: [
        [-0.5, -0.5],
        [columns - 0.5, -0.5],
        [columns - 0.5, rows - 0.5],
        [-0.5, rows - 0.5],
      ],
      thickness: mm(8),
      ...grid.given,
    },
    rows,
    columns,
    index: Uint32Array.from(places),
    place: Int32Array.from(places),
    share: Float64Array.from(each(grid.share ?? 1, count)),
    depth: Float64Array.from(each(grid.depth ?? 0.5, count)),
    signal: Float64Array.from(signal),
    angle: Float64Array.from(each(grid.angle ?? 0, count), (degrees) => (degrees * Math.PI) / 180),
    solid: Uint8Array.from(each(grid.solid ?? 1, count)),
    segment: Uint8Array.from(each(grid.segment ?? 0, count)),
    pixelVolume: mm3(grid.pixelVolume ?? 1000),
    excludedArea: 0,
  }
}

/** States drawn row by row: '.' remote, '#' scar, 'o' obstructed. */
export const states = (...rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (one) => '.#o'.indexOf(one))

export const drawn = (state: Uint8Array, columns: number): string[] =>
  Array.from({ length: state.length / columns }, (_, row) =>
    [...state.subarray(row * columns, (row + 1) * columns)].map((one) => '.#o'[one] ?? '?').join(''),
  )

/** @throws Error for a slice that has no wall */
export function wallIn(given: LgeSlice): Wall {
  const wall = wallOf(given)
  if (!wall.measured) throw new Error(wall.detail)
  return wall.value
}
