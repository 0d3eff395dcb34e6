/**
 * A cohort from a table as spreadsheets write it: comma, semicolon or tab between columns, a header line, quotes
 * where a value needs them. What is not a number is refused with its line, never taken for 0 or left out.
 */
import type { Patient } from '#analysis/survival/survival.ts'

export interface ColumnNames {
  readonly time: string
  readonly event: string
  readonly group?: string
  readonly id?: string
  readonly covariates: readonly string[]
  /** of predicted risks, one for each horizon */
  readonly risks: readonly string[]
}

export interface Cohort {
  readonly patients: readonly Patient[]
  readonly columns: ColumnNames
  readonly warnings: readonly string[]
}

interface Row {
  /** in the file, from 1 */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  readonly decimalComma: boolean
}

const separators = [',', ';', '\t'] as const
/** After so many a file is not one that a few corrections would mend. */
const mostProblems = 20

/** @returns the table, or what is wrong with the text */
export function tableOf(text: string): Table | { readonly problems: readonly string[] } {
  const firstLine = text.split(/\r\n|\r|\n/, 1)[0] ?? ''
  const counts = separators.map((separator) => firstLine.split(separator).length)
  const separator = separators[counts.indexOf(Math.max(...counts))] ?? ','
  const parsed = parse(text, separator)
  if ('problems' in parsed) return parsed
  const [header, ...rows] = parsed
  if (header === undefined) return { problems: ['it is empty'] }
  const names = header.cells.map((cell) => cell.trim())
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) return { problems: [`line ${header.line}: two columns are called '${twice}'`] }
  const ragged = rows.filter(({ cells }) => cells.length !== names.length)
  if (ragged.length > 0)
    return {
      problems: ragged
        .slice(0, mostProblems)
        .map(
          ({ line, cells }) =>
            `line ${line}: ${cells.length} ${cells.length === 1 ? 'value' : 'values'} for ${names.length} columns`,
        ),
    }
  if (rows.length === 0) return { problems: ['it has a header and no patients'] }
  return { header: names, rows, decimalComma: separator !== ',' }
}

/** Cells of one record after the other; a quoted cell may hold separators, line ends and doubled quotes. */
function parse(text: string, separator: string): Row[] | { readonly problems: readonly string[] } {
  const rows: Row[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let start = 1
  const end = (): void => {
    cells.push(cell)
    cell = ''
    if (cells.length > 1 || (cells[0] ?? '').trim() !== '') rows.push({ line: start, cells })
    cells = []
  }
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? ''
    const newLine = character === '\n' || (character === '\r' && text[i + 1] !== '\n')
    if (newLine) line++
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (character === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (character === separator) {
      cells.push(cell)
      cell = ''
    } else if (newLine) {
      end()
      start = line
    } else if (character !== '\r') cell += character
  }
  if (quoted) return { problems: [`line ${start}: a quote is never closed`] }
  end()
  return rows
}

/** Columns that are taken when nobody names any; they must be there. */
const usual = { time: 'time', event: 'event' } as const
/** and those that are taken where they are there */
const usualGroup = 'group'
const usualId = 'id'

export interface WantedColumns {
  readonly time?: string | undefined
  readonly event?: string | undefined
  readonly group?: string | undefined
  readonly id?: string | undefined
  readonly covariates: readonly string[]
  readonly risks: readonly string[]
}

/** @returns the patients, or every problem with its line */
export function cohortOf(
  table: Table,
  wanted: WantedColumns,
): Cohort | { readonly problems: readonly string[] } {
  const { header, rows } = table
  const has = (name: string): string | undefined => (header.includes(name) ? name : undefined)
  const group = wanted.group ?? has(usualGroup)
  const id = wanted.id ?? has(usualId)
  const columns: ColumnNames = {
    time: wanted.time ?? usual.time,
    event: wanted.event ?? usual.event,
    ...(group === undefined ? {} : { group }),
    ...(id === undefined ? {} : { id }),
    covariates: wanted.covariates,
    risks: wanted.risks,
  }
  const asked = [
    columns.time,
    columns.event,
    columns.group,
    columns.id,
    ...columns.covariates,
    ...columns.risks,
  ]
  const missing = asked.flatMap((name) =>
    name === undefined || header.includes(name)
      ? []
      : [`there is no column '${name}'; it has ${header.map((found) => `'${found}'`).join(', ')}`],
  )
  if (missing.length > 0) return { problems: missing }

  const problems: string[] = []
  const warnings: string[] = []
  const lines = new Map<string, number>()
  let commas = 0
  const patients = rows.map(({ line, cells }): Patient => {
    const textIn = (name: string): string => (cells[header.indexOf(name)] ?? '').trim()
    const say = (problem: string): void => void problems.push(`line ${line}: ${problem}`)
    const numberIn = (name: string): number | undefined => {
      const text = textIn(name)
      if (text === '') return undefined
      const point = table.decimalComma ? text.replace(/^([^.,]*),([^.,]*)$/, '$1.$2') : text
      if (point !== text) commas++
      const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(point)
      if (isNumber && Number.isFinite(Number(point))) return Number(point)
      say(`${name} is '${text}', ${isNumber ? 'too large' : 'not'} a number`)
      return undefined
    }
    const name = columns.id === undefined ? `of line ${line}` : textIn(columns.id)
    if (name === '') say(`${columns.id} is empty`)
    const before = lines.get(name)
    if (before !== undefined && name !== '') say(`patient ${name} is on line ${before} already`)
    lines.set(name, line)
    const time = numberIn(columns.time)
    if (textIn(columns.time) === '') say(`${columns.time} is empty`)
    else if (time !== undefined && !(time > 0)) say(`${columns.time} is ${time}, not above 0`)
    const cause = numberIn(columns.event)
    if (textIn(columns.event) === '') say(`${columns.event} is empty`)
    else if (cause !== undefined && !(Number.isInteger(cause) && cause >= 0))
      say(`${columns.event} is ${cause}; 0 is no event, 1 the event, 2 and more another that came first`)
    const risks = columns.risks.map((column) => {
      const risk = numberIn(column)
      if (risk !== undefined && !(risk >= 0 && risk <= 1)) say(`${column} is ${risk}, no risk from 0 to 1`)
      return risk
    })
    const inGroup = columns.group === undefined ? '' : textIn(columns.group)
    return {
      id: name,
      time: time ?? Number.NaN,
      cause: cause ?? Number.NaN,
      ...(inGroup === '' ? {} : { group: inGroup }),
      x: columns.covariates.map(numberIn),
      ...(risks.length === 0 ? {} : { risks }),
    }
  })
  if (problems.length > 0) {
    const more = problems.length - mostProblems
    return { problems: [...problems.slice(0, mostProblems), ...(more > 0 ? [`and ${more} more`] : [])] }
  }
  if (commas > 0) warnings.push(`${commas} numbers are written with a decimal comma`)
  return { patients, columns, warnings }
}
