/** The demo registry's first study as its generator knows it: exact borders and true numbers. */

import { acquisitionOf } from '#analysis/phantom/options.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { layoutOf } from '#dicom/write/mr/layout.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { demoStudies } from '../../main/registry/synthesis/phantom.ts'

const [first] = demoStudies
if (!first) throw new Error('the demo registry has studies')
const { matrix, pixelSpacing, slices, phases } = acquisitionOf(first.options)

export const demoSubject = first.options.subject
/** of every cine */
export const demoGrid = {
  rows: matrix,
  columns: matrix,
  rowSpacing: pixelSpacing,
  columnSpacing: pixelSpacing,
}
export const demoSlices = slices
export const demoPhases = phases
export const demoTruth = phantomTruth(first.options)
/** at end-diastole and end-systole, as a core lab contours */
export const demoContours = contourFileSchema.parse(phantomContours(first.options, 'ed-es'))
export const allDemoContours = contourFileSchema.parse(phantomContours(first.options, 'all'))

export interface Spot {
  /** from 0 */
  readonly slice: number
  readonly phase: number
}

export const demoShortAxis = layoutOf(first.options)
  .filter(({ series }) => series.role === 'cine-sax')
  .flatMap(({ images }) => images)

export const fourChamber = layoutOf(first.options).find(({ series }) => series.role === 'cine-4ch')?.images[0]

/** As the window names an image of the short axis. */
export function demoImage(spot: Spot): string {
  const found = demoShortAxis.find(({ slice, phase }) => slice === spot.slice && phase === spot.phase)
  if (!found) throw new RangeError(`the short axis has no slice ${spot.slice} at phase ${spot.phase}`)
  return `${found.sopInstanceUid}/${found.frame}`
}
