/** A comparison of readers in words and tables. */
import type { QuantityAgreement, ReaderAgreement } from '#analysis/agreement/agreement.ts'
import type { BorderSummary } from '#analysis/agreement/borders.ts'
import type { StudyContours } from '#analysis/agreement/contour-files.ts'
import { type Correlation, type IntraclassForm, intraclassForms } from '#analysis/agreement/icc.ts'
import { kappaWeights } from '#analysis/agreement/kappa.ts'
import type { Comparison } from '#analysis/agreement/readers.ts'
import type { CommonScores, ScoreAgreement, SeveralScores } from '#analysis/agreement/scores.ts'
import type { SeveralReaders } from '#analysis/agreement/several.ts'
import type { Interval } from '#analysis/numerics/interval.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { reasonWords } from './outcome-words.ts'
import { table } from './table.ts'

/** @param given  what was typed for each reader */
export const comparisonLines = ({ pairs, together }: Comparison, given: readonly string[]): string[] => [
  ...pairs.flatMap(({ first, second, measurements, scores = [], contours = [] }) => [
    ...(pairs.length > 1 ? ['', `${given[first]} less ${given[second]}`] : []),
    ...(measurements === undefined ? [] : agreementLines(measurements)),
    ...scores.flatMap(scoreLines),
    ...contours.flatMap(contourLines),
  ]),
  ...(together === undefined
    ? []
    : [
        '',
        ...(together.measurements === undefined ? [] : togetherLines(together.measurements)),
        ...(together.scores ?? []).flatMap(severalScoreLines),
      ]),
]

function agreementLines(agreement: Outcome<ReaderAgreement>): string[] {
  if (!agreement.measured) return [reasonWords(agreement)]
  const { readers, studies, quantities } = agreement.value
  return [
    `${readers[0]} less ${readers[1]}, ${studies} studies`,
    ...table([
      ['quantity', 'n', 'bias', '95 %', 'limits of agreement', 'exact 95 % of each', 'CoV %', 'RC'],
      ...quantities.filter(({ pairs }) => pairs.length > 0).map(quantityRow),
    ]),
    ...correlationLines(quantities),
    ...remarks(quantities),
    ...agreement.warnings,
  ]
}

const name = ({ quantity, scope }: { readonly quantity: string; readonly scope?: string }): string =>
  scope === undefined ? quantity : `${quantity} (${scope})`

const range = ({ low, high }: Interval, digits = 2): string =>
  `${low.toFixed(digits)} to ${high.toFixed(digits)}`

/** Of too few pairs for statistics the differences themselves are shown. */
function quantityRow(quantity: QuantityAgreement): string[] {
  const { unit, pairs, blandAltman, repeatability } = quantity
  if (!blandAltman.measured) {
    const differences = pairs.map(({ a, b }) => (a - b).toFixed(2)).join(', ')
    return [name(quantity), `${pairs.length}`, `${differences} ${unit}`, '-', '-', '-', '-', '-']
  }
  const { n, bias, lower, upper } = blandAltman.value
  const { coefficient, variationRms } = repeatability.measured
    ? repeatability.value
    : { coefficient: undefined, variationRms: undefined }
  return [
    name(quantity),
    `${n}`,
    `${bias.value.toFixed(2)} ${unit}`,
    range(bias),
    `${lower.value.toFixed(2)} to ${upper.value.toFixed(2)}`,
    `${range(lower.exact)}; ${range(upper.exact)}`,
    variationRms?.measured ? variationRms.value.toFixed(2) : '-',
    coefficient === undefined ? '-' : coefficient.value.toFixed(2),
  ]
}

/** All six forms of every quantity that has them. */
function correlationLines(
  quantities: readonly {
    readonly quantity: string
    readonly scope?: string
    readonly icc: Outcome<{ readonly forms: Readonly<Record<IntraclassForm, Correlation>> }>
  }[],
): string[] {
  const rows = quantities.flatMap((quantity) => {
    const { icc } = quantity
    if (!icc.measured) return []
    const cells = intraclassForms.map((form) => {
      const found = icc.value.forms[form]
      return `${found.value.toFixed(3)} (${range(found, 3)})`
    })
    return [[name(quantity), ...cells]]
  })
  return rows.length === 0
    ? []
    : ['', ...table([['quantity', ...intraclassForms.map((form) => `ICC(${form})`)], ...rows])]
}

