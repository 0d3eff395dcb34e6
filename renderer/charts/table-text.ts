/** A table as text, for a spreadsheet: cells apart by tabs, units in the head, a reason in place of a number. */
export interface TableColumn {
  readonly title: string
  readonly unit?: string | undefined
  /** words beside the numbers, as their units */
  readonly isWords?: boolean | undefined
}

export interface TextRow {
  readonly name: string
  /** as the numbers are, not as they are rounded for the eye; else why there is none */
  readonly cells: readonly (number | string)[]
}

const one = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')

export function tableText(first: string, columns: readonly TableColumn[], rows: readonly TextRow[]): string {
  const head = [first, ...columns.map(({ title, unit }) => (unit ? `${title} [${unit}]` : title))]
  const lines = rows.map(({ name, cells }) => [
    name,
    ...cells.map((cell) => (typeof cell === 'number' ? String(cell) : cell)),
  ])
  return [head, ...lines].map((line) => line.map(one).join('\t')).join('\n')
}
