/** Who was examined, as far as the reading room knows, and what the reader says of it. */
import { isMeasured } from '../../../measurements/measurement.ts'
import { knownScale } from '../../../segments/scores.ts'
import type { Block } from '../document.ts'
import { ageInYears, digitsOf, findMeasurement, numberText, withUnit } from '../numbers.ts'
import { type Making, nameOf, numbersOf } from './section.ts'

export function subjectBlocks({ source, words, language }: Making): Block[] {
  const { facts } = words
  const { person } = source
  const told = (quantity: 'bsa' | 'heart-rate'): string => {
    const m = findMeasurement(source.measurements, quantity)
    return m !== undefined && isMeasured(m)
      ? withUnit(m.value, m.unit, digitsOf(m.unit), language)
      : words.notKnown
  }
  const sizes = [
    ...(person.heightCm === undefined ? [] : [withUnit(person.heightCm, 'cm', 0, language)]),
    ...(person.weightKg === undefined ? [] : [withUnit(person.weightKg, 'kg', 0, language)]),
  ]
  const rows: (readonly [string, string])[] = [
    [facts.subject, source.subject],
    [facts.project, source.project],
    ...(source.site === undefined ? [] : [[facts.site, source.site] as const]),
    ...(source.timePoint === undefined ? [] : [[facts.timePoint, source.timePoint] as const]),
    [facts.sex, person.sex === undefined ? words.notKnown : words.sexes[person.sex]],
    [facts.age, person.age === undefined ? words.notKnown : words.years(ageInYears(person.age))],
    [facts.size, sizes.length === 0 ? words.notKnown : sizes.join(', ')],
    [facts.bsa, told('bsa')],
    [facts.heartRate, told('heart-rate')],
    [facts.rhythm, source.rhythm === undefined ? words.notKnown : words.rhythms[source.rhythm]],
    [facts.quality, source.quality === undefined ? words.notKnown : words.qualities[source.quality]],
    [facts.scanner, scannerOf({ source, words, language })],
    [facts.reader, source.reader],
    [facts.study, source.study],
  ]
  return [{ kind: 'facts', rows }]
}

/** As the first series says; a study is of one scanner. */
function scannerOf({ source, words, language }: Making): string {
  const instance = source.stacks
    .flatMap(({ frames }) => frames.flat())
    .find((frame) => frame !== null)?.instance
  const field = instance?.magneticFieldStrength
  const said = [
    ...(instance?.manufacturer === undefined ? [] : [instance.manufacturer]),
    ...(field === undefined ? [] : [withUnit(field, 'T', Number.isInteger(field) ? 0 : 1, language)]),
  ]
  return said.length === 0 ? words.notKnown : said.join(', ')
}

/** What a reader wrote, and the numbers that a letter begins with. */
export function findingsBlocks(making: Making): Block[] {
  const { source, words, language } = making
  if (source.notEvaluable !== undefined)
    return [
      { kind: 'text', text: words.notEvaluable(source.notEvaluable), tone: 'strong' },
      ...commentBlocks(making),
    ]
  const said = (quantities: readonly (typeof leading)[number][]): string =>
    quantities
      .flatMap((quantity) => {
        const m = findMeasurement(source.measurements, quantity)
        if (m === undefined || !isMeasured(m)) return []
        const digits = m.unit === '%' ? 1 : digitsOf(m.unit)
        return [`${nameOf(quantity, making)} ${withUnit(m.value, m.unit, digits, language)}`]
      })
      .join(', ')
  const chambers = [
    [words.leftVentricle, said(leading.filter((quantity) => quantity.startsWith('lv-')))],
    [words.rightVentricle, said(leading.filter((quantity) => quantity.startsWith('rv-')))],
  ].flatMap(([chamber, numbers]) => (numbers === '' ? [] : [`${chamber}: ${numbers}.`]))
  return [
    ...commentBlocks(making),
    ...(chambers.length === 0
      ? []
      : [{ kind: 'list', items: [...chambers, ...motionIndex(making)], tone: 'plain' } as const]),
  ]
}

const leading = ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed', 'rv-edv', 'rv-esv', 'rv-ef'] as const

const commentBlocks = ({ source, words }: Making): Block[] =>
  source.comments.length === 0
    ? [{ kind: 'text', text: words.noComment, tone: 'faint' }]
    : source.comments.map((text) => ({ kind: 'text', text, tone: 'plain' }))

/** Of the recorded scores: an index names its scale and how many segments it stands for. */
export function motionIndex({ source, words, language }: Making): string[] {
  const numbers = numbersOf(source, 'scores')
  const [index, n] = [findMeasurement(numbers, 'wall-score-index'), findMeasurement(numbers, 'wall-scored')]
  const scale = source.scores
    .map((score) => knownScale(score.scale))
    .find((one) => one?.about === 'wall-motion')
  if (index === undefined || n === undefined || !isMeasured(index) || !isMeasured(n) || scale === undefined)
    return []
  return [
    words.motionIndex(numberText(index.value, 2, language), numberText(n.value, 0, language), scale.name),
  ]
}
