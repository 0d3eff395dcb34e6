/**
 * The events that a window or a batch may append. Signing, unlocking, sealing and recording measurements
 * are not among them: they are calls of their own, and main writes those events.
 */
import { z } from 'zod'
import {
  annotationKinds,
  longestAnnotationText,
  mostAnnotationPoints,
} from '#analysis/annotations/annotation.ts'
import { borders, chambers, contourOrigins } from '#analysis/contours/contour.ts'
import { landmarkKinds } from '#analysis/contours/landmark.ts'
import { imageQualities, type ReadEventBody, rhythms } from '#analysis/reading/events.ts'
import { segmentScores } from './analysis-documents/scores.ts'
import { itemId } from './checklist.ts'
import { givenValues } from './given-values.ts'

const uid = z.string().min(1).max(64)
const image = z.object({ sopInstanceUid: uid, frame: z.number().int().nonnegative() })
const point = z.tuple([z.number(), z.number()])
const phase = z.number().int().nonnegative()
/** of several contours of one border on one image */
const part = z.number().int().min(0).max(99).optional()

const contourSchema = z.object({
  image,
  border: z.enum(borders),
  part,
  closed: z.boolean(),
  points: z.array(point).min(3).max(10_000),
  controls: z.array(point).min(3).max(1_000).optional(),
  origin: z.enum(contourOrigins),
})

const judgedGrade = z.object({
  read: z.string().min(1).max(100),
  version: z.number().int().positive(),
  head: z.string().min(1).max(100),
  grade: z.string().min(1).max(100).nullable(),
})

const contourKey = z.object({ image, border: z.enum(borders), part })

const annotationNumber = z.number().int().min(1).max(100_000)
const annotationSchema = z.object({
  number: annotationNumber,
  kind: z.enum(annotationKinds),
  image,
  points: z.array(point).min(1).max(mostAnnotationPoints),
  text: z.string().min(1).max(longestAnnotationText).optional(),
  everyPhase: z.literal(true).optional(),
})

export const gestureSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('contours-changed'),
    set: z.array(contourSchema).max(5_000),
    removed: z.array(contourKey).max(5_000),
    gesture: z.string().max(100),
  }),
  z.object({ kind: z.literal('contours-accepted'), contours: z.array(contourKey).min(1).max(5_000) }),
  z.object({
    kind: z.literal('landmarks-changed'),
    set: z.array(z.object({ kind: z.enum(landmarkKinds), image, point })).max(5_000),
    removed: z.array(z.object({ kind: z.enum(landmarkKinds), image })).max(5_000),
    gesture: z.string().max(100),
  }),
  z.object({
    kind: z.literal('annotations-changed'),
    set: z.array(annotationSchema).max(500),
    removed: z.array(annotationNumber).max(500),
    gesture: z.string().max(100),
  }),
  z.object({
    kind: z.literal('slices-marked'),
    chamber: z.enum(chambers),
    images: z.array(image).min(1).max(5_000),
    empty: z.boolean(),
  }),
  z.object({ kind: z.literal('phase-chosen'), which: z.enum(['ed', 'es']), phase: phase.nullable() }),
  z.object({ kind: z.literal('papillaries-chosen'), papillaries: z.enum(['cavity', 'mass']) }),
  z.object({ kind: z.literal('quality-graded'), grade: z.enum(imageQualities).nullable() }),
  z.object({ kind: z.literal('rhythm-graded'), rhythm: z.enum(rhythms).nullable() }),
  z.object({ kind: z.literal('not-evaluable'), reason: z.string().min(1).max(2_000).nullable() }),
  z.object({
    kind: z.literal('body-size-entered'),
    size: z
      .object({
        heightCm: z.number().optional(),
        weightKg: z.number().optional(),
        bsa: z.number().optional(),
        reason: z.string().min(1).max(2_000),
      })
      .nullable(),
  }),
  z.object({ kind: z.literal('values-given'), given: z.object(givenValues) }),
  z.object({ kind: z.literal('segments-scored'), ...segmentScores }),
  z.object({ kind: z.literal('commented'), text: z.string().min(1).max(10_000) }),
  z.object({
    kind: z.literal('segment-adjudicated'),
    scale: z.object({ name: z.string().max(100), version: z.string().max(20) }),
    segment: z.number().int().min(1).max(17),
    grade: z.string().min(1).max(100).nullable(),
    reason: z.string().max(2_000),
    between: z.tuple([judgedGrade, judgedGrade]),
  }),
  z.object({
    kind: z.literal('question-answered'),
    question: itemId,
    answer: z.union([z.string().min(1).max(2_000), z.number()]).nullable(),
  }),
  z.object({ kind: z.literal('item-waived'), item: itemId, reason: z.string().min(1).max(2_000).nullable() }),
  z.object({ kind: z.literal('undone'), event: z.number().int().positive() }),
  z.object({ kind: z.literal('redone'), event: z.number().int().positive() }),
])

/** A finished gesture of a reader. */
export type Gesture = Extract<ReadEventBody, { kind: z.infer<typeof gestureSchema>['kind'] }>
