/** What every section of a report is made with. */
import type { Measurement, QuantityName } from '../../../measurements/measurement.ts'
import { isMeasured } from '../../../measurements/measurement.ts'
import { segmentOf, withoutSegment } from '../../../measurements/scope.ts'
import { analysisIn } from '../../../reading/record-name.ts'
import { bullsEye } from '../bulls-eye.ts'
import type { Block, Cell, Column, Drawing, Figure, ReportLanguage, Tone } from '../document.ts'
import { findMeasurement, numberText, valueCell } from '../numbers.ts'
import type { PrintSource } from '../source.ts'
import type { ReportWords } from '../words.ts'

export interface Making {
  readonly source: PrintSource
  readonly words: ReportWords
  readonly language: ReportLanguage
}

/** Of all parts of an analysis; none where it was not made. */
export const numbersOf = ({ analyses }: PrintSource, analysis: string): Measurement[] =>
  analyses.filter((one) => analysisIn(one.analysis) === analysis).flatMap(({ measurements }) => measurements)

export const left = (head: string, share = 1): Column => ({ head, align: 'left', share })
export const right = (head: string, share = 1): Column => ({ head, align: 'right', share })
export const cell = (text: string, tone: Tone = 'plain'): Cell => ({ text, tone })

/** In words, with the name in the record beside them where they are not the same. */
export const recordedCell = (text: string, recorded: string, tone: Tone = 'plain'): Cell =>
  text === recorded ? cell(text, tone) : { text, tone, recorded }

export const table = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  caption?: string,
): Block[] =>
  rows.length === 0 ? [] : [{ kind: 'table', columns, rows, ...(caption === undefined ? {} : { caption }) }]

/** @param note  of all of them alike */
export const figures = (found: readonly (Figure | undefined)[], note?: string): Block[] => {
  const drawn = found.filter((figure) => figure !== undefined)
  return drawn.length === 0
    ? []
    : [{ kind: 'figures', figures: drawn, ...(note === undefined ? {} : { note }) }]
}

/** May be left out of pages that are short. */
export const spared = <F extends Figure>(
  figure: F | undefined,
  spare: NonNullable<F['spare']>,
): F | undefined => figure && { ...figure, spare }

export const nameOf = (quantity: QuantityName, { words }: Making): string =>
  words.quantities[quantity] ?? quantity

/** What a record is of, as in 'Tissue maps: Native T1'; a vessel that a reader named keeps its name. */
export function recordText(record: string, { words }: Making): string {
  const analysis = analysisIn(record)
  const part = record.slice(analysis.length + 1)
  const name = words.analyses[analysis] ?? analysis
  if (part === '') return name
  const known = words.analyses[part] ?? words.quantities[part] ?? words.vessels[part]
  return `${name}: ${known ?? words.method(part)}`
}

/** Rows of quantity and value, those that nobody measured or asked for left out. */
export function valueRows(
  numbers: readonly Measurement[],
  wanted: readonly (readonly [quantity: QuantityName, scope?: string, named?: string])[],
  making: Making,
): (readonly Cell[])[] {
  return wanted.flatMap(([quantity, scope, named]) => {
    const found = findMeasurement(numbers, quantity, scope)
    return found === undefined
      ? []
      : [[cell(named ?? nameOf(quantity, making)), valueCell(found, making.language)]]
  })
}

export interface BullsEyeOf {
  readonly numbers: readonly Measurement[]
  readonly quantity: QuantityName
  /** beside the segment */
  readonly scope?: string
  readonly caption: string
  readonly digits: number
  /** values of the lightest and the darkest shade; those of the numbers themselves when absent */
  readonly range?: readonly [from: number, to: number]
}

/** @returns undefined where no segment has a value */
export function bullsEyeOf(
  { numbers, quantity, scope = '', caption, digits, range }: BullsEyeOf,
  { words, language }: Making,
): Drawing | undefined {
  const found = numbers.flatMap((m) => {
    const segment = segmentOf(m.scope)
    // slices of a ring count for their level: the segment says which
    const rest = withoutSegment(m.scope)
      .replace(/\bslice:\d+ ?/, '')
      .trim()
    return m.quantity === quantity && segment !== undefined && rest === scope && isMeasured(m)
      ? [{ segment, value: m.value }]
      : []
  })
  if (found.length === 0) return undefined
  const values = found.map(({ value }) => value)
  const [from, to] = range ?? [Math.min(...values), Math.max(...values)]
  return bullsEye(
    caption,
    words.bullsEyeDescription(caption, found.length),
    found.map(({ segment, value }) => ({
      segment,
      share: to === from ? 0 : (value - from) / (to - from),
      text: numberText(value, digits, language),
    })),
  )
}
