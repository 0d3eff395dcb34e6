/** What `midwall risk` takes beside a card, and what it prints with `--json`. */
import { z } from 'zod'
import { cardStatuses, modelTypes } from '#analysis/risk/card.ts'
import { method, number, outcome, sentences } from './outcome.ts'

/** By input of the card: a number and its unit (UCUM); what is absent is not known. */
export const riskInputsSchema = z.record(
  z.string().min(1),
  z.strictObject({ value: number, unit: z.string().min(1) }),
)

export const riskFormat = 'midwall-risk/1'

const taken = z.object({ id: z.string(), value: number, imputed: z.boolean() })
const occlusions = z
  .array(
    z.object({ months: number, inputs: z.array(z.object({ input: z.string(), change: number })).readonly() }),
  )
  .readonly()

const estimate = z.object({
  ...method,
  card: z.object({ id: z.string(), version: z.string(), sha256: z.string() }),
  inputs: z.array(taken).readonly(),
  contributions: z
    .array(z.object({ term: z.string(), value: number, coefficient: number, contribution: number }))
    .readonly(),
  /** before a site's recalibration; a network has none */
  linearPredictor: number.exactOptional(),
  outcome: z.string(),
  risks: z.array(z.object({ months: number, risk: outcome(number) })).readonly(),
  disclaimer: z.string(),
  /** of a network: risk with the patient's value, less risk with the median in its place */
  occlusions: outcome(occlusions).exactOptional(),
})

export const riskDocumentSchema = z.object({
  format: z.literal(riskFormat),
  card: z.object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    status: z.enum(cardStatuses),
    type: z.enum(modelTypes),
    /** of the file's bytes */
    sha256: z.string(),
  }),
  /** why it may not be used; none: it is open */
  locked: sentences,
  examples: z
    .array(z.object({ source: z.string(), expected: number, got: outcome(number), passed: z.boolean() }))
    .readonly(),
  /** what became of each input, and what the population of the model says of the patient */
  inputs: z
    .array(z.object({ id: z.string(), label: z.string(), taken: outcome(taken.omit({ id: true })) }))
    .readonly(),
  criteria: z
    .array(
      z.object({
        kind: z.enum(['inclusion', 'exclusion']),
        text: z.string(),
        /** absent: what it rests on is not known */
        holds: z.boolean().optional(),
      }),
    )
    .readonly(),
  estimate: outcome(estimate),
})
export type RiskDocument = z.input<typeof riskDocumentSchema>
