/** Published examples, to their printed digits, and circles whose overlap has a closed form. */
import { blandAltman } from '#analysis/agreement/bland-altman.ts'
import { contourAgreement } from '#analysis/agreement/borders.ts'
import { fleissKappa } from '#analysis/agreement/fleiss.ts'
import { type IntraclassForm, intraclassCorrelations } from '#analysis/agreement/icc.ts'
import { cohenKappa, type KappaWeights } from '#analysis/agreement/kappa.ts'
import { casesForLimits, exactFactors } from '#analysis/agreement/limits.ts'
import { repeatability } from '#analysis/agreement/repeatability.ts'
import { repeatedBlandAltman } from '#analysis/agreement/repeated.ts'
import { shapiroWilk } from '#analysis/agreement/shapiro-wilk.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { examples } from '../statistics/examples.ts'
import { fleissItems, judges, paired, peakFlow, replicates, transmurality } from '../statistics/published.ts'
import { type Stated, statedRows, valueIn } from '../statistics/stated.ts'

const rows = statedRows('agreement')

function peakFlowRows(): TruthRow[] {
  const found = valueIn(blandAltman(paired(peakFlow.large, peakFlow.mini)))
  const of1986 = valueIn(blandAltman(paired(peakFlow.large, peakFlow.mini), { multiplier: 2 }))
  const large = valueIn(repeatability(paired(peakFlow.large, peakFlow.largeAgain)))
  const mini = valueIn(repeatability(paired(peakFlow.mini, peakFlow.miniAgain)))
  const unit = 'L/min'
  return [
    ...rows('peak flow, 17 subjects, two meters', 'Bland & Altman 1986, Lancet i:307', [
      { quantity: 'bias', unit, truth: -2.1, measured: found?.bias.value, within: 0.05 },
      { quantity: 'SD of differences', unit, truth: 38.8, measured: found?.sd, within: 0.05 },
      // the paper doubles the rounded SD
      { quantity: 'lower limit, 2 SD', unit, truth: -79.7, measured: of1986?.lower.value, within: 0.1 },
      { quantity: 'upper limit, 2 SD', unit, truth: 75.5, measured: of1986?.upper.value, within: 0.1 },
      { quantity: 'bias, 95 % from', unit, truth: -22.0, measured: found?.bias.low, within: 0.06 },
      { quantity: 'bias, 95 % to', unit, truth: 17.8, measured: found?.bias.high, within: 0.05 },
      { quantity: 's_w of the large meter', unit, truth: 15.3, measured: large?.within.value, within: 0.05 },
      { quantity: 's_w of the mini meter', unit, truth: 19.9, measured: mini?.within.value, within: 0.05 },
    ]),
    ...rows('limits to half an SD', 'Bland & Altman 1986: n = 3 (1.96/0.5)²', [
      { quantity: 'cases needed', truth: 47, measured: casesForLimits(0.5), within: 0 },
    ]),
    ...rows('17 readings of the large meter', 'R 4.2.2, shapiro.test', [
      {
        quantity: 'Shapiro-Wilk W',
        truth: 0.9198637439,
        measured: valueIn(shapiroWilk(peakFlow.large))?.w,
        within: 1e-9,
      },
      {
        quantity: 'Shapiro-Wilk P',
        truth: 0.146893003846,
        measured: valueIn(shapiroWilk(peakFlow.large))?.p,
        within: 1e-9,
      },
    ]),
  ]
}

const reference = 'test/truth/statistics/examples.ts'
/** Of numbers that are stated to twelve digits; limits are some hundreds. */
const twelveDigits = 1e-8

type Ends = { readonly low: number; readonly high: number } | undefined
const ends = (
  quantity: string,
  unit: string,
  [low, high]: readonly [number, number],
  found: Ends,
): Stated[] => [
  { quantity: `${quantity} from`, unit, truth: low, measured: found?.low, within: twelveDigits },
  { quantity: `${quantity} to`, unit, truth: high, measured: found?.high, within: twelveDigits },
]

