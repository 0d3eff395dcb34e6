import type { InGerman } from './in-german.ts'

export const values: InGerman<'values'> = {
  'annotation-on-image': 'Anmerkung {number} auf {imageKeyText}',
  'no-number-annotation': '{number} ist keine Nummer einer Anmerkung',
  'kind-points': '{name} ist von der Art {kind} und hat {points} Punkte',
  'annotation-of-points': '{name} hat {points} Punkte',
  'point-no-number': '{name} hat einen Punkt, der keine Zahl ist',
  'says-nothing': '{name} sagt nichts',
  'text-characters': '{name} hat einen Text von {text} Zeichen',
  'arm-angle-no-length': 'ein Schenkel des Winkels hat keine Länge',
  'header-no-venc': 'der Header hat keine VENC',
  'velocities-weighted-magnitude-pixel-pixel':
    'die Geschwindigkeiten sind Bildpunkt für Bildpunkt mit der Magnitude gewichtet',
  'pixels-image-lie-inside-2': '{inside} Bildpunkte liegen darin, nötig sind 2',
  'no-pixel-lies-least-half': 'kein Bildpunkt liegt wenigstens zur Hälfte darin',
  'image-not-loaded': 'das Bild ist nicht geladen',
  'region-encloses-nothing': 'der Bereich umschließt nichts',
  'shown-signal': 'als Signal gezeigt: {unknown}',
  'pixels-region-hold-no-value':
    '{zeros} Bildpunkte des Bereichs haben keinen Wert der Karte und zählen als 0',
  'region-lies-beside-image': '{share} % des Bereichs liegen neben dem Bild',
}
