import type { QuantityRow } from './row.ts'

export const scarQuantities = {
  'scar-volume': { unit: 'mL', meaning: 'Late enhancement, volume, obstruction included' },
  'scar-mass': { unit: 'g', meaning: 'Late enhancement, mass, obstruction included' },
  'scar-extent': { unit: '%', meaning: 'Late enhancement as a share of the wall of its contours' },
  'mvo-volume': { unit: 'mL', meaning: 'Microvascular obstruction, volume' },
  'mvo-mass': { unit: 'g', meaning: 'Microvascular obstruction, mass' },
  'mvo-extent': { unit: '%', meaning: 'Microvascular obstruction as a share of the wall' },
  'scar-core-mass': { unit: 'g', meaning: 'Core of the late enhancement, mass' },
  'scar-grey-mass': { unit: 'g', meaning: 'Grey zone of the late enhancement, mass' },
  'scar-transmural': { unit: '%', meaning: 'Share of the wall thickness enhanced, mean of all chords' },
  'scar-transm-in': { unit: '%', meaning: 'Share of the thickness enhanced, mean of enhanced chords' },
  'scar-depth': { unit: '%', meaning: 'Mean depth of the enhancement, from endocardium to epicardium' },
  'scar-segments': { unit: '1', meaning: 'Number of segments with late enhancement' },
  'scar-mid-wall-n': { unit: '1', meaning: 'Number of segments with mid-wall late enhancement' },
  'scar-threshold': { unit: '1', meaning: 'Signal above which the wall counts as enhanced' },
  'lge-wall-mass': { unit: 'g', meaning: 'Mass of the wall of the late enhancement contours' },
  'lge-remote-mean': { unit: '1', meaning: 'Mean signal of remote myocardium' },
  'lge-remote-sd': { unit: '1', meaning: 'Standard deviation of the signal of remote myocardium' },
} as const satisfies Readonly<Record<string, QuantityRow>>