function peakFlowExamples(): TruthRow[] {
  const stated = examples.bland_altman_1986
  const unit = 'L/min'
  const pairs = paired(peakFlow.large, peakFlow.mini)
  const found = valueIn(blandAltman(pairs))
  const of1986 = valueIn(blandAltman(pairs, { multiplier: 2 }))
  const [large, mini] = [
    paired(peakFlow.large, peakFlow.largeAgain),
    paired(peakFlow.mini, peakFlow.miniAgain),
  ].map((again) => ({
    sd: valueIn(blandAltman(again))?.sd,
    within: valueIn(repeatability(again))?.within.value,
    coefficient: valueIn(repeatability(again, { multiplier: 2 }))?.coefficient.value,
  }))
  const row = (quantity: string, truth: number, measured: number | undefined): Stated => ({
    quantity,
    unit,
    truth,
    measured,
    within: twelveDigits,
  })
  const limits = (of: typeof found): Ends => of && { low: of.lower.value, high: of.upper.value }
  const factors = exactFactors(stated.n, 0.95, 0.95)
  return rows('peak flow, 17 subjects, two meters', reference, [
    row('bias', stated.bias, found?.bias.value),
    row('SD of differences', stated.sd, found?.sd),
    row('SE of bias', stated.se_bias, found?.bias.se),
    ...ends('bias, 95 %', unit, stated.ci_bias, found?.bias),
    ...ends('limits, 2 SD,', unit, stated.LoA_2sd, limits(of1986)),
    ...ends('limits, 1.96 SD,', unit, stated.LoA_196, limits(found)),
    row('SE of a limit, 1986', stated.se_limit_1986, of1986?.upper.simple.se),
    ...ends('lower limit, 1986, 95 %', unit, stated.ci_lower_1986, of1986?.lower.simple),
    ...ends('upper limit, 1986, 95 %', unit, stated.ci_upper_1986, of1986?.upper.simple),
    ...ends('lower limit, exact 95 %', unit, stated.exact_CI_lower_LoA, found?.lower.exact),
    ...ends('upper limit, exact 95 %', unit, stated.exact_CI_upper_LoA, found?.upper.exact),
    ...ends('exact factors', '1', stated.exact_factors_n17, { low: factors.inner, high: factors.outer }),
    { ...row('correlation', stated.corr, found && valueIn(found.correlation)), unit: '1' },
    row('s_w, large meter', stated.sw_large, large?.within),
    row('s_w, mini meter', stated.sw_mini, mini?.within),
    row('SD of repeats, large meter', stated.sd_diff_large, large?.sd),
    row('SD of repeats, mini meter', stated.sd_diff_mini, mini?.sd),
    row('repeatability, 2 SD, large meter', stated.repeatability_2sd_about0_large, large?.coefficient),
    row('repeatability, 2 SD, mini meter', stated.repeatability_2sd_about0_mini, mini?.coefficient),
  ])
}

function intraclassRows(): TruthRow[] {
  const stated = examples.shrout_fleiss_1979
  const found = valueIn(intraclassCorrelations(judges))
  const forms: readonly (readonly [IntraclassForm, number, (readonly [number, number])?])[] = [
    ['1,1', stated.ICC11, stated.CI11],
    ['2,1', stated.ICC21, stated.CI21],
    ['3,1', stated.ICC31, stated.CI31],
    ['1,k', stated.ICC1k],
    ['2,k', stated.ICC2k],
    ['3,k', stated.ICC3k],
  ]
  const squares: readonly (readonly [string, number, number | undefined])[] = [
    ['between targets', stated.BMS, found?.squares.between],
    ['within targets', stated.WMS, found?.squares.within],
    ['between judges', stated.JMS, found?.squares.readerBetween],
    ['rest', stated.EMS, found?.squares.rest],
  ]
  return rows('six targets, four judges', `Shrout & Fleiss 1979, tables 3 and 4; ${reference}`, [
    ...squares.map(
      ([name, truth, measured]): Stated => ({
        quantity: `mean square ${name}`,
        truth,
        measured,
        within: twelveDigits,
      }),
    ),
    ...forms.flatMap(([form, truth, interval]): Stated[] => {
      const measured = found?.forms[form]
      return [
        { quantity: `ICC(${form})`, truth, measured: measured?.value, within: twelveDigits },
        ...(interval === undefined ? [] : ends(`ICC(${form}), 95 %`, '1', interval, measured)),
      ]
    }),
  ])
}

function kappaRows(): TruthRow[] {
  const stated = examples.own_5x5_transmurality
  const errors: readonly (readonly [KappaWeights, number])[] = [
    ['unweighted', 0.048816812],
    ['linear', 0.034083545],
    ['quadratic', 0.024040854],
  ]
  const simple = valueIn(
    cohenKappa(
      [
        [20, 5],
        [10, 15],
      ],
      'unweighted',
    ),
  )
  const fleiss = valueIn(fleissKappa(fleissItems))
  const within = 1e-11
  return [
    ...errors.flatMap(([weights, se]) => {
      const found = valueIn(cohenKappa(transmurality, weights))
      return [
        ...rows(`transmurality, 5 grades, ${stated.n} segments`, reference, [
          { quantity: `kappa, ${weights}`, truth: stated[weights], measured: found?.kappa.value, within },
          { quantity: `segments, ${weights}`, truth: stated.n, measured: found?.n, within: 0 },
        ]),
        ...rows('transmurality, 5 grades', 'statsmodels 0.13, cohens_kappa', [
          { quantity: `SE of kappa, ${weights}`, truth: se, measured: found?.kappa.se, within: 1e-9 },
        ]),
      ]
    }),
    ...rows('20, 5; 10, 15', reference, [
      { quantity: 'kappa', truth: examples.cohen_20_5_10_15, measured: simple?.kappa.value, within },
    ]),
    ...rows('20, 5; 10, 15', 'statsmodels 0.13, cohens_kappa', [
      { quantity: 'SE of kappa', truth: 0.126996062931, measured: simple?.kappa.se, within: 1e-12 },
    ]),
    ...rows('10 items, 14 readers', `the worked example of Fleiss 1971; ${reference}`, [
      { quantity: 'Fleiss kappa', truth: examples.fleiss_10x14x5.kappa, measured: fleiss?.kappa, within },
      {
        quantity: 'observed agreement',
        truth: examples.fleiss_10x14x5.Pbar,
        measured: fleiss?.observed,
        within,
      },
      {
        quantity: 'expected agreement',
        truth: examples.fleiss_10x14x5.Pe,
        measured: fleiss?.expected,
        within,
      },
    ]),
  ]
}

