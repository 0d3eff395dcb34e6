import type { InGerman } from './in-german.ts'

export const segments: InGerman<'segments'> = {
  'segment-17-measured-long-axis': 'Segment 17 wird auf Längsachsenkonturen gemessen, und es gibt keine',
  'long-axis-border-no-points': 'eine Längsachsenkontur hat keine Punkte',
  'tip-cavity-lies-beyond-epicardial':
    'die Spitze der Höhle liegt jenseits der epikardialen Grenze einer Ansicht',
  'without-inferior-insertion-septum-no': 'ohne die inferiore Insertion hat das Septum keine Mitte',
  'cavity-no-border': 'die Höhle hat keine Grenze',
  'centroid-cavity-lies-outside': 'der Schwerpunkt der Höhle liegt außerhalb von ihr',
  'mitral-plane-apex-marked-mm': 'Mitralebene und Apex sind {span} mm auseinander markiert',
  'slices-both-borders-make-no': '{n} Schichten mit beiden Grenzen ergeben keine drei Ebenen',
  'slices-not-order-base-apex': 'die Schichten sind nicht von der Basis zum Apex geordnet',
  'no-levels': 'keine Ebenen: {why}',
  'slice-borders-but-lies-below':
    'Schicht {index} hat Grenzen, liegt aber unter dem markierten Apex und ist ausgelassen',
  'slice-left-out': 'Schicht {index} bei {phase} ist ausgelassen: {why}',
  'no-slice-both-borders': 'keine Schicht hat beide Grenzen',
  'segment-17-measured-long-axis-views':
    'Segment 17 wird auf Längsachsen gemessen, auf denen Mitralebene und Apex markiert sind',
  'short-axis-slices-do-not': 'Kurzachsenschichten zeigen Segment 17 nicht',
  'no-basal-slice-both-borders': 'keine basale Schicht hat bei ED und bei ES beide Grenzen',
  'without-rv-insertion-points-septum': 'ohne die RV-Insertionen ist das Septum nicht bekannt',
  'there-no-scale': 'es gibt keine Skala {name} {version}',
  'there-no-segment': 'es gibt kein Segment {segment}',
  'segment-scored-twice': 'Segment {segment} ist doppelt benotet',
  'no-grade-segment': '{name} hat keine Note ‚{grade}‘ (Segment {segment})',
  'segment-scored-not':
    'Segment {segment} ist nach {name} {version} benotet, nicht nach {other} {otherVersion}',
  'grades-no-order-take-mean': 'die Noten von {name} haben keine Ordnung für einen Mittelwert',
  'no-segment-scored': 'kein Segment ist benotet',
  'no-scale-wall-motion': '{name} ist keine Skala der Wandbewegung',
  'segments-not-assessable': 'nicht beurteilbar: {which} {notAssessable}',
  'rv-insertion-point-lies-centre': 'eine RV-Insertion liegt in der Mitte des Ventrikels',
  'inferior-rv-insertion-point-not': 'die inferiore RV-Insertion ist nicht markiert',
  'neither-inferior-insertion-nor-direction':
    'weder die inferiore Insertion noch die Richtung des Apex ist bekannt',
  'septum-spans-anterior-inferior-insertion':
    'das Septum umspannt {degrees}° von der anterioren zur inferioren Insertion, die vielleicht vertauscht sind',
  'septum-spans-between-insertion-points':
    'das Septum umspannt {arc}° zwischen den Insertionen; üblich sind {from}° bis {to}°',
  'no-slice-both-borders-here': 'hier hat keine Schicht beide Grenzen bei {phase}',
  'no-slice-both-borders-here-ed': 'hier hat keine Schicht beide Grenzen bei ED und bei ES',
  'no-slice-ring-ed-endocardial':
    'hier hat keine Schicht einen Ring bei ED und eine endokardiale Grenze bei ES',
  'no-slice-both-borders-ed': 'keine Schicht hat beide Grenzen bei ED',
  'rv-insertion-points-not-marked': 'die RV-Insertionen sind auf keiner Schicht markiert',
  'divided-insertion-points': 'geteilt nach den Insertionen von {name}',
}
