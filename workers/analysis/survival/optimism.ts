/**
 * How much of a model's performance is owed to having been fitted to these very patients.
 *
 * A model of each bootstrap sample is judged on the sample and on all patients; the mean difference is the
 * optimism, and is taken off. The slope on all patients says how much coefficients would have to be shrunk.
 * @source Harrell 1996, doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4
 */
import { mean } from '../numerics/moments.ts'
import { drawnAgain } from '../numerics/resampling.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { concordance } from './concordance.ts'
import { type CoxFit, type CoxOptions, coxRegression, linearPredictor, type Subject } from './cox.ts'
import { optimismMethod } from './methods.ts'

export interface OptimismOptions {
  /** 200, as Harrell advises: the correction then varies by a tenth of C's standard error */
  readonly drawings: number
  readonly seed: number
  readonly cox: Partial<CoxOptions>
}

export interface Optimism {
  readonly method: string
  readonly version: string
  readonly drawings: number
  /** in which the model could not be fitted */
  readonly failed: number
  readonly seed: number
  readonly apparent: number
  readonly optimism: number
  readonly corrected: number
  readonly slope: number
}

/** Share of drawings without a fit from which on the rest say nothing of the model. */
const mostFailed = 0.2

/**
 * @param progress  of drawings
 * @returns unmeasured as `coxRegression`, 'no-convergence' when a fifth of the drawings could not be fitted
 */
export function optimism(
  subjects: readonly Subject[],
  names: readonly string[],
  { drawings = 200, seed = 1, cox = {} }: Partial<OptimismOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<Optimism> {
  const fit = coxRegression(subjects, names, cox)
  if (!fit.measured) return fit
  const apparent = cOf(subjects, fit.value)
  if (!apparent.measured) return apparent
  const gains: number[] = []
  const slopes: number[] = []
  for (let drawing = 0; drawing < drawings; drawing++) {
    const gain = gainOf(drawnAgain(subjects, seed, drawing), subjects, names, cox)
    if (gain !== undefined) {
      gains.push(gain.c)
      slopes.push(gain.slope)
    }
    progress?.(drawing + 1, drawings)
  }
  const failed = drawings - gains.length
  if (failed > mostFailed * drawings)
    return unmeasured('no-convergence', `${failed} of ${drawings} drawings could not be fitted`)
  const lost = mean(gains)
  return measured({
    ...optimismMethod,
    drawings,
    failed,
    seed,
    apparent: apparent.value,
    optimism: lost,
    corrected: apparent.value - lost,
    slope: mean(slopes),
  })
}

function gainOf(
  drawn: readonly Subject[],
  subjects: readonly Subject[],
  names: readonly string[],
  cox: Partial<CoxOptions>,
): { readonly c: number; readonly slope: number } | undefined {
  const fit = coxRegression(drawn, names, cox)
  if (!fit.measured) return undefined
  const [inside, outside] = [cOf(drawn, fit.value), cOf(subjects, fit.value)]
  const slope = coxRegression(
    subjects.map((subject) => ({ ...subject, x: [linearPredictor(fit.value, subject.x)] })),
    ['linear predictor'],
  )
  if (!inside.measured || !outside.measured || !slope.measured) return undefined
  return { c: inside.value - outside.value, slope: at(slope.value.coefficients, 0).beta }
}

function cOf(subjects: readonly Subject[], fit: CoxFit): Outcome<number> {
  const found = concordance(
    subjects,
    subjects.map(({ x }) => linearPredictor(fit, x)),
  )
  return found.measured ? measured(found.value.c.value) : found
}
