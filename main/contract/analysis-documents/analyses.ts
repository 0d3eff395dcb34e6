/** `midwall-analyses/2`: what `midwall analyse --json` prints, every analysis with its numbers or the reason why not. */
import { z } from 'zod'
import { curveSchema, patternSchema } from './curves.ts'
import type { AnalysisDetails } from './details.ts'
import { measurementSchema } from './measurement.ts'
import { sentences } from './outcome.ts'
import { comparisonSchema, inclusionSchema } from './ranges.ts'

/** What is written. */
export const analysesFormat = 'midwall-analyses/2'
/** What is read: documents of the first version have no curves of a first pass, and nothing else is different. */
export const analysesFormats = ['midwall-analyses/1', analysesFormat] as const

/** In the order in which they are made; a later one may rest on an earlier one. */
export const analysisNames = [
  'volumes',
  'segments',
  'strain',
  'scar',
  'perfusion',
  'mapping',
  'flow',
  'scores',
  'ranges',
  'inclusion',
] as const
export type AnalysisName = (typeof analysisNames)[number]

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const foundSchema = z.strictObject({
  analysis: z.enum(analysisNames),
  /** what it was made on or with, where one analysis has several: 't1-native', 'aorta', a table of ranges */
  part: z.string().exactOptional(),
  method: z.string().min(1),
  version: z.string().min(1),
  /** as used, defaults filled in */
  options: json,
  measurements: z.array(measurementSchema).readonly(),
  warnings: sentences,
  /** of `strain`, `flow` and, since version 2, `perfusion`: a value for each time; volumes of phases are measurements */
  curves: z.array(curveSchema).readonly().exactOptional(),
  /** of `scar`: where in the wall of each segment the enhancement lies, by method */
  patterns: z.array(patternSchema).readonly().exactOptional(),
  /** of `ranges`: each number beside those of healthy people, or why not */
  comparisons: z.array(comparisonSchema).readonly().exactOptional(),
  /** of `inclusion`: the verdict with what it rests on */
  inclusion: inclusionSchema.exactOptional(),
})

const refusedSchema = z.strictObject({
  analysis: z.enum(analysisNames),
  part: z.string().exactOptional(),
  unmeasured: z.string().min(1),
  detail: z.string().exactOptional(),
})

export const analysisSchema = z.union([foundSchema, refusedSchema])
export type AnalysisDocument = z.infer<typeof analysisSchema>

export const analysesDocumentSchema = z.strictObject({
  format: z.enum(analysesFormats),
  study: z.string().min(1),
  /** the read that holds the contours and, from now on, the results */
  read: z.string().min(1),
  reader: z.string().min(1),
  analyses: z.array(analysisSchema).readonly(),
})
export type AnalysesDocument = z.infer<typeof analysesDocumentSchema>

export type AnalysesProgress =
  | {
      readonly kind: 'working'
      readonly analysis: AnalysisName
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'finished'; readonly analyses: readonly AnalysisDocument[] }
  /** where it was asked for: after the numbers, one after another */
  | { readonly kind: 'details'; readonly analysis: AnalysisName; readonly details: AnalysisDetails }
