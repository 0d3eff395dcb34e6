/** What `midwall survival` prints with `--json`. Times are in the unit of the file. */
import { z } from 'zod'
import { tieRules } from '#analysis/survival/partial-likelihood.ts'
import { timeScales } from '#analysis/survival/proportionality.ts'
import { count, estimate, interval, method, number, outcome, sentences } from './outcome.ts'

export const survivalFormat = 'midwall-survival/2'

const someInterval = z.object({ low: number.exactOptional(), high: number.exactOptional() })
const curve = z.object({
  ...method,
  options: z.object({ confidence: number }),
  n: count,
  events: count,
  /** one for each distinct time, those of censoring too */
  steps: z
    .array(
      z.object({
        time: number,
        atRisk: count,
        events: count,
        censored: count,
        survival: number,
        /** Greenwood's; absent once nobody is left */
        se: number.exactOptional(),
        plain: interval.exactOptional(),
        logLog: interval.exactOptional(),
      }),
    )
    .readonly(),
  /** an end is absent where its curve never comes down to one half */
  median: outcome(z.object({ value: number, plain: someInterval, logLog: someInterval })),
})
const matrix = z.array(z.array(number).readonly()).readonly()
const logRank = z.object({
  ...method,
  groups: z.array(z.object({ group: z.string(), n: count, observed: number, expected: number })).readonly(),
  covariance: matrix,
  chiSquared: number,
  degrees: count,
  p: number,
})
const incidence = z.object({
  ...method,
  cause: count,
  n: count,
  events: count,
  steps: z
    .array(
      z.object({
        time: number,
        atRisk: count,
        events: count,
        allEvents: count,
        incidence: number,
        se: number,
        interval: interval.exactOptional(),
      }),
    )
    .readonly(),
})
const test = z.object({ chiSquared: number, degrees: count, p: number })
const cox = z.object({
  ...method,
  options: z.object({
    ties: z.enum(tieRules),
    confidence: number,
    separationRidge: number,
    ridge: number,
  }),
  n: count,
  events: count,
  coefficients: z
    .array(
      z.object({
        name: z.string(),
        beta: number,
        se: number,
        hazardRatio: number,
        low: number,
        high: number,
        z: number,
        p: number,
      }),
    )
    .readonly(),
  covariance: matrix,
  means: z.array(number).readonly(),
  logLikelihood: z.object({ null: number, fitted: number }),
  wald: test,
  likelihoodRatio: outcome(test),
  score: test,
  /** of a patient with the mean of every covariate */
  baseline: z.array(z.object({ time: number, hazard: number, survival: number })).readonly(),
  /** λ that was used: 0 for the likelihood itself */
  penalty: number,
  iterations: count,
})
const proportionality = z.object({
  ...method,
  options: z.object({ scale: z.enum(timeScales) }),
  covariates: z.array(test.extend({ name: z.string() })).readonly(),
  global: test,
})
const concordance = z.object({
  ...method,
  c: estimate,
  concordant: count,
  discordant: count,
  tied: count,
})
const optimism = z.object({
  ...method,
  drawings: count,
  failed: count,
  seed: number,
  apparent: number,
  optimism: number,
  corrected: number,
  slope: number,
})
/** Without ends where nobody is left. */
const observedRisk = someInterval.extend({ value: number })
const calibration = z.object({
  horizon: number,
  groups: z.array(z.object({ n: count, predicted: number, observed: outcome(observedRisk) })).readonly(),
  expected: number,
  observed: observedRisk,
  ratio: number,
  intercept: outcome(number),
  slope: outcome(estimate),
})
/** Net benefit per patient, by threshold; nobody treated is 0. */
const decision = z.object({
  ...method,
  horizon: number,
  points: z
    .array(z.object({ threshold: number, positive: count, model: outcome(number), all: number }))
    .readonly(),
})
/** How good risks by one time were. */
const performance = z.object({
  horizon: number,
  brier: outcome(z.object({ brier: number, reference: number, scaled: number })),
  auc: outcome(number),
  calibration: outcome(calibration),
  decision: outcome(decision),
})

const analysis = z.object({
  ...method,
  options: z.object({
    confidence: number,
    ties: z.enum(tieRules),
    cause: count,
    horizons: z.array(number).readonly(),
    calibrationGroups: count,
    thresholds: z.array(number).readonly(),
    drawings: count,
    seed: number,
  }),
  n: count,
  events: count,
  competing: count,
  overall: outcome(curve),
  groups: z.array(z.object({ group: z.string(), curve: outcome(curve) })).readonly(),
  logRank: outcome(logRank).exactOptional(),
  incidence: z.array(z.object({ cause: count, curve: outcome(incidence) })).readonly(),
  regression: z
    .object({
      patients: count,
      fit: outcome(cox),
      proportionality: outcome(proportionality),
      concordance: outcome(concordance),
      optimism: outcome(optimism).exactOptional(),
      /** on the patients that the model was fitted to */
      horizons: z.array(performance).readonly(),
    })
    .exactOptional(),
  /** of risks that the file has, one for each horizon */
  predictions: z
    .array(performance.extend({ patients: count, concordance: outcome(concordance) }))
    .readonly()
    .exactOptional(),
})

export const survivalDocumentSchema = z.object({
  format: z.literal(survivalFormat),
  file: z.string(),
  /** headers that were read as what */
  columns: z.object({
    time: z.string(),
    event: z.string(),
    group: z.string().exactOptional(),
    id: z.string().exactOptional(),
    covariates: z.array(z.string()).readonly(),
    risks: z.array(z.string()).readonly(),
  }),
  warnings: sentences,
  analysis: outcome(analysis),
})
export type SurvivalDocument = z.input<typeof survivalDocumentSchema>
