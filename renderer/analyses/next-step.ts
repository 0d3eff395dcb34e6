/** What would give an analysis that main refused, by its reason: the step that a panel offers beside the reason. */
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { textsNow } from '../texts/texts.ts'
import type { NextStep } from './analyses.ts'

const contoursMissing: ReadonlySet<UnmeasuredReason> = new Set([
  'no-contours',
  'no-epicardial-contours',
  'missing-slice',
  'open-slice',
  'single-slice',
  'too-few-slices',
  'self-intersecting-contour',
  'degenerate-contour',
  'contours-cross',
  'no-remote',
])

/** Undefined where nobody can do anything about it. */
export function nextStep(name: AnalysisName, reason: UnmeasuredReason): NextStep | undefined {
  const texts = textsNow().analyses.steps
  if (contoursMissing.has(reason)) return { kind: 'contour', sentence: texts.contour(name) }
  switch (reason) {
    case 'no-landmarks':
    case 'valve-plane-missing':
    case 'tricuspid-plane-missing':
      return { kind: 'landmarks', sentence: texts.landmarks }
    case 'phases-not-chosen':
    case 'no-complete-phase':
      return { kind: 'phases', sentence: texts.phases }
    case 'no-haematocrit':
      return { kind: 'give', given: 'haematocrit', sentence: texts.haematocrit }
    case 'no-body-size':
    case 'body-size-out-of-range':
      return { kind: 'body-size', sentence: texts.bodySize }
    case 'no-images':
      return { kind: 'series', sentence: texts.series(name) }
    case 'contradictory-input':
      return name === 'ranges' || name === 'inclusion'
        ? { kind: 'give', given: 'age', sentence: texts.person }
        : undefined
    default:
      return undefined
  }
}
