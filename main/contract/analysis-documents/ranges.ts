/** Numbers beside those of healthy people, and the imaging criterion of the registry, as `midwall analyse` prints them. */
import { z } from 'zod'
import { type QuantityName, quantityUnits } from '#analysis/measurements/measurement.ts'
import { rangeRefusals } from '#analysis/ranges/comparison.ts'

const quantity = z.enum(Object.keys(quantityUnits) as QuantityName[])

const comparedSchema = z.strictObject({
  compared: z.literal(true),
  quantity,
  value: z.number(),
  /** a value on a limit is within */
  verdict: z.enum(['below', 'within', 'above']),
  /** one; that of men and that of women where sex is not known and both say the same */
  ranges: z
    .array(
      z.strictObject({
        sex: z.enum(['M', 'F']),
        low: z.number(),
        high: z.number(),
        z: z.number(),
        /** how far the rounding of the limits can move z, either way */
        zUncertainty: z.number(),
      }),
    )
    .min(1)
    .readonly(),
  table: z.strictObject({
    id: z.string().min(1),
    version: z.string().min(1),
    source: z.string().min(1),
    /** what nobody has held against its publication decides nothing */
    status: z.enum(['verified', 'unverified source']),
    interval: z.string().min(1),
  }),
})

const notComparedSchema = z.strictObject({
  compared: z.literal(false),
  quantity,
  refusal: z.enum(rangeRefusals),
  detail: z.string(),
})

export const comparisonSchema = z.discriminatedUnion('compared', [comparedSchema, notComparedSchema])

export const inclusionSchema = z.strictObject({
  rule: z.string().min(1),
  trial: z.string().min(1),
  version: z.string().min(1),
  decision: z.enum(['included', 'not-included', 'not-evaluable']),
  /** why it is not evaluable */
  reason: z.string().exactOptional(),
  /** what the limits say, whatever the table is worth */
  computed: z.enum(['meets', 'does-not-meet']).exactOptional(),
  edvIndex: comparisonSchema.exactOptional(),
  ef: comparisonSchema.exactOptional(),
})
