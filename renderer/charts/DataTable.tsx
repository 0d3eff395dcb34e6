/** A table of numbers that can be copied as text. */
import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'
import styles from './DataTable.module.css'
import { type TableColumn, tableText } from './table-text.ts'

export interface DataCell {
  readonly shown: ReactNode
  /** what is copied: the number in full, or why there is none */
  readonly text: number | string
  readonly title?: string | undefined
  /** there is no number: `text` says why */
  readonly missing?: boolean | undefined
}

export interface DataRow {
  readonly id: string
  readonly name: string
  readonly title?: string | undefined
  readonly cells: readonly DataCell[]
  readonly chosen?: boolean | undefined
  readonly onChoose?: (() => void) | undefined
}

export interface DataTableProps {
  readonly name: string
  /** of the column of names */
  readonly first: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly DataRow[]
  /** beside the name of the table */
  readonly aside?: ReactNode
}

export function DataTable({ name, first, columns, rows, aside }: DataTableProps) {
  const text = (): string =>
    tableText(
      first,
      columns,
      rows.map((row) => ({ name: row.name, cells: row.cells.map(({ text }) => text) })),
    )
  return (
    <div className={styles.frame}>
      <div className={styles.head}>
        <b>{name}</b>
        {aside}
        <CopyButton name={name} text={text} />
      </div>
      <table className={styles.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map(({ title, unit, isWords }) => (
              <th key={title} scope="col" data-words={isWords}>
                {title} {unit && <i>{unit}</i>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-chosen={row.chosen || undefined} onClick={row.onChoose}>
              <th scope="row" title={row.title}>
                {row.name}
              </th>
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]?.title ?? index}
                  title={cell.title}
                  data-words={columns[index]?.isWords}
                  data-missing={cell.missing || undefined}
                >
                  {cell.shown}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
