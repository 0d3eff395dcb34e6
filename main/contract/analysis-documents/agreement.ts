/** What `midwall agree` takes, and what it prints with `--json`. */
import { z } from 'zod'
import { type IntraclassForm, intraclassForms } from '#analysis/agreement/icc.ts'
import { kappaWeights } from '#analysis/agreement/kappa.ts'
import { borders } from '#analysis/contours/contour.ts'
import { volumesDocumentSchema } from '../documents.ts'
import { count, estimate, interval, method, number, outcome, sentences, valueWithin } from './outcome.ts'

/**
 * One reading of one study: of what `volumes` and other analyses print, the part that is compared. `reader` and
 * `provisional` may be absent where a program that knows neither wrote the file.
 */
export const readingSchema = volumesDocumentSchema
  .pick({ study: true, reader: true, provisional: true, measurements: true })
  .partial({ reader: true, provisional: true })
  .loose()

export const agreementFormat = 'midwall-agreement/2'

const limit = z.object({ value: number, simple: estimate, approximate: estimate, exact: interval })
const limitOptions = { coverage: number, multiplier: number, confidence: number }
const blandAltmanOptions = {
  ...limitOptions,
  scale: z.enum(['difference', 'ratio']),
  significance: number,
}
const blandAltman = z.object({
  ...method,
  options: z.object(blandAltmanOptions),
  n: count,
  bias: estimate,
  sd: number,
  lower: limit,
  upper: limit,
  /** ± how many SD a limit is known to with this n */
  precision: number,
  ratio: z.object({ bias: number, lower: number, upper: number }).exactOptional(),
  proportional: outcome(z.object({ slope: estimate, intercept: number, p: number })),
  normality: outcome(z.object({ w: number, p: number })),
  correlation: outcome(number),
})
const repeated = z.object({
  ...method,
  options: z.object(limitOptions),
  cases: count,
  pairs: count,
  bias: estimate,
  betweenSd: number,
  withinSd: number,
  sd: number,
  lower: valueWithin,
  upper: valueWithin,
})
const each = <K extends string, T extends z.ZodType>(keys: readonly K[], value: T) =>
  z.object(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, T>)
const icc = z.object({
  ...method,
  options: z.object({ confidence: number }),
  squares: z.object({
    cases: count,
    readers: count,
    between: number,
    within: number,
    readerBetween: number,
    rest: number,
  }),
  forms: each<IntraclassForm, typeof valueWithin>(intraclassForms, valueWithin),
})
const repeatability = z.object({
  ...method,
  options: z.object({ multiplier: number, confidence: number }),
  within: valueWithin,
  coefficient: valueWithin,
  variationRms: outcome(number),
  variationLog: outcome(number),
})
const kappa = outcome(
  z.object({
    ...method,
    weights: z.enum(kappaWeights),
    n: count,
    observed: number,
    expected: number,
    kappa: estimate,
    p: number.exactOptional(),
    clustered: outcome(interval),
    patients: count,
  }),
)

const leftOut = z.array(z.object({ study: z.string(), why: z.string() })).readonly()
/** One number of each reader, in their order. */
const commonCase = z.object({ case: z.string(), values: z.array(number).readonly() })
/** Of one quantity and part, whoever read it. */
const quantity = {
  quantity: z.string().min(1),
  scope: z.string().exactOptional(),
  unit: z.string(),
  leftOut,
  warnings: sentences,
}
const quantityAgreement = z.object({
  ...quantity,
  pairs: z.array(z.object({ case: z.string(), a: number, b: number })).readonly(),
  blandAltman: outcome(blandAltman),
  icc: outcome(icc),
  repeatability: outcome(repeatability),
})

const readers = z.object({
  ...method,
  options: z.object(blandAltmanOptions),
  readers: z.tuple([z.string(), z.string()]).readonly(),
  studies: count,
  onlyA: sentences,
  onlyB: sentences,
  quantities: z.array(quantityAgreement).readonly(),
  segments: z
    .array(
      z.object({
        quantity: z.string(),
        part: z.string(),
        unit: z.string(),
        items: count,
        blandAltman: outcome(repeated),
      }),
    )
    .readonly(),
})

