import type { Texts } from '../en/en.ts'

export const fits: Texts['fits'] = {
  title: (parameter, of) => `${parameter}: Anpassung, ${of}`,
  of: 'Anpassung von',
  what: { region: 'Region', pixel: 'angeklicktes Pixel' },
  scale: 'Skala',
  scales: { linear: 'linear', log: 'log' },
  pixel: (column, row, slice) => `Pixel ${column}, ${row} in Schicht ${slice}`,
  click: 'Auf einem dieser Bilder ein Pixel der Wand anklicken.',
  signal: 'Signal',
  sampled: 'Messwerte',
  leftOut: 'weggelassen',
  curve: 'Anpassung',
  ofScanner:
    'Der Scanner hat diese Karte gemacht: es gibt keine Messwerte, an denen sich eine Anpassung zeigen ließe.',
  none: (why) => `Keine Anpassung: ${why}.`,
  found: (value, error, rSquared, pixels) =>
    `${value} ± ${error} ms, R² ${rSquared}${pixels === 1 ? '' : `, mittleres Signal von ${pixels} Pixeln`}.`,
  otherTimes: 'Schichten mit anderen Messzeiten sind weggelassen.',
  flipped: (count) =>
    `Bei ${count} ${count === 1 ? 'frühen Messwert' : 'frühen Messwerten'} wurde das Vorzeichen wiederhergestellt.`,
  fermi: {
    title: (state, place) => `Fermi-Anpassung, ${state}, ${place}`,
    tissue: 'Gewebe',
    fitted: 'Fermi-Anpassung',
    found: ({ mbf, delay, misses, k, shoulder }) =>
      `MBF ${mbf} mL/min/g; die Anpassung verfehlt um ${misses} % des Gipfels; Verzug ${delay} s, k ${k} /s, τ₀ ${shoulder} s.`,
  },
  truncated: (left, all) => `${left} von ${all} Echos sind weggelassen.`,
}
