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
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import type { TruthCases, TruthRow } from '../row.ts'
import { fleissItems, judges, paired, peakFlow, replicates, transmurality } from '../statistics/published.ts'

const known = <T>(outcome: Outcome<T>): T | undefined => (outcome.measured ? outcome.value : undefined)

interface Stated {
  readonly quantity: string
  readonly unit?: string
  readonly truth: number
  readonly measured: number | undefined
  /** half of the last printed digit */
  readonly within: number
}

const rows = (name: string, source: string, stated: readonly Stated[]): TruthRow[] =>
  stated.map(({ quantity, unit = '1', truth, measured, within }) => ({
    analysis: 'agreement',
    quantity,
    case: name,
    unit,
    truth,
    measured,
    tolerance: { absolute: within },
    source,
  }))

function peakFlowRows(): TruthRow[] {
  const found = known(blandAltman(paired(peakFlow.large, peakFlow.mini)))
  const of1986 = known(blandAltman(paired(peakFlow.large, peakFlow.mini), { multiplier: 2 }))
  const large = known(repeatability(paired(peakFlow.large, peakFlow.largeAgain)))
  const mini = known(repeatability(paired(peakFlow.mini, peakFlow.miniAgain)))
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
    ...rows('peak flow, 17 subjects, two meters', 'shared/reference/stats_examples.json', [
      {
        quantity: 'SE of a limit, 1986',
        unit,
        truth: 16.2846,
        measured: of1986?.upper.simple.se,
        within: 1e-4,
      },
      {
        quantity: 'upper limit, 1986, 95 % to',
        unit,
        truth: 109.9344,
        measured: of1986?.upper.simple.high,
        within: 1e-4,
      },
      { quantity: 'lower limit, 1.96 SD', unit, truth: -78.0959, measured: found?.lower.value, within: 1e-4 },
      { quantity: 'upper limit, 1.96 SD', unit, truth: 73.8606, measured: found?.upper.value, within: 1e-4 },
      {
        quantity: 'upper limit, exact 95 % from',
        unit,
        truth: 48.8596,
        measured: found?.upper.exact.low,
        within: 1e-4,
      },
      {
        quantity: 'upper limit, exact 95 % to',
        unit,
        truth: 119.9255,
        measured: found?.upper.exact.high,
        within: 1e-4,
      },
      {
        quantity: 'lower limit, exact 95 % from',
        unit,
        truth: -124.1608,
        measured: found?.lower.exact.low,
        within: 1e-4,
      },
      {
        quantity: 'correlation',
        truth: 0.94328,
        measured: found && known(found.correlation),
        within: 1e-5,
      },
    ]),
    ...rows('17 differences', 'Carkeet 2015, by SciPy’s nct.ppf', [
      {
        quantity: 'inner exact factor',
        truth: 1.315029371,
        measured: exactFactors(17, 0.95, 0.95).inner,
        within: 1e-8,
      },
      {
        quantity: 'outer exact factor',
        truth: 3.14827144,
        measured: exactFactors(17, 0.95, 0.95).outer,
        within: 1e-8,
      },
    ]),
    ...rows('limits to half an SD', 'Bland & Altman 1986: n = 3 (1.96/0.5)²', [
      { quantity: 'cases needed', truth: 47, measured: casesForLimits(0.5), within: 0 },
    ]),
    ...rows('17 readings of the large meter', 'R 4.2.2, shapiro.test', [
      {
        quantity: 'Shapiro-Wilk W',
        truth: 0.9198637439,
        measured: known(shapiroWilk(peakFlow.large))?.w,
        within: 1e-9,
      },
      {
        quantity: 'Shapiro-Wilk P',
        truth: 0.146893003846,
        measured: known(shapiroWilk(peakFlow.large))?.p,
        within: 1e-9,
      },
    ]),
  ]
}

/** value, and the interval where it is printed */
const printed: Readonly<Record<IntraclassForm, readonly [number, number?, number?]>> = {
  '1,1': [0.1657, -0.1329, 0.7226],
  '2,1': [0.2898, 0.0188, 0.7611],
  '3,1': [0.7148, 0.3425, 0.9459],
  '1,k': [0.4428],
  '2,k': [0.6201],
  '3,k': [0.9093],
}

