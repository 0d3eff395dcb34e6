import type { Language } from '../language.ts'

export const settings = {
  title: 'Settings',
  contourColours: 'Contour colours',
  palettes: { standard: 'Standard', 'colour-blind': 'Red-green safe' },
  colourSample: 'Sample of the contour colours',
  playOnOpen: 'Play the short axis as soon as a study is open',
  language: 'Language',
  /** each in its own, so that whoever is lost finds the way back */
  languages: { en: 'English', de: 'Deutsch' } satisfies Record<Language, string>,
}
