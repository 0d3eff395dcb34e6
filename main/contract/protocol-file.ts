/** A reading protocol as a file: what a registry says of its projects, for a project that no registry has. */
import { z } from 'zod'
import { usualMethodNames } from '#analysis/scar/options.ts'
import { knownScale } from '#analysis/segments/scores.ts'
import { checklistSchema } from './checklist.ts'

export const protocolFormat = 'midwall-protocol/1'

const name = z.string().trim().min(1).max(128)

export const protocolFileSchema = z.strictObject({
  format: z.literal(protocolFormat),
  name,
  version: name,
  base: z.enum(['reader-slices', 'plane-clipped']),
  papillaries: z.enum(['cavity', 'mass']),
  /** that wall motion is scored on; absent where it is left to the reader */
  motionScale: z
    .strictObject({ name, version: name })
    .refine((scale) => knownScale(scale)?.about === 'wall-motion', 'there is no such scale of wall motion')
    .exactOptional(),
  /** whose late enhancement is shown first; all methods are measured */
  scarMethod: z.enum(usualMethodNames).exactOptional(),
  /** what every read is asked for before it is signed */
  checklist: checklistSchema.exactOptional(),
})

export type ProtocolFile = z.infer<typeof protocolFileSchema>