/** A circle of many corners; its area is the circle's to 3 in 10⁵. */
const circle = (x: number, y: number, radius: number, corners = 512): IndexPoint[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })

function contourRows(): TruthRow[] {
  const grid = { pixel: { rowSpacing: mm(1.4), columnSpacing: mm(1.4) }, sliceSpacing: mm(10) }
  const drawn = (image: string, points: readonly IndexPoint[]) => ({
    image,
    border: 'lv-endocardial' as const,
    closed: true,
    points,
  })
  const [r, d, inner] = [20, 8, 16]
  const shifted = valueIn(
    contourAgreement([drawn('1', circle(50, 50, r))], [drawn('1', circle(50 + d, 50, r))], grid),
  )
  const concentric = valueIn(
    contourAgreement(
      [drawn('1', circle(50, 50, r)), drawn('base', circle(50, 50, r))],
      [drawn('1', circle(50, 50, inner))],
      grid,
    ),
  )
  const lens = 2 * r * r * Math.acos(d / (2 * r)) - (d / 2) * Math.sqrt(4 * r * r - d * d)
  const slab = (1.4 * 1.4 * 10) / 1000
  const mine = 'test/truth/cases/agreement.ts, closed form'
  const pair = shifted?.pairs[0]
  const other = concentric?.pairs[0]
  const summary = concentric?.borders[0]
  return [
    ...rows('two circles of 28 mm, 11.2 mm apart', mine, [
      {
        quantity: 'Dice',
        truth: lens / (Math.PI * r * r),
        measured: pair && valueIn(pair.dice),
        within: 1e-4,
      },
      {
        quantity: 'Hausdorff',
        unit: 'mm',
        truth: d * 1.4,
        measured: pair && valueIn(pair.distances)?.hausdorff,
        within: 0.01,
      },
      {
        quantity: 'difference in volume',
        unit: 'mL',
        truth: 0,
        measured: pair && valueIn(pair.volume),
        within: 1e-9,
      },
    ]),
    ...rows('concentric circles of 28 and 22.4 mm', mine, [
      {
        quantity: 'Dice',
        truth: (2 * inner * inner) / (r * r + inner * inner),
        measured: other && valueIn(other.dice),
        within: 1e-4,
      },
      {
        quantity: 'Hausdorff',
        unit: 'mm',
        truth: (r - inner) * 1.4,
        measured: other && valueIn(other.distances)?.hausdorff,
        within: 0.01,
      },
      {
        quantity: 'mean surface distance',
        unit: 'mm',
        truth: (r - inner) * 1.4,
        measured: other && valueIn(other.distances)?.mean,
        within: 0.01,
      },
      {
        quantity: 'difference in volume',
        unit: 'mL',
        truth: Math.PI * (r * r - inner * inner) * slab,
        measured: other && valueIn(other.volume),
        within: 0.002,
      },
      {
        quantity: 'volume of the slice that one left out',
        unit: 'mL',
        truth: Math.PI * r * r * slab,
        measured: summary && valueIn(summary.loneVolume),
        within: 0.002,
      },
      {
        quantity: 'Dice with the left-out slice as 0',
        truth: (inner * inner) / (r * r + inner * inner),
        measured: summary && valueIn(summary.diceWithLone),
        within: 1e-4,
      },
    ]),
  ]
}

function repeatedRows(): TruthRow[] {
  const found = valueIn(repeatedBlandAltman(replicates))
  return rows('five cases, 2 to 4 replicates', 'Zou 2013, formulas in NumPy and SciPy', [
    { quantity: 'bias of cases', truth: 0.79, measured: found?.bias.value, within: 1e-9 },
    { quantity: 'total SD', truth: 1.3312031595, measured: found?.sd, within: 1e-9 },
    { quantity: 'within SD', truth: 0.4371625683, measured: found?.withinSd, within: 1e-9 },
    {
      quantity: 'upper limit, MOVER 95 % from',
      truth: 1.9198141527,
      measured: found?.upper.low,
      within: 1e-8,
    },
    {
      quantity: 'upper limit, MOVER 95 % to',
      truth: 8.2000833101,
      measured: found?.upper.high,
      within: 1e-8,
    },
    {
      quantity: 'lower limit, MOVER 95 % from',
      truth: -6.6200833101,
      measured: found?.lower.low,
      within: 1e-8,
    },
    {
      quantity: 'lower limit, MOVER 95 % to',
      truth: -0.3398141527,
      measured: found?.lower.high,
      within: 1e-8,
    },
  ])
}

export const agreement: TruthCases = () => [
  ...peakFlowRows(),
  ...peakFlowExamples(),
  ...repeatedRows(),
  ...intraclassRows(),
  ...kappaRows(),
  ...contourRows(),
]
