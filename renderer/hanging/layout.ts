/** How images hang: cells on a grid, each with a stack and what says which of its images is seen. Plain data. */
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Level } from './levels.ts'

/**
 * The reader's slice of the stack, which all parallel stacks share by position; always the same one; or the
 * middle of a third of the ventricle.
 */
export type SlicePolicy =
  | { readonly kind: 'reader' }
  | { readonly kind: 'fixed'; readonly slice: number }
  | { readonly kind: 'level'; readonly level: Level }

/** With the cine; or always the same one. */
export type PhasePolicy = { readonly kind: 'in-step' } | { readonly kind: 'fixed'; readonly phase: number }

/** Counted from 0. */
export interface CellPlace {
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
}

export interface Cell {
  /** the same in every study, so that what was put there by hand stays there */
  readonly id: string
  readonly stack: Stack
  /** of the study that is read, or of the one that it is compared with */
  readonly study: 'own' | 'other'
  readonly slice: SlicePolicy
  readonly phase: PhasePolicy
  readonly place: CellPlace
}

export interface Grid {
  readonly kind: 'grid'
  /** shares of the width and of the height */
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  readonly cells: readonly Cell[]
  /** where the ventricles stand in 3D, beside the cells */
  readonly surfaces?: CellPlace
}

/** Every slice of a stack as a small picture, at some of its phases. */
export interface Matrix {
  readonly kind: 'matrix'
  readonly stack: Stack
  readonly phases: 'ed-es' | 'all'
}

export type Layout = Grid | Matrix

export const byReader: SlicePolicy = { kind: 'reader' }
export const inStep: PhasePolicy = { kind: 'in-step' }

export interface Hung {
  readonly id: string
  readonly stack: Stack
  readonly study?: 'own' | 'other'
  readonly slice?: SlicePolicy
  readonly phase?: PhasePolicy
}

const cellOf = (
  { id, stack, study = 'own', slice = byReader, phase = inStep }: Hung,
  place: CellPlace,
): Cell => ({
  id,
  stack,
  study,
  slice,
  phase,
  place,
})

const equal = (count: number): readonly number[] => Array.from({ length: count }, () => 1)

/** One large image, and beside it a column of up to three small ones. */
export function oneAndColumn(large: Hung, small: readonly Hung[]): Grid {
  const beside = small.slice(0, 3)
  const rows = Math.max(1, beside.length)
  return {
    kind: 'grid',
    columns: beside.length > 0 ? [2.8, 1] : [1],
    rows: equal(rows),
    cells: [
      cellOf(large, { column: 0, row: 0, columns: 1, rows }),
      ...beside.map((hung, row) => cellOf(hung, { column: 1, row, columns: 1, rows: 1 })),
    ],
  }
}

/** The ventricles in 3D, and beside them a column of up to three images. */
export function surfacesAndColumn(beside: readonly Hung[]): Grid {
  const column = beside.slice(0, 3)
  return {
    kind: 'grid',
    columns: [1.9, 1],
    rows: equal(column.length),
    surfaces: { column: 0, row: 0, columns: 1, rows: column.length },
    cells: column.map((hung, row) => cellOf(hung, { column: 1, row, columns: 1, rows: 1 })),
  }
}

/** As many columns as give the largest squares in a room that is wider than high; the last row has no hole. */
export function tiles(hung: readonly Hung[]): Grid {
  const count = hung.length
  const columns =
    count <= 3 ? count : count === 4 ? 2 : count <= 6 ? 3 : count <= 12 ? 4 : Math.ceil(count / 3)
  const rows = Math.ceil(count / Math.max(1, columns))
  const full = columns * (rows - 1)
  // the last row is as wide as the others: its cells share what the missing ones leave
  const inLast = count - full
  const parts = lowestCommon(columns, Math.max(1, inLast))
  return {
    kind: 'grid',
    columns: equal(parts),
    rows: equal(rows),
    cells: hung.map((one, index) => {
      const row = Math.floor(index / Math.max(1, columns))
      const inRow = row === rows - 1 ? inLast : columns
      const wide = parts / inRow
      return cellOf(one, { column: (index - row * columns) * wide, row, columns: wide, rows: 1 })
    }),
  }
}

/** Rows of what belongs together, one beside the other; who has no partner has the row to itself. */
export function rowsOf(rows: readonly (readonly Hung[])[]): Grid {
  const filled = rows.filter((row) => row.length > 0)
  const parts = filled.reduce((common, row) => lowestCommon(common, row.length), 1)
  return {
    kind: 'grid',
    columns: equal(parts),
    rows: equal(filled.length),
    cells: filled.flatMap((inRow, row) => {
      const wide = parts / inRow.length
      return inRow.map((one, index) => cellOf(one, { column: index * wide, row, columns: wide, rows: 1 }))
    }),
  }
}

function lowestCommon(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return (a / x) * b
}
