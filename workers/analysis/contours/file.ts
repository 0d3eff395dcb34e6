/**
 * `midwall-contours/3`: contours and landmarks as other programs write and read them, turned into ours. Whether a
 * text is such a file is the contract's question; here each contour is held against the images that it names.
 * Polygons are taken as given: no point is moved, dropped or smoothed. The first version had no landmarks and fewer
 * borders, the second did not say who made a contour and who accepted it; their files are read as before.
 */
import type { ImagePlane, IndexPoint, PatientPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { type Mm, mm } from '../units/units.ts'
import {
  type Border,
  borders,
  type Chamber,
  type Contour,
  type ContourOrigin,
  chamberOf,
  computedOrigins,
  contourKeyOf,
  contourKeyText,
  mayRepeat,
  type Papillaries,
} from './contour.ts'
import { type Landmark, type LandmarkKind, landmarkKeyText, landmarkKinds } from './landmark.ts'
import type { Polygon } from './polygon.ts'
import { isSimple } from './simple.ts'
import { projectOnto } from './transform.ts'

/** What is written; all of `contourFileFormats` is read. */
export const contourFileFormat = 'midwall-contours/3'
export const contourFileFormats = ['midwall-contours/1', 'midwall-contours/2', contourFileFormat] as const

export interface ContourFile {
  readonly format: (typeof contourFileFormats)[number]
  readonly study: string
  readonly papillaries: Papillaries
  readonly contours: readonly FiledContour[]
  readonly landmarks?: readonly FiledLandmark[] | undefined
  readonly empty?: readonly FiledMark[] | undefined
  readonly phases?: { readonly ed?: number | undefined; readonly es?: number | undefined } | undefined
}

export interface FiledContour extends Provenance {
  readonly sopInstanceUid: string
  /** 0-based; absent means the only frame */
  readonly frame?: number | undefined
  readonly border: string
  readonly space: 'pixel' | 'patient'
  readonly closed?: boolean | undefined
  /**
   * of several of one border on one image, from 0, and none twice: two papillary muscles, the pieces of a scar. Absent
   * means the next of them in the order of the file
   */
  readonly part?: number | undefined
  /** (column, row) or LPS millimetres */
  readonly points: readonly (readonly number[])[]
}

/** A reader's code, never a name, and when: ISO 8601, UTC. */
export interface FiledHand {
  readonly by: string
  readonly at: string
}

export interface Provenance {
  /**
   * how it came to be where the file was written. What nobody has drawn stays so until somebody changes it; everything
   * else is imported where the file is opened
   */
  readonly origin?: ContourOrigin | undefined
  /** who made it as it is */
  readonly made?: FiledHand | undefined
  /** who looked at what nobody has drawn, and let it stand */
  readonly accepted?: FiledHand | undefined
}

export interface FiledLandmark {
  readonly sopInstanceUid: string
  readonly frame?: number | undefined
  readonly kind: string
  readonly space: 'pixel' | 'patient'
  /** (column, row) or LPS millimetres */
  readonly point: readonly number[]
}

export interface FiledMark {
  readonly sopInstanceUid: string
  readonly frame?: number | undefined
  readonly chamber: Chamber
}

export interface OpenedContours {
  readonly contours: readonly Contour[]
  /** of each contour what the file says of how it came to be: the contour itself says only what is known here */
  readonly provenance: ReadonlyMap<Contour, Provenance>
  readonly landmarks: readonly Landmark[]
  readonly empty: readonly { readonly image: ImageKey; readonly chamber: Chamber }[]
  /** any of these refuses the whole file; each names the contour or landmark by its place in its list, from 0 */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

export interface FileTolerances {
  /** how far patient points may lie off the plane of the image that they name */
  readonly offPlane?: Mm
  /** how far outside the image a point may lie, as a share of the image */
  readonly outside?: number
}

interface Target {
  readonly image: ImageKey
  readonly plane: ImagePlane
}

/** @param stacks  of the study that the file is opened on */
export function contoursFromFile(
  file: ContourFile,
  study: string,
  stacks: readonly Pick<Stack, 'frames'>[],
  tolerances: FileTolerances = {},
): OpenedContours {
  const { offPlane = mm(1), outside = 0.1 } = tolerances
  const problems: string[] = []
  const warnings: string[] = []
  if (file.study !== study) problems.push(say('contours/file-study-not', { study: file.study, open: study }))
  const targets = targetsOf(stacks)
  const contours: Contour[] = []
  const provenance = new Map<Contour, Provenance>()
  const taken = new Map<string, Set<number>>()
  for (const [index, filed] of file.contours.entries()) {
    const contour = takeContour(filed, targets, taken, offPlane, outside)
    if (typeof contour === 'string') {
      problems.push(say('contours/contour-says', { index, contour }))
      continue
    }
    contours.push(contour)
    const { origin, made, accepted } = filed
    provenance.set(contour, { origin, made, accepted })
    if (contour.closed && !isSimple(contour.points))
      warnings.push(say('contours/contour-crosses-itself-measured-given', { index }))
  }
  const landmarks: Landmark[] = []
  const marked = new Set<string>()
  for (const [index, filed] of (file.landmarks ?? []).entries()) {
    const landmark = takeLandmark(filed, targets, marked, offPlane, outside)
    if (typeof landmark === 'string') problems.push(say('contours/landmark-says', { index, landmark }))
    else landmarks.push(landmark)
  }
  const drawn = new Set(contours.map(({ image, border }) => `${imageKeyText(image)}/${chamberOf(border)}`))
  const empty = (file.empty ?? []).flatMap((mark, index) => {
    const target = findTarget(targets, mark)
    const problem =
      typeof target !== 'string' && drawn.has(`${imageKeyText(target.image)}/${mark.chamber}`)
        ? say('contours/image-marked-without-chamber-file', { sopInstanceUid: mark.sopInstanceUid })
        : target
    if (typeof problem !== 'string') return [{ image: problem.image, chamber: mark.chamber }]
    problems.push(say('contours/empty-says', { index, problem }))
    return []
  })
  return { contours, provenance, landmarks, empty, problems, warnings }
}

/** @returns the contour, or what is wrong with it */
function takeContour(
  filed: FiledContour,
  targets: ReadonlyMap<string, readonly Target[]>,
  taken: Map<string, Set<number>>,
  offPlane: Mm,
  outside: number,
): Contour | string {
  const border = borders.find((known) => known === filed.border)
  if (border === undefined) return say('contours/border-not-known', { part1: JSON.stringify(filed.border) })
  const target = findTarget(targets, filed)
  if (typeof target === 'string') return target
  const points = pointsOf(filed, target.plane, offPlane)
  if (typeof points === 'string') return points
  const far = firstOutside(points, target.plane, outside)
  if (far !== undefined) return say('contours/point-lies-outside-image', { far })
  const part = partFor(border, target.image, filed.part, taken)
  if (typeof part === 'string')
    return say('contours/part-on-image', { part, sopInstanceUid: filed.sopInstanceUid })
  const closed = filed.closed ?? true
  return {
    image: target.image,
    border,
    ...(part === 0 ? {} : { part }),
    closed,
    points,
    origin: computedOrigins.find((computed) => computed === filed.origin) ?? 'imported',
  }
}

/** @returns the landmark, or what is wrong with it */
function takeLandmark(
  filed: FiledLandmark,
  targets: ReadonlyMap<string, readonly Target[]>,
  marked: Set<string>,
  offPlane: Mm,
  outside: number,
): Landmark | string {
  const kind: LandmarkKind | undefined = landmarkKinds.find((known) => known === filed.kind)
  if (kind === undefined) return say('contours/kind-not-known', { part1: JSON.stringify(filed.kind) })
  const target = findTarget(targets, filed)
  if (typeof target === 'string') return target
  const points = placed([filed.point], filed.space, target.plane, offPlane)
  if (typeof points === 'string') return points
  const [point] = points
  if (point === undefined || firstOutside(points, target.plane, outside) !== undefined)
    return say('contours/lies-outside-image')
  const landmark = { kind, image: target.image, point }
  const key = landmarkKeyText(landmark)
  if (marked.has(key)) return say('contours/second-image', { kind, sopInstanceUid: filed.sopInstanceUid })
  marked.add(key)
  return landmark
}

/** By SOP Instance UID all frames of it that a stack holds. */
function targetsOf(stacks: readonly Pick<Stack, 'frames'>[]): Map<string, Target[]> {
  const targets = new Map<string, Target[]>()
  for (const frame of stacks.flatMap(({ frames }) => frames.flat())) {
    const plane = frame?.facts.plane
    if (frame === null || plane === undefined) continue
    const { sopInstanceUid, frame: number } = frame
    const target = { image: { sopInstanceUid, frame: number }, plane }
    targets.set(sopInstanceUid, [...(targets.get(sopInstanceUid) ?? []), target])
  }
  return targets
}

function findTarget(
  targets: ReadonlyMap<string, readonly Target[]>,
  { sopInstanceUid, frame }: { readonly sopInstanceUid: string; readonly frame?: number | undefined },
): Target | string {
  const frames = targets.get(sopInstanceUid) ?? []
  const [only] = frames
  if (only === undefined) return say('contours/image-not-study', { sopInstanceUid })
  if (frame === undefined)
    return frames.length === 1
      ? only
      : say('contours/image-frames-none-named', { sopInstanceUid, frames: frames.length })
  return (
    frames.find(({ image }) => image.frame === frame) ??
    say('contours/image-no-frame', { sopInstanceUid, frame })
  )
}

function pointsOf(filed: FiledContour, plane: ImagePlane, offPlane: Mm): Polygon | string {
  if (filed.points.length < 3) return say('contours/points-enclose-nothing', { points: filed.points.length })
  return placed(filed.points, filed.space, plane, offPlane)
}

/** Pixel coordinates of filed points, or what is wrong with them. */
function placed(
  filed: readonly (readonly number[])[],
  space: 'pixel' | 'patient',
  plane: ImagePlane,
  offPlane: Mm,
): readonly IndexPoint[] | string {
  const size = space === 'pixel' ? 2 : 3
  const odd = filed.findIndex(
    (point) => point.length !== size || point.some((value) => !Number.isFinite(value)),
  )
  if (odd >= 0) return say('contours/point-not-finite-numbers', { odd, size })
  if (space === 'pixel') return filed.map(([x = Number.NaN, y = Number.NaN]) => [x, y])
  const patient = filed.map(([x = Number.NaN, y = Number.NaN, z = Number.NaN]): PatientPoint => [x, y, z])
  const { points, farthest } = projectOnto(plane, patient)
  return farthest > offPlane ? say('contours/points-lie-up-mm-off', { farthest }) : points
}

function firstOutside(points: Polygon, plane: ImagePlane, share: number): number | undefined {
  const [x, y] = [plane.columns * share, plane.rows * share]
  const index = points.findIndex(
    ([column, row]) =>
      column < -0.5 - x || column > plane.columns - 0.5 + x || row < -0.5 - y || row > plane.rows - 0.5 + y,
  )
  return index < 0 ? undefined : index
}

/** Which of several this is, or what is wrong with that. */
function partFor(
  border: Border,
  image: ImageKey,
  said: number | undefined,
  taken: Map<string, Set<number>>,
): number | string {
  const key = `${imageKeyText(image)}/${border}`
  const parts = taken.get(key) ?? new Set<number>()
  const next = Math.max(-1, ...parts) + 1
  const part = said ?? next
  if (!mayRepeat(border) && parts.size > 0) return say('contours/second-border', { border })
  if (!mayRepeat(border) && part !== 0) return say('contours/part-no-parts', { part, border })
  if (parts.has(part)) return say('contours/second-part', { part, border })
  taken.set(key, parts.add(part))
  return part
}

/**
 * The file that says these contours, in pixel coordinates and in an order of their own. Marks that nobody made
 * (slices beyond the contours of an opened file) are left out: who opens this one has not seen them either.
 *
 * @param provenanceOf  of each contour, where more is known than it says itself
 */
export function fileFromContours(
  study: string,
  papillaries: Papillaries,
  contours: Iterable<Contour>,
  empty: Iterable<{ readonly image: ImageKey; readonly chamber: Chamber; readonly assumed: boolean }>,
  phases: { readonly ed?: number; readonly es?: number } = {},
  landmarks: Iterable<Landmark> = [],
  provenanceOf: (contour: Contour) => Provenance = () => ({}),
): ContourFile {
  const ordered = [...contours].sort((a, b) =>
    compare(contourKeyText(contourKeyOf(a)), contourKeyText(contourKeyOf(b))),
  )
  return {
    format: contourFileFormat,
    study,
    papillaries,
    contours: ordered.map((contour) => {
      const { image, border, part = 0, closed, points } = contour
      const { origin = contour.origin, made, accepted } = provenanceOf(contour)
      return {
        sopInstanceUid: image.sopInstanceUid,
        frame: image.frame,
        border,
        ...(mayRepeat(border) ? { part } : {}),
        space: 'pixel',
        closed,
        origin,
        ...(made === undefined ? {} : { made }),
        ...(accepted === undefined ? {} : { accepted }),
        points,
      }
    }),
    landmarks: [...landmarks]
      .sort((a, b) => compare(landmarkKeyText(a), landmarkKeyText(b)))
      .map(({ kind, image, point }) => ({
        sopInstanceUid: image.sopInstanceUid,
        frame: image.frame,
        kind,
        space: 'pixel',
        point,
      })),
    empty: [...empty]
      .filter(({ assumed }) => !assumed)
      .map(({ image, chamber }) => ({ sopInstanceUid: image.sopInstanceUid, frame: image.frame, chamber }))
      .sort(
        (a, b) =>
          compare(a.sopInstanceUid, b.sopInstanceUid) || a.frame - b.frame || compare(a.chamber, b.chamber),
      ),
    phases,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
