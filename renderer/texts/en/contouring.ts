import type { Border, Chamber } from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import { fixedAs } from '../decimals.ts'

const borders: Readonly<Record<Border, string>> = {
  'lv-endocardial': 'LV endocardial',
  'lv-epicardial': 'LV epicardial',
  'lv-papillary': 'LV papillary',
  'rv-endocardial': 'RV endocardial',
  'rv-epicardial': 'RV epicardial',
  'la-endocardial': 'LA endocardial',
  'ra-endocardial': 'RA endocardial',
  'lge-remote': 'remote myocardium',
  'lge-exclusion': 'LGE exclusion',
  'lge-no-reflow': 'no-reflow',
  'lge-scar': 'scar',
  'blood-pool': 'blood pool',
  vessel: 'vessel',
  region: 'region',
}

const chambers: Readonly<Record<Chamber, string>> = { lv: 'LV', rv: 'RV' }

const contours = (count: number): string => `${count} contour${count === 1 ? '' : 's'}`

export const contouring = {
  borders,
  landmarks: {
    'rv-insertion-anterior': 'Anterior RV insertion',
    'rv-insertion-inferior': 'Inferior RV insertion',
    'mitral-septal': 'Mitral plane, septal',
    'mitral-lateral': 'Mitral plane, lateral',
    'tricuspid-septal': 'Tricuspid plane, septal',
    'tricuspid-lateral': 'Tricuspid plane, lateral',
    'lv-apex': 'LV apex',
  } as Readonly<Record<LandmarkKind, string>>,
  /** beside a point on an image */
  landmarkSigns: {
    'rv-insertion-anterior': 'ant',
    'rv-insertion-inferior': 'inf',
    'mitral-septal': 'MV',
    'mitral-lateral': 'MV',
    'tricuspid-septal': 'TV',
    'tricuspid-lateral': 'TV',
    'lv-apex': 'apex',
  } as Readonly<Record<LandmarkKind, string>>,
  tools: 'Tools',
  chooser: 'What is drawn',
  chosen: (what: string) => `What is drawn: ${what}`,
  borderGroup: 'Borders',
  landmarkGroup: 'Points of anatomy',
  radius: (mm: number) => `Radius ${fixedAs('en', mm, mm < 10 ? 1 : 0)} mm`,
  tooFewPoints: 'A curve needs at least three points.',
  keepsThree: 'A contour keeps at least three points. Delete again to remove it.',
  opened: 'The opened contour',
  polygon: 'The polygon',
  drawnLine: 'The drawn line',
  becameCurve: (what: string, points: number, before: string, after: string, change: string) =>
    `${what} became a curve of ${points} points: ${before} to ${after} cm² (${change} %).`,
  replaced: 'The contour that was here was replaced.',
  enclosedNothing: 'The line enclosed nothing. Keep the button down while drawing round the border.',
  lineTooShort: 'The line was too short. Keep the button down while drawing along the border.',
  nothingLeft: 'Nothing of the contour would be left. Delete it instead.',
  openHasNoArea: 'A border that ends at the valve has no inside to paint. Nudge it, or drag its points.',
  nothingToShape: 'There is no contour here to shape.',
  curveGivenUp: 'The unfinished curve was given up.',
  draftGivenUp: 'The unfinished curve on another image was given up.',
  goOn: {
    what: (border: string, points: number) =>
      `The unfinished curve is in your hand again: ${border}, ${points === 1 ? '1 point' : `${points} points`}.`,
    todo: 'Click to go on. Enter finishes it, Escape gives it up.',
  },
  heldBack: (keys: string) =>
    `This contour was opened from a file and is measured as it was given. Press ${keys} to edit it all the same.`,
  released: (count: number) => `${contours(count)} of the file can be edited on this image now.`,
  nothingHeldBack: 'No opened contour on this image waits to be edited.',
  markedEmpty: (chamber: Chamber) =>
    `This image is marked as without ${chambers[chamber]}. Take the mark away before drawing.`,
  thereMarkedEmpty: (chamber: Chamber) => `That image is marked as without ${chambers[chamber]}.`,
  hasContours: (chamber: Chamber) =>
    `This image has ${chambers[chamber]} contours. Delete them before marking it as without ${chambers[chamber]}.`,
  nothingToCopy: 'There is no contour here to copy.',
  noImageThere: 'There is no image on that side.',
  thereAlready: 'That image has these contours already. Delete them there to copy.',
  kept: (kept: readonly Border[]) =>
    `Kept what was there: ${kept.map((border) => borders[border]).join(', ')}.`,
  nothingToMirror: 'There is nothing at end-diastole that end-systole has not.',
  mirrored: (count: number) => `${contours(count)} copied from end-diastole to end-systole.`,
  endsUnknown: 'ED and ES are not known yet.',
  noneHere: (border: Border) => `There is no ${borders[border]} contour here.`,
  noneThere: {
    slice: 'There is no such contour on this slice.',
    phase: 'There is no such contour at this phase.',
    all: 'There is no such contour in this series.',
  },
  deleted: (count: number) => `${contours(count)} deleted.`,
  noEdge: 'The picture has no edge to snap to here.',
  offsetBy: (mm: number) => `The epicardium was drawn ${fixedAs('en', mm, 1)} mm outside of the endocardium.`,
  noLandmarkMissing: 'Every point that this view can have is marked.',
  making: {
    propagate: 'Following the contours through the beat…',
    interpolate: 'Laying contours between those that are drawn…',
    cancel: 'Cancel',
  },
  made: {
    propagate: (count: number) => `${contours(count)} propagated. Look at each, and accept or correct it.`,
    interpolate: (count: number) =>
      `${contours(count)} interpolated. Look at each, and accept or correct it.`,
    nothing: 'There was nothing to be made from what is drawn.',
    outdated: (count: number) =>
      `${contours(count)} left out: what they were made from was changed meanwhile. Start it again.`,
    notMade: (where: string, why: string) => `Nothing was made on ${where}: ${why}.`,
  },
  accepted: (count: number) => `${contours(count)} accepted.`,
  looked: (origin: string) => `${origin}, accepted`,
  nothingToAccept: 'No contour here waits to be accepted.',
  flaws: {
    crossesItself: (border: Border) => `The ${borders[border]} contour crosses itself.`,
    epiInsideEndo: 'The endocardium lies outside of the epicardium.',
    jumpInPlace: (border: Border, mm: number) =>
      `The ${borders[border]} contour lies ${fixedAs('en', mm, 0)} mm beside those next to it.`,
    jumpInSize: (border: Border, times: number) =>
      times > 1
        ? `The ${borders[border]} contour is ${fixedAs('en', times, 1)} times as large as the next one.`
        : times < 0.01
          ? `The ${borders[border]} contour encloses next to nothing, unlike the next one.`
          : `The ${borders[border]} contour is ${fixedAs('en', 1 / times, 1)} times smaller than the next one.`,
    missingSlices: (border: Border, slices: readonly number[]) =>
      `Slice ${slices.join(', ')} has no ${borders[border]} contour in between.`,
  },
  hints: {
    points: (what: string) => `Click points along the ${what} border`,
    open: (what: string) => `Click points along the ${what} border, from one side of the valve to the other`,
    freehand: (what: string) => `Draw along the ${what} border`,
    nudge: 'Push the border with the disc',
    brush: (what: string) => `Paint the ${what} area · Alt erases`,
    erase: 'Erase from the area',
    placed: (count: number) => `${count} points`,
    close: 'finish',
    back: 'back',
    giveUp: 'give up',
    mark: (what: string) => `Click: ${what}`,
  },
}
