/** A value or why there is none, and the shapes of uncertainty, as analysis documents say them. */
import { z } from 'zod'

export const sentences = z.array(z.string()).readonly()
export const count = z.number().int().nonnegative()
export const method = { method: z.string().min(1), version: z.string().min(1) }

const unmeasuredSchema = z.object({
  measured: z.literal(false),
  reason: z.string().min(1),
  detail: z.string().exactOptional(),
})

/** Why there is no number. Never 0, -1 or a default in its place. */
export const outcome = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('measured', [
    z.object({ measured: z.literal(true), value, warnings: sentences }),
    unmeasuredSchema,
  ])

export const number = z.number()
export const interval = z.object({ low: number, high: number })
export const valueWithin = interval.extend({ value: number })
export const estimate = valueWithin.extend({ se: number })
