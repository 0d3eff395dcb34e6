import type { Texts } from '../en/en.ts'

export const tour: Texts['tour'] = {
  name: 'Rundgang',
  noKey: '–',
  progress: (at, all) => `${at} von ${all}`,
  skip: 'Rundgang überspringen',
  back: 'Zurück',
  next: 'Weiter',
  done: 'Beginnen',
  steps: {
    studies: {
      title: 'Ihre Studien',
      text: (next, previous) =>
        `Was das Register mit Ihnen teilt, was hier ist, was befundet und was gesendet ist. ${next} und ${previous} gehen ab- und aufwärts. Dies sind Beispiele: es kann nichts schiefgehen.`,
    },
    reader: {
      title: 'Wer befundet',
      text: (key) => `Jede Kontur trägt ihren Urheber. Sagen Sie einmal, wer Sie sind: ${key}.`,
      action: 'Sagen, wer ich bin',
    },
    download: {
      title: 'Eine Studie herholen',
      text: (key) =>
        `${key} lädt die gewählte Studie herunter. Sie bleibt auf diesem Rechner und lässt sich ohne Netz befunden.`,
      action: 'Herunterladen',
    },
    open: {
      title: 'Öffnen',
      text: (key) => `Ist sie hier, öffnet ${key} sie, und ihre Kurzachse spielt.`,
      action: 'Studie öffnen',
    },
    images: {
      title: 'Das Herz schlägt in seiner eigenen Frequenz',
      text: (play, up, down, left, right) =>
        `${play} hält an und spielt. ${up} ${down} gehen durch die Schichten, ${left} ${right} durch die Herzphasen. Alle Ansichten folgen; die rechte Taste ändert den Kontrast.`,
    },
    tools: {
      title: 'Zeichnen',
      text: (endo, epi, undo) =>
        `${endo} zeichnet das Endokard, ${epi} das Epikard: Punkt für Punkt um den Rand klicken. Jeder Punkt lässt sich später ziehen. ${undo} nimmt alles zurück.`,
    },
    numbers: {
      title: 'Die Werte folgen Ihrer Hand',
      text: (key) =>
        `Die Volumina ändern sich beim Zeichnen. Wo ein Wert fehlt, steht warum. ${key} geht zu den Werten: jeder erklärt, worauf er beruht.`,
    },
    signature: {
      title: 'Von der Lücke zur Unterschrift',
      text: (gap, sign) =>
        `Alles wird beim Arbeiten gespeichert. ${gap} springt zu dem, was noch fehlt; ${sign} unterschreibt, und das Ergebnis wird gesendet und geprüft.`,
    },
    commands: {
      title: 'Alles hat eine Taste',
      text: (palette, keys, tour) =>
        `${palette} findet jeden Befehl beim Namen, ${keys} zeigt alle Tasten und ändert sie, ${tour} zeigt diesen Rundgang wieder.`,
    },
  },
}
