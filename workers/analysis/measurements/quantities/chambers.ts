/**
 * What contours say of the chambers beside the left ventricle's summed slices: the right ventricle, volumes from
 * long-axis views, the atria, the course of filling, and what volume and mass say together.
 */
import type { QuantityRow } from './row.ts'

const filling = (name: 'left' | 'right') =>
  ({
    per: { unit: 'mL/s', meaning: `Peak ejection rate of the ${name} ventricle` },
    perEdv: { unit: '/s', meaning: `Peak ejection rate of the ${name} ventricle by EDV` },
    perTime: { unit: 'ms', meaning: `Time from R to peak ejection, ${name} ventricle` },
    perTimeEs: { unit: 'ms', meaning: `Time from ES to peak ejection, ${name} ventricle` },
    pfr: { unit: 'mL/s', meaning: `Peak early filling rate of the ${name} ventricle` },
    pfrEdv: { unit: '/s', meaning: `Peak early filling rate of the ${name} ventricle by EDV` },
    pfrTime: { unit: 'ms', meaning: `Time from R to peak early filling, ${name} ventricle` },
    pfrTimeEs: { unit: 'ms', meaning: `Time from ES to peak early filling, ${name} ventricle` },
    atrialPart: { unit: '%', meaning: `Share of atrial contraction in filling, ${name} ventricle` },
  }) as const satisfies Readonly<Record<string, QuantityRow>>
const [left, right] = [filling('left'), filling('right')]

export const chambersQuantities = {
  'lv-volume': { unit: 'mL', meaning: 'Left ventricular volume at a phase' },
  'rv-volume': { unit: 'mL', meaning: 'Right ventricular volume at a phase' },
  'phase-time': { unit: 'ms', meaning: 'Time of a phase after the R wave' },
  'rv-edv': { unit: 'mL', meaning: 'Right ventricular end-diastolic volume' },
  'rv-esv': { unit: 'mL', meaning: 'Right ventricular end-systolic volume' },
  'rv-sv': { unit: 'mL', meaning: 'Right ventricular stroke volume' },
  'rv-ef': { unit: '%', meaning: 'Right ventricular ejection fraction' },
  'rv-mass-ed': { unit: 'g', meaning: 'Mass of the right ventricular free wall at end-diastole' },
  'rv-mass-es': { unit: 'g', meaning: 'Mass of the right ventricular free wall at end-systole' },
  'rv-edv-index': { unit: 'mL/m2', meaning: 'Right ventricular EDV by body surface' },
  'rv-esv-index': { unit: 'mL/m2', meaning: 'Right ventricular ESV by body surface' },
  'rv-sv-index': { unit: 'mL/m2', meaning: 'Right ventricular stroke volume by body surface' },
  'rv-mass-ed-index': { unit: 'g/m2', meaning: 'Right ventricular free wall mass by body surface' },

  'lv-edv-height': { unit: 'mL/m', meaning: 'Left ventricular EDV by height' },
  'lv-mass-height': { unit: 'g/m', meaning: 'Left ventricular mass at end-diastole by height' },
  'lv-gfi': { unit: '%', meaning: 'Global function index of the left ventricle' },
  'lv-mass-volume': { unit: 'g/mL', meaning: 'Left ventricular mass by end-diastolic volume' },
  'lv-sphericity': { unit: '1', meaning: 'Sphericity of the left ventricle at end-diastole' },
  'lv-length-ed': { unit: 'mm', meaning: 'Left ventricular long axis at end-diastole' },
  'lv-length-es': { unit: 'mm', meaning: 'Left ventricular long axis at end-systole' },

  'lv-edv-lax': { unit: 'mL', meaning: 'Left ventricular EDV from long-axis views' },
  'lv-esv-lax': { unit: 'mL', meaning: 'Left ventricular ESV from long-axis views' },
  'lv-sv-lax': { unit: 'mL', meaning: 'Left ventricular stroke volume from long-axis views' },
  'lv-ef-lax': { unit: '%', meaning: 'Left ventricular ejection fraction from long-axis views' },

  'la-max': { unit: 'mL', meaning: 'Largest left atrial volume' },
  'la-pre-a': { unit: 'mL', meaning: 'Left atrial volume before atrial contraction' },
  'la-min': { unit: 'mL', meaning: 'Smallest left atrial volume' },
  'la-ef': { unit: '%', meaning: 'Total left atrial emptying fraction' },
  'la-ef-passive': { unit: '%', meaning: 'Passive left atrial emptying fraction' },
  'la-ef-active': { unit: '%', meaning: 'Active left atrial emptying fraction' },
  'la-max-index': { unit: 'mL/m2', meaning: 'Largest left atrial volume by body surface' },
  'la-pre-a-index': { unit: 'mL/m2', meaning: 'Left atrial volume before contraction by body surface' },
  'la-min-index': { unit: 'mL/m2', meaning: 'Smallest left atrial volume by body surface' },
  'la-max-height': { unit: 'mL/m', meaning: 'Largest left atrial volume by height' },
  'ra-max': { unit: 'mL', meaning: 'Largest right atrial volume' },
  'ra-pre-a': { unit: 'mL', meaning: 'Right atrial volume before atrial contraction' },
  'ra-min': { unit: 'mL', meaning: 'Smallest right atrial volume' },
  'ra-ef': { unit: '%', meaning: 'Total right atrial emptying fraction' },
  'ra-ef-passive': { unit: '%', meaning: 'Passive right atrial emptying fraction' },
  'ra-ef-active': { unit: '%', meaning: 'Active right atrial emptying fraction' },
  'ra-max-index': { unit: 'mL/m2', meaning: 'Largest right atrial volume by body surface' },
  'ra-pre-a-index': { unit: 'mL/m2', meaning: 'Right atrial volume before contraction by body surface' },
  'ra-min-index': { unit: 'mL/m2', meaning: 'Smallest right atrial volume by body surface' },
  'ra-max-height': { unit: 'mL/m', meaning: 'Largest right atrial volume by height' },

  'lv-per': left.per,
  'lv-per-edv': left.perEdv,
  'lv-per-time': left.perTime,
  'lv-per-time-es': left.perTimeEs,
  'lv-pfr': left.pfr,
  'lv-pfr-edv': left.pfrEdv,
  'lv-pfr-time': left.pfrTime,
  'lv-pfr-time-es': left.pfrTimeEs,
  'lv-atrial-part': left.atrialPart,
  'rv-per': right.per,
  'rv-per-edv': right.perEdv,
  'rv-per-time': right.perTime,
  'rv-per-time-es': right.perTimeEs,
  'rv-pfr': right.pfr,
  'rv-pfr-edv': right.pfrEdv,
  'rv-pfr-time': right.pfrTime,
  'rv-pfr-time-es': right.pfrTimeEs,
  'rv-atrial-part': right.atrialPart,
} as const satisfies Readonly<Record<string, QuantityRow>>
