/** The faults of the contract in German. The `switch` does not compile while a code is missing. */
import type { Fault } from '#contract/faults.ts'
import type { Sentence } from '#contract/sentences.ts'
import { hiddenReader } from '#contract/views.ts'
import type { Texts } from '../en/en.ts'
import { methods } from './methods.ts'
import { said } from './said.ts'

const say = (what: string, todo: string): Sentence => ({ what, todo })

const list = (items: readonly string[]): string =>
  items.length <= 3 ? items.join('; ') : `${items.slice(0, 3).join('; ')} und ${items.length - 3} weitere`

function sentence(fault: Fault): Sentence {
  switch (fault.code) {
    case 'no-such-project':
      return say(`Die Bibliothek hat kein Projekt ${fault.data.project}.`, 'Die Projektliste neu laden.')
    case 'project-of-registry':
      return say(
        `Das Protokoll des Projekts ${fault.data.project} kommt von seinem Register.`,
        'Es wird dort geändert; eine Datei bekommen nur Projekte, die kein Register hat.',
      )
    case 'no-such-study':
      return say(
        `Die Studie ${fault.data.study} ist nicht in dieser Bibliothek.`,
        'Die Arbeitsliste neu laden.',
      )
    case 'no-such-series':
      return say(
        `Die Serie ${fault.data.series} ist nicht in dieser Bibliothek.`,
        'Die Studie erneut öffnen.',
      )
    case 'no-such-image':
      return say(`Das Bild ${fault.data.image} ist nicht in dieser Studie.`, 'Die Studie erneut öffnen.')
    case 'no-such-read':
      return say(
        `Es gibt keine Befundung ${fault.data.read}.`,
        'Die Studie aus der Arbeitsliste erneut öffnen.',
      )
    case 'no-such-reader':
      return say(
        `In dieser Bibliothek gibt es keinen Befunder ${fault.data.reader}.`,
        'Einen anderen wählen oder das Profil anlegen.',
      )
    case 'no-such-quarantine-entry':
      return say(
        `Der Quarantäneeintrag ${fault.data.entry} ist nicht mehr da.`,
        'Jemand hat ihn freigegeben oder verworfen. Die Liste neu laden.',
      )
    case 'no-such-download':
      return say(`Für die Studie ${fault.data.study} läuft kein Download.`, 'Den Download beginnen.')
    case 'reader-exists':
      return say(`Einen Befunder ${fault.data.reader} gibt es schon.`, 'Einen anderen Kurznamen wählen.')
    case 'reader-not-chosen':
      return say('Noch befundet niemand.', 'Wählen Sie, wer Sie sind, und versuchen Sie es erneut.')
    case 'wrong-passphrase':
      return say(
        `Das ist nicht die Passphrase von ${fault.data.reader}.`,
        'Nichts wurde geändert. Erneut eingeben.',
      )
    case 'library-locked':
      return say(
        `Ein anderes Programm hält die Bibliothek ${fault.data.library}.`,
        'Dort schließen oder jenes Fenster benutzen.',
      )
    case 'library-damaged':
      return say(
        `Die Bibliothek ${fault.data.library} ist beschädigt: ${said.sentence(fault.data.detail)}.`,
        'Nicht weiterlesen. Den Ordner lassen, wie er ist, und Bescheid geben.',
      )
    case 'library-unusable':
      return say(
        `Die Bibliothek ${fault.data.library} ist nicht benutzbar: ${said.sentence(fault.data.detail)}.`,
        'Den Ordner und die Schreibrechte prüfen oder einen anderen nennen.',
      )
    case 'library-newer':
      return say(
        `Die Bibliothek ${fault.data.library} stammt von einem neueren Midwall (Version ${fault.data.found}; dieses kennt ${fault.data.known}).`,
        'Midwall aktualisieren.',
      )
    case 'disk-full':
      return say(
        `Der Datenträger von ${fault.data.library} ist voll.`,
        'Platz schaffen; was gespeichert war, ist sicher. Dann erneut versuchen.',
      )
    case 'path-not-found':
      return say(`Unter ${fault.data.path} ist nichts.`, 'Den Pfad prüfen.')
    case 'not-signed-in':
      return say(
        `Sie sind bei ${fault.data.registry} nicht angemeldet.`,
        'Anmelden. Heruntergeladene Studien lassen sich auch so befunden.',
      )
    case 'registry-address-refused':
      return say(
        `${fault.data.registry} wird nicht gefragt: ${said.sentence(fault.data.detail)}.`,
        'Die Adresse berichtigen; Konto und Passwort haben eigene Felder.',
      )
    case 'registry-not-set':
      return say('Noch ist kein Register genannt.', 'Bei einem anmelden oder einen Ordner importieren.')
    case 'registry-unreachable':
      return say(
        `${fault.data.registry} antwortet nicht (${said.sentence(fault.data.detail)}).`,
        'Offline weiterarbeiten; Ergebnisse warten hier und werden später gesendet.',
      )
    case 'registry-refused':
      return say(
        `${fault.data.registry} lehnte mit Status ${fault.data.status} ab: ${said.sentence(fault.data.detail)}.`,
        'Später erneut versuchen; bleibt es so, dem Register Bescheid geben.',
      )
    case 'registry-broken':
      return say(
        `${fault.data.registry} gab eine unbrauchbare Antwort: ${said.sentence(fault.data.detail)}.`,
        'Nichts davon wurde behalten. Erneut versuchen; bleibt es so, dem Register Bescheid geben.',
      )
    case 'access-denied': {
      const { registry, project, study } = fault.data
      const what = study ? `die Studie ${study}` : project ? `das Projekt ${project}` : 'dies'
      return say(`${registry} lässt Sie ${what} nicht sehen.`, 'Beim Register um Zugang bitten.')
    }
    case 'download-incomplete':
      return say(
        `Die Studie ${fault.data.study} kam unvollständig an: ${fault.data.received} von ${fault.data.expected} Bildern.`,
        'Den Download fortsetzen; was ankam, bleibt.',
      )
    case 'study-not-downloaded':
      return say(
        `Die Studie ${fault.data.study} ist nicht heruntergeladen.`,
        'Zuerst in der Arbeitsliste herunterladen.',
      )
    case 'study-withdrawn':
      return say(
        `Die Studie ${fault.data.study} wurde von ihrem Zentrum zurückgezogen.`,
        'Sie kann nicht mehr befundet werden. Ihr Protokoll bleibt erhalten.',
      )
    case 'file-refused':
      return say(
        `${fault.data.path} ist nicht benutzbar: ${list(fault.data.problems.map(said.sentence))}.`,
        'Nichts wurde berechnet. Die Datei berichtigen.',
      )
    case 'contour-file-invalid':
      return say(
        `Die Konturdatei ist nicht benutzbar: ${list(fault.data.problems.map(said.sentence))}.`,
        'Keine Kontur wurde geändert. Die Datei berichtigen.',
      )
    case 'event-invalid':
      return say(
        `Die letzte Änderung wurde abgelehnt: ${said.sentence(fault.data.detail)}.`,
        'Sie wurde zurückgenommen. Auf andere Weise wiederholen.',
      )
    case 'read-changed-elsewhere':
      return say(
        `Diese Befundung wurde anderswo fortgesetzt (sie hat ${fault.data.actual} Ereignisse, hier waren ${fault.data.expected} bekannt).`,
        'Sie wurde neu geladen. Die letzte Änderung prüfen.',
      )
    case 'read-signed':
      return say('Diese Befundung ist unterschrieben.', 'Zum Ändern mit Begründung wieder öffnen.')
    case 'read-not-signed':
      return say('Diese Befundung ist nicht unterschrieben.', 'Zuerst unterschreiben.')
    case 'read-sealed':
      return say(
        `Diese Befundung ist versiegelt: ${said.sentence(fault.data.reason)}.`,
        'Sie lässt sich ansehen, nicht ändern.',
      )
    case 'read-incomplete':
      return say(
        `Die Befundung ist nicht vollständig: ${list(fault.data.blockers.map(({ detail }) => said.sentence(detail)))}.`,
        'Von der Prüfliste aus zu jeder Lücke springen.',
      )
    case 'not-adjudicator':
      return say(
        `${fault.data.reader} ist kein Schiedsbefunder und sieht keine Befundung anderer.`,
        'Ein Profil mit der Rolle Schiedsbefunder wählen.',
      )
    case 'too-few-signed-reads':
      return say(
        `Nötig sind zwei unterschriebene Befundungen dieser Studie; es gibt ${fault.data.signed === 1 ? 'eine' : 'keine'}.`,
        'Entscheiden, wenn beide unterschrieben sind.',
      )
    case 'read-of-another-reader':
      return say(
        fault.data.reader === hiddenReader
          ? 'Diese Befundung gehört jemand anderem.'
          : `Diese Befundung gehört ${fault.data.reader}.`,
        'Den Befunder wechseln oder die eigene Befundung öffnen.',
      )
    case 'not-releasable':
      return say(
        `Der Eintrag ${fault.data.entry} kann nicht freigegeben werden: ${said.sentence(fault.data.reason)}.`,
        'An das Zentrum zurückgeben oder verwerfen.',
      )
    case 'identity-in-result':
      return say(
        `Das Ergebnis trüge Identität: ${said.sentence(fault.data.detail)}.`,
        'Aus dem Kommentar entfernen und erneut unterschreiben.',
      )
    case 'method-retired':
      return say(
        `Die Methode „${methods.name(fault.data.method)}“, Version ${fault.data.version}, ist ausgemustert.`,
        'Ihre Werte gelten wie unterschrieben und lassen sich nicht neu berechnen.',
      )
    case 'cancelled':
      return say('Abgebrochen.', 'Was vorher fertig war, bleibt.')
    case 'bug':
      return say(
        `Midwall hat einen Fehler gemacht (${fault.data.id}).`,
        'Dieser Schritt hat nichts gespeichert. Die Nummer melden; sie steht im Logbuch.',
      )
  }
}

export const faults: Texts['faults'] = {
  sentence,
  connectionLost: {
    what: 'Die Bibliothek antwortet nicht.',
    todo: 'Ihre Arbeit wartet in diesem Fenster und wird gespeichert, wenn sie wieder da ist.',
  },
  windowBug: (detail) => ({
    what: `Das Fenster hat einen Fehler gemacht: ${detail}.`,
    todo: 'Was als gespeichert gezeigt war, ist sicher. Das Fenster neu laden.',
  }),
}
