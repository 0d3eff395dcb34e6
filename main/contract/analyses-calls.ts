/** The calls of the contract about analyses, and about contours that are made from others. */
import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import { interpolatedAlong } from '#analysis/contours/interpolation.ts'
import { interpolatedBorders } from '#analysis/examination/interpolation.ts'
import { type AnalysesProgress, analysisNames } from './analysis-documents/analyses.ts'
import type { InterpolationProgress } from './analysis-documents/interpolation.ts'
import type { PropagationProgress } from './analysis-documents/propagation.ts'
import { fromPhases, type ReadContoursProgress, whichContours } from './analysis-documents/read-contours.ts'
import type { UncertaintyProgress } from './analysis-documents/uncertainty.ts'
import { type ContourFile, contourFileSchema } from './contour-file.ts'
import { named } from './faults.ts'
import { givenValues } from './given-values.ts'
import { id, read, study } from './identifiers.ts'

const ofOpenRead = [
  'no-such-read',
  'read-signed',
  'read-sealed',
  'read-of-another-reader',
  'reader-not-chosen',
  'study-withdrawn',
  'cancelled',
] as const

export const analysesCalls = {
  /**
   * Everything that the series and the contours of a read allow, recorded in its log. Stop listening to cancel:
   * nothing is recorded then.
   */
  run: oc
    .errors(
      named(
        'no-such-read',
        'read-changed-elsewhere',
        'read-signed',
        'read-sealed',
        'read-of-another-reader',
        'reader-not-chosen',
        'study-withdrawn',
        'event-invalid',
        'cancelled',
      ),
    )
    .input(
      z
        .object({
          read: id,
          only: z.array(z.enum(analysisNames)).min(1).optional(),
          /** what panels show beside the numbers comes after them, kept for who asks again */
          details: z.boolean().exactOptional(),
          // each in place of what was entered in the read
          ...givenValues,
        })
        .refine(
          ({ haematocrit, haematocritFormula }) =>
            haematocrit === undefined || haematocritFormula === undefined,
          'a haematocrit is of a sample or by a formula, not both',
        ),
    )
    .output(eventIterator(type<AnalysesProgress>())),
  /**
   * What would change the numbers of one analysis of a read: it is made again with each choice made otherwise. Stop
   * listening to cancel. Nothing is recorded.
   */
  uncertainty: oc
    .errors(named('no-such-read', 'reader-not-chosen', 'study-withdrawn', 'cancelled'))
    .input(
      read.extend({
        analysis: z.enum(analysisNames),
        /** of an analysis that has several: 't1-native', 'aorta' */
        part: z.string().min(1).max(200).exactOptional(),
      }),
    )
    .output(eventIterator(type<UncertaintyProgress>())),
  /** Contours of some phases carried to all of the beat, as a file. Stop listening to cancel. Nothing is recorded. */
  propagate: oc
    .errors(
      named('no-such-study', 'study-not-downloaded', 'study-withdrawn', 'contour-file-invalid', 'cancelled'),
    )
    .input(study.extend({ file: contourFileSchema as z.ZodType<ContourFile> }))
    .output(eventIterator(type<PropagationProgress>())),
  /** Contours between those of a file, as a file. Stop listening to cancel. Nothing is recorded. */
  interpolate: oc
    .errors(
      named('no-such-study', 'study-not-downloaded', 'study-withdrawn', 'contour-file-invalid', 'cancelled'),
    )
    .input(
      study.extend({
        file: contourFileSchema as z.ZodType<ContourFile>,
        /** all of them when absent */
        borders: z.array(z.enum(interpolatedBorders)).min(1).exactOptional(),
        /** along the beat first, then between slices, when absent */
        along: z.array(z.enum(interpolatedAlong)).min(1).exactOptional(),
      }),
    )
    .output(eventIterator(type<InterpolationProgress>())),
  /** Contours of an open read carried to other phases of it. Stop listening to cancel. Nothing is recorded. */
  propagateRead: oc
    .errors(named(...ofOpenRead))
    .input(read.extend({ ...whichContours, ...fromPhases }))
    .output(eventIterator(type<ReadContoursProgress>())),
  /** Contours between those of an open read. Stop listening to cancel. Nothing is recorded. */
  interpolateRead: oc
    .errors(named(...ofOpenRead))
    .input(
      read.extend({ ...whichContours, along: z.array(z.enum(interpolatedAlong)).min(1).exactOptional() }),
    )
    .output(eventIterator(type<ReadContoursProgress>())),
} as const
