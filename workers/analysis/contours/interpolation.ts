/**
 * Borders of one stack at the slices and phases where nobody drew one, from those where somebody did.
 *
 * Along the beat first, for a slice that has borders at two phases or more: a heart moves less from frame to frame
 * than it changes from slice to slice. Then, at each phase, between the nearest slices that have a border. Nothing is
 * carried beyond the outermost of them: where a chamber ends is for a person to say.
 *
 * What that is worth is told by the borders that were drawn. Each is left out in turn and held against what the
 * others make of it.
 */
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { dot, planeNormal } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type UnmeasuredReason, unmeasured } from '../units/outcome.ts'
import { type Mm, type Ms, mm } from '../units/units.ts'
import { type BorderDistances, borderDistances, dice } from './agreement.ts'
import { betweenPhases, betweenPhasesBySignedDistance } from './between-phases.ts'
import { betweenBySignedDistance, betweenPolar } from './between-slices.ts'
import type { Polygon } from './polygon.ts'
import { contourVertices } from './spline.ts'
import { borderInPatient, projectOnto } from './transform.ts'

export const borderInterpolation = { method: 'border-interpolation', version: '1' } as const

/** 'polar' for what its centroid sees all of, as the left ventricle; 'signed-distance' for any other shape. */
export const interpolationShapes = ['polar', 'signed-distance'] as const
export type InterpolationShape = (typeof interpolationShapes)[number]

/** In the order in which they are tried. */
export const interpolatedAlong = ['phases', 'slices'] as const
export type InterpolatedAlong = (typeof interpolatedAlong)[number]

export interface InterpolationOptions {
  /** the ways that are tried */
  readonly along: readonly InterpolatedAlong[]
  readonly shape: InterpolationShape
  /** of a polar border */
  readonly vertices: number
  /** of the grid of signed distances: less than a usual pixel */
  readonly step: Mm
}

export const usualInterpolation: InterpolationOptions = {
  along: interpolatedAlong,
  shape: 'polar',
  vertices: contourVertices,
  step: mm(1),
}

export interface PlacedRing {
  /** from 0 */
  readonly slice: number
  /** from 0 */
  readonly phase: number
  /** closed, in pixels of its slice */
  readonly points: Polygon
}

export interface InterpolationInput {
  /** one a slice, parallel, in order along the stack */
  readonly planes: readonly ImagePlane[]
  /** after the R wave, one a phase, and the RR; without them nothing is known between phases */
  readonly beat: { readonly times: readonly Ms[]; readonly rr: Ms } | undefined
  readonly phases: number
  readonly drawn: readonly PlacedRing[]
}

export interface InterpolatedRing extends PlacedRing {
  readonly along: InterpolatedAlong
}

/** A border that was drawn beside the one that its neighbours make. */
export interface LeftOut {
  readonly slice: number
  readonly phase: number
  readonly along: InterpolatedAlong
  readonly distances: BorderDistances
  readonly dice: number
}

/** A place between borders that none could be made for. */
export interface NotFilled {
  readonly slice: number
  readonly phase: number
  readonly along: InterpolatedAlong
  readonly reason: UnmeasuredReason
  readonly detail?: string
}

export interface Interpolation {
  readonly method: string
  readonly version: string
  readonly options: InterpolationOptions
  readonly rings: readonly InterpolatedRing[]
  readonly notFilled: readonly NotFilled[]
  /** of every border that has the neighbours for it, in the order as given */
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly string[]
}

/**
 * @param progress  told after every border left out, every slice along the beat and every phase between slices
 * @returns unmeasured 'no-contours' for nothing drawn, 'contradictory-input' for two borders at one place
 * @throws RangeError for a border at a slice or phase that the stack does not have: the caller has a bug
 */
