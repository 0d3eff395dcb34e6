import type { hanging as english } from '../en/hanging.ts'

export const hanging: typeof english = {
  cell: (number) => `Bild ${number}`,
  linked: { fraction: 'Anteil des Herzschlags', time: 'Zeit', number: 'Nummer' },
  enlarge: (by, why) => `Groß zeigen. Im Gleichschritt nach ${by}: ${why}`,
  apart: (mm) => `${mm} mm daneben`,
  unserved: {
    function: 'Diese Studie hat keinen Cine.',
    'four-up': 'Diese Studie hat höchstens einen Cine.',
    levels: 'Diese Studie hat keine kurze Achse mit drei Schichten.',
    'matrix-ed-es': 'Diese Studie hat keinen Cine der kurzen Achse.',
    'matrix-all': 'Diese Studie hat keinen Cine der kurzen Achse mit mehreren Phasen.',
    lge: 'Diese Studie hat keine späte Kontrastanreicherung.',
    'lge-views': 'Diese Studie hat die späte Kontrastanreicherung in höchstens einer Ansicht.',
    perfusion: 'Diese Studie hat keine Perfusion.',
    'perfusion-slices': 'Diese Studie hat keine Perfusion mit mehreren Schichten.',
    maps: 'Diese Studie hat keine Karten.',
    flow: 'Diese Studie hat keine Geschwindigkeitsbilder.',
    compare: 'Zum Vergleich wurde keine andere Studie gewählt.',
    single: '',
  },
  matrix: { 'ed-es': 'Schichten bei ED und ES', all: 'Schichten in allen Phasen' },
  picture: (slice, phase, status) => `Schicht ${slice}, Phase ${phase}: ${status}`,
  status: {
    contoured: 'konturiert',
    'no-lv': 'kein LV',
    open: 'offen',
    'no-image': 'kein Bild',
  },
  noNext: 'Nach dieser Studie kommt keine mehr, die da und nicht signiert ist.',
  noPrevious: 'Vor dieser Studie kommt keine, die da ist.',
}
