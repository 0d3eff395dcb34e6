/**
 * The exact borders of a synthetic study as a contour file (`midwall-contours/1`), for reads without a reader.
 */
import {
  type ContourFile,
  contourFileFormat,
  type FiledContour,
  type FiledMark,
} from '#analysis/contours/file.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { phaseTime, sliceLevels } from '#analysis/phantom/acquisition.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { acquisitionOf, heartOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { at } from '#analysis/units/at.ts'
import { layoutOf } from './layout.ts'
import { phantomUid } from './uids.ts'

/** @param phases  'ed-es' as a core lab contours, or 'all' */
export function phantomContours(options: PhantomStudyOptions, phases: 'ed-es' | 'all'): ContourFile {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const levels = sliceLevels(preset, acquisition)
  const { edPhase: ed, esPhase: es } = phantomTruth(options)
  const contours: FiledContour[] = []
  const empty: FiledMark[] = []
  const shortAxis = layoutOf(options).filter(({ series }) => series.role === 'cine-sax')
  for (const { sopInstanceUid, frame, plane, slice, phase } of shortAxis.flatMap(({ images }) => images)) {
    if (phases === 'ed-es' && phase !== ed && phase !== es) continue
    const state = heartState(preset, phaseTime(acquisition, phase))
    const { endocardial, epicardial } = sliceBorders(preset, state, at(levels, slice), plane)
    const image = { sopInstanceUid, frame }
    const add = (border: string, points: readonly IndexPoint[]) =>
      contours.push({ ...image, border, space: 'pixel', points })
    if (endocardial) add('lv-endocardial', endocardial)
    if (epicardial) add('lv-epicardial', epicardial)
    else empty.push({ ...image, chamber: 'lv' })
  }
  return {
    format: contourFileFormat,
    study: phantomUid(options),
    papillaries: 'cavity',
    contours,
    empty,
    phases: { ed, es },
  }
}
