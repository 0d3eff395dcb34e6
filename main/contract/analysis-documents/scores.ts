/** `midwall-scores/1`: what a reader gave to AHA segments on one scale, as `midwall analyse --scores` takes it. */
import { z } from 'zod'

export const scoresFormat = 'midwall-scores/1'

const word = z.string().min(1).max(100)

/** Names of scales and grades, and which segment there is, are the analysis's question. */
export const segmentScores = {
  scale: z.strictObject({ name: word, version: word }),
  segments: z.array(z.strictObject({ segment: z.number().int(), grade: word })).max(17),
}

export const scoreFileSchema = z.strictObject({
  format: z.literal(scoresFormat),
  study: z.string().min(1),
  ...segmentScores,
})
export type ScoreFile = z.infer<typeof scoreFileSchema>
