/** Data of published examples, and what other programs make of them. Each says where it comes from. */
import type { Pair } from '#analysis/agreement/pairs.ts'
import type { Observation } from '#analysis/survival/observations.ts'

const numbers = (text: string): number[] => text.split(' ').map(Number)

/** Peak expiratory flow, l/min, two readings each by two meters. Bland & Altman, Lancet 1986;i:307, table 1. */
export const peakFlow = {
  large: numbers('494 395 516 434 476 557 413 442 650 433 417 656 267 478 178 423 427'),
  largeAgain: numbers('490 397 512 401 470 611 415 431 638 429 420 633 275 492 165 372 421'),
  mini: numbers('512 430 520 428 500 600 364 380 658 445 432 626 260 477 259 350 451'),
  miniAgain: numbers('525 415 508 444 500 625 460 390 642 432 420 605 227 467 268 370 443'),
} as const

export const paired = (a: readonly number[], b: readonly number[]): Pair[] =>
  a.map((value, i) => ({ case: `case ${i + 1}`, a: value, b: b[i] ?? Number.NaN }))

/** Six targets, four judges. Shrout & Fleiss 1979, table 2. */
export const judges = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
] as const

/** Transmurality of 138 segments on five grades by two readers, made for this project. */
export const transmurality = [
  [40, 6, 1, 0, 0],
  [5, 22, 5, 1, 0],
  [1, 4, 18, 4, 1],
  [0, 1, 3, 12, 2],
  [0, 0, 1, 2, 9],
] as const

/** Ten items, fourteen readers, five categories: the worked example of Fleiss 1971. */
export const fleissItems = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
] as const

/** Replicates of five cases: differences a − b, with 0 as b. */
export const replicates: Pair[] = [
  ['a', [1, 2, 1.5]],
  ['b', [-0.5, 0]],
  ['c', [2.5, 3, 2, 2.7]],
  ['d', [0.4, 1.1]],
  ['e', [-1, -0.2, -0.6]],
].flatMap(([name, values]) => (values as number[]).map((a) => ({ case: String(name), a, b: 0 })))

/** Remission of leukaemia, weeks; + is still in remission. Freireich 1963, as in Gehan 1965 and every text since. */
const remission = {
  mercaptopurine: '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+',
  placebo: '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23',
} as const

export interface Remission extends Observation {
  readonly group: '6-MP' | 'placebo'
  /** 1 for placebo; and a second covariate without meaning, of the patient's place in the list */
  readonly x: readonly [number, number]
}

const remissionOf = (text: string, group: Remission['group']): Remission[] =>
  text.split(' ').map((time, i) => ({
    time: Number.parseInt(time, 10),
    event: !time.endsWith('+'),
    group,
    x: [group === 'placebo' ? 1 : 0, ((i * 7) % 11) / 3],
  }))

export const mercaptopurine = remissionOf(remission.mercaptopurine, '6-MP')
export const placebo = remissionOf(remission.placebo, 'placebo')
export const leukaemia: readonly Remission[] = [...mercaptopurine, ...placebo]

/**
 * Eighteen patients made up for this project: months, kind of event (0 none, 1 sudden, 2 other death), one
 * covariate and three groups. What `r` holds was computed once with R 4.2.2 and survival 3.5-3 by
 * survfit(Surv(t, factor(c)) ~ 1), coxph(Surv(t, c == 1) ~ x), concordance, survdiff and, for the scores at 20
 * months, plain sums over survfit's curves.
 */
const months = [3, 5, 5, 7, 8, 8, 10, 12, 12, 15, 18, 20, 22, 25, 30, 33, 36, 40]
const causes = [1, 2, 0, 1, 0, 2, 1, 1, 2, 0, 1, 0, 2, 1, 0, 1, 0, 0]
const covariate = [
  1.1, 0.4, -1.2, 0.2, 0.3, -0.2, 1.9, -0.8, 0.1, -0.5, 0.9, 1, 0.2, 0.35, -0.7, 0.4, -1.4, -0.9,
]

export const smallCohort = months.map((time, i) => ({
  id: `p${i + 1}`,
  time,
  cause: causes[i] ?? Number.NaN,
  event: causes[i] === 1,
  x: [covariate[i] ?? Number.NaN],
  group: ['a', 'b', 'c'][i % 3] ?? '',
}))

export const smallCohortByR = {
  horizon: 20,
  /** 1 − S(20 | x) */
  risks: [
    0.6368766225155, 0.3520910858749, 0.0606136851413, 0.2886974020452, 0.3192150684203, 0.1893155145551,
    0.9306677574347, 0.0965116521783, 0.2605191685527, 0.1357972559433, 0.5484771221432, 0.5924057644385,
    0.2886974020452, 0.335358870243, 0.108238664477, 0.3520910858749, 0.0478946263171, 0.085993280213,
  ],
  beta: 1.21089649284,
  se: 0.539541930189,
  logLikelihood: { null: -15.2687156244, fitted: -12.3148466702 },
  c: 0.730769230769,
  cSe: 0.112323216765,
  logRankOfThreeGroups: 4.45427527635,
  brier: 0.1547659086,
  brierReference: 0.229623318663,
  auc: 0.789488840893,
  slope: 0.817252563401,
  slopeSe: 0.479477737528,
  intercept: 0.164249227561,
  ratio: 1.14230374467,
  survival: { value: 0.64274691358, low: 0.33178068, high: 0.83771374 },
  netBenefit: { threshold: 0.3, positive: 8, model: 0.1111111111111, all: 0.0817901234568 },
  otherCause: { beta: 0.372008970211, se: 0.637813701597 },
  /** cumulative incidence of cause 1 and its infinitesimal-jackknife error, at some times */
  incidence: [
    { time: 3, value: 0.0555555555556, se: 0.0539902953226 },
    { time: 12, value: 0.2432098765432, se: 0.1063115978465 },
    { time: 25, value: 0.3996913580247, se: 0.1294542949826 },
    { time: 33, value: 0.512037037037, se: 0.1426771541071 },
  ],
  incidenceOfOther: { time: 33, value: 0.2632716049383, se: 0.1156704993762 },
} as const
