import type { QuantityRow } from './row.ts'

/** Regional function of the left ventricle; which segment, level or territory is the scope's to say. */
export const segmentsQuantities = {
  'wall-ed': { unit: 'mm', meaning: 'Wall thickness at end diastole, mean' },
  'wall-ed-max': { unit: 'mm', meaning: 'Wall thickness at end diastole, largest' },
  'wall-ed-min': { unit: 'mm', meaning: 'Wall thickness at end diastole, smallest' },
  'wall-es': { unit: 'mm', meaning: 'Wall thickness at end systole, mean' },
  'wall-es-max': { unit: 'mm', meaning: 'Wall thickness at end systole, largest' },
  'wall-es-min': { unit: 'mm', meaning: 'Wall thickness at end systole, smallest' },
  'wall-thickening': { unit: '%', meaning: 'Systolic wall thickening' },
  'wall-motion': { unit: 'mm', meaning: 'Inward motion of the endocardium in systole' },
  'lv-wall-max': { unit: 'mm', meaning: 'Largest left ventricular wall thickness at end diastole' },
  lvedd: { unit: 'mm', meaning: 'Left ventricular diameter at end diastole' },
  lvesd: { unit: 'mm', meaning: 'Left ventricular diameter at end systole' },
  'wall-score-index': { unit: '{score}', meaning: 'Wall motion score index' },
  'wall-scored': { unit: '{count}', meaning: 'Number of segments scored' },
} as const satisfies Readonly<Record<string, QuantityRow>>
