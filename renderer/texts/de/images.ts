import type { Texts } from '../en/en.ts'

export const images: Texts['images'] = {
  hole: 'An dieser Stelle hat der Stapel kein Bild.',
  colour: 'Das ist ein Farbbild; es wird hier nicht gezeigt.',
  noGeometry: 'Dieses Bild sagt nicht, wo es liegt, und kann nicht maßstäblich gezeichnet werden.',
  noFile:
    'Die Datei dieses Bildes ist nicht in der Bibliothek. Die Studie erneut herunterladen oder importieren.',
  noAnswer: 'Die Bibliothek hat nicht geantwortet. Das Bild verlassen und wiederkommen versucht es erneut.',
  refused: (status) =>
    `Die Bibliothek hat dieses Bild verweigert (HTTP ${status}). Die Studie schließen und erneut öffnen.`,
  otherSize: (columns, rows) => `es enthält kein Bild von ${columns} × ${rows} Pixeln.`,
  undecoded: (why) =>
    why === undefined
      ? 'Das Bild ließ sich nicht dekodieren.'
      : `Das Bild ließ sich nicht dekodieren: ${why}`,
}
