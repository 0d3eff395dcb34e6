/**
 * A risk model as data: what it takes, of whom it was made, its numbers with the page that they stand on, and the
 * worked example that it must pass. Nothing of a model is in code.
 *
 *   cox       1 − S₀(t)^exp(lp),  lp = Σ βⱼ (fⱼ(x) − cⱼ)
 *   finegray  the same, of the cumulative incidence: 1 − (1 − F₀(t))^exp(lp); `s0` is then 1 − F₀
 *   weibull   1 − exp(−(t/scale)^shape · exp(lp))
 *   logistic  1/(1 + exp(−intercept − lp)), of the card's one horizon
 *   points    Σ points, and the risk that the paper's table gives for the sum
 *   onnx      a network, evaluated elsewhere: see `inference.ts`
 */

export const cardFormat = 'midwall-risk-model/1'

export const cardStatuses = ['draft', 'validated', 'retired'] as const
export type CardStatus = (typeof cardStatuses)[number]

export const modelTypes = ['cox', 'finegray', 'weibull', 'logistic', 'points', 'onnx'] as const
export type ModelType = (typeof modelTypes)[number]

/** Where a number stands: 'page 1125', 'table 3'. */
export interface Citation {
  readonly text: string
  readonly doi?: string | undefined
  readonly page?: string | undefined
  readonly table?: string | undefined
}

export interface RiskInput {
  readonly id: string
  readonly label: string
  /** UCUM; '1' for a yes (1) or no (0) */
  readonly unit: string
  /** 'measurement:lv-edv-index', 'manual', 'demographic' */
  readonly source: string
  /** outside, the model was never made: refused */
  readonly range: readonly [number, number]
  /** a value is missing: `reject` refuses; `impute` takes the median of the model's own patients, and says so */
  readonly missing: { readonly rule: 'reject' } | { readonly rule: 'impute'; readonly value: number }
}

/**
 * What is made of inputs before a coefficient multiplies it. `spline` is the restricted cubic one, its terms by
 * number from 1 (the first is the input itself).
 */
export type Transform =
  | { readonly kind: 'identity' }
  | { readonly kind: 'log' }
  | { readonly kind: 'cut'; readonly at: number; readonly side: 'above' | 'at-least' | 'below' | 'at-most' }
  | { readonly kind: 'spline'; readonly knots: readonly number[]; readonly term: number }

/** Σ over terms: coefficient × Π transformed inputs − centre; two inputs are an interaction. */
export interface RiskTerm {
  readonly id: string
  readonly factors: readonly { readonly input: string; readonly transform: Transform }[]
  /** undefined until entered: the card is then locked */
  readonly coefficient?: number | undefined
  readonly centre: number
  /** where the coefficient stands in the paper */
  readonly citation?: Citation | undefined
}

export interface Criterion {
  /** as the paper says it */
  readonly text: string
  readonly input: string
  readonly transform: Extract<Transform, { kind: 'cut' }>
}

export interface Population {
  /** all must hold */
  readonly inclusion: readonly Criterion[]
  /** none may hold */
  readonly exclusion: readonly Criterion[]
  /** for a person: what no input says */
  readonly description: string
  readonly n?: number | undefined
  readonly events?: number | undefined
  readonly followUp?: string | undefined
}

export type Baseline =
  | {
      readonly kind: 'survival'
      /** months, and the survival of a patient whose lp is 0; ascending */
      readonly points: readonly { readonly t: number; readonly s0: number }[]
      readonly citation?: Citation | undefined
    }
  | {
      readonly kind: 'weibull'
      readonly shape: number
      /** months */
      readonly scale: number
      readonly citation?: Citation | undefined
    }
  | { readonly kind: 'intercept'; readonly value: number; readonly citation?: Citation | undefined }
  | {
      readonly kind: 'points'
      /** from this sum on, up to the next row's */
      readonly table: readonly {
        readonly from: number
        readonly risks: readonly { readonly months: number; readonly risk: number }[]
      }[]
      readonly citation?: Citation | undefined
    }

export interface TestVector {
  /** 'worked example, page 7' */
  readonly source: string
  /** of the paper itself: one at least must be */
  readonly published: boolean
  readonly inputs: Readonly<Record<string, number>>
  readonly months: number
  readonly expected: number
  readonly tolerance: number
}

export interface Network {
  /** beside the card */
  readonly file: string
  readonly sha256: string
  readonly opset: number
  /** name of the tensor that it takes: 1 × the card's inputs, in their order */
  readonly input: string
  /** and of the one that it gives: 1 × the card's horizons, risks from 0 to 1 */
  readonly output: string
}

export interface RiskCard {
  readonly format: typeof cardFormat
  readonly id: string
  readonly version: string
  readonly status: CardStatus
  readonly title: string
  readonly citation: Citation
  readonly outcome: string
  readonly horizonMonths: readonly number[]
  readonly type: ModelType
  readonly population: Population
  readonly inputs: readonly RiskInput[]
  readonly terms: readonly RiskTerm[]
  readonly baseline?: Baseline | undefined
  /** of the site's own patients: lp is multiplied by the slope, and the intercept is added */
  readonly calibration?:
    | { readonly slope: number; readonly intercept: number; readonly site: string }
    | undefined
  readonly performance?: Readonly<Record<string, number | string>> | undefined
  readonly testVectors: readonly TestVector[]
  /** who entered the numbers from the paper: two, each by itself */
  readonly enteredBy: readonly string[]
  /** diseases that it must not be used in: 'DCM' of a model of hypertrophic cardiomyopathy */
  readonly neverFor: readonly string[]
  /** of an `onnx` card */
  readonly network?: Network | undefined
  /** why a template is locked, beside what is found to be missing */
  readonly note?: string | undefined
  readonly disclaimer: string
}
