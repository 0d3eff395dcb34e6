/**
 * The exact borders of a synthetic study as a contour file (`midwall-contours/1`), for reads without a reader.
 */

import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { sliceLevels } from '#analysis/phantom/planes.ts'
import { phantomTruth, phaseTime } from '#analysis/phantom/study.ts'
import { layoutOf } from './layout.ts'
import { acquisitionOf, heartOf, type PhantomStudyOptions, phantomUid } from './options.ts'

export interface PhantomContourFile {
  readonly format: 'midwall-contours/1'
  readonly study: string
  readonly papillaries: 'cavity'
  readonly contours: readonly PhantomContour[]
  /** slices above the valve plane or below the apex */
  readonly empty: readonly {
    readonly sopInstanceUid: string
    readonly frame: number
    readonly chamber: 'lv'
  }[]
  readonly phases: { readonly ed: number; readonly es: number }
}

interface PhantomContour {
  readonly sopInstanceUid: string
  readonly frame: number
  readonly border: 'lv-endocardial' | 'lv-epicardial'
  readonly space: 'pixel'
  readonly points: readonly IndexPoint[]
}

/** @param phases  'ed-es' as a core lab contours, or 'all' */
export function phantomContours(options: PhantomStudyOptions, phases: 'ed-es' | 'all'): PhantomContourFile {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const levels = sliceLevels(preset, acquisition)
  const { edPhase: ed, esPhase: es } = phantomTruth(preset, acquisition)
  const contours: PhantomContour[] = []
  const empty: PhantomContourFile['empty'][number][] = []
  for (const { series, images } of layoutOf(options)) {
    if (series.role !== 'cine-sax') continue
    for (const { sopInstanceUid, frame, plane, slice, phase } of images) {
      const level = levels[slice]
      if (level === undefined || (phases === 'ed-es' && phase !== ed && phase !== es)) continue
      const state = heartState(preset, phaseTime(acquisition, phase))
      const { endocardial, epicardial } = sliceBorders(preset, state, level, plane)
      const place = { sopInstanceUid, frame }
      if (endocardial)
        contours.push({ ...place, border: 'lv-endocardial', space: 'pixel', points: endocardial })
      if (epicardial) contours.push({ ...place, border: 'lv-epicardial', space: 'pixel', points: epicardial })
      if (!epicardial) empty.push({ ...place, chamber: 'lv' })
    }
  }
  return {
    format: 'midwall-contours/1',
    study: phantomUid(options),
    papillaries: 'cavity',
    contours,
    empty,
    phases: { ed, es },
  }
}