export function interpolatedRings(
  input: InterpolationInput,
  given: Partial<InterpolationOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<Interpolation> {
  const options = { ...usualInterpolation, ...given }
  const { planes, phases, drawn, beat } = input
  if (drawn.length === 0) return unmeasured('no-contours', say('contours/there-no-border-go'))
  const rings = new Rings(input, options)
  for (const ring of drawn)
    if (!rings.add(ring))
      return unmeasured(
        'contradictory-input',
        say('contours/two-borders-given-slice-phase', { slice: ring.slice + 1, phase: ring.phase + 1 }),
      )
  const total = planes.length + phases + drawn.length
  let done = 0
  const step = (): void => progress?.(++done, total)
  // before anything is made of them
  const leftOut = drawn.flatMap((ring) => {
    const compared = rings.without(ring)
    step()
    return compared
  })
  const found: InterpolatedRing[] = []
  const notFilled: NotFilled[] = []
  const keep = ({ slice, phase, along }: Place, outcome: Outcome<Polygon>): void => {
    if (outcome.measured) found.push({ slice, phase, along, points: outcome.value })
    else notFilled.push({ slice, phase, along, ...reasonOf(outcome) })
  }

  for (let slice = 0; slice < planes.length; slice++) {
    const open = rings.openPhases(slice)
    const made = rings.alongBeat(slice, open)
    open.forEach((phase, k) => {
      if (made === undefined) return
      keep({ slice, phase, along: 'phases' }, made.measured ? measured(at(made.value, k)) : made)
    })
    step()
  }
  for (const ring of found) rings.add(ring)
  for (let phase = 0; phase < phases; phase++) {
    for (let slice = 0; slice < planes.length; slice++) {
      const made = rings.has(slice, phase) ? undefined : rings.betweenSlices(slice, phase)
      if (made !== undefined) keep({ slice, phase, along: 'slices' }, made)
    }
    step()
  }
  return measured({
    ...borderInterpolation,
    options,
    rings: found,
    notFilled,
    leftOut,
    warnings:
      beat === undefined && options.along.includes('phases')
        ? [say('contours/frames-carry-no-times-nothing')]
        : [],
  })
}

interface Place {
  readonly slice: number
  readonly phase: number
  readonly along: InterpolatedAlong
}

const reasonOf = ({ reason, detail }: { reason: UnmeasuredReason; detail?: string }) => ({
  reason,
  ...(detail === undefined ? {} : { detail }),
})

/** What is known of a stack, [slice][phase], and what can be made of it. */
class Rings {
  private readonly known: (Polygon | undefined)[][]
  private readonly positions: readonly number[]
  private readonly input: InterpolationInput
  private readonly options: InterpolationOptions

  constructor(input: InterpolationInput, options: InterpolationOptions) {
    const { planes, phases } = input
    this.input = input
    this.options = options
    this.known = planes.map(() => new Array<Polygon | undefined>(phases).fill(undefined))
    const normal = planeNormal(at(planes, 0))
    this.positions = planes.map(({ position }) => dot(position, normal))
  }

  /** @returns whether the place was free */
  add({ slice, phase, points }: PlacedRing): boolean {
    const ofSlice = at(this.known, slice)
    if (!(phase < ofSlice.length)) throw new RangeError(`phase ${phase} of ${ofSlice.length}`)
    if (ofSlice[phase] !== undefined) return false
    ofSlice[phase] = points
    return true
  }

  has(slice: number, phase: number): boolean {
    return this.known[slice]?.[phase] !== undefined
  }

  /** Phases of a slice without a border. */
  openPhases(slice: number): number[] {
    return at(this.known, slice).flatMap((points, phase) => (points === undefined ? [phase] : []))
  }

  /** Undefined where it is not asked for, times are not known, or fewer than two phases are. */
  alongBeat(slice: number, wanted: readonly number[]): Outcome<readonly IndexPoint[][]> | undefined {
    const { beat, planes } = this.input
    if (beat === undefined || !this.options.along.includes('phases')) return undefined
    const time = (phase: number): Ms => at(beat.times, phase)
    const known = at(this.known, slice).flatMap((points, phase) =>
      points === undefined || wanted.includes(phase) ? [] : [{ time: time(phase), points }],
    )
    if (known.length < 2) return undefined
    const { shape, vertices, step } = this.options
    const times = wanted.map(time)
    return shape === 'polar'
      ? betweenPhases(known, beat.rr, times, at(planes, slice), vertices)
      : betweenPhasesBySignedDistance(known, beat.rr, times, at(planes, slice), { step })
  }

  /** Undefined where it is not asked for, and for a slice without a border on both sides. */
  betweenSlices(slice: number, phase: number): Outcome<IndexPoint[]> | undefined {
    const { along, shape, vertices, step } = this.options
    if (!along.includes('slices')) return undefined
    const having = this.known.flatMap((ofSlice, k) => {
      const points = k === slice ? undefined : ofSlice[phase]
      return points === undefined ? [] : [{ slice: k, points }]
    })
    const above = having.findLast((one) => one.slice < slice)
    const below = having.find((one) => one.slice > slice)
    if (above === undefined || below === undefined) return undefined
    const place = (k: number): number => at(this.positions, k)
    const share = (place(slice) - place(above.slice)) / (place(below.slice) - place(above.slice))
    const { planes } = this.input
    const plane = at(planes, slice)
    const carried = (one: { slice: number; points: Polygon }): Polygon =>
      projectOnto(plane, borderInPatient(one.points, at(planes, one.slice))).points
    return shape === 'polar'
      ? betweenPolar(carried(above), carried(below), share, plane, vertices)
      : betweenBySignedDistance(carried(above), carried(below), share, plane, { step })
  }

  /** Nothing where the others cannot make it. */
  without({ slice, phase, points }: PlacedRing): LeftOut[] {
    const again = this.alongBeat(slice, [phase])
    const along: InterpolatedAlong = again === undefined ? 'slices' : 'phases'
    const made =
      again === undefined
        ? this.betweenSlices(slice, phase)
        : again.measured
          ? measured(at(again.value, 0))
          : again
    if (made === undefined || !made.measured) return []
    const distances = borderDistances(points, made.value, at(this.input.planes, slice))
    const share = dice(points, made.value)
    return distances.measured && share.measured
      ? [{ slice, phase, along, distances: distances.value, dice: share.value }]
      : []
  }
}
