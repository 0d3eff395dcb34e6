import type { Texts } from '../en/en.ts'

export const display: Texts['display'] = {
  menu: 'Wie dieses Bild gezeigt wird',
  presets: {
    stored: 'Wie die Dateien es wollen',
    auto: 'Aus den Werten',
    hard: 'Mehr Kontrast',
    soft: 'Alle Werte',
    'dark-wall': 'Dunkler Muskel',
    muscle: 'Muskel',
    'muscle-blood': 'Muskel und Blut',
    iron: 'Eisen',
    venc: '± VENC',
    'half-venc': '± halbe VENC',
    symmetric: 'Um null',
  },
  range: (name, low, high, unit) => `${name} · ${low} bis ${high} ${unit}`,
  field: (tesla) => `${tesla.toLocaleString('de')} T`,
  windows: 'Fensterung',
  orientation: 'Lage',
  look: 'Darstellung',
  whole: 'Schirm',
  chosen: (name) => `Fensterung: ${name}.`,
  noVelocity: {
    what: 'Aus diesen Werten lässt sich keine Geschwindigkeit ablesen.',
    todo: 'Die VENC fehlt, oder keine Regel passt zum Wertebereich. Die Fensterung bleibt, wie sie ist.',
  },
  otherUnit: {
    what: 'Die Werte dieser Karte liegen nicht in ihrer Einheit.',
    todo: 'Sie ist vielleicht skaliert gespeichert. Die Fensterung aus den Werten nehmen (F2).',
  },
  noImage: 'Noch ist kein Bild auf dem Schirm.',
  inColour: 'Dieses Bild wird in Farbe gezeigt.',
  noVelocities: 'Dies sind keine Geschwindigkeitsbilder.',
  noPlanes: 'Die Datei dieses Bildes hat kein Overlay.',
  edge: (edge, letters) => `${edge}: ${letters}`,
  edges: { left: 'Linker Rand', right: 'Rechter Rand', top: 'Oberer Rand', bottom: 'Unterer Rand' },
  turned: (turns, mirrored) =>
    [
      mirrored && 'gespiegelt',
      ['', 'um 90° nach rechts gedreht', 'um 180° gedreht', 'um 90° nach links gedreht'][turns],
    ]
      .filter(Boolean)
      .join(', dann '),
  inverted: 'hell für dunkel',
  noScale: (why) => `kein cm/s: ${why}`,
  noScaleUnit: 'kein cm/s',
  venc: (venc) => `VENC ${venc}`,
  squares: 'Pixel',
  planes: (count, shown) =>
    `${count === 1 ? 'Overlay' : `${count} Overlays`} der Datei ${shown ? 'eingeblendet' : 'ausgeblendet'}`,
  histogram: {
    name: 'Histogramm',
    low: 'Untere Grenze: schwarz',
    high: 'Obere Grenze: weiß',
    count: (name, low, high, unit) =>
      `${name} des Bildes: Fenster von ${low} bis ${high}${unit && ` ${unit}`}`,
    close: 'Histogramm ausblenden',
  },
  full: { leave: 'Ganzen Schirm verlassen', hint: 'verlässt ihn' },
  header: {
    title: 'DICOM-Tags',
    lead: (file) => `Kopf des Bildes auf dem Schirm, ${file}.`,
    search: 'Tag, Schlüsselwort oder Wert',
    columns: { tag: 'Tag', keyword: 'Schlüsselwort', vr: 'VR', value: 'Wert' },
    copy: 'Als Text kopieren',
    copied: 'Kopiert.',
    notCopied: 'Die Zwischenablage nahm es nicht an. Die Zeilen markieren und von Hand kopieren.',
    found: (found, all) => (found === all ? `${all} Zeilen` : `${found} von ${all} Zeilen`),
    none: 'Nichts in diesem Kopf passt.',
    more: (count) => `${count} weitere Zeilen sind ausgelassen.`,
    items: (count) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
    item: (number) => `Eintrag ${number}`,
    bytes: (count) => `${count.toLocaleString('de')} Bytes`,
    withheld: 'zurückgehalten',
    withheldWhy:
      'Wer der Patient ist, wo und an welchem Tag, wird dem Befunder vorenthalten, ebenso, was nur ein Hersteller lesen kann.',
    wholeValue: (characters) => `alle ${characters.toLocaleString('de')} Zeichen`,
    shorter: 'weniger',
    cut: (characters) => `… (${characters.toLocaleString('de')} Zeichen in der Datei)`,
    private: (owner) => (owner === undefined ? 'privat' : `privat, ${owner}`),
  },
}
