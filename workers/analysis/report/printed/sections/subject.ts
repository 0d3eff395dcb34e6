/** Who was examined, as far as the reading room knows, and what the reader says of it. */
import { isMeasured } from '../../../measurements/measurement.ts'
import type { Worded } from '../../../reading/checklist/items.ts'
import { knownScale } from '../../../segments/scores.ts'
import type { Block } from '../document.ts'
import { ageInYears, digitsOf, findMeasurement, numberText, withUnit } from '../numbers.ts'
import { type ReportTemplate, type SubjectFact, subjectFacts } from '../template.ts'
import { type Making, nameOf, numbersOf } from './section.ts'

export function subjectBlocks(making: Making, template: ReportTemplate): Block[] {
  const { source, words } = making
  const { facts } = words
  const said = subjectValues(making)
  const wanted = template.subject ?? subjectFacts
  const rows: (readonly [string, string])[] = [
    [facts.subject, source.subject],
    ...wanted.flatMap((fact) => {
      const value = said[fact]
      return value === undefined ? [] : [[facts[fact], value] as const]
    }),
  ]
  return [{ kind: 'facts', rows }]
}

function subjectValues({
  source,
  words,
  language,
}: Making): Readonly<Record<SubjectFact, string | undefined>> {
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
  return {
    project: source.project,
    site: source.site,
    timePoint: source.timePoint,
    sex: person.sex === undefined ? words.notKnown : words.sexes[person.sex],
    age: person.age === undefined ? words.notKnown : words.years(ageInYears(person.age)),
    size: sizes.length === 0 ? words.notKnown : sizes.join(', '),
    bsa: told('bsa'),
    heartRate: told('heart-rate'),
    rhythm: source.rhythm === undefined ? words.notKnown : words.rhythms[source.rhythm],
    quality: source.quality === undefined ? words.notKnown : words.qualities[source.quality],
    scanner: scannerOf({ source, words, language }),
    reader: source.reader,
    study: source.study,
  }
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
    ...answerBlocks(making),
    ...(chambers.length === 0
      ? []
      : [{ kind: 'list', items: [...chambers, ...motionIndex(making)], tone: 'plain' } as const]),
  ]
}

const leading = ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed', 'rv-edv', 'rv-esv', 'rv-ef'] as const

/** To what the protocol asks, in its order and its words; what was asked and left open says so with its blockers. */
function answerBlocks({ source, language }: Making): Block[] {
  const inWords = ({ en, de }: Worded): string => (language === 'de' ? (de ?? en) : en)
  const { answers = {}, waived = {}, protocol } = source
  const rows = (protocol.checklist ?? []).flatMap((item): (readonly [string, string])[] => {
    const name = item.kind === 'question' ? inWords(item.question) : item.title && inWords(item.title)
    const why = waived[item.id]
    if (why !== undefined) return [[name ?? item.id, why]]
    const answer = answers[item.id]
    if (item.kind !== 'question' || answer === undefined) return []
    const { answer: asked } = item
    if (asked.kind === 'number' && typeof answer === 'number')
      return [[name ?? item.id, `${numberText(answer, decimals(answer), language)} ${asked.unit}`]]
    const option = asked.kind === 'choice' ? asked.options.find(({ value }) => value === answer) : undefined
    return [[name ?? item.id, option ? inWords(option.text) : String(answer)]]
  })
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }]
}

/** As it was entered. */
const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0

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
    words.motionIndex(
      numberText(index.value, 2, language),
      numberText(n.value, 0, language),
      words.method(scale.name),
    ),
  ]
}
