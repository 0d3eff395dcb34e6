/**
 * What no public coding scheme that we know says: our own scheme, named in every object that uses it. A code
 * value is a SH and holds 16 characters (PS3.5 6.2). Codes are never reused for another meaning.
 */
import type { AnnotationKind } from '../annotations/annotation.ts'
import type { Border, Chamber, ContourOrigin } from '../contours/contour.ts'
import type { BaseRule, ImageQuality, Rhythm } from '../reading/events.ts'
import type { UnmeasuredReason } from '../units/outcome.ts'
import { type Code, evaluations } from './codes.ts'

export const privateScheme = {
  designator: '99MIDWALL',
  name: 'Midwall reading terms',
  organization: 'Midwall',
} as const

export const own = (value: string, meaning: string): Code => ({
  value,
  scheme: privateScheme.designator,
  meaning,
})

export const terms = {
  read: own('read', 'Read'),
  readVersion: own('read-version', 'Version of the result of the read, counted from 1'),
  head: own('read-head', "SHA-256 of the read's event log up to the signed measurements"),
  signedAt: own('signed-at', 'Time of signing, in UTC'),
  meaning: own('signed-meaning', 'Meaning of the signature'),
  protocol: own('protocol', 'Reading protocol and version'),
  application: own('application', 'Application that recorded the read'),
  papillaries: own('papillaries', 'Convention for papillary muscles'),
  baseRule: own('base-rule', 'Rule for the basal slices'),
  edPhase: own('ed-phase', 'End-diastolic phase, counted from 0'),
  esPhase: own('es-phase', 'End-systolic phase, counted from 0'),
  slice: own('slice', 'Slice of the stack, counted from 0'),
  phase: own('phase', 'Phase of the stack, counted from 0'),
  contentHash: own('content-sha256', 'SHA-256 of the image file'),
  emptySlice: own('empty-slice', 'Slice marked as without the chamber'),
  assumedEmptySlice: own('empty-unseen', 'Slice taken as without the chamber, unseen'),
  contourOrigin: own('contour-origin', 'How the contour was made'),
  contourAccepted: own('contour-accepted', 'Reader who let a computed contour stand'),
  unmeasured: own('unmeasured', 'Reason why there is no value'),
  detail: own('detail', 'What the reason rests on'),
  warning: own('warning', 'Warning'),
  analysis: own('analysis', 'Analysis that made the measurements'),
  options: own('options', 'Options of the analysis as used, as JSON'),
  leftOut: own('left-out', 'Analysis left out of this report, and why'),
  scope: own('scope', 'Part that the measurement is about'),
  answer: own('answer', 'Answer to a question of the protocol'),
  answerTo: own('answer-to', 'Question or item of the protocol'),
  waived: own('waived', 'Why something that the protocol asks for was not done'),
  segmentScore: own('segment-score', 'Score of a segment on a named scale'),
  annotation: own('annotation', 'What was laid on the image by hand'),
  pixelValue: own('pixel-value', 'Value of the pixels in the region, in the unit of the image'),
  pixelCount: own('pixel-count', 'Pixels that lie at least half in the region'),
  adjudicatedRead: own('adjudicated-read', 'Read that a decision was made between'),
  adjudicatedVersion: own('adjudicated-ver', 'Version of the result of that read'),
  adjudicatedHead: own('adjudicated-head', "SHA-256 of that read's event log up to its signed measurements"),
  adjudicatedGrade: own('adjudicated-said', 'What that read said of the segment'),
  adjudicatedWhy: own('adjudicated-why', 'Reason of the decision between two reads'),
  replacedObject: own('replaced-object', 'Object that this one takes the place of'),
  notEvaluable: own('not-eval-reason', 'Reason why the study is not evaluable'),
} as const

