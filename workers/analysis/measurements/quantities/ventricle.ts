/** The left ventricle by summation of discs, and what the beat and the body give beside it. */
export const ventricleUnits = {
  'lv-edv': 'mL',
  'lv-esv': 'mL',
  'lv-sv': 'mL',
  'lv-ef': '%',
  'lv-mass-ed': 'g',
  'lv-mass-es': 'g',
  'lv-co': 'L/min',
  'lv-ci': 'L/min/m2',
  'lv-edv-index': 'mL/m2',
  'lv-esv-index': 'mL/m2',
  'lv-sv-index': 'mL/m2',
  'lv-mass-ed-index': 'g/m2',
  'heart-rate': '/min',
  rr: 'ms',
  bsa: 'm2',
} as const
