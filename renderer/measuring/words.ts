/** What is measured, in words: beside the line on the image, in the list, and as text for a spreadsheet. */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { AnnotationValue, AnnotationValueName } from '#analysis/annotations/values.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'

/** narrow, and no place to break a line */
const thinSpace = '\u202f'

type Values = readonly AnnotationValue[]

const named = (values: Values, name: AnnotationValueName): AnnotationValue | undefined =>
  values.find((value) => value.name === name)

const found = (value: AnnotationValue | undefined): number | undefined =>
  value?.outcome.measured ? value.outcome.value : undefined

/** Millimetres until a square centimetre, as a reader says them. */
const cm2 = 100

export function areaText(mm2: number): string {
  return mm2 < cm2 ? `${fixedIn(mm2, 1)}${thinSpace}mm²` : `${fixedIn(mm2 / cm2, 2)}${thinSpace}cm²`
}

const units: Readonly<Record<string, string>> = { deg: '°', '{pixels}': 'px' }

/** Digits that a pixel value is worth: three to four in all. */
const digitsOf = (value: number): number => {
  const size = Math.abs(value)
  return size >= 1000 ? 0 : size >= 10 ? 1 : 2
}

export const pixelText = (value: number): string => fixedIn(value, digitsOf(value))

const withUnit = (text: string, unit: string | undefined): string =>
  unit === undefined ? text : `${text}${thinSpace}${units[unit] ?? unit}`

/** As in '23.4 mm', '45.2°', '3.14 cm²': the one number that an annotation is for. */
export function mainText(values: Values): string | undefined {
  const [first] = values
  if (!first) return undefined
  const value = found(first)
  if (value === undefined) return missingText(first.outcome)
  switch (first.name) {
    case 'length':
      return withUnit(fixedIn(value, 1), 'mm')
    case 'angle':
      return `${fixedIn(value, 1)}°`
    case 'area':
      return areaText(value)
    default:
      return pixelText(value)
  }
}

const missingText = (outcome: Outcome<number>): string =>
  outcome.measured ? '' : textsNow().numbers.reasons[outcome.reason]

/** As in '312 ± 12 ms': of a region. */
export function meanText(values: Values): string | undefined {
  const value = named(values, 'mean')
  const [mean, sd] = [found(value), found(named(values, 'sd'))]
  if (!value) return undefined
  if (mean === undefined || sd === undefined)
    return value.outcome.measured || value.outcome.reason !== 'no-images'
      ? missingText(value.outcome)
      : textsNow().measuring.loading
  const digits = digitsOf(mean)
  return withUnit(`${fixedIn(mean, digits)} ± ${fixedIn(sd, digits)}`, value.unit)
}

/** As in '280–345 ms · 402 px': of a region. */
export function rangeText(values: Values): string | undefined {
  const [min, max] = [named(values, 'min'), named(values, 'max')]
  const [low, high, pixels] = [found(min), found(max), found(named(values, 'pixels'))]
  if (low === undefined || high === undefined || pixels === undefined) return undefined
  const digits = digitsOf(Math.max(Math.abs(low), Math.abs(high)))
  const range = withUnit(`${fixedIn(low, digits)} – ${fixedIn(high, digits)}`, min?.unit)
  return `${range} · ${fixedIn(pixels, 0)}${thinSpace}px`
}

/** Warnings that a number was made with. */
export const warningsIn = (values: Values): readonly string[] => [
  ...new Set(values.flatMap(({ outcome }) => (outcome.measured ? outcome.warnings : []))),
]

/** The lines beside an annotation on its image, the most important first. */
export function labelLines(annotation: Annotation, values: Values): readonly string[] {
  const main = mainText(values)
  return [annotation.text, main, meanText(values)].flatMap((line) =>
    line === undefined || line === '' ? [] : [line],
  )
}

export interface CopiedRow {
  readonly annotation: Annotation
  readonly values: Values
  readonly series: string
  /** from 1; absent where the study has the image no more */
  readonly slice: number | undefined
  readonly phase: number | undefined
}

const copied: readonly AnnotationValueName[] = [
  'length',
  'angle',
  'area',
  'mean',
  'sd',
  'min',
  'max',
  'pixels',
]
const copiedUnits: Partial<Readonly<Record<AnnotationValueName, string>>> = {
  length: 'mm',
  angle: 'deg',
  area: 'mm2',
}

/** A line for each, cells apart by tabs; numbers in full and with a decimal point, a reason in place of a number. */
export function copiedText(rows: readonly CopiedRow[]): string {
  const { head, kinds, values: names } = textsNow().measuring
  const cells = (row: readonly (string | number | undefined)[]): string =>
    row.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t')
  const titles = copied.map((name) => {
    const unit = copiedUnits[name]
    return unit === undefined ? names[name] : `${names[name]} [${unit}]`
  })
  return [
    cells([head.number, head.kind, head.text, head.series, head.slice, head.phase, ...titles, head.unit]),
    ...rows.map(({ annotation, values, series, slice, phase }) =>
      cells([
        annotation.number,
        kinds[annotation.kind],
        annotation.text,
        series,
        slice,
        phase,
        ...copied.map((name) => {
          const value = named(values, name)
          return value && (value.outcome.measured ? value.outcome.value : missingText(value.outcome))
        }),
        named(values, 'mean')?.unit,
      ]),
    ),
  ].join('\n')
}
