import type { settings as english } from '../en/settings.ts'

export const settings: typeof english = {
  title: 'Einstellungen',
  theme: 'Erscheinungsbild',
  themes: { dark: 'Dunkel', light: 'Hell', system: 'Wie das System' },
  scale: 'Größe von Schrift und Bedienelementen',
  percent: (percent) => `${percent} %`,
  contourColours: 'Farben der Konturen',
  palettes: { standard: 'Standard', 'colour-blind': 'Rot-Grün-sicher' },
  colourSample: 'Muster der Konturfarben',
  playOnOpen: 'Kurzachse abspielen, sobald eine Studie offen ist',
  language: 'Sprache',
  languages: { en: 'English', de: 'Deutsch' },
  changeKeys: 'Tasten ändern…',
}