function intraclassRows(): TruthRow[] {
  const found = known(intraclassCorrelations(judges))
  const source = 'Shrout & Fleiss 1979, tables 3 and 4; shared/reference/stats_examples.json'
  const within = 5e-5
  return Object.entries(printed).flatMap(([form, [value, low, high]]) => {
    const measured = found?.forms[form as IntraclassForm]
    return rows('six targets, four judges', source, [
      { quantity: `ICC(${form})`, truth: value, measured: measured?.value, within },
      ...(low === undefined
        ? []
        : [{ quantity: `ICC(${form}), 95 % from`, truth: low, measured: measured?.low, within }]),
      ...(high === undefined
        ? []
        : [{ quantity: `ICC(${form}), 95 % to`, truth: high, measured: measured?.high, within }]),
    ])
  })
}

function kappaRows(): TruthRow[] {
  const weighted: readonly [KappaWeights, number, number][] = [
    ['unweighted', 0.64842, 0.048816812],
    ['linear', 0.78338, 0.034083545],
    ['quadratic', 0.88298, 0.024040854],
  ]
  const simple = known(
    cohenKappa(
      [
        [20, 5],
        [10, 15],
      ],
      'unweighted',
    ),
  )
  const fleiss = known(fleissKappa(fleissItems))
  return [
    ...weighted.flatMap(([weights, truth, se]) => {
      const found = known(cohenKappa(transmurality, weights))?.kappa
      return [
        ...rows('transmurality, 5 grades, 138 segments', 'shared/reference/stats_examples.json', [
          { quantity: `kappa, ${weights}`, truth, measured: found?.value, within: 5e-6 },
        ]),
        ...rows('transmurality, 5 grades, 138 segments', 'statsmodels 0.13, cohens_kappa', [
          { quantity: `SE of kappa, ${weights}`, truth: se, measured: found?.se, within: 1e-9 },
        ]),
      ]
    }),
    ...rows('20, 5; 10, 15', 'statsmodels 0.13, cohens_kappa', [
      { quantity: 'kappa', truth: 0.4, measured: simple?.kappa.value, within: 1e-12 },
      { quantity: 'SE of kappa', truth: 0.126996062931, measured: simple?.kappa.se, within: 1e-12 },
    ]),
    ...rows('10 items, 14 readers', 'the worked example of Fleiss 1971', [
      { quantity: 'Fleiss kappa', truth: 0.2099, measured: fleiss?.kappa, within: 5e-5 },
      { quantity: 'observed agreement', truth: 0.378, measured: fleiss?.observed, within: 5e-4 },
      { quantity: 'expected agreement', truth: 0.2128, measured: fleiss?.expected, within: 5e-5 },
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
  const shifted = known(
    contourAgreement([drawn('1', circle(50, 50, r))], [drawn('1', circle(50 + d, 50, r))], grid),
  )
  const concentric = known(
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
        measured: pair && known(pair.dice),
        within: 1e-4,
      },
      {
        quantity: 'Hausdorff',
        unit: 'mm',
        truth: d * 1.4,
        measured: pair && known(pair.distances)?.hausdorff,
        within: 0.01,
      },
      {
        quantity: 'difference in volume',
        unit: 'mL',
        truth: 0,
        measured: pair && known(pair.volume),
        within: 1e-9,
      },
    ]),
    ...rows('concentric circles of 28 and 22.4 mm', mine, [
      {
        quantity: 'Dice',
        truth: (2 * inner * inner) / (r * r + inner * inner),
        measured: other && known(other.dice),
        within: 1e-4,
      },
      {
        quantity: 'Hausdorff',
        unit: 'mm',
        truth: (r - inner) * 1.4,
        measured: other && known(other.distances)?.hausdorff,
        within: 0.01,
      },
      {
        quantity: 'mean surface distance',
        unit: 'mm',
        truth: (r - inner) * 1.4,
        measured: other && known(other.distances)?.mean,
        within: 0.01,
      },
      {
        quantity: 'difference in volume',
        unit: 'mL',
        truth: Math.PI * (r * r - inner * inner) * slab,
        measured: other && known(other.volume),
        within: 0.002,
      },
      {
        quantity: 'volume of the slice that one left out',
        unit: 'mL',
        truth: Math.PI * r * r * slab,
        measured: summary && known(summary.loneVolume),
        within: 0.002,
      },
      {
        quantity: 'Dice with the left-out slice as 0',
        truth: (inner * inner) / (r * r + inner * inner),
        measured: summary && known(summary.diceWithLone),
        within: 1e-4,
      },
    ]),
  ]
}

function repeatedRows(): TruthRow[] {
  const found = known(repeatedBlandAltman(replicates))
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
  ...repeatedRows(),
  ...intraclassRows(),
  ...kappaRows(),
  ...contourRows(),
]
