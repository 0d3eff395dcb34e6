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
  },
  unlock: {
    title: 'Unterschriebene Befundung wieder öffnen',
    lead: 'Die unterschriebene Fassung bleibt, wie sie ist. Was Sie jetzt ändern, wird die nächste Fassung, die sie nennt.',
    why: 'Warum',
    unlock: 'Wieder öffnen',
  },
}
