export const settings = {
  title: 'Settings',
  theme: 'Appearance',
  themes: { dark: 'Dark', light: 'Light', system: 'As the system' },
  scale: 'Size of texts and controls',
  percent: (percent: number) => `${percent} %`,
  contourColours: 'Contour colours',
  palettes: { standard: 'Standard', 'colour-blind': 'Safe for red-green' },
  colourSample: 'Sample of the contour colours',
  playOnOpen: 'Play the short axis as soon as a study is open',
  language: 'Language',
  languages: { en: 'English', de: 'Deutsch' },
  changeKeys: 'Change keys…',
}
