import type { Texts } from '../en/en.ts'

export const signing: Texts['signing'] = {
  bodySize: {
    title: 'Größe und Gewicht',
    height: 'Größe (cm)',
    weight: 'Gewicht (kg)',
    bsa: 'KOF (m²)',
    bsaWhy: 'Nur wenn Größe und Gewicht nicht bekannt sind: ihre Formel gilt dann als unbekannt',
    source: 'Woher Sie es haben',
    takeBack: 'Zurücknehmen',
    enter: 'Eintragen',
  },
  history: {
    title: (events) => `Verlauf · ${events} Ereignisse`,
    events: 'Ereignisse',
    notSaved: 'noch nicht gespeichert',
  },
  receipt: {
    title: 'Versand und Quittungen',
    nextTry: (time) => `nächster Versuch ${time}`,
    registry: 'Register',
    arrived: 'Angekommen',
    arrivedAt: (time) => `${time}, zurückgelesen und verglichen`,
    head: 'Kopf des Protokolls',
    notSent: 'Diese Befundung wurde noch nicht gesendet.',
    send: 'Jetzt senden',
    done: 'Fertig',
  },
  sign: {
    title: 'Diese Befundung unterschreiben',
    notEvaluable: 'Unterschrieben als nicht auswertbar:',
    meaning: 'Bedeutung der Unterschrift',
    passphrase: (name) => `Passphrase von ${name}`,
    newPassphrase: (name) => `Neue Passphrase von ${name}`,
    firstTime: 'Dieses Profil hat noch keine; sie wird bei jeder Unterschrift gefragt',
    notYet: 'Noch nicht',
    sign: 'Unterschreiben',
    saving: 'Speichert, was getan wurde …',
    working: 'Berechnet die Zahlen neu und schreibt die Ergebnisse …',
    opening: 'Liest, was unterschrieben wurde …',
    stopped: 'Abgebrochen: nichts wurde unterschrieben.',
  },
  told: {
    signed: (version) => `Unterschrieben als Fassung ${version}.`,
    leftOut: (analyses) =>
      `Nicht in dem, was unterschrieben wurde: ${analyses.map(({ analysis, why }) => `${analysis} (${why})`).join(', ')}.`,
    runAgain: 'Diese Analysen erneut ausführen und eine neue Fassung unterschreiben.',
    reopened: 'Die Befundung ist wieder offen.',
  },
  file: {
    notJson: (file, why) => `${file} ist kein JSON: ${why}`,
    notContours: (file, where, why) => `${file} ist keine Konturdatei: ${where}: ${why}`,
    unchanged: 'Keine Kontur wurde geändert.',
    correct: 'Keine Kontur wurde geändert. Die Datei berichtigen.',
    noNews: (file) => `${file} sagt nichts, was die Befundung nicht schon hat.`,
    opened: (count, file) => `${count} Kontur${count === 1 ? '' : 'en'} aus ${file} geöffnet.`,
    beside:
      'Schichten daneben sind offen: Umschalt N markiert alle als ohne LV, nachdem Sie hingesehen haben.',
  },
  unlock: {
    title: 'Unterschriebene Befundung wieder öffnen',
    lead: 'Die unterschriebene Fassung bleibt, wie sie ist. Was Sie jetzt ändern, wird die nächste Fassung, die sie nennt.',
    why: 'Warum',
    unlock: 'Wieder öffnen',
    proving: 'Prüft die Passphrase …',
    stopped: 'Abgebrochen: die Befundung ist unterschrieben wie zuvor.',
  },
}
