import type { QuantityRow } from './row.ts'

export const perfusionQuantities = {
  'perf-mbf': { unit: 'mL/min/g', meaning: 'Myocardial blood flow' },
  'perf-mpr': { unit: '1', meaning: 'Myocardial perfusion reserve, blood flow stress to rest' },
  'perf-mbf-2cxm': { unit: 'mL/min/g', meaning: 'Myocardial blood flow, by two-compartment exchange' },
  'perf-mpr-2cxm': { unit: '1', meaning: 'Myocardial perfusion reserve, by two-compartment exchange' },
  'perf-mbf-work': { unit: 'mL/min/g', meaning: 'Myocardial blood flow at rest, at a standard work' },
  'perf-mpr-work': { unit: '1', meaning: 'Myocardial perfusion reserve, to rest at a standard work' },
  'perf-endo-epi': { unit: '1', meaning: 'Blood flow of the inner to that of the outer half' },
  'perf-upslope-si': { unit: '/s', meaning: 'Upslope of the signal over its baseline' },
  'perf-upslope-gd': { unit: 'mmol/L/s', meaning: 'Upslope of the gadolinium concentration' },
  'perf-upslope-rel': { unit: '1', meaning: 'Upslope of the myocardium to that of the blood pool' },
  'perf-mpri': { unit: '1', meaning: 'Myocardial perfusion reserve index, by relative upslope' },
  'perf-ttp': { unit: 'ms', meaning: 'From arrival in the blood pool to the peak of the first pass' },
  'perf-t50': { unit: 'ms', meaning: 'From arrival in the blood pool to half of the peak' },
  'perf-peak': { unit: '%', meaning: 'Peak enhancement over the baseline signal' },
  'perf-motion': { unit: 'mm', meaning: 'Largest breathing motion that was corrected' },
  'perf-residual': { unit: 'mm', meaning: 'Motion left after correction, root mean square' },
} as const satisfies Readonly<Record<string, QuantityRow>>
