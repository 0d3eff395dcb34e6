/** `midwall-risk-model/1`: a risk model as a file that people write from a paper and that is checked when loaded. */
import { z } from 'zod'
import { cardFormat, cardStatuses, modelTypes, type RiskCard } from '#analysis/risk/card.ts'
import { newestOpset } from '#analysis/risk/inference.ts'

const text = z.string().min(1)
const number = z.number()
const months = z.number().positive()
const share = z.number().min(0).max(1)

const citation = z.strictObject({
  text,
  doi: text.optional(),
  page: text.optional(),
  table: text.optional(),
})
const cut = z.strictObject({
  kind: z.literal('cut'),
  at: number,
  side: z.enum(['above', 'at-least', 'below', 'at-most']),
})
const transform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identity') }),
  z.strictObject({ kind: z.literal('log') }),
  cut,
  z.strictObject({
    kind: z.literal('spline'),
    knots: z.array(number).min(3),
    term: z.number().int().positive(),
  }),
])
const criterion = z.strictObject({ text, input: text, transform: cut })
const baseline = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('survival'),
    points: z.array(z.strictObject({ t: months, s0: share })).min(1),
    citation: citation.optional(),
  }),
  z.strictObject({
    kind: z.literal('weibull'),
    shape: z.number().positive(),
    scale: months,
    citation: citation.optional(),
  }),
  z.strictObject({ kind: z.literal('intercept'), value: number, citation: citation.optional() }),
  z.strictObject({
    kind: z.literal('points'),
    table: z
      .array(z.strictObject({ from: number, risks: z.array(z.strictObject({ months, risk: share })).min(1) }))
      .min(1),
    citation: citation.optional(),
  }),
])

export const riskCardSchema = z.strictObject({
  format: z.literal(cardFormat),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  version: text,
  status: z.enum(cardStatuses),
  title: text,
  citation,
  outcome: text,
  horizonMonths: z.array(months).min(1),
  type: z.enum(modelTypes),
  population: z.strictObject({
    inclusion: z.array(criterion),
    exclusion: z.array(criterion),
    description: text,
    n: z.number().int().positive().optional(),
    events: z.number().int().nonnegative().optional(),
    followUp: text.optional(),
  }),
  inputs: z
    .array(
      z.strictObject({
        id: text,
        label: text,
        unit: text,
        source: z.string().regex(/^(manual|demographic|measurement:[a-z0-9-]+)$/),
        range: z.tuple([number, number]).refine(([least, most]) => least < most, 'the range is empty'),
        missing: z.discriminatedUnion('rule', [
          z.strictObject({ rule: z.literal('reject') }),
          z.strictObject({ rule: z.literal('impute'), value: number }),
        ]),
      }),
    )
    .min(1),
  terms: z.array(
    z.strictObject({
      id: text,
      factors: z.array(z.strictObject({ input: text, transform })).min(1),
      coefficient: number.optional(),
      centre: number,
      citation: citation.optional(),
    }),
  ),
  baseline: baseline.optional(),
  calibration: z.strictObject({ slope: number, intercept: number, site: text }).optional(),
  performance: z.record(z.string(), z.union([number, z.string()])).optional(),
  testVectors: z.array(
    z.strictObject({
      source: text,
      published: z.boolean(),
      inputs: z.record(z.string(), number),
      months,
      expected: share,
      tolerance: z.number().positive(),
    }),
  ),
  enteredBy: z.array(text),
  neverFor: z.array(text),
  network: z
    .strictObject({
      /** beside the card: a name, no path */
      file: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      opset: z.number().int().min(1).max(newestOpset),
      input: text,
      output: text,
    })
    .optional(),
  note: text.optional(),
  disclaimer: text,
}) satisfies z.ZodType<RiskCard>
