import type { InGerman } from './in-german.ts'

export const surfaces: InGerman<'surfaces'> = {
  'no-border-drawn-phase': 'in Phase {phase} ist keine Grenze gezeichnet: {part}',
  'drawn-slice-alone-phase': '{part} ist in Phase {phase} allein auf Schicht {slice} gezeichnet',
  'not-drawn-slices-phase':
    '{part} ist in Phase {phase} auf den Schichten {slice} bis {last} nicht gezeichnet',
  'slice-phase': '{part} auf Schicht {slice} in Phase {phase}',
  'lv-endocardium': 'LV-Endokard',
  'lv-epicardium': 'LV-Epikard',
  'rv-endocardium': 'RV-Endokard',
  'valve-plane-above-contours': 'die Klappenebene liegt {gap} mm über der obersten Kontur',
  'valve-plane-below-contours': 'die Klappenebene liegt unter der untersten Kontur',
  'epicardial-tip-not-marked': 'keine Längsachse hat den Rand des Epikards, der seine Spitze zeigt',
}
