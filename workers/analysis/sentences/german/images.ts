import type { InGerman } from './in-german.ts'

export const images: InGerman<'images'> = {
  'pixels-do-not-fill-rows': '{pixels} Bildpunkte füllen keine {rows} Zeilen zu {columns}',
  'pixel-no-finite-number': 'ein Bildpunkt ist keine endliche Zahl',
  'all-pixels': 'alle Bildpunkte sind {low}',
  'pixels-largest-value-image-may':
    '{share} % der Bildpunkte haben den größten Wert {top}: das Bild ist vielleicht gesättigt',
  'weights-pixels': '{weights} Gewichte für {rows} × {columns} Bildpunkte',
  'fewer-pixels-weight': 'weniger als {fewestPixels} Bildpunkte haben ein Gewicht',
  'region-followed-one-brightness': 'der Bereich, der verfolgt werden soll, ist überall gleich hell',
  'pixels-against-reference':
    '{rows} × {columns} Bildpunkte gegen {referenceRows} × {referenceColumns} der Referenz',
}
