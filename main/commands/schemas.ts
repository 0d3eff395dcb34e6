/** `midwall schemas`: the formats of all documents as JSON Schema, for the programs that write and read them. */
import { z } from 'zod'
import { contourFileFormat } from '#analysis/contours/file.ts'
import { truthFormat } from '#analysis/phantom/truth-of.ts'
import { cardFormat } from '#analysis/risk/card.ts'
import { agreementDocumentSchema, agreementFormat } from '#contract/analysis-documents/agreement.ts'
import { analysesDocumentSchema, analysesFormat } from '#contract/analysis-documents/analyses.ts'
import {
  interpolationDocumentSchema,
  interpolationFormat,
} from '#contract/analysis-documents/interpolation.ts'
import { propagationDocumentSchema, propagationFormat } from '#contract/analysis-documents/propagation.ts'
import { riskDocumentSchema, riskFormat } from '#contract/analysis-documents/risk.ts'
import { scoreFileSchema, scoresFormat } from '#contract/analysis-documents/scores.ts'
import { survivalDocumentSchema, survivalFormat } from '#contract/analysis-documents/survival.ts'
import { truthDocumentSchema } from '#contract/analysis-documents/truth.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { checkDocumentSchema, seriesDocumentSchema, volumesDocumentSchema } from '#contract/documents.ts'
import { importReportSchema } from '#contract/import-report.ts'
import { riskCardSchema } from '#contract/model-card.ts'
import { protocolFileSchema, protocolFormat } from '#contract/protocol-file.ts'
import { exitCodes, UsageError } from './command.ts'
import type { FileCommand } from './file-command.ts'
import { table } from './table.ts'

interface DocumentFormat {
  readonly name: string
  /** as the documents name it, or would */
  readonly format: string
  readonly title: string
  readonly schema: z.ZodType
}

const formats: readonly DocumentFormat[] = [
  {
    name: 'import-report',
    format: 'midwall-import-report/1',
    title: 'what `import` prints',
    schema: importReportSchema,
  },
  {
    name: 'protocol',
    format: protocolFormat,
    title: 'a protocol that `protocol attach` takes',
    schema: protocolFileSchema,
  },
  {
    name: 'volumes',
    format: 'midwall-volumes/1',
    title: 'what `volumes` prints',
    schema: volumesDocumentSchema,
  },
  {
    name: 'series',
    format: 'midwall-series/1',
    title: 'what `series` prints',
    schema: seriesDocumentSchema,
  },
  { name: 'check', format: 'midwall-check/1', title: 'what `check` prints', schema: checkDocumentSchema },
  {
    name: 'contours',
    format: contourFileFormat,
    title: 'contours that `volumes`, `analyse` and `agree` take',
    schema: contourFileSchema,
  },
  {
    name: 'analyses',
    format: analysesFormat,
    title: 'what `analyse` prints',
    schema: analysesDocumentSchema,
  },
  {
    name: 'scores',
    format: scoresFormat,
    title: 'scores of segments that `analyse` takes',
    schema: scoreFileSchema,
  },
  {
    name: 'propagation',
    format: propagationFormat,
    title: 'what `propagate` prints',
    schema: propagationDocumentSchema,
  },
  {
    name: 'interpolation',
    format: interpolationFormat,
    title: 'what `interpolate` prints',
    schema: interpolationDocumentSchema,
  },
  {
    name: 'agreement',
    format: agreementFormat,
    title: 'what `agree` prints',
    schema: agreementDocumentSchema,
  },
  {
    name: 'survival',
    format: survivalFormat,
    title: 'what `survival` prints',
    schema: survivalDocumentSchema,
  },
  {
    name: 'model-card',
    format: cardFormat,
    title: 'a risk card, as `risk` takes it',
    schema: riskCardSchema,
  },
  { name: 'risk', format: riskFormat, title: 'what `risk` prints', schema: riskDocumentSchema },
  {
    name: 'truth',
    format: truthFormat,
    title: 'what `phantom` writes beside its files',
    schema: truthDocumentSchema,
  },
]

export const schemas: FileCommand = {
  name: 'schemas',
  usage: 'schemas [NAME]',
  summary: 'the JSON Schema of a document, or the names of all of them',
  async run({ output, positionals }) {
    const [name] = positionals
    if (name === undefined) {
      output.result(
        formats.map(({ name, format, title }) => ({ name, format, title })),
        table(formats.map(({ name, format, title }) => [name, format, title])),
      )
      return exitCodes.done
    }
    const found = formats.find((format) => format.name === name)
    if (found === undefined)
      throw new UsageError(`there is no schema '${name}': ${formats.map((format) => format.name).join(', ')}`)
    const document = jsonSchemaOf(found)
    output.result(document, JSON.stringify(document, null, 2).split('\n'))
    return exitCodes.done
  },
}

/** What is taken: a later version may say more, and only documents that say so are closed. */
const jsonSchemaOf = ({ format, title, schema }: DocumentFormat): object => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })
  return { $schema, $id: `urn:midwall:${format}`, title, ...rest }
}
