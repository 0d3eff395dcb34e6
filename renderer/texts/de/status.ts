import type { Texts } from '../en/en.ts'

export const status: Texts['status'] = {
  messages: 'Meldungen',
  dismiss: 'Diese Meldung schließen',
  failed: (part) => `${part} konnte nicht gezeigt werden.`,
  safe: 'Was gespeichert war, ist sicher.',
  again: 'Erneut zeigen',
  lost: 'Bibliothek nicht erreicht',
  connecting: 'verbindet',
  startAgain: 'Midwall neu starten und die Adresse öffnen, die es nennt',
  toSend: (count) => `${count} zu senden`,
  changeReader: 'Befunder wechseln',
  whoReads: 'wer befundet?',
  findCommand: 'Befehl suchen',
  registry: {
    'not-set': 'kein Register',
    'signed-out': 'abgemeldet',
    'signed-in': 'online',
    unreachable: 'offline',
  },
  headersRead: 'Diese Version liest mehr aus den Kopfdaten.',
  imagesRead: (done, total, all) =>
    all ? `Alle ${total} Bilder wurden neu gelesen.` : `${done} von ${total} Bildern wurden neu gelesen.`,
  read: { none: 'nicht begonnen', open: 'in Arbeit', signed: 'unterschrieben', sealed: 'versiegelt' },
  upload: {
    none: 'nicht gesendet',
    waiting: 'wartet',
    sending: 'wird gesendet',
    checking: 'unbestätigt',
    done: 'angekommen',
    conflict: 'Konflikt',
    blocked: 'blockiert',
  },
  results: {
    sr: 'Messbericht (SR)',
    seg: 'Segmentierung (SEG)',
    contours: 'Konturen',
    result: 'Ergebnisdatensatz',
  },
  readingRoom: 'Der Befundungsraum',
}
