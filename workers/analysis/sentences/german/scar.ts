import type { InGerman } from './in-german.ts'

export const scar: InGerman<'scar'> = {
  'slice-given-twice': 'Schicht {below} ist doppelt angegeben',
  'slice-not-contoured': 'Schicht {above} ist nicht konturiert',
  'one-slice-only-volumes-slice': 'nur eine Schicht: die Volumen sind die dieser Schicht',
  'slices-do-not-lie-over':
    'die Schichten liegen nicht übereinander: Bereiche werden nur innerhalb der Schichten verfolgt',
  'wall-excluded': '{excluded} % der Wand sind ausgeschlossen',
  'slice-takes-remote-myocardium-slice':
    'Schicht {slice} nimmt das Vergleichsmyokard von Schicht {from}: {why}',
  'remote-myocardium-drawn-some-slices':
    'das Vergleichsmyokard ist auf einigen Schichten gezeichnet und auf anderen selbst gefunden',
  'remote-myocardium-no-noise': '{place}: das Vergleichsmyokard hat kein Rauschen',
  'remote-myocardium-nulled-magnitude-image':
    '{place}: das Vergleichsmyokard ist in einem Magnitudenbild genullt, was seine SD um bis zu ein Drittel staucht: Schwellen in SD liegen zu niedrig',
  'remote-myocardium-signal-blood-enhancement':
    '{place}: das Vergleichsmyokard hat {mean} % des Signals von Blut: die Anreicherung ist vielleicht diffus',
  'labels-pixels': '{segments} Marken für {rows} × {columns} Bildpunkte',
  'contours-reach-out-image': 'die Konturen reichen aus dem Bild',
  'whole-wall-excluded': 'die ganze Wand ist ausgeschlossen',
  'epicardial-border-no-points': 'die epikardiale Grenze hat keine Punkte',
  'no-pixel-reaches-half-between': 'kein Bildpunkt erreicht die Mitte zwischen Vergleichsmyokard und Maximum',
  'half-maximum-lies-within-remote':
    'die Hälfte des Maximums liegt im Vergleichsmyokard: seine Null ist nicht die des Signals',
  'pixels-wall-lie-remote-region':
    '{pixels} Bildpunkte der Wand liegen im gezeichneten Vergleichsbereich, nötig sind {fewestPixels}',
  'no-sector-pixels-clear-borders': 'kein Sektor hat {fewestPixels} Bildpunkte abseits der Grenzen',
  'wall-not-divided-into-segments': 'die Wand ist nicht in Segmente geteilt',
  'slice-no-chords': 'Schicht {slice} hat keine Sehnen: {why}',
  'methods-disagree-wall':
    'die Methoden sind sich uneins: {extent} % der Wand nach {name}, {most} % nach {mostBy}',
  'every-method-finds-more-wall':
    'jede Methode findet mehr als {diffuse} % der Wand angereichert: vielleicht diffus',
  'maximum-lies-less-sd-above': 'das Maximum liegt weniger als {guard} SD über dem Vergleichsmyokard',
  'brighter-class-lies-less-sd': 'die hellere Klasse liegt weniger als {guard} SD über dem Vergleichsmyokard',
  'cap-without-cavity-no-chords': 'eine Kappe ohne Höhle hat keine Sehnen durch ihre Wand',
}
