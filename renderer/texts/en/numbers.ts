/** Numbers of the ventricle, why one is missing, and what each rests on. */
import type { Papillaries } from '#analysis/contours/contour.ts'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { ImageQuality, Rhythm } from '#analysis/reading/events.ts'
import { reasons } from '#analysis/sentences/reasons.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import type { ClinicalView } from '#contract/views.ts'

const papillaries = { cavity: 'in the cavity', mass: 'as mass' } satisfies Record<Papillaries, string>
const discs = 'Area inside the endocardial contour × slice spacing, summed over the slices.'
const wall = (density: number): string =>
  `${density} g/mL × (area between the contours × slice spacing), summed over the slices.`

/** As everywhere, but shorter or nearer to the hand where a panel says them. */
const reasonsInPanels: Readonly<Record<UnmeasuredReason, string>> = {
  ...reasons,
  'no-contours': 'no contours yet',
  'missing-slice': 'a slice inside the range is missing',
  'open-slice': 'a slice is neither contoured nor marked',
  'single-slice': 'one slice only',
  'no-geometry': 'the images have no geometry',
  'no-phases': 'no such phase in the images',
  'no-heart-rate': 'heart rate unknown',
  'no-body-size': 'height and weight unknown',
  'body-size-out-of-range': 'height or weight impossible',
  'phases-not-chosen': 'ED and ES not known yet',
  'valve-plane-missing': 'no mitral plane points',
  'tricuspid-plane-missing': 'no tricuspid plane points',
  'not-evaluable': 'marked not evaluable',
  'no-times': 'the images carry no times',
  'contours-cross': 'two contours cross',
  'no-remote': 'no remote myocardium found',
  'no-enhancement': 'no enhancement found',
  'no-arterial-input': 'no arterial input',
  'no-haematocrit': 'haematocrit unknown',
  'out-of-range': 'a value is out of range',
  'no-partner': 'nothing to compare with',
  'no-venc': 'velocity encoding unknown',
  'outside-population': "outside the model's population",
}

export const numbers = {
  reasons: reasonsInPanels,
  /** where there is room for two words; the others are told in full */
  briefly: {
    'no-body-size': 'body size?',
    'body-size-out-of-range': 'body size?',
    'no-heart-rate': 'no heart rate',
    'no-epicardial-contours': 'no epicardium',
    'missing-slice': 'slice missing',
    'open-slice': 'open slice',
    'phases-not-chosen': 'ED, ES?',
    'valve-plane-missing': 'no valve plane',
    'tricuspid-plane-missing': 'no valve plane',
    'no-images': 'no images',
    'unusable-images': 'unusable',
    'no-times': 'no times',
    'contradictory-input': 'contradiction',
    'no-landmarks': 'no landmarks',
    'tracking-failed': 'not tracked',
    'fit-failed': 'no fit',
  } as Partial<Readonly<Record<UnmeasuredReason, string>>>,
  /** a detail is in the words of the analysis, which are English; here it says all there is to say */
  because: (reason: string, detail: string | undefined) => detail ?? reason,
  /** of the table of the ventricle: as short as a row allows, and in full */
  names: {
    'lv-edv': { short: 'EDV', full: 'End-diastolic volume' },
    'lv-esv': { short: 'ESV', full: 'End-systolic volume' },
    'lv-sv': { short: 'SV', full: 'Stroke volume' },
    'lv-ef': { short: 'EF', full: 'Ejection fraction' },
    'lv-mass-ed': { short: 'Mass ED', full: 'Myocardial mass at end-diastole' },
    'lv-mass-es': { short: 'Mass ES', full: 'Myocardial mass at end-systole' },
    'lv-co': { short: 'CO', full: 'Cardiac output' },
    'heart-rate': { short: 'HR', full: 'Heart rate' },
  } satisfies Partial<Record<QuantityName, { readonly short: string; readonly full: string }>>,
  perMinute: 'bpm',
  panel: {
    title: 'Left ventricle',
    provisional: 'provisional',
    provisionalWhy: 'Slices are still open: these numbers cannot be signed',
    explain: (name: string, number: string) => `${name} ${number}: explain`,
    how: (name: string) => `How ${name} came about`,
  },
  curve: {
    title: 'Cavity volume over the beat',
    name: (phases: number) => `Cavity volume over ${phases} phases`,
    tooFew: (phases: number) => `Volume curve: from three complete phases on, ${phases} so far.`,
    point: (phase: number, millilitres: string) => `phase ${phase}: ${millilitres} mL`,
    phase: (phase: number) => `phase ${phase}`,
  },
  formulas: {
    discs,
    wall,
    stroke: 'SV = EDV − ESV',
    ejection: 'EF = 100 · (EDV − ESV) / EDV',
    output: 'CO = SV · heart rate / 1000',
    rate: 'Median over the slices, from the RR intervals of the images.',
  },
  explanation: {
    byRule: 'by the rule',
    byReader: 'set by the reader',
    papillaries: (rule: Papillaries) => `papillaries ${papillaries[rule]}`,
    spacing: (mm: string) => `spacing ${mm} mm`,
    index: (value: string, surface: string, formula: string) => `${value}, BSA ${surface} m² (${formula})`,
    preview: 'Preview of this window; what is recorded comes from the library.',
    history: (value: string, when: string) => `${value} (${when})`,
  },
  restsOn: {
    title: (number: string) => `${number} rests on`,
    label: (number: string) => `What ${number} rests on`,
    contours: (count: number, phases: readonly number[]) =>
      `${count} endocardial contours, phases ${phases.join(' and ')}`,
    methods: { 'disc-summation/reader-slices': "reader's slices (SCMR 2020)" } as Readonly<
      Record<string, string>
    >,
    more: (count: number) => `and ${count} more warnings`,
    other: (rule: Papillaries, number: string) => `papillaries ${papillaries[rule]}: ${number}`,
  },
  facts: {
    title: 'About the study',
    quality: 'Image quality',
    qualities: { good: 'good', moderate: 'moderate', poor: 'poor' } satisfies Record<ImageQuality, string>,
    rhythm: 'Rhythm',
    rhythms: {
      sinus: 'sinus',
      'atrial-fibrillation': 'AF',
      ectopy: 'ectopy',
      paced: 'paced',
      other: 'other',
    } satisfies Record<Rhythm, string>,
    size: 'Body size',
    sizeUnknown: 'unknown: no index by BSA',
    sizeFrom: {
      registry: 'from the registry',
      dicom: 'from the images',
      reader: 'entered',
    } satisfies Record<NonNullable<ClinicalView['bodySizeSource']>, string>,
    sizeEntered: (size: string, why: string) => `${size}, entered: ${why}`,
    /** body surface area */
    bsa: 'BSA',
    bySurface: 'per m² BSA',
    conventions: (rule: Papillaries, surface: string) => `papillaries ${papillaries[rule]}${surface}`,
    comment: 'Comment',
    noComment: 'none',
    evaluable: 'Evaluable',
    yes: 'yes',
    no: (why: string) => `no: ${why}`,
  },
}
