import type { Texts } from '../en/en.ts'
import { said } from './said.ts'

export const acts: Texts['acts'] = {
  noShortAxis: 'Diese Studie hat keinen Cine der Kurzachse.',
  nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
  nothingToRedo: 'Es gibt nichts zu wiederholen.',
  nothingBeyond: 'Jenseits der Konturen liegt keine offene Schicht.',
  unsaved: 'Noch ist nicht alles gespeichert.',
  nothingMissing: 'Nichts fehlt: die Befundung kann unterschrieben werden.',
  curveOpen: 'Eine Kurve ist nicht fertig: Enter schließt sie ab, Esc verwirft sie.',
  notSigned: 'Diese Befundung ist nicht unterschrieben.',
  signed: (key) =>
    `Diese Befundung ist unterschrieben. Zum Ändern mit Begründung wieder öffnen${key && ` (${key})`}.`,
  sealed: (why) =>
    `Diese Befundung ist versiegelt: ${why === undefined ? 'ihre Studie wurde zurückgezogen' : said.sentence(why)}.`,
  lost: (count) => `${count} Ihrer letzten Änderungen wurden nicht gespeichert.`,
  kept: 'Sie bleiben in diesem Fenster erhalten.',
  again: 'Noch einmal ausführen',
  openFirst: 'Zuerst ihre Studie wieder öffnen: die Änderungen gehören zu deren Befundung.',
  refused: (why) => `Das war nicht möglich: ${why}.`,
}
