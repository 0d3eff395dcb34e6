/**
 * Borders that were drawn on one or a few phases, carried to all others.
 *
 * The first phase with a border is the reference that all phases are followed from. Where the border is drawn on
 * other phases too, what was carried there is corrected to what was drawn, and the correction fades linearly from
 * one drawn phase to the next, round the beat.
 */
import type { Border } from '../contours/contour.ts'
import { centroid, distance, type Polygon } from '../contours/polygon.ts'
import { reanchored } from '../contours/reanchor.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { weightsAlong, weightsInside } from '../registration/weights.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type Cine, checkedCine, phaseName } from './cine.ts'
import { type Followed, follow, type Progress } from './follow.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { type Line, lineOf, outermost, pointsOf, whyNoBorder } from './outline.ts'
import { type Grade, gradeOf } from './quality.ts'

export interface DrawnBorder {
  readonly phase: number
  readonly border: Border
  /** tells several of one border on one image apart; absent means 0 */
  readonly part?: number
  readonly closed: boolean
  readonly points: Polygon
}

export interface PropagationInput extends Omit<Cine, 'edPhase'> {
  readonly drawn: readonly DrawnBorder[]
}

export interface CarriedBorder extends DrawnBorder {
  readonly image: ImageKey
  /** 3 where it was drawn, else as of tracking: 0 should not be shown as a border */
  readonly quality: Grade
  /** in units of the contrast of the reference picture */
  readonly residual: number
}

export interface Propagation {
  /** every border at every phase, also where it was drawn */
  readonly borders: readonly CarriedBorder[]
  /** how far carried borders lay from drawn ones, mean over the vertices, before they were corrected */
  readonly corrections: readonly { readonly phase: number; readonly border: Border; readonly distance: Mm }[]
  readonly warnings: readonly string[]
}

/**
 * @param progress  over the phases of all references together
 * @returns unmeasured 'no-contours' when nothing is drawn; as `checkedCine`; 'contradictory-input' for a border on no
 *          phase, twice on one, open on one phase and closed on another, or outside of the picture; for borders as
 *          `whyNoBorder`; 'degenerate-contour' where a later border cannot be matched
 */
export function propagateContours(
  input: PropagationInput,
  options: StrainOptions = usualStrain,
  progress?: Progress,
): Outcome<Propagation> {
  const { drawn, images, times, rr } = input
  if (drawn.length === 0) return unmeasured('no-contours', say('strain/no-border-drawn'))
  const checked = checkedCine({ images, times, rr, edPhase: 0 })
  if (!checked.measured) return checked
  const wrong = whyNotDrawn(drawn, images.length, at(images, 0).plane)
  if (wrong !== undefined) return wrong
  const groups = byReference(drawn)
  const borders: CarriedBorder[] = []
  const corrections: Propagation['corrections'][number][] = []
  const warnings: string[] = []
  for (const [index, [phase, tracks]] of groups.entries()) {
    const cine = { images, times, rr, edPhase: phase }
    const lines = tracks.map(([first]) => lineOf(first.points))
    const followed = follow(cine, lines, roundBorders(tracks, cine, options), options, (done, total) =>
      progress?.(index * total + done, groups.length * total),
    )
    if (!followed.measured) return followed
    if (!followed.value.corrected)
      warnings.push(
        say('strain/tissue-misses-place-mm-after', {
          phase: phaseName(phase, images.length),
          closing: followed.value.closing,
        }),
      )
    for (const [i, track] of tracks.entries()) {
      const anchored = anchor(track, followed.value, i, at(images, 0).plane)
      if (!anchored.measured) return anchored
      corrections.push(...anchored.value.corrections)
      borders.push(...carriedBorders(track, followed.value, i, anchored.value.polygons, input, options))
    }
  }
  return measured({ borders, corrections, warnings })
}

/** One border at the phases on which it is drawn, the reference first. */
type Track = readonly [DrawnBorder, ...DrawnBorder[]]

const nameOf = ({ border, part = 0 }: DrawnBorder): string => `${border}/${part}`

