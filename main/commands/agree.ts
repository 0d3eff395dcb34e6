/** `midwall agree`: how far two readers agree, from the files that they or their programs wrote. */

import type { QuantityAgreement } from '#analysis/agreement/agreement.ts'
import { type ReaderAgreement, readerAgreement } from '#analysis/agreement/agreement.ts'
import type { BorderGrid, ContourAgreement } from '#analysis/agreement/borders.ts'
import type { Reading } from '#analysis/agreement/pairing.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { type AgreementDocument, agreementFormat } from '#contract/analysis-documents/agreement.ts'
import { contoursByStudy } from './agree-contours.ts'
import { readReadings } from './agree-files.ts'
import { exitCodes, option, positional, UsageError } from './command.ts'
import { type FileCommand, type FileInvocation, refuse } from './file-command.ts'
import { reasonWords } from './outcome-words.ts'
import { table } from './table.ts'

export const agree: FileCommand = {
  name: 'agree',
  usage: 'agree A.json B.json [--scale ratio] [--pixel-spacing ROW,COLUMN] [--slice-spacing MM] [--seed N]',
  summary:
    'Bland-Altman, ICC, repeatability and kappa of two readers; A and B are what `volumes --json` or `analyse --json` prints, lists of it, or contour files',
  options: {
    scale: { type: 'string' },
    'pixel-spacing': { type: 'string' },
    'slice-spacing': { type: 'string' },
    seed: { type: 'string' },
  },
  async run(invocation) {
    const { output } = invocation
    const paths = [positional(invocation, 0, 'A.json'), positional(invocation, 1, 'B.json')] as const
    const options = optionsOf(invocation)
    const grid = gridOf(invocation)
    const [a, b] = [await readReadings(paths[0]), await readReadings(paths[1])]
    if (a.kind !== b.kind)
      return refuse(paths[1], [`it holds ${b.kind}, and ${paths[0]} holds ${a.kind}: nothing to compare`])
    const document: AgreementDocument = { format: agreementFormat, files: paths }
    if (a.kind === 'contours' && b.kind === 'contours') {
      const contours = contoursByStudy(a.files, b.files, grid)
      output.result({ ...document, contours }, contours.flatMap(contourLines))
      return contours.every(({ agreement }) => agreement.measured) ? exitCodes.done : exitCodes.partly
    }
    const measurements = readerAgreement(readingsOf(a), readingsOf(b), options)
    output.result({ ...document, measurements }, agreementLines(measurements))
    return measurements.measured ? exitCodes.done : exitCodes.refused
  },
}

const readingsOf = (read: Awaited<ReturnType<typeof readReadings>>): readonly Reading[] =>
  read.kind === 'measurements' ? read.readings : []

function positiveNumber(text: string, name: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value > 0 && Number.isFinite(value)))
    throw new UsageError(`--${name} wants a number above 0, not '${text}'`)
  return value
}

function optionsOf(invocation: FileInvocation): Parameters<typeof readerAgreement>[2] {
  const scale = option(invocation, 'scale')
  if (scale !== undefined && scale !== 'ratio' && scale !== 'difference')
    throw new UsageError(`--scale is difference or ratio, not '${scale}'`)
  const seed = option(invocation, 'seed')
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    throw new UsageError(`--seed wants a whole number, not '${seed}'`)
  return {
    ...(scale === undefined ? {} : { scale }),
    ...(seed === undefined ? {} : { bootstrap: { seed: Number(seed) } }),
  }
}

function gridOf(invocation: FileInvocation): BorderGrid {
  const pixel = option(invocation, 'pixel-spacing')?.split(',')
  const slices = option(invocation, 'slice-spacing')
  if (pixel !== undefined && pixel.length !== 2)
    throw new UsageError(`--pixel-spacing wants two numbers, between rows and between columns`)
  const [row, column] = pixel ?? []
  return {
    ...(row === undefined || column === undefined
      ? {}
      : {
          pixel: {
            rowSpacing: mm(positiveNumber(row, 'pixel-spacing')),
            columnSpacing: mm(positiveNumber(column, 'pixel-spacing')),
          },
        }),
    ...(slices === undefined ? {} : { sliceSpacing: mm(positiveNumber(slices, 'slice-spacing')) }),
  }
}

