/** A measurement as documents print it: a number with its unit and method, or the reason why there is none. */
import { z } from 'zod'
import { type QuantityName, quantityUnits } from '#analysis/measurements/measurement.ts'
import { sentences } from './outcome.ts'

const quantity = z.enum(Object.keys(quantityUnits) as QuantityName[])
/** the part that it is about, as 'segment:7 layer:endocardial'; slices and phases count from 0, segments from 1 */
const scope = z.string().exactOptional()

const measuredSchema = z.strictObject({
  quantity,
  scope,
  value: z.number(),
  unit: z.enum(Object.values(quantityUnits)),
  method: z.string().min(1),
  version: z.string().min(1),
  /** the convention that the number was made with, where it depends on one */
  papillaries: z.enum(['cavity', 'mass']).exactOptional(),
  warnings: sentences,
})

/** Why there is no number. Never 0, -1 or a default in its place. */
const unmeasuredSchema = z.strictObject({
  quantity,
  scope,
  unmeasured: z.string().min(1),
  detail: z.string().exactOptional(),
})

export const measurementSchema = z.union([measuredSchema, unmeasuredSchema])
