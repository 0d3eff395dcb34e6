/** Why a number is missing, for a reader. Does not compile while a reason is missing. */
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'

export function reasonText(reason: UnmeasuredReason): string {
  switch (reason) {
    case 'no-contours':
      return 'no contours yet'
    case 'no-cavity':
      return 'no cavity'
    case 'no-epicardial-contours':
      return 'no epicardial contours'
    case 'missing-slice':
      return 'a slice inside the range is missing'
    case 'open-slice':
      return 'a slice is neither contoured nor marked'
    case 'single-slice':
      return 'one slice only'
    case 'no-geometry':
      return 'the images have no geometry'
    case 'no-phases':
      return 'no such phase in the images'
    case 'no-complete-phase':
      return 'no phase is complete'
    case 'no-heart-rate':
      return 'heart rate unknown'
    case 'no-body-size':
      return 'height and weight unknown'
    case 'body-size-out-of-range':
      return 'height or weight impossible'
    case 'phases-not-chosen':
      return 'ED and ES not known yet'
    case 'valve-plane-missing':
      return 'no valve plane points'
    case 'not-evaluable':
      return 'marked not evaluable'
    case 'self-intersecting-contour':
      return 'a contour crosses itself'
    case 'degenerate-contour':
      return 'a contour encloses nothing'
    case 'no-images':
      return 'no images to measure on'
    case 'unusable-images':
      return 'the images cannot be measured on'
    case 'no-times':
      return 'the images carry no times'
    case 'contradictory-input':
      return 'what was given contradicts itself'
    case 'too-few-slices':
      return 'too few slices'
    case 'too-few-phases':
      return 'too few phases'
    case 'too-few-points':
      return 'too few points'
    case 'too-few-pixels':
      return 'too few pixels'
    case 'no-landmarks':
      return 'landmarks are missing'
    case 'contours-cross':
      return 'two contours cross'
    case 'tracking-failed':
      return 'the tissue could not be tracked'
    case 'fit-failed':
      return 'the model does not fit'
    case 'no-remote':
      return 'no remote myocardium found'
    case 'no-enhancement':
      return 'no enhancement found'
    case 'no-arterial-input':
      return 'no arterial input'
    case 'saturated-input':
      return 'the arterial input is saturated'
    case 'no-baseline':
      return 'no baseline before the contrast agent'
    case 'no-haematocrit':
      return 'haematocrit unknown'
    case 'out-of-range':
      return 'a value is out of range'
    case 'no-partner':
      return 'nothing to compare with'
    case 'no-venc':
      return 'velocity encoding unknown'
    case 'aliased':
      return 'velocities beyond the encoding range'
    case 'no-convergence':
      return 'the estimate does not converge'
    case 'no-events':
      return 'no events'
    case 'too-few-subjects':
      return 'too few subjects'
    case 'no-spread':
      return 'all values are equal'
    case 'analysis-failed':
      return 'the analysis came to no end'
    case 'model-locked':
      return 'the risk model is locked'
    case 'outside-population':
      return "outside the model's population"
  }
}