function scoreLines({ kappa, ...common }: ScoreAgreement): string[] {
  const values = kappaWeights.flatMap((weights) => {
    const found = kappa[weights]
    if (found === undefined) return []
    return found.measured
      ? [`${weights} ${withInterval(found.value.kappa.value, found.value.clustered)}`]
      : [`${weights} ${reasonWords(found)}`]
  })
  return [`${titleOf(common)}: kappa ${values.join(', ')}`, ...leftOutLines(common)]
}

const severalScoreLines = ({ kappa, ...common }: SeveralScores): string[] => [
  `${titleOf(common)}: Fleiss' kappa ${kappa.measured ? withInterval(kappa.value.kappa, kappa.value.clustered) : reasonWords(kappa)}`,
  ...leftOutLines(common),
]

const titleOf = ({ scale, items }: CommonScores): string =>
  `${scale.name} ${scale.version}, ${items.length} segments`

const leftOutLines = ({ leftOut }: CommonScores): string[] =>
  leftOut.map(({ study, why }) => `  left out of study ${study}, ${why}`)

const withInterval = (value: number, interval: Outcome<Interval>): string =>
  interval.measured ? `${value.toFixed(3)} (${range(interval.value, 3)} by patient)` : value.toFixed(3)

type Remarked = Pick<QuantityAgreement, 'quantity' | 'scope' | 'leftOut' | 'warnings'>

/** Many quantities are left out for one reason: it is said once. */
function remarks(quantities: readonly Remarked[]): string[] {
  const leftOut = new Map<string, string[]>()
  for (const quantity of quantities)
    for (const { study, why } of quantity.leftOut) {
      const reason = `left out of study ${study}, ${why}`
      leftOut.set(reason, [...(leftOut.get(reason) ?? []), name(quantity)])
    }
  return [
    ...[...leftOut].map(([reason, names]) => `${reason}: ${names.join(', ')}`),
    ...quantities.flatMap((quantity) => quantity.warnings.map((warning) => `${name(quantity)}: ${warning}`)),
  ]
}

function togetherLines(together: Outcome<SeveralReaders>): string[] {
  if (!together.measured) return [reasonWords(together)]
  const { readers, studies, quantities } = together.value
  return [
    `${readers.join(', ')}: all together, ${studies} studies`,
    ...correlationLines(quantities),
    ...remarks(quantities),
    ...together.warnings,
  ]
}

function contourLines({ study, warnings, agreement }: StudyContours): string[] {
  const said = warnings.map((warning) => `  ${warning}`)
  if (!agreement.measured) return [`study ${study}: ${reasonWords(agreement)}`, ...said]
  return [
    `study ${study}`,
    ...table([
      ['border', 'both', 'one only', 'Dice', 'mean mm', '95 % mm', 'Hausdorff mm', 'mL', 'mL of lone slices'],
      ...agreement.value.borders.map(borderRow),
    ]),
    ...agreement.value.lone.map(
      ({ image, border, drawnBy }) => `  ${border} on image ${image}: by the ${drawnBy} reader only`,
    ),
    ...said,
  ]
}

function borderRow(summary: BorderSummary): string[] {
  const cell = (outcome: Outcome<number>, digits: number): string =>
    outcome.measured ? outcome.value.toFixed(digits) : '-'
  return [
    [
      summary.border,
      ...(summary.closed ? [] : ['open']),
      ...(summary.stack === undefined ? [] : [summary.stack]),
      // phases count from 1 where people read them
      ...(summary.phase === undefined ? [] : [`phase ${summary.phase + 1}`]),
    ].join(', '),
    `${summary.pairs}`,
    `${summary.lone}`,
    cell(summary.dice, 4),
    cell(summary.meanDistance, 2),
    cell(summary.percentile95, 2),
    cell(summary.hausdorff, 2),
    cell(summary.volume, 2),
    cell(summary.loneVolume, 2),
  ]
}
