/**
 * The exact borders of a synthetic study as a contour file (`midwall-contours/3`), for reads without a reader. Of
 * scouts and cines alone only the left ventricle in the short axis; of a whole examination all that can be drawn.
 */
import {
  type ContourFile,
  contourFileFormat,
  type FiledContour,
  type FiledLandmark,
  type FiledMark,
} from '#analysis/contours/file.ts'
import { acquisitionOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { pictureBorders } from '#analysis/phantom/picture-borders.ts'
import type { PhantomSeries } from '#analysis/phantom/series.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { layoutOf } from './layout.ts'
import { phantomUid } from './uids.ts'

/** @param phases  of the cines: 'ed-es' as a core lab contours, or 'all' */
export function phantomContours(options: PhantomStudyOptions, phases: 'ed-es' | 'all'): ContourFile {
  const { edPhase: ed, esPhase: es } = phantomTruth(options)
  const whole = options.examination === 'whole'
  const contours: FiledContour[] = []
  const landmarks: FiledLandmark[] = []
  const empty: FiledMark[] = []
  const isDrawn = (series: PhantomSeries, phase: number): boolean => {
    if (!whole && series.role !== 'cine-sax') return false
    if (series.role.startsWith('cine-')) return phases === 'all' || phase === ed || phase === es
    return isDrawnOnce(series, phase, options)
  }
  for (const { series, images } of layoutOf(options))
    for (const { sopInstanceUid, frame, slice, phase } of images) {
      if (!isDrawn(series, phase)) continue
      const image = { sopInstanceUid, frame }
      const found = pictureBorders(options, series, slice, phase)
      for (const { border, closed, points } of found.borders)
        if (whole || border.startsWith('lv-'))
          contours.push({ ...image, border, space: 'pixel', ...(closed ? {} : { closed }), points })
      if (whole)
        for (const { kind, point } of found.landmarks)
          landmarks.push({ ...image, kind, space: 'pixel', point })
      if (series.role !== 'cine-sax') continue
      for (const chamber of found.empty) if (whole || chamber === 'lv') empty.push({ ...image, chamber })
    }
  return {
    format: contourFileFormat,
    study: phantomUid(options),
    papillaries: 'cavity',
    contours,
    ...(whole ? { landmarks } : {}),
    empty,
    phases: { ed, es },
  }
}

/** Share of the dynamics of a first pass at which both ventricles are bright. */
const brightShare = 0.4

/** Of the pictures of one slice that show the same heart, one carries its borders; velocity carries its own in each. */
function isDrawnOnce({ role }: PhantomSeries, phase: number, options: PhantomStudyOptions): boolean {
  switch (role) {
    case 'flow-phase':
      return true
    case 'flow-magnitude':
      return false
    case 'perfusion-stress':
    case 'perfusion-rest':
      return phase === Math.round(brightShare * acquisitionOf(options).dynamics)
    default:
      return phase === 0
  }
}
