import type { details as english } from '../en/details.ts'

export const details: typeof english = {
  of: (name, part) => `${name}, ${part}`,
  notRecorded: 'Es entsteht mit den Zahlen, neben denen es steht; nur diese werden aufgezeichnet.',
  atStake: {
    planeAbove:
      'Von der Mitte der Schicht hinauf zur Klappenebene, in der Mitte der Höhle: negativ, wo die Schichtmitte im Vorhof liegt.',
    contoured: 'Fläche der Höhle mal Dicke der Scheibe, nach den Konturen allein.',
    clipped:
      'Höhle bis zur Klappenebene und hinunter zur Spitze, oberhalb der Scheibe fortgesetzt, wo keine Kontur ist.',
    difference: (clipped, contoured) => `Beschnitten weniger konturiert: ${clipped} − ${contoured} mL`,
  },
  quality: {
    grade: (residual, closing, change) =>
      `Das Schlechteste von dreien: Rest ${residual}, verfehlt um ${closing} mm, kleinste Flächenänderung ${change}. 0 wird nicht gemessen. Die Grenzen stehen bei den Optionen.`,
    closing: 'Wie weit Gewebe nach einem ganzen Schlag von seinem Anfang liegt, im Mittel über die Punkte.',
    residual:
      'Helligkeit, die das Verfolgen unerklärt lässt: quadratisches Mittel über Punkte und Phasen, in Einheiten des Kontrasts bei ED.',
  },
  breathing: {
    largest: 'Weitester Abstand des Herzens einer Dynamik von der, auf der gezeichnet ist.',
    residual:
      'Verschiebungen, die ein weiterer Durchgang noch findet: quadratisches Mittel über die Dynamiken, nach der längeren Seite eines Pixels.',
  },
  fit: {
    fitted: (pixels) =>
      `Anteil von ${pixels} Pixeln der Wand, deren Kurve angepasst werden konnte; der ganzen Karte, wo keine Wand gezeichnet ist.`,
    rSquared: 'Median von R² über die angepassten Pixel der Wand: 1 ist eine Kurve durch alle Werte.',
    motion:
      'Weitester Weg, den ein Bild, oder der Ventrikel zwischen zwei Karten, an seinen Platz bewegt wurde.',
  },
}
