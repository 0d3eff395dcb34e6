import type { Texts } from '../en/en.ts'
import { letterOf } from '../letters.ts'

export const adjudication: Texts['adjudication'] = {
  title: 'Wo zwei Befundungen sich unterscheiden',
  which:
    'Mehr als zwei Befundungen sind unterschrieben. Wählen Sie die beiden, zwischen denen Sie entscheiden; die erste Entscheidung hält daran fest.',
  pair: (first, second, segments) =>
    `Befundungen ${letterOf(first)} und ${letterOf(second)} · ${segments === 1 ? '1 Segment unterscheidet sich' : `${segments} Segmente unterscheiden sich`}`,
  same: 'Beide Befundungen sagen von jedem Segment dasselbe.',
  decided: (count, of) => `${count} von ${of} entschieden`,
  reading: (number) => `Befundung ${letterOf(number)}`,
  apart: (grades) => `${grades} Stufe${grades === 1 ? '' : 'n'} auseinander`,
  notScored: 'nicht benotet',
  noComment: 'kein Kommentar zu diesem Segment',
  commentsHeld:
    'Kommentare werden noch nicht gezeigt: Sie sind freier Text, und was darin steht, kann verraten, wer ihn schrieb. Namen von Befundern, die diese Bibliothek kennt, sind herausgenommen und mit [•••] bezeichnet; andere Namen, Kürzel, Zentren und Gewohnheiten bleiben.',
  showComments: 'Kommentare zeigen',
  picture: (reading, slice, phase) => `${reading}: Schicht ${slice}, Phase ${phase}`,
  decision: 'Entscheidung',
  reason: 'Weil',
  keep: 'Entscheiden',
  takeBack: 'Zurücknehmen',
  keys: 'Auf und ab wählen ein Segment, Ziffern eine Note, Enter in der Begründung entscheidet. Links und rechts gehen durch den Schlag.',
  signNow: 'Alles ist entschieden: Der Schiedsspruch kann unterschrieben werden.',
  list: 'Segmente, die sich unterscheiden',
}