function agreementLines(agreement: Outcome<ReaderAgreement>): string[] {
  if (!agreement.measured) return [reasonWords(agreement)]
  const { readers, studies, quantities, segments } = agreement.value
  return [
    `${readers[0]} less ${readers[1]}, ${studies} studies`,
    ...table([
      [
        'quantity',
        'n',
        'bias',
        '95 %',
        'limits of agreement',
        'exact 95 % of each',
        'ICC(2,1)',
        'CoV %',
        'RC',
        '',
      ],
      ...quantities.map(quantityRow),
    ]),
    ...segments.flatMap(({ quantity, part, items, kappa }) =>
      kappa?.quadratic.measured
        ? [
            `${quantity} ${part}: quadratic kappa ${kappa.quadratic.value.kappa.value.toFixed(3)} of ${items} segments`,
          ]
        : [],
    ),
    ...quantities.flatMap(({ quantity, scope, leftOut, warnings }) => [
      ...leftOut.map(({ study, why }) => `${name(quantity, scope)}, study ${study}: left out, ${why}`),
      ...warnings.map((warning) => `${name(quantity, scope)}: ${warning}`),
    ]),
    ...agreement.warnings,
  ]
}

const name = (quantity: string, scope: string | undefined): string =>
  scope === undefined ? quantity : `${quantity} (${scope})`

function quantityRow({
  quantity,
  scope,
  unit,
  blandAltman,
  icc,
  repeatability,
}: QuantityAgreement): string[] {
  if (!blandAltman.measured) return [name(quantity, scope), reasonWords(blandAltman)]
  const { n, bias, lower, upper } = blandAltman.value
  const range = ({ low, high }: { low: number; high: number }) => `${low.toFixed(2)} to ${high.toFixed(2)}`
  const two = icc.measured ? icc.value.forms['2,1'] : undefined
  const { coefficient, variationRms } = repeatability.measured
    ? repeatability.value
    : { coefficient: undefined, variationRms: undefined }
  return [
    name(quantity, scope),
    `${n}`,
    `${bias.value.toFixed(2)} ${unit}`,
    range(bias),
    `${lower.value.toFixed(2)} to ${upper.value.toFixed(2)}`,
    `${range(lower.exact)}; ${range(upper.exact)}`,
    two === undefined ? '-' : `${two.value.toFixed(3)} (${range(two)})`,
    variationRms?.measured ? variationRms.value.toFixed(2) : '-',
    coefficient === undefined ? '-' : coefficient.value.toFixed(2),
  ]
}

function contourLines({
  study,
  warnings,
  agreement,
}: {
  study: string
  warnings: readonly string[]
  agreement: Outcome<ContourAgreement>
}): string[] {
  const said = warnings.map((warning) => `  ${warning}`)
  if (!agreement.measured) return [`study ${study}: ${reasonWords(agreement)}`, ...said]
  const cell = (outcome: Outcome<number>, digits: number): string =>
    outcome.measured ? outcome.value.toFixed(digits) : '-'
  return [
    `study ${study}`,
    ...table([
      ['border', 'both', 'one only', 'Dice', 'mean mm', '95 % mm', 'Hausdorff mm', 'mL', 'mL of lone slices'],
      ...agreement.value.borders.map((summary) => [
        summary.border,
        `${summary.pairs}`,
        `${summary.lone}`,
        cell(summary.dice, 4),
        cell(summary.meanDistance, 2),
        cell(summary.percentile95, 2),
        cell(summary.hausdorff, 2),
        cell(summary.volume, 2),
        cell(summary.loneVolume, 2),
      ]),
    ]),
    ...agreement.value.lone.map(
      ({ image, border, drawnBy }) => `  ${border} on image ${image}: by the ${drawnBy} reader only`,
    ),
    ...said,
  ]
}
