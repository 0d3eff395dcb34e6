/** Volumes, mass and output, beside the limits of healthy people that were made like them. */
import { isMeasured, type Measurement, type QuantityName } from '../../../measurements/measurement.ts'
import { rangeTables } from '../../../ranges/ranges.ts'
import type { Block, Cell } from '../document.ts'
import { digitsOf, findMeasurement, numberText, reasonText, valueCell, withUnit } from '../numbers.ts'
import { saidText } from '../said.ts'
import { cell, figures, left, type Making, nameOf, right, table } from './section.ts'
import { volumePlot } from './shown.ts'

const leftRows: readonly QuantityName[] = [
  'lv-edv',
  'lv-esv',
  'lv-sv',
  'lv-ef',
  'lv-co',
  'lv-mass-ed',
  'lv-mass-es',
]
const rightRows: readonly QuantityName[] = ['rv-edv', 'rv-esv', 'rv-sv', 'rv-ef']
const atrialRows: readonly QuantityName[] = ['la-max', 'la-min', 'la-ef', 'ra-max', 'ra-min', 'ra-ef']
/** by body surface, where its name is not that of the quantity with '-index' */
const indexOf: Readonly<Record<string, string>> = { 'lv-co': 'lv-ci' }

export function functionBlocks(making: Making): Block[] {
  const { source, words } = making
  const { measurements } = source
  const rows = (wanted: readonly QuantityName[]) =>
    wanted.flatMap((quantity) => quantityRow(quantity, making))
  const shownTables = rangeTables.filter(({ id }) =>
    source.ranges.some(
      ({ table: shown, comparisons }) => shown === id && comparisons.some(({ compared }) => compared),
    ),
  )
  const verified = shownTables.length > 0 && shownTables.every(({ status }) => status === 'verified')
  // without a body surface there is a column of one reason: it is said once
  const indexed = measurements.some((m) => isMeasured(m) && isIndexed(m))
  const noIndex = measurements.find(isIndexed)
  const columns = [
    left(words.columns.quantity, 2.2),
    right(words.columns.value, 1.1),
    ...(indexed ? [right(words.columns.indexed, 1.2)] : []),
    ...(shownTables.length === 0
      ? []
      : [
          right(verified ? words.columns.range : words.columns.unverifiedRange, 2.2),
          right(words.columns.z, 0.6),
        ]),
  ]
  const cut = (list: (readonly Cell[])[]) =>
    list.map((row) => row.filter((_, k) => indexed || k !== 2).slice(0, columns.length))
  return [
    ...table(columns, cut(rows(leftRows)), words.leftVentricle),
    ...table(columns, cut(rows(rightRows)), words.rightVentricle),
    ...table(columns, cut(rows(atrialRows)), words.atria),
    ...figures([volumePlot(making)]),
    note([words.conventions(source.protocol.base, source.papillaries), ...phasesSaid(making)].join(' ')),
    ...(indexed || noIndex === undefined || isMeasured(noIndex)
      ? []
      : [note(words.noIndices(reasonText(noIndex.unmeasured, making.language)))]),
    ...besides(making, measurements),
    ...shownTables.map(({ source: from, status }) => note(words.rangeNote(from, status === 'verified'))),
    ...(shownTables.length === 0 ? refusalNote(making) : []),
  ]
}

const isIndexed = ({ quantity }: Measurement): boolean => /^[lr]v-(edv|esv|sv|mass-ed)-index$/.test(quantity)

const note = (text: string): Block => ({ kind: 'text', text, tone: 'faint' })

/** Of the whole chamber, or of the best view that it was measured in. */
const scopes = ['', 'view:biplane', 'view:4ch', 'view:2ch']

function quantityRow(quantity: QuantityName, making: Making): Cell[][] {
  const { source, language } = making
  const all = source.measurements
  const found = scopes.flatMap((scope) => findMeasurement(all, quantity, scope) ?? [])
  const m = found.find(isMeasured) ?? found[0]
  if (m === undefined) return []
  const index = indexOf[quantity] ?? `${quantity}-index`
  const indexed = all.find((one) => one.quantity === index && one.scope === m.scope)
  const noIndex = quantity.endsWith('-ef') || indexed === undefined
  const limits = limitsOf(quantity, making) ?? limitsOf(index, making)
  const view = m.scope?.startsWith('view:') ? ` (${m.scope.slice('view:'.length)})` : ''
  return [
    [
      cell(`${nameOf(quantity, making)}${view}`),
      valueCell(m, language, quantity === 'lv-ef' || quantity === 'rv-ef' ? 1 : undefined),
      noIndex ? cell('', 'faint') : valueCell(indexed, language),
      cell(limits?.range ?? '–', 'faint'),
      cell(limits?.z ?? '–', 'faint'),
    ],
  ]
}

/** By the first table that has them. */
function limitsOf(quantity: string, { source, language }: Making) {
  for (const { comparisons } of source.ranges)
    for (const one of comparisons) {
      if (!one.compared || one.quantity !== quantity) continue
      const unit = source.measurements.find((m) => m.quantity === quantity && isMeasured(m))
      const ucum = unit && isMeasured(unit) ? unit.unit : '1'
      const digits = one.quantity.endsWith('-ef') ? 0 : digitsOf(ucum)
      return {
        range: one.ranges
          .map(
            ({ low, high }) =>
              `${numberText(low, digits, language)}–${withUnit(high, ucum, digits, language)}`,
          )
          .join(' / '),
        z: one.ranges.map(({ z }) => numberText(z, 1, language)).join(' / '),
      }
    }
  return undefined
}

/** One sentence, however many numbers lack their limits for the same reason. */
function refusalNote({ source, words, language }: Making): Block[] {
  const details = source.ranges.flatMap(({ comparisons }) =>
    comparisons.flatMap((one) => (one.compared ? [] : [one.detail])),
  )
  const [first] = details
  return first === undefined ? [] : [note(words.noRange(saidText(first, language)))]
}

function phasesSaid({ source, words }: Making): string[] {
  const { stack, phases } = source
  const { ed, es } = phases
  if (stack === undefined || ed === undefined || es === undefined) return []
  const named = (phase: number): string => words.of(phase + 1, stack.phaseCount)
  return [words.phases(named(ed), named(es))]
}

/** The other papillary convention and the other base rule, one line each. */
function besides(making: Making, measurements: readonly Measurement[]): Block[] {
  const { words, language } = making
  const labels = [
    ...new Set(measurements.flatMap(({ scope }) => (scope?.startsWith('other ') ? [scope] : []))),
  ]
  return labels.map((label) => {
    const said = (['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed'] as const).flatMap((quantity) => {
      const m = findMeasurement(measurements, quantity, label)
      return m === undefined || !isMeasured(m)
        ? []
        : [`${nameOf(quantity, making)} ${withUnit(m.value, m.unit, digitsOf(m.unit), language)}`]
    })
    return note(`${words.besides(label)} ${said.join('; ')}.`)
  })
}
