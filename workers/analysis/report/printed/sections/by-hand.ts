/** What the reader measured and wrote on single images: where, what, how much. */
import type { StatedAnnotation } from '../../../annotations/stated-annotation.ts'
import type { AnnotationValue } from '../../../annotations/values.ts'
import type { Block, Cell } from '../document.ts'
import { digitsOf, reasonText, withUnit } from '../numbers.ts'
import { saidText } from '../said.ts'
import { cell, left, type Making, right, table } from './section.ts'

export function handBlocks(making: Making): Block[] {
  const { source, words } = making
  const { columns } = words.byHand
  return table(
    [left(columns.laid, 1.8), left(columns.image, 3.4), left(columns.what, 0.7), right(columns.value, 0.9)],
    (source.annotations ?? []).flatMap((one) => rowsOf(one, making)),
  )
}

/** A line for each of its values; which it is and where it lies stands before the first. */
function rowsOf(one: StatedAnnotation, making: Making): Cell[][] {
  const { words } = making
  const { byHand } = words
  const name = `${byHand.kinds[one.kind]} ${one.number}`
  const laid = cell(one.text === undefined ? name : `${name}: ${one.text}`)
  const where = cell(whereOf(one, making))
  if (one.values.length === 0) return [[laid, where, cell(''), cell('')]]
  return one.values.map((value, k) => [
    k === 0 ? laid : cell(''),
    k === 0 ? where : cell(''),
    cell(byHand.values[value.name]),
    saidOf(value, making),
  ])
}

function whereOf({ place, everyPhase }: StatedAnnotation, { source, words }: Making): string {
  if (place === undefined) return words.byHand.imageGone
  const slice = words.of(place.slice + 1, place.slices)
  const phase = words.of(place.phase + 1, place.phases)
  const description = source.descriptions.get(place.stack)
  const role = words.roles[place.role]
  const series = description === undefined ? role : `${role} (${description})`
  const where = words.byHand.where(series, slice, phase)
  return everyPhase ? `${where} (${words.byHand.everyPhase})` : where
}

function saidOf({ name, outcome, unit }: AnnotationValue, { language }: Making): Cell {
  if (!outcome.measured) return cell(reasonText(outcome.reason, language), 'faint')
  const digits = name === 'pixels' ? 0 : digitsOf(unit ?? 'signal')
  return cell(withUnit(outcome.value, unit ?? '', digits, language))
}

/** What was warned of while it was measured, under its name. */
export const warningsByHand = ({ source, words, language }: Making): string[] =>
  (source.annotations ?? []).flatMap(({ kind, number, values }) => {
    const warned = new Set(values.flatMap(({ outcome }) => (outcome.measured ? outcome.warnings : [])))
    return [...warned].map((text) => `${words.byHand.kinds[kind]} ${number}: ${saidText(text, language)}`)
  })
