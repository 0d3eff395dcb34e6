import type { Border, Chamber } from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import { fixedAs } from '../decimals.ts'
import type { Texts } from '../en/en.ts'

const borders: Readonly<Record<Border, string>> = {
  'lv-endocardial': 'LV-Endokard',
  'lv-epicardial': 'LV-Epikard',
  'lv-papillary': 'LV-Papillarmuskel',
  'rv-endocardial': 'RV-Endokard',
  'rv-epicardial': 'RV-Epikard',
  'la-endocardial': 'LA-Endokard',
  'ra-endocardial': 'RA-Endokard',
  'lge-remote': 'gesundes Myokard',
  'lge-exclusion': 'LGE-Ausschluss',
  'lge-no-reflow': 'No-Reflow',
  'lge-scar': 'Narbe',
  'blood-pool': 'Blutpool',
  vessel: 'Gefäß',
  region: 'Region',
}

const chambers: Readonly<Record<Chamber, string>> = { lv: 'LV', rv: 'RV' }

const contours = (count: number): string => `${count} Kontur${count === 1 ? '' : 'en'}`

export const contouring: Texts['contouring'] = {
  borders,
  landmarks: {
    'rv-insertion-anterior': 'Anteriore RV-Insertion',
    'rv-insertion-inferior': 'Inferiore RV-Insertion',
    'mitral-septal': 'Mitralebene, septal',
    'mitral-lateral': 'Mitralebene, lateral',
    'tricuspid-septal': 'Trikuspidalebene, septal',
    'tricuspid-lateral': 'Trikuspidalebene, lateral',
    'lv-apex': 'LV-Spitze',
  } as Readonly<Record<LandmarkKind, string>>,
  landmarkSigns: {
    'rv-insertion-anterior': 'ant',
    'rv-insertion-inferior': 'inf',
    'mitral-septal': 'MK',
    'mitral-lateral': 'MK',
    'tricuspid-septal': 'TK',
    'tricuspid-lateral': 'TK',
    'lv-apex': 'Spitze',
  } as Readonly<Record<LandmarkKind, string>>,
  tools: 'Werkzeuge',
  chooser: 'Was gezeichnet wird',
  chosen: (what) => `Gezeichnet wird: ${what}`,
  borderGroup: 'Konturen',
  landmarkGroup: 'Anatomische Punkte',
  radius: (mm) => `Radius ${fixedAs('de', mm, mm < 10 ? 1 : 0)} mm`,
  tooFewPoints: 'Eine Kurve braucht mindestens drei Punkte.',
  keepsThree: 'Eine Kontur behält mindestens drei Punkte. Nochmals löschen entfernt sie.',
  opened: 'Die geöffnete Kontur',
  polygon: 'Das Polygon',
  drawnLine: 'Die gezeichnete Linie',
  becameCurve: (what, points, before, after, change) =>
    `${what} wurde zu einer Kurve aus ${points} Punkten: ${before} zu ${after} cm² (${change} %).`,
  replaced: 'Die Kontur, die hier war, wurde ersetzt.',
  enclosedNothing: 'Die Linie umschloss nichts. Die Taste gedrückt halten und um den Rand fahren.',
  lineTooShort: 'Die Linie war zu kurz. Die Taste gedrückt halten und am Rand entlangfahren.',
  nothingLeft: 'Von der Kontur bliebe nichts übrig. Sie lässt sich löschen.',
  openHasNoArea:
    'Ein Rand, der an der Klappe endet, hat kein Inneres zum Malen. Er lässt sich schieben oder an Punkten ziehen.',
  nothingToShape: 'Hier ist keine Kontur, die sich formen ließe.',
  curveGivenUp: 'Die unfertige Kurve wurde verworfen.',
  draftGivenUp: 'Die unfertige Kurve auf einem anderen Bild wurde verworfen.',
  goOn: {
    what: (border, points) =>
      `Die unfertige Kurve ist wieder in der Hand: ${border}, ${points === 1 ? '1 Punkt' : `${points} Punkte`}.`,
    todo: 'Ein Klick setzt sie fort, Enter schließt sie ab, Esc verwirft sie.',
  },
  heldBack: (keys) =>
    `Diese Kontur kam aus einer Datei und wird gemessen, wie sie gegeben ist. ${keys} gibt sie zum Bearbeiten frei.`,
  released: (count) =>
    `${contours(count)} aus der Datei ${count === 1 ? 'ist' : 'sind'} auf diesem Bild frei zum Bearbeiten.`,
  nothingHeldBack: 'Auf diesem Bild wartet keine geöffnete Kontur auf Bearbeitung.',
  markedEmpty: (chamber) =>
    `Dieses Bild ist als ohne ${chambers[chamber]} markiert. Zum Zeichnen die Markierung aufheben.`,
  thereMarkedEmpty: (chamber) => `Jenes Bild ist als ohne ${chambers[chamber]} markiert.`,
  hasContours: (chamber) =>
    `Dieses Bild hat ${chambers[chamber]}-Konturen. Sie müssen gelöscht sein, bevor es als ohne ${chambers[chamber]} gilt.`,
  nothingToCopy: 'Hier ist keine Kontur zum Kopieren.',
  noImageThere: 'Auf dieser Seite ist kein Bild.',
  thereAlready: 'Jenes Bild hat diese Konturen schon. Zum Kopieren dort löschen.',
  kept: (kept) => `Was da war, blieb: ${kept.map((border) => borders[border]).join(', ')}.`,
  nothingToMirror: 'Enddiastolisch ist nichts, was endsystolisch fehlt.',
  mirrored: (count) => `${contours(count)} von ED nach ES kopiert.`,
  endsUnknown: 'ED und ES sind noch nicht bekannt.',
  noneHere: (border) => `Hier ist keine Kontur: ${borders[border]}.`,
  noneThere: {
    slice: 'Auf dieser Schicht ist keine solche Kontur.',
    phase: 'In dieser Phase ist keine solche Kontur.',
    all: 'In dieser Serie ist keine solche Kontur.',
  },
  deleted: (count) => `${contours(count)} gelöscht.`,
  noEdge: 'Das Bild hat hier keine Kante.',
  offsetBy: (mm) => `Das Epikard wurde ${fixedAs('de', mm, 1)} mm außerhalb des Endokards gezeichnet.`,
  noLandmarkMissing: 'Jeder Punkt, den diese Ansicht haben kann, ist markiert.',
  making: {
    propagate: 'Die Konturen werden durch den Schlag verfolgt…',
    interpolate: 'Zwischen den Konturen werden weitere gelegt…',
    cancel: 'Abbrechen',
  },
  made: {
    propagate: (count) => `${contours(count)} propagiert. Jede ansehen und annehmen oder korrigieren.`,
    interpolate: (count) => `${contours(count)} interpoliert. Jede ansehen und annehmen oder korrigieren.`,
    nothing: 'Aus dem Gezeichneten ließ sich nichts machen.',
    outdated: (count) =>
      `${contours(count)} weggelassen: Woraus sie gemacht wurden, hat sich inzwischen geändert. Noch einmal starten.`,
    notMade: (where, why) => `Auf ${where} wurde nichts gemacht: ${why}.`,
  },
  accepted: (count) => `${contours(count)} angenommen.`,
  looked: (origin) => `${origin}, angenommen`,
  nothingToAccept: 'Hier wartet keine Kontur darauf, angenommen zu werden.',
  flaws: {
    crossesItself: (border) => `Die Kontur ${borders[border]} kreuzt sich selbst.`,
    epiInsideEndo: 'Das Endokard liegt außerhalb des Epikards.',
    jumpInPlace: (border, mm) =>
      `Die Kontur ${borders[border]} liegt ${fixedAs('de', mm, 0)} mm neben denen daneben.`,
    jumpInSize: (border, times) =>
      times > 1
        ? `Die Kontur ${borders[border]} ist ${fixedAs('de', times, 1)}-mal so groß wie die nächste.`
        : times < 0.01
          ? `Die Kontur ${borders[border]} umschließt fast nichts, anders als die nächste.`
          : `Die Kontur ${borders[border]} ist ${fixedAs('de', 1 / times, 1)}-mal kleiner als die nächste.`,
    missingSlices: (border, slices) =>
      `Dazwischen fehlt ${borders[border]} auf Schicht ${slices.join(', ')}.`,
  },
  hints: {
    points: (what) => `Punkte setzen: ${what}`,
    open: (what) => `Punkte setzen, von einer Seite der Klappe zur anderen: ${what}`,
    freehand: (what) => `Am Rand entlangfahren: ${what}`,
    nudge: 'Den Rand mit der Scheibe schieben',
    brush: (what) => `Fläche malen: ${what} · Alt radiert`,
    erase: 'Von der Fläche wegnehmen',
    placed: (count) => `${count} Punkte`,
    close: 'fertig',
    back: 'zurück',
    giveUp: 'verwerfen',
    mark: (what) => `Anklicken: ${what}`,
  },
}
