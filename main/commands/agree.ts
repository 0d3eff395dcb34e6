/** `midwall agree`: how far readers agree, from the files that they or their programs wrote. */
import type { BorderGrid } from '#analysis/agreement/borders.ts'
import type {
  Comparison,
  GivenComparisonOptions,
  ReaderFiles,
  ReaderPair,
} from '#analysis/agreement/readers.ts'
import { mm } from '#analysis/units/units.ts'
import { type AgreementDocument, agreementFormat } from '#contract/analysis-documents/agreement.ts'
import { folderAt, type GivenReader, givenReader } from './agree-files.ts'
import { comparisonLines } from './agree-lines.ts'
import { type ExitCode, exitCodes, option, UsageError } from './command.ts'
import { type FileCommand, type FileInvocation, refuse } from './file-command.ts'
import { runInThread } from './in-thread.ts'
import { listOf, positiveNumber, wholeNumber } from './number-options.ts'

export const agree: FileCommand = {
  name: 'agree',
  usage:
    'agree A B [C ...] [--scale ratio] [--images FOLDER] [--pixel-spacing ROW,COLUMN] [--slice-spacing MM] [--bootstrap N] [--seed N]',
  summary:
    'Bland-Altman, ICC, repeatability and kappa of two readers or more; each is a file or a folder of what `volumes --json` or `analyse --json` prints, of segment scores, or of contour files; --images are the DICOM files that were drawn on',
  options: {
    scale: { type: 'string' },
    images: { type: 'string' },
    'pixel-spacing': { type: 'string' },
    'slice-spacing': { type: 'string' },
    bootstrap: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(invocation) {
    const { output, positionals } = invocation
    if (positionals.length < 2) throw new UsageError('agree wants the files of two readers or more')
    const options = optionsOf(invocation)
    const readers = await Promise.all(positionals.map(givenReader))
    refuseApart(readers)
    const files = readers.map(({ readings, scores, contours }) => ({ readings, scores, contours }))
    const images = option(invocation, 'images')
    if (images !== undefined) await folderAt(images)
    const comparison = await runInThread('agreement', { readers: files, options, images }, output)
    const document: AgreementDocument = {
      format: agreementFormat,
      readers: readers.map(({ given, files }) => ({ given, files })),
      ...(images === undefined ? {} : { images }),
      ...comparison,
    }
    output.result(
      document,
      comparisonLines(
        comparison,
        readers.map(({ given }) => given),
      ),
    )
    return exitOf(comparison)
  },
}

const kinds = {
  readings: 'measurements',
  scores: 'scores',
  contours: 'contours',
} as const satisfies Readonly<Record<keyof ReaderFiles, string>>
const kindNames = Object.keys(kinds) as (keyof ReaderFiles)[]

/** Readers of whom one has only measurements, say, and another only contours. */
function refuseApart(readers: readonly GivenReader[]): void {
  if (kindNames.some((kind) => readers.every((reader) => reader[kind].length > 0))) return
  const sentences = readers.map((reader) => {
    const held = kindNames.filter((kind) => reader[kind].length > 0).map((kind) => kinds[kind])
    return `${reader.given} holds ${held.join(' and ')}`
  })
  refuse(readers.map(({ given }) => given).join(', '), [...sentences, 'there is nothing that all have'])
}

function exitOf({ pairs }: Comparison): ExitCode {
  const outcomes = pairs.flatMap(outcomesOf)
  if (outcomes.every((measured) => measured)) return exitCodes.done
  return outcomes.some((measured) => measured) ? exitCodes.partly : exitCodes.refused
}

const outcomesOf = ({ measurements, scores = [], contours = [] }: ReaderPair): boolean[] => [
  ...(measurements === undefined ? [] : [measurements.measured]),
  ...scores.map(({ kappa }) => kappa.unweighted?.measured ?? false),
  ...contours.map(({ agreement }) => agreement.measured),
]

function optionsOf(invocation: FileInvocation): GivenComparisonOptions {
  const scale = option(invocation, 'scale')
  if (scale !== undefined && scale !== 'ratio' && scale !== 'difference')
    throw new UsageError(`--scale is difference or ratio, not '${scale}'`)
  const seed = wholeNumber(invocation, 'seed')
  const drawings = wholeNumber(invocation, 'bootstrap')
  return {
    ...(scale === undefined ? {} : { scale }),
    grid: gridOf(invocation),
    bootstrap: {
      ...(seed === undefined ? {} : { seed }),
      ...(drawings === undefined ? {} : { drawings }),
    },
  }
}

function gridOf(invocation: FileInvocation): BorderGrid {
  const [row, column, ...more] = listOf(invocation, 'pixel-spacing').map((text) =>
    mm(positiveNumber(text, 'pixel-spacing')),
  )
  if ((row === undefined) !== (column === undefined) || more.length > 0)
    throw new UsageError('--pixel-spacing wants two numbers, between rows and between columns')
  const slices = option(invocation, 'slice-spacing')
  return {
    ...(row === undefined || column === undefined
      ? {}
      : { pixel: { rowSpacing: row, columnSpacing: column } }),
    ...(slices === undefined ? {} : { sliceSpacing: mm(positiveNumber(slices, 'slice-spacing')) }),
  }
}
