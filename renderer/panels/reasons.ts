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
  }
}
