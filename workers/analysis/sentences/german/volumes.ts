import type { InGerman } from './in-german.ts'

export const volumes: InGerman<'volumes'> = {
  'body-surface-given-without-height': 'die Körperoberfläche ist ohne Größe angegeben',
  'apex-not-marked-long-axis': 'der Apex ist in keiner Längsachse markiert',
  'apex-no-finite-number': 'der Apex ist keine endliche Zahl',
  'apex-lies-mm-above-lowest': 'der Apex liegt {depth} mm über der untersten Kontur',
  'apex-lies-mm-below-lowest': 'der Apex liegt {depth} mm unter der untersten Kontur der Höhle',
  'cavity-narrows-faster-cone-lowest':
    'die Höhle verengt sich in ihren untersten Konturen schneller als ein Kegel: sie ist als Paraboloid geschlossen',
  'contour-not-closed': 'die Kontur ({border}) ist nicht geschlossen',
  'measured-as-given': '{crosses} und ist gemessen, wie sie ist',
  'height-weight': 'Größe aus {ofHeight}, Gewicht aus {ofWeight}',
  'of-height': 'Größe {heightCm} cm',
  'of-weight': 'Gewicht {weightKg} kg',
  'of-body-surface': 'Körperoberfläche {bsa} m²',
  'body-surface': 'Körperoberfläche',
  'sources-differ': '{name}: {a} {unit} aus {source}, {b} {otherUnit} aus {otherSource}',
  'body-surface-m-given-m':
    'Körperoberfläche: {bsa} m² angegeben aus {source}, {computed} m² aus Größe und Gewicht',
  'phase-says': '{phase}, {said}',
  'left-out-search-ed-es': '{phase} wurde bei der Suche nach ED und ES ausgelassen: {why}',
  'holds-less-only-because-fewer': 'sie fasst nur weniger, weil weniger ihrer Schichten konturiert sind',
  'one-slice-cavity-cut-no': 'eine einzelne Schicht mit Höhle wird von keiner Ebene geschnitten',
  'slice-highest-cavity-mm-below':
    'Schicht {slice} von {frames} ist die oberste mit Höhle, {planeAbove} mm unter der Klappenebene',
  'border-carried': '{said}: ihre Kontur wird fortgeführt',
  'what-lies-above-left-out': 'was darüber liegt, ist ausgelassen',
  'counts-whole-outflow-tract': 'sie zählt ganz, als Ausflusstrakt',
  'slice-contoured-though-centre-lies':
    'Schicht {slice} ist konturiert, obwohl ihre Mitte {planeAbove} mm über der Klappenebene liegt: {which}',
  'slices-unevenly-spaced-each-counts':
    'die Schichten haben ungleiche Abstände: jede zählt mit dem Abstand zu ihren Nachbarn',
  'one-open-slice': 'Schicht {open} ist',
  'several-open-slices': 'die Schichten {open} sind',
  'provisional-slices-neither-contoured-nor':
    'vorläufig: von {frames} Schichten, {which} weder konturiert noch als ohne {ventricle} markiert',
  'volume-es-larger-ed': 'das Volumen ist bei ES größer als bei ED',
  'mass-g-ed-g-es': 'die Masse ist {ed} g bei ED und {es} g bei ES',
  'no-phase-contoured-marked-base': 'keine Phase ist von der Basis bis zum Apex konturiert oder markiert',
  'only-complete-ed-es-need': 'nur {phase} ist vollständig: ED und ES brauchen je eine',
  'volumes-times': '{volumes} Volumen zu {times} Zeiten',
  'beat-ms': 'ein Herzschlag von {rr} ms',
  'phase-ms-times-must-ascend':
    'Phase {odd} liegt bei {times} ms: die Zeiten müssen von 0 an steigen und vor dem Ende des Herzschlags von {rr} ms enden',
  'volume-no-finite-number': 'ein Volumen ist keine endliche Zahl',
  'phases-volume-curve-needs': '{known} Phasen haben ein Volumen, eine Kurve braucht {fewestPhases}',
  'ms-beat-lie-between-two': '{hole} ms des Herzschlags liegen zwischen zwei Volumen',
  'phases-do-not-determine-curve': 'die Phasen bestimmen die Kurve nicht',
  'no-atrial-contraction-seen-curve': 'in der Kurve ist keine Vorhofkontraktion zu sehen',
  'early-late-filling-one-wave': 'frühe und späte Füllung sind eine Welle',
  'end-diastole-end-systole-no': 'Enddiastole oder Endsystole hat kein Volumen',
  'volume-es-not-smaller-ed': 'das Volumen ist bei ES nicht kleiner als bei ED',
  'frames-do-not-cover-end': 'die Bilder erfassen das Ende des Herzschlags nicht',
  'frames-beat-no-times': 'die Bilder oder der Herzschlag haben keine Zeiten',
  'two-views-show-lengths-differ':
    'die beiden Ansichten zeigen Längen, die um {apart} mm abweichen: verkürzt angeschnitten?',
  'long-axis-border-no-area': 'eine Längsachsenkontur hat keine Fläche oder keine Länge',
  'no-image-phase': 'kein Bild ({plane}) in dieser Phase',
  'phases-contoured': '{known} von {volumes} Phasen sind konturiert',
  'largest-smallest-contoured-phases': 'größtes und kleinstes der {known} konturierten Phasen von {volumes}',
  'phase-chosen-view': 'Phase {chosen} wurde gewählt, die Ansicht hat {volumes}',
  'phase-before-atrial-contraction-not':
    'die Phase vor der Vorhofkontraktion wurde nicht gewählt, und die Bilder haben keine Zeiten',
  'atrium-grows-should-empty': 'der Vorhof wächst, wo er sich leeren müsste',
  'no-view': 'keine Ansicht {view}',
  'ends-valve-not-marked-beside': 'die Enden der Klappe neben der Kontur ({border}) sind nicht markiert',
  'line-square-valve-meets-no': 'die Senkrechte auf der Klappe trifft keine Wand der Kontur ({border})',
  'no-contour': 'keine Kontur ({border})',
  'long-axis-image-does-not': 'das Längsachsenbild sagt nicht, wo es liegt',
  'no-contours': '{phase} hat keine Konturen',
  'papillaries-count-mass-but-none': 'Papillarmuskeln zählen als Masse, aber keiner ist konturiert ({phase})',
  'no-epicardial-contour': '{phase} hat keine epikardiale Kontur',
  'no-endocardial-contour': '{name} hat keine endokardiale Kontur',
  'slice-without-image': '{where} hat kein Bild ({name})',
  'marked-no-between-contoured-slices':
    '{where} ist zwischen konturierten Schichten als ohne {ventricle} markiert ({name})',
  'slice-without-endocardial-contour': '{where} hat keine endokardiale Kontur ({name})',
  'slice-not-acquired-between-next': 'zwischen {where} und der nächsten wurde eine Schicht nicht aufgenommen',
  'slices-beyond-contoured-range-taken':
    'Schichten jenseits des konturierten Bereichs gelten als ohne {ventricle}',
  'no-image-taken-without': '{where} hat kein Bild ({phase}): sie gilt als ohne {ventricle}',
  'no-slice-acquired-between-next':
    'zwischen {where} und der nächsten wurde keine Schicht aufgenommen: sie gilt als ohne {ventricle}',
  'slice-epicardial-contour-without-endocardial':
    'Schicht {first}: eine epikardiale Kontur ohne endokardiale an der Basis zählt als Wand',
  'mitral-valve-apex-not-both': 'Mitralklappe und Apex sind nicht beide markiert',
  'apex-lies-valve': 'der Apex liegt auf der Klappe',
  'papillary-area-exceeds-cavity': 'die Fläche der Papillarmuskeln übertrifft die der Höhle',
  'no-epicardial-contour-no-mass': 'keine epikardiale Kontur, also keine Masse',
  'endocardial-area-exceeds-epicardial': 'die endokardiale Fläche übertrifft die epikardiale',
  'slice-endocardial-contour-lies-outside':
    'Schicht {slice}: die endokardiale Kontur liegt außerhalb der epikardialen',
  'slice-endocardial-contour-crosses-epicardial':
    'Schicht {slice}: die endokardiale Kontur kreuzt die epikardiale',
  'slice-cavity-fits-neither-neighbour':
    'Schicht {slice}: die Höhle passt zu keinem Nachbarn: eine Kontur auf der falschen Schicht?',
  'one-slice-does-not-say': 'eine einzelne Schicht sagt nicht, wo die Basis liegt',
  'no-image-stack-says-lies': 'kein Bild des Stapels sagt, wo es liegt',
  'valve-plane-square-to-view':
    'eine Ansicht zeigt zwei Punkte der Klappe: ihre Ebene wird als senkrecht zu dieser Ansicht angenommen',
  'points-valve-make-no-plane': '{points} Punkte der Klappe ergeben keine Ebene',
  'point-valve-no-finite-number': 'ein Punkt der Klappe ist keine endliche Zahl',
  'points-valve-lie-one-line': 'die Punkte der Klappe liegen auf einer Geraden',
  'valve-plane-leans-more-60': 'die Klappenebene neigt sich um mehr als 60° gegen die Kurzachse',
  'points-valve-lie-mm-off': 'die Punkte der Klappe liegen {residual} mm neben einer Ebene',
  'rr-ms-over-slices': 'RR liegt über die Schichten bei {low} bis {high} ms',
  'lv-contours-images-neither-short':
    'LV-Konturen auf Bildern, die weder Kurzachse noch Längsachse sind: {strays}',
  'of-lv': 'LV, {said}',
  'of-rv': 'RV, {said}',
}