function whyNotDrawn(drawn: readonly DrawnBorder[], phases: number, plane: ImagePlane) {
  const taken = new Set<string>()
  const kinds = new Map<string, boolean>()
  for (const one of drawn) {
    const name = nameOf(one)
    const { phase, closed, points } = one
    if (!Number.isInteger(phase) || phase < 0 || phase >= phases)
      return unmeasured('contradictory-input', say('strain/drawn-phase', { name, phase: phase + 1, phases }))
    const where = say('strain/name-phase', { name, phase: phaseName(phase, phases) })
    if (taken.has(`${name}@${phase}`))
      return unmeasured('contradictory-input', say('common/drawn-twice', { what: where }))
    taken.add(`${name}@${phase}`)
    if ((kinds.get(name) ?? closed) !== closed)
      return unmeasured(
        'contradictory-input',
        say('strain/elsewhere-not', { where, which: closed ? 'closed' : 'open' }),
      )
    kinds.set(name, closed)
    const wrong = whyNoBorder(where, points, plane, closed)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** Borders that begin on one phase are carried together. */
function byReference(drawn: readonly DrawnBorder[]): [phase: number, tracks: Track[]][] {
  const tracks = new Map<string, DrawnBorder[]>()
  for (const one of drawn.toSorted((a, b) => a.phase - b.phase))
    tracks.set(nameOf(one), [...(tracks.get(nameOf(one)) ?? []), one])
  const groups = new Map<number, Track[]>()
  for (const [first, ...later] of tracks.values()) {
    if (first === undefined) continue
    groups.set(first.phase, [...(groups.get(first.phase) ?? []), [first, ...later]])
  }
  return [...groups]
}

/** Pixels round any of the borders. */
const roundBorders =
  (tracks: readonly Track[], { images, edPhase }: Cine, { borderRim, viewRim }: StrainOptions) =>
  (lines: readonly Line[]): Float32Array => {
    const { plane } = at(images, edPhase)
    const each = lines.map((line, i) => {
      const [{ closed }] = at(tracks, i)
      return closed
        ? weightsInside(pointsOf(line), plane, borderRim)
        : weightsAlong(pointsOf(line), plane, viewRim)
    })
    return at(each, 0).map((weight, pixel) =>
      each.reduce((most, weights) => Math.max(most, weights[pixel] ?? 0), weight),
    )
  }

interface Anchored {
  readonly polygons: readonly Polygon[]
  readonly corrections: readonly Propagation['corrections'][number][]
}

function anchor(track: Track, followed: Followed, index: number, plane: ImagePlane): Outcome<Anchored> {
  const [first, ...later] = track
  const carried = at(followed.lines, index).map(pointsOf)
  const edits = [{ phase: first.phase, points: first.points }]
  const corrections: Anchored['corrections'][number][] = []
  for (const { phase, points, closed, border } of later) {
    const reached = at(carried, phase)
    const matched = closed ? matchedAround(reached, points, plane) : matchedAlong(reached, points, plane)
    if (matched === undefined)
      return unmeasured(
        'degenerate-contour',
        say('strain/contour-does-not-surround-own', { border, phase: phaseName(phase, carried.length) }),
      )
    edits.push({ phase, points: matched })
    corrections.push({ phase, border, distance: meanDistance(reached, matched, plane) })
  }
  return measured({ polygons: later.length === 0 ? carried : reanchored(carried, edits), corrections })
}

/** For each vertex, where the ray of its direction from the centre leaves the drawn border. */
function matchedAround(carried: Polygon, drawn: Polygon, plane: ImagePlane): IndexPoint[] | undefined {
  const [from, to] = [centroid(carried), centroid(drawn)]
  const x = drawn.map(([column]) => (column - to[0]) * plane.columnSpacing)
  const y = drawn.map(([, row]) => (row - to[1]) * plane.rowSpacing)
  const matched: IndexPoint[] = []
  for (const [column, row] of carried) {
    const [dx, dy] = [(column - from[0]) * plane.columnSpacing, (row - from[1]) * plane.rowSpacing]
    const reach = outermost(x, y, dx, dy) / (dx * dx + dy * dy)
    if (!(reach > 0)) return undefined
    matched.push([to[0] + (reach * dx) / plane.columnSpacing, to[1] + (reach * dy) / plane.rowSpacing])
  }
  return matched
}

/** For each vertex of an open line, the point of the drawn one at the same share of its length. */
function matchedAlong(carried: Polygon, drawn: Polygon, plane: ImagePlane): IndexPoint[] {
  const shares = reachedShares(carried, plane)
  const steps = reachedShares(drawn, plane)
  return shares.map((wanted): IndexPoint => {
    const edge = Math.max(
      1,
      steps.findIndex((share, i) => i > 0 && share >= wanted),
    )
    const [from, to] = [at(drawn, edge - 1), at(drawn, edge)]
    const span = at(steps, edge) - at(steps, edge - 1)
    const share = span > 0 ? (wanted - at(steps, edge - 1)) / span : 0
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  })
}

/** Of the whole length, up to each vertex: 0 at the first and 1 at the last. */
function reachedShares(line: Polygon, plane: ImagePlane): number[] {
  const reached = [0]
  for (let i = 1; i < line.length; i++)
    reached.push(at(reached, i - 1) + distance(at(line, i - 1), at(line, i), plane))
  const total = at(reached, reached.length - 1)
  return reached.map((length, i) => (i === line.length - 1 ? 1 : length / total))
}

const meanDistance = (a: Polygon, b: Polygon, plane: ImagePlane): Mm =>
  mm(a.reduce((sum, point, i) => sum + distance(point, at(b, i), plane), 0) / a.length)

function carriedBorders(
  track: Track,
  { byPhase, closing }: Followed,
  index: number,
  polygons: readonly Polygon[],
  { images }: PropagationInput,
  { quality: limits }: StrainOptions,
): CarriedBorder[] {
  const [first] = track
  const { border, part, closed } = first
  return images.map(({ sopInstanceUid, frame }, phase) => {
    const drawn = track.find((one) => one.phase === phase)
    const { residual, jacobian, folded } = at(at(byPhase, index), phase)
    return {
      image: { sopInstanceUid, frame },
      phase,
      border,
      ...(part === undefined ? {} : { part }),
      closed,
      points: drawn?.points ?? at(polygons, phase),
      quality: drawn === undefined ? gradeOf(residual, closing, jacobian, folded, limits) : 3,
      residual,
    }
  })
}
