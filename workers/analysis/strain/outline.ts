/** The borders of the wall at ED as chords: material lines across the wall that are followed through the beat. */
import { boundsOf, centroid, type PixelSize, type Polygon, signedArea } from '../contours/polygon.ts'
import { isSimple } from '../contours/simple.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'

/** Points (column, row) after one another. */
export type Line = Float64Array

export interface Outline {
  readonly centre: IndexPoint
  readonly endocardial: Line
  /** middle of each chord; absent without epicardial contour */
  readonly midWall?: Line
  readonly epicardial?: Line
}

/**
 * Where rays from the centre meet the borders. Ray k leaves at the angle 2π k / chords, from the direction of a row
 * towards that of a column, in millimetres. Of several meetings the outermost counts.
 *
 * @returns unmeasured 'no-contours'; 'too-few-points'; 'self-intersecting-contour'; 'degenerate-contour';
 *          'contradictory-input' for a border outside of the picture; 'contours-cross' where the endocardium does
 *          not lie inside the epicardium
 */
export function outlineOf(
  endocardial: Polygon | undefined,
  epicardial: Polygon | undefined,
  plane: ImagePlane,
  chords: number,
): Outcome<Outline> {
  if (endocardial === undefined || endocardial.length === 0)
    return unmeasured('no-contours', say('strain/no-endocardial-contour-ed'))
  const wrong = whyNoBorder('endocardial', endocardial, plane, true)
  if (wrong !== undefined) return wrong
  if (epicardial === undefined) {
    const centre = centroid(endocardial)
    const inner = rayMeetings(endocardial, centre, plane, chords)
    return inner === undefined
      ? unmeasured('degenerate-contour', say('strain/endocardial-contour-does-not-surround'))
      : measured({ centre, endocardial: inner })
  }
  const alsoWrong = whyNoBorder('epicardial', epicardial, plane, true)
  if (alsoWrong !== undefined) return alsoWrong
  const centre = centroid(epicardial)
  const outer = rayMeetings(epicardial, centre, plane, chords)
  const inner = rayMeetings(endocardial, centre, plane, chords)
  if (outer === undefined)
    return unmeasured('degenerate-contour', say('strain/epicardial-contour-does-not-surround'))
  if (inner === undefined)
    return unmeasured('contours-cross', say('strain/endocardial-contour-does-not-surround-centre'))
  const crossing = countOutside(inner, outer, centre, plane)
  if (crossing > 0)
    return unmeasured(
      'contours-cross',
      say('strain/endocardial-contour-lies-outside-epicardial', { crossing, chords }),
    )
  return measured({
    centre,
    endocardial: inner,
    midWall: inner.map((value, i) => (value + (outer[i] ?? 0)) / 2),
    epicardial: outer,
  })
}

/** Why a line cannot be followed; undefined when it can. */
export function whyNoBorder(
  name: string,
  points: Polygon,
  plane: ImagePlane,
  closed: boolean,
): Unmeasured | undefined {
  const fewest = closed ? 3 : 2
  if (points.length < fewest)
    return unmeasured('too-few-points', say('strain/contour-points', { name, points: points.length }))
  if (!points.every(([column, row]) => Number.isFinite(column) && Number.isFinite(row)))
    return unmeasured('degenerate-contour', say('strain/point-contour-no-finite-number', { name }))
  const { left, right, top, bottom } = boundsOf(points)
  if (left < -0.5 || top < -0.5 || right > plane.columns - 0.5 || bottom > plane.rows - 0.5)
    return unmeasured('contradictory-input', say('strain/contour-leaves-picture', { name }))
  if (!closed) return undefined
  if (signedArea(points) === 0)
    return unmeasured('degenerate-contour', say('common/contour-encloses-nothing', { border: name }))
  return isSimple(points)
    ? undefined
    : unmeasured('self-intersecting-contour', say('common/contour-crosses-itself', { border: name }))
}

/** The outermost meeting of each ray; undefined when a ray meets nothing. */
function rayMeetings(
  border: Polygon,
  [cx, cy]: IndexPoint,
  { columnSpacing, rowSpacing }: PixelSize,
  chords: number,
): Line | undefined {
  const x = border.map(([column]) => (column - cx) * columnSpacing)
  const y = border.map(([, row]) => (row - cy) * rowSpacing)
  const line = new Float64Array(2 * chords)
  for (let chord = 0; chord < chords; chord++) {
    const angle = (2 * Math.PI * chord) / chords
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
    const farthest = outermost(x, y, dx, dy)
    if (farthest === 0) return undefined
    line[2 * chord] = cx + (farthest * dx) / columnSpacing
    line[2 * chord + 1] = cy + (farthest * dy) / rowSpacing
  }
  return line
}

/** How far a ray from the origin goes to its last meeting with a closed polygon; 0 when it meets nothing. */
export function outermost(x: readonly number[], y: readonly number[], dx: number, dy: number): number {
  let farthest = 0
  for (let i = 0; i < x.length; i++) {
    const j = i + 1 === x.length ? 0 : i + 1
    // signed distances of an edge's ends from the ray's line
    const a = at(x, i) * dy - at(y, i) * dx
    const b = at(x, j) * dy - at(y, j) * dx
    if (a > 0 === b > 0) continue
    const share = a / (a - b)
    const along =
      (at(x, i) + share * (at(x, j) - at(x, i))) * dx + (at(y, i) + share * (at(y, j) - at(y, i))) * dy
    if (along > farthest) farthest = along
  }
  return farthest
}

function countOutside(inner: Line, outer: Line, [cx, cy]: IndexPoint, pixel: PixelSize): number {
  const reach = (line: Line, chord: number): number =>
    Math.hypot(
      ((line[2 * chord] ?? 0) - cx) * pixel.columnSpacing,
      ((line[2 * chord + 1] ?? 0) - cy) * pixel.rowSpacing,
    )
  let count = 0
  for (let chord = 0; chord < inner.length / 2; chord++)
    if (reach(inner, chord) >= reach(outer, chord)) count++
  return count
}

/** A line as points. */
export const pointsOf = (line: Line): IndexPoint[] =>
  Array.from({ length: line.length / 2 }, (_, i): IndexPoint => [line[2 * i] ?? 0, line[2 * i + 1] ?? 0])

export const lineOf = (points: Polygon): Line => Float64Array.from(points.flat())
