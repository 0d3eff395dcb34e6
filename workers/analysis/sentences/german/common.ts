import type { InGerman } from './in-german.ts'

export const common: InGerman<'common'> = {
  slice: 'Schicht {slice}',
  'slice-says': 'Schicht {slice}: {what}',
  'place-says': '{place}: {what}',
  'slice-of': 'Schicht {slice} von {slices}',
  'phase-of': 'Phase {phase} von {phases}',
  'segment-of': '{place}, Segment {segment}',
  'at-place': '{what} ({place})',
  'contour-encloses-nothing': 'die Kontur ({border}) umschließt nichts',
  'contour-crosses-itself': 'die Kontur ({border}) kreuzt sich selbst',
  'border-encloses-nothing': 'die Grenze ({border}) umschließt nichts',
  'border-crosses-itself': 'die Grenze ({border}) kreuzt sich selbst',
  'encloses-nothing': '{what} umschließt nichts',
  'crosses-itself': '{what} kreuzt sich selbst',
  'drawn-twice': '{what} ist doppelt gezeichnet',
  'phase-chosen': 'Phase {phase} wurde gewählt, der Stapel hat {phases}',
  'contours-elsewhere': 'LV-Konturen auf Bildern außerhalb des Kurzachsenstapels zählen nicht: {contours}',
  'no-short-axis-cine': 'die Studie hat keine Kurzachsen-Cine',
}
