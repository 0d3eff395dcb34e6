/** Every border and landmark that a perfect reader would draw on a picture of the examination. */
import type { Border } from '../contours/contour.ts'
import type { LandmarkKind } from '../contours/landmark.ts'
import { type ImagePlane, type IndexPoint, planeNormal } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { mm } from '../units/units.ts'
import { aorticSection, type VesselSection } from './aortic-flow.ts'
import { sliceBorders } from './contours.ts'
import { isAcrossAxis, longAxisBorders } from './long-axis-borders.ts'
import { endocardialRadius2, heartState, materialLevel, radians } from './motion.ts'
import { heartOf, type PhantomOptions } from './options.ts'
import { type LongAxisView, longAxisAngles, patientToHeart } from './planes.ts'
import { insertionPoints, rightVentricularBorder } from './right-heart-borders.ts'
import type { PhantomSeries } from './series.ts'

export interface PictureBorder {
  readonly border: Border
  readonly closed: boolean
  readonly points: readonly IndexPoint[]
}

export interface PictureBorders {
  readonly borders: readonly PictureBorder[]
  readonly landmarks: readonly { readonly kind: LandmarkKind; readonly point: IndexPoint }[]
  /** chambers that a slice across the axis does not show */
  readonly empty: readonly ('lv' | 'rv')[]
}

const nothing: PictureBorders = { borders: [], landmarks: [], empty: [] }

/**
 * In pixels of the picture; what breathing has moved is drawn where it lies.
 *
 * @param slice, phase  from 0
 */
export function pictureBorders(
  options: PhantomOptions,
  series: PhantomSeries,
  slice: number,
  phase: number,
): PictureBorders {
  const preset = heartOf(options)
  const plane = at(series.planes, slice)
  const { kind, triggerTime, rr, shift = [0, 0] } = at(at(series.attributes, slice), phase)
  const state = heartState(preset, kind === 'cine' ? phase / series.phases : triggerTime / rr)
  if (kind === 'scout') return nothing
  if (kind === 'flow')
    return { ...nothing, borders: [vesselBorder(aorticSection(preset, state, plane), plane)] }
  const view = viewOf(series)
  if (view !== undefined)
    return longAxis(longAxisBorders(preset, state, plane, radians(longAxisAngles[view])), view)
  if (!isAcrossAxis(planeNormal(plane))) return nothing
  const level = mm(patientToHeart(plane.position)[2])
  const { endocardial, epicardial } = sliceBorders(preset, state, level, plane)
  const right = rightVentricularBorder(preset, state, level, plane)
  const borders: PictureBorder[] = []
  const add = (border: Border, points: readonly IndexPoint[] | undefined): void => {
    if (points !== undefined) borders.push({ border, closed: true, points })
  }
  add('lv-endocardial', endocardial)
  add('lv-epicardial', epicardial)
  add('rv-endocardial', right)
  if (kind !== 'cine' && kind !== 'late-enhancement' && endocardial !== undefined)
    add('blood-pool', shrunk(endocardial, bloodPoolShare))
  const moved = ([column, row]: IndexPoint): IndexPoint => [
    column + shift[0] / plane.columnSpacing,
    row + shift[1] / plane.rowSpacing,
  ]
  const hasSeptum = right !== undefined && endocardialRadius2(preset, materialLevel(preset, state, level)) > 0
  const [anterior, inferior] = insertionPoints(preset, state, level, plane)
  return {
    borders: borders.map((one) => ({ ...one, points: one.points.map(moved) })),
    landmarks: hasSeptum
      ? [
          { kind: 'rv-insertion-anterior', point: moved(anterior) },
          { kind: 'rv-insertion-inferior', point: moved(inferior) },
        ]
      : [],
    empty: [...(epicardial ? [] : ['lv' as const]), ...(right ? [] : ['rv' as const])],
  }
}

const viewOf = ({ role }: PhantomSeries): LongAxisView | undefined =>
  (['2ch', '3ch', '4ch'] as const).find((view) => role === `cine-${view}` || role === `lge-${view}`)

/** Of the cavity's radius: clear of the trabeculae. */
const bloodPoolShare = 0.5

function shrunk(points: readonly IndexPoint[], share: number): readonly IndexPoint[] {
  const x = points.reduce((sum, [column]) => sum + column, 0) / points.length
  const y = points.reduce((sum, [, row]) => sum + row, 0) / points.length
  return points.map(([column, row]) => [x + share * (column - x), y + share * (row - y)])
}

const vesselPoints = 120

function vesselBorder(
  { centre, radius, longRadius, long: [u, v] }: VesselSection,
  { rowSpacing, columnSpacing }: ImagePlane,
): PictureBorder {
  // drawn a hair wider, so that the polygon encloses the area of the ellipse
  const wider = 1 / Math.sqrt(Math.sin((2 * Math.PI) / vesselPoints) / ((2 * Math.PI) / vesselPoints))
  const points = Array.from({ length: vesselPoints }, (_, i): IndexPoint => {
    const angle = (2 * Math.PI * i) / vesselPoints
    const along = wider * longRadius * Math.cos(angle)
    const across = wider * radius * Math.sin(angle)
    return [
      centre[0] + (along * u - across * v) / columnSpacing,
      centre[1] + (along * v + across * u) / rowSpacing,
    ]
  })
  return { border: 'vessel', closed: true, points }
}

function longAxis(found: ReturnType<typeof longAxisBorders>, view: LongAxisView): PictureBorders {
  const { endocardial, epicardial, leftAtrial, mitral, tricuspid, apex } = found
  return {
    borders: [
      { border: 'lv-endocardial', closed: false, points: endocardial },
      { border: 'lv-epicardial', closed: false, points: epicardial },
      ...(view === '3ch' ? [] : [{ border: 'la-endocardial' as const, closed: true, points: leftAtrial }]),
    ],
    landmarks: [
      { kind: 'mitral-septal', point: mitral[0] },
      { kind: 'mitral-lateral', point: mitral[1] },
      { kind: 'lv-apex', point: apex },
      ...(view === '4ch' && tricuspid
        ? [
            { kind: 'tricuspid-septal' as const, point: tricuspid[0] },
            { kind: 'tricuspid-lateral' as const, point: tricuspid[1] },
          ]
        : []),
    ],
    empty: [],
  }
}