const several = z.object({
  ...method,
  options: z.object({ confidence: number }),
  readers: z.array(z.string()).readonly(),
  studies: count,
  quantities: z
    .array(
      z.object({
        ...quantity,
        cases: z.array(commonCase).readonly(),
        icc: outcome(icc),
      }),
    )
    .readonly(),
})

/** Segments that all readers scored on one scale, with their grades by place in it, from 0. */
const commonScores = {
  scale: z.object({ name: z.string(), version: z.string(), grades: count, ordered: z.boolean() }),
  items: z.array(commonCase).readonly(),
  leftOut,
}
const scores = z.object({
  ...commonScores,
  /** rows the first reader's grades, columns the second's */
  counts: z.array(z.array(count).readonly()).readonly(),
  /** weighted by distance on ordered scales only */
  kappa: z.partialRecord(z.enum(kappaWeights), kappa),
})
const severalScores = z.object({
  ...commonScores,
  /** Fleiss' */
  kappa: outcome(
    z.object({
      ...method,
      items: count,
      readers: count,
      observed: number,
      expected: number,
      kappa: number,
      seUnderChance: number,
      p: number,
      patients: count,
      clustered: outcome(interval),
    }),
  ),
})

const place = {
  image: z.string(),
  border: z.enum(borders),
  closed: z.boolean(),
  part: count.exactOptional(),
  /** role of the stack, where the images were given */
  stack: z.string().exactOptional(),
  slice: count.exactOptional(),
  phase: count.exactOptional(),
}
const distances = z.object({ hausdorff: number, percentile95: number, mean: number })
const contours = z.object({
  ...method,
  pairs: z
    .array(
      z.object({
        ...place,
        dice: outcome(number),
        /** mm */
        distances: outcome(distances),
        /** mL, first less second */
        volume: outcome(number),
      }),
    )
    .readonly(),
  lone: z
    .array(z.object({ ...place, drawnBy: z.enum(['first', 'second']), volume: outcome(number) }))
    .readonly(),
  borders: z
    .array(
      z.object({
        border: z.enum(borders),
        closed: z.boolean(),
        stack: z.string().exactOptional(),
        phase: count.exactOptional(),
        pairs: count,
        lone: count,
        dice: outcome(number),
        diceWithLone: outcome(number),
        meanDistance: outcome(number),
        hausdorff: outcome(number),
        percentile95: outcome(number),
        volume: outcome(number),
        loneVolume: outcome(number),
      }),
    )
    .readonly(),
})

const pair = z.object({
  /** places of the two in `readers`, from 0; differences are of the first less the second */
  first: count,
  second: count,
  /** where both have measurements */
  measurements: outcome(readers).exactOptional(),
  /** where both have scores: one for each scale */
  scores: z.array(scores).readonly().exactOptional(),
  /** where both have contours: one for each study that either has */
  contours: z
    .array(z.object({ study: z.string(), warnings: sentences, agreement: outcome(contours) }))
    .readonly()
    .exactOptional(),
})

export const agreementDocumentSchema = z.object({
  format: z.literal(agreementFormat),
  /** what was given for each, and the files that it stands for */
  readers: z.array(z.object({ given: z.string(), files: z.array(z.string()).readonly() })).readonly(),
  options: z.object({
    ...blandAltmanOptions,
    bootstrap: z.object({ drawings: count, seed: number }),
    /** mm, as far as given: of contours in pixels */
    grid: z.object({
      pixel: z.object({ rowSpacing: number, columnSpacing: number }).optional(),
      sliceSpacing: number.optional(),
    }),
  }),
  /** the folder of images that were drawn on, where it was given */
  images: z.string().exactOptional(),
  pairs: z.array(pair).readonly(),
  /** of three readers or more, each part where all have something of it */
  together: z
    .object({
      measurements: outcome(several).exactOptional(),
      scores: z.array(severalScores).readonly().exactOptional(),
    })
    .exactOptional(),
})
export type AgreementDocument = z.input<typeof agreementDocumentSchema>