export const unmeasuredCodes: Readonly<Record<UnmeasuredReason, Code>> = {
  'no-contours': own('no-contours', 'No contours'),
  'no-cavity': own('no-cavity', 'No cavity'),
  'no-epicardial-contours': own('no-epicardium', 'No epicardial contours'),
  'missing-slice': own('missing-slice', 'A slice within the contoured range is missing'),
  'open-slice': own('open-slice', 'A slice within or beside the contoured range is not read'),
  'single-slice': own('single-slice', 'Only one slice'),
  'no-geometry': own('no-geometry', 'The images do not say where they lie'),
  'no-phases': own('no-phases', 'No phases'),
  'no-complete-phase': own('no-whole-phase', 'No phase is complete'),
  'no-heart-rate': own('no-heart-rate', 'Heart rate is not known'),
  'no-body-size': own('no-body-size', 'Body size is not known'),
  'body-size-out-of-range': own('body-size-range', 'Body size is out of range'),
  'phases-not-chosen': own('no-phase-chosen', 'End diastole and end systole are not known'),
  // reports of earlier versions say this of the tricuspid valve too
  'valve-plane-missing': own('no-valve-plane', 'Mitral valve plane is missing'),
  'tricuspid-plane-missing': own('no-tricuspid', 'Tricuspid valve plane is missing'),
  'not-evaluable': own('not-evaluable', 'Not evaluable'),
  'self-intersecting-contour': own('self-crossing', 'A contour crosses itself'),
  'degenerate-contour': own('degenerate', 'A contour encloses nothing'),
  'no-images': own('no-images', 'No images to measure on'),
  'unusable-images': own('unusable-images', 'The images cannot be measured on'),
  'no-times': own('no-times', 'The images do not say when they were taken'),
  'contradictory-input': own('contradictory', 'What was given contradicts itself'),
  'too-few-slices': own('too-few-slices', 'Too few slices'),
  'too-few-phases': own('too-few-phases', 'Too few phases'),
  'too-few-points': own('too-few-points', 'Too few points'),
  'too-few-pixels': own('too-few-pixels', 'Too few pixels'),
  'no-landmarks': own('no-landmarks', 'Landmarks are missing'),
  'contours-cross': own('contours-cross', 'Two contours cross each other'),
  'tracking-failed': own('tracking-failed', 'The tissue could not be tracked'),
  'fit-failed': own('fit-failed', 'The model does not fit'),
  'no-remote': own('no-remote', 'No remote myocardium was found'),
  'no-enhancement': own('no-enhancement', 'No enhancement stands out of the myocardium'),
  'no-arterial-input': own('no-aif', 'The arterial input is missing'),
  'saturated-input': own('saturated-aif', 'The arterial input is saturated'),
  'no-baseline': own('no-baseline', 'No baseline before the contrast agent'),
  'no-haematocrit': own('no-haematocrit', 'Haematocrit is not known'),
  'out-of-range': own('out-of-range', 'A value is out of its range'),
  'no-partner': own('no-partner', 'What it is to be compared with is missing'),
  'no-venc': own('no-venc', 'The velocity encoding is not known'),
  aliased: own('aliased', 'Velocities beyond the encoding range'),
  'no-convergence': own('no-convergence', 'The estimate does not converge'),
  'no-events': own('no-events', 'No events'),
  'too-few-subjects': own('too-few-subjects', 'Too few subjects'),
  'no-spread': own('no-spread', 'All values are equal'),
  'analysis-failed': own('analysis-failed', 'The analysis came to no end'),
  'model-locked': own('model-locked', 'The risk model is locked'),
  'outside-population': own('population', 'Outside the population of the model'),
}

export const borderCodes: Readonly<Record<Border, Code>> = {
  'lv-endocardial': own('lv-endocardial', 'Endocardial border of the left ventricle'),
  'lv-epicardial': own('lv-epicardial', 'Epicardial border of the left ventricle'),
  'lv-papillary': own('lv-papillary', 'Border of a papillary muscle of the left ventricle'),
  'rv-endocardial': own('rv-endocardial', 'Endocardial border of the right ventricle'),
  'rv-epicardial': own('rv-epicardial', 'Epicardial border of the right ventricle'),
  'la-endocardial': own('la-endocardial', 'Endocardial border of the left atrium'),
  'ra-endocardial': own('ra-endocardial', 'Endocardial border of the right atrium'),
  'lge-remote': own('lge-remote', 'Remote myocardium on late enhancement'),
  'lge-exclusion': own('lge-exclusion', 'Area left out on late enhancement'),
  'lge-no-reflow': own('lge-no-reflow', 'No-reflow area on late enhancement'),
  'lge-scar': own('lge-scar', 'Scar drawn by hand on late enhancement'),
  'blood-pool': own('blood-pool', 'Blood of the left ventricle'),
  vessel: own('vessel', 'Border of a great vessel'),
  region: own('region', 'Region of interest'),
}

export const originCodes: Readonly<Record<ContourOrigin, Code>> = {
  drawn: own('drawn', 'Drawn by control points'),
  freehand: own('freehand', 'Drawn freehand'),
  edited: own('edited', 'Edited'),
  copied: own('copied', 'Copied from another slice or phase'),
  imported: own('imported', 'Taken from a contour file'),
  propagated: own('propagated', 'Carried from another phase by tracking'),
  interpolated: own('interpolated', 'Between those of other slices or phases'),
}

export const annotationKindCodes: Readonly<Record<AnnotationKind, Code>> = {
  length: own('on-image-length', 'Length'),
  angle: own('on-image-angle', 'Angle'),
  ellipse: own('on-image-ellipse', 'Ellipse'),
  freehand: own('on-image-region', 'Region drawn freehand'),
  arrow: own('on-image-arrow', 'Arrow'),
  text: own('on-image-text', 'Note'),
}

export const emptySliceCodes: Readonly<Record<Chamber, Code>> = {
  lv: own('no-lv', 'No left ventricle in this slice'),
  rv: own('no-rv', 'No right ventricle in this slice'),
}

export const baseRuleCodes: Readonly<Record<BaseRule, Code>> = {
  'reader-slices': own('reader-slices', 'Basal slices as the reader chose them'),
  'plane-clipped': own('plane-clipped', 'Clipped at the plane of the inflow valve'),
}

export const qualityCodes: Readonly<Record<ImageQuality, Code>> = {
  good: evaluations.goodQuality,
  moderate: own('moderate', 'Moderate image quality'),
  poor: evaluations.poorQuality,
}

export const rhythmCodes: Readonly<Record<Rhythm, Code>> = {
  sinus: evaluations.sinusRhythm,
  'atrial-fibrillation': evaluations.atrialFibrillation,
  ectopy: own('ectopy', 'Ectopic beats'),
  paced: own('paced', 'Paced rhythm'),
  other: own('other-rhythm', 'Other rhythm'),
}

export const papillaryRuleCodes = {
  cavity: own('pap-cavity', 'Papillary muscles counted as cavity'),
  mass: own('pap-mass', 'Papillary muscles counted as myocardium'),
} as const
