import type { InGerman } from './in-german.ts'

export const ranges: InGerman<'ranges'> = {
  'table-has-no-quantity': '{id} hat kein {quantity}',
  'men-women-differ': 'Männer und Frauen unterscheiden sich bei {quantity} von {value}',
  'papillaries-count': 'Papillarmuskeln zählen als {papillaries}, in {id} als {there}',
  'base-differs': 'die Basis ist nach {base}, in {id} nach {there}',
  'body-surface-differs': 'die Körperoberfläche ist nach {bsaFormula}, in {id} nach {there}',
  'age-not-known': 'das Alter ist nicht bekannt',
  'years-ranges-adults': '{age} Jahre: die Bereiche sind von Erwachsenen',
  'ethnicity-not-known': 'die Ethnie ist nicht bekannt',
  'men-women': 'Männern und Frauen',
  'no-years': '{id} hat kein {quantity} von {who} mit {age} Jahren',
  'lvedv-body-surface-not-measured': 'LVEDV je Körperoberfläche ist nicht gemessen',
  'lvef-not-measured': 'LVEF ist nicht gemessen',
  'formula-body-surface-not-stated': 'die Formel der Körperoberfläche ist nicht genannt',
  'range-source-unverified': 'Quelle des Bereichs nicht geprüft',
  'smooth-segmentation-taken-papillaries-cavity':
    'eine glatte Segmentierung gilt als Papillarmuskeln in der Höhle',
  'base-rule-not-stated-what':
    'die Regel der Basis steht nicht in dem, was gelesen wurde, und gilt als die der konturierten Schichten',
  'by-registry': 'das Register',
  'age-years': 'ein Alter von {odd} Jahren aus {by}',
  'sex-contradictory': 'Geschlecht: {sex} aus {by}, {otherSex} aus {otherBy}',
  'age-contradictory': 'Alter: {age} aus {by}, {otherAge} aus {otherBy}',
  'source-unverified': 'nicht geprüfte Quelle: {source}',
  'participants-those-white-ethnicity-whom':
    'die Teilnehmer sind die der weißen Ethnie, die der Titel der Arbeit nennt',
  'formula-body-surface-not-stated-what':
    'die Formel der Körperoberfläche steht nicht in dem, was gelesen wurde: indizierte Werte werden mit keinen verglichen',
}
