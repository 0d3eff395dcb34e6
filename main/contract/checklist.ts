/** What a project asks of every read, as its registry sends it. The types stand in workers/analysis/reading/checklist. */
import { z } from 'zod'
import { borders } from '#analysis/contours/contour.ts'
import { landmarkKinds } from '#analysis/contours/landmark.ts'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import { type ChecklistItem, gradesAsked, needs, slicesAsked } from '#analysis/reading/checklist/items.ts'
import { scoreScales } from '#analysis/segments/scores.ts'

/** Names an item in events and results for as long as they are kept. */
export const itemId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/)

const words = z.string().trim().min(1).max(500)
const worded = z.object({ en: words, de: words.exactOptional() })
const roles = z.array(z.enum(seriesRoles)).min(1).max(40)
const phases = z.enum(['ed', 'es', 'both', 'any'])
const item = {
  id: itemId,
  need: z.enum(needs),
  title: worded.exactOptional(),
  onlyWith: roles.exactOptional(),
}
const abouts = [...new Set(Object.values(scoreScales).map(({ about }) => about))]

const answerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choice'),
    options: z
      .array(z.object({ value: itemId, text: worded }))
      .min(2)
      .max(20),
  }),
  z.object({ kind: z.literal('text') }),
  z.object({
    kind: z.literal('number'),
    unit: z.string().max(40),
    least: z.number().exactOptional(),
    most: z.number().exactOptional(),
  }),
])

const itemSchema = z.discriminatedUnion('kind', [
  z.object({
    ...item,
    kind: z.literal('contours'),
    borders: z.array(z.enum(borders)).min(1).max(14),
    roles,
    phases,
    slices: z.enum(slicesAsked),
  }),
  z.object({
    ...item,
    kind: z.literal('landmarks'),
    landmarks: z.array(z.enum(landmarkKinds)).min(1).max(7),
    roles,
    phases,
  }),
  z.object({
    ...item,
    kind: z.literal('analysis'),
    analysis: z
      .string()
      .max(100)
      .regex(/^[a-z0-9-]+(?:\/[a-z0-9 -]+)?$/),
  }),
  z.object({
    ...item,
    kind: z.literal('segments'),
    about: z.enum(abouts),
    segments: z.array(z.number().int().min(1).max(17)).min(1).max(17),
  }),
  z.object({ ...item, kind: z.literal('grade'), grade: z.enum(gradesAsked) }),
  z.object({ ...item, kind: z.literal('question'), question: worded, answer: answerSchema }),
])

export const checklistSchema: z.ZodType<readonly ChecklistItem[]> = z
  .array(itemSchema)
  .max(60)
  .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'two items have one id')
