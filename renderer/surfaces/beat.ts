/**
 * The surfaces of a read through the beat: those of the phases that are drawn, and what moves between them where a phase
 * is not. What was made of the same contours is taken over when the read goes on.
 */
import type { Contour } from '#analysis/contours/contour.ts'
import { centroid } from '#analysis/contours/polygon.ts'
import { indexToPatient, type PatientPoint } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { loftBetween, neighboursOf, shareOfWay } from '#analysis/surfaces/between-phases.ts'
import {
  type HeartDirections,
  heartDirections,
  type SeptumSigns,
} from '#analysis/surfaces/heart-directions.ts'
import type { Loft } from '#analysis/surfaces/loft.ts'
import {
  axisOf,
  type Surface,
  type SurfacePart,
  surfaceOf,
  surfaceParts,
} from '#analysis/surfaces/surface.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { LongAxisPoints } from '#analysis/volumes/clipped.ts'
import type { Cell, Grid } from '#analysis/volumes/grid.ts'

export interface BeatInput {
  readonly stack: Stack
  readonly left: Grid
  readonly right: Grid
  /** that other phases are compared with: ED, else the first that is drawn */
  readonly ed: number | undefined
  readonly insertions: SeptumSigns['insertions']
  /** by phase: what the long axes show of the left ventricle's ends */
  readonly longAxis: readonly LongAxisPoints[]
}

/** What stands for a part at a phase. */
export interface Shown {
  readonly loft: Loft
  /** what is drawn at this phase; else the two between which it moves, or the one that there is */
  readonly drawn:
    | { readonly kind: 'here'; readonly surface: Surface }
    | { readonly kind: 'between'; readonly from: Surface; readonly to: Surface; readonly share: number }
    | { readonly kind: 'still'; readonly surface: Surface }
}

type Made = Map<number, Outcome<Surface>>

export class SurfaceBeat {
  readonly input: BeatInput
  readonly directions: HeartDirections
  private readonly made: Readonly<Record<SurfacePart, Made>> = {
    'lv-endocardial': new Map(),
    'lv-epicardial': new Map(),
    'rv-endocardial': new Map(),
  }
  private readonly shownAt = new Map<string, Shown>()
  /** what stood there until this one is made */
  private before: SurfaceBeat | undefined

  constructor(input: BeatInput, before?: SurfaceBeat) {
    this.input = input
    this.before = before?.isMade() === false ? (before.before ?? before) : before
    if (before) before.before = undefined
    this.directions = heartDirections(axisOf(input.stack), {
      insertions: input.insertions,
      ventricles: middlesOf(input),
    })
  }

  /** Phases in the order in which they are made: of what others are compared with, then of what is looked at. */
  *make(from: number): Generator<void> {
    const { phaseCount } = this.input.stack
    const phases = Array.from({ length: phaseCount }, (_, k) => (from + k) % phaseCount)
    const reference = this.referencePhase()
    for (const phase of new Set([reference, ...phases]))
      for (const part of surfaceParts) {
        if (phase < phaseCount) this.makeOne(part, phase)
        yield
      }
    this.before = undefined
  }

  isMade(): boolean {
    const { done, total } = this.progress()
    return done === total
  }

  /** Steps done and steps in all. */
  progress(): { readonly done: number; readonly total: number } {
    const done = surfaceParts.reduce((sum, part) => sum + this.made[part].size, 0)
    return { done, total: surfaceParts.length * this.input.stack.phaseCount }
  }

  at(part: SurfacePart, phase: number): Outcome<Surface> | undefined {
    return this.made[part].get(phase)
  }

  /** With which the others of the part are compared. */
  reference(part: SurfacePart): Surface | undefined {
    const found = this.made[part].get(this.referencePhase())
    return found?.measured ? found.value : undefined
  }

  /** @returns undefined while it is not made, and where no phase is drawn */
  shown(part: SurfacePart, phase: number): Shown | undefined {
    const own = this.made[part].get(phase)
    // a gesture changes one contour: until that is made, what stood there stands
    if (own === undefined) return this.before?.shown(part, phase)
    if (own.measured) return { loft: own.value.loft, drawn: { kind: 'here', surface: own.value } }
    const key = `${part}/${phase}`
    const known = this.shownAt.get(key)
    if (known) return known
    const made = this.stoodFor(part, phase)
    // phases that are still to come may lie nearer
    if (made && this.isMade()) this.shownAt.set(key, made)
    return made
  }

  /** Why there is nothing of a part at all: of the phase that is asked for, or of the reference. */
  why(part: SurfacePart, phase: number): Extract<Outcome<Surface>, { measured: false }> | undefined {
    for (const at of [this.referencePhase(), phase]) {
      const outcome = this.made[part].get(at)
      if (outcome && !outcome.measured && outcome.reason !== 'no-contours') return outcome
    }
    const outcome = this.made[part].get(phase)
    return outcome && !outcome.measured ? outcome : undefined
  }

  private stoodFor(part: SurfacePart, phase: number): Shown | undefined {
    const drawn = [...this.made[part]]
      .flatMap(([at, outcome]) => (outcome.measured ? [at] : []))
      .sort((a, b) => a - b)
    const surfaceAt = (at: number | undefined): Surface | undefined => {
      const outcome = at === undefined ? undefined : this.made[part].get(at)
      return outcome?.measured ? outcome.value : undefined
    }
    const sides = neighboursOf(phase, drawn)
    const [from, to] = [surfaceAt(sides?.from), surfaceAt(sides?.to)]
    if (sides && from && to) {
      const share = shareOfWay(phase, sides, this.input.stack.phaseCount)
      return { loft: loftBetween(from.loft, to.loft, share), drawn: { kind: 'between', from, to, share } }
    }
    const only = surfaceAt(drawn[0])
    return only && { loft: only.loft, drawn: { kind: 'still', surface: only } }
  }

  private referencePhase(): number {
    const { ed, left } = this.input
    const isDrawn = (cells: readonly Cell[] | undefined) =>
      cells?.some(({ endocardial }) => endocardial) === true
    if (ed !== undefined && isDrawn(left[ed])) return ed
    return Math.max(0, left.findIndex(isDrawn))
  }

  private makeOne(part: SurfacePart, phase: number): void {
    if (this.made[part].has(phase)) return
    const { stack, left, right, longAxis } = this.input
    const points = part === 'rv-endocardial' ? undefined : longAxis[phase]
    const cells = (part === 'rv-endocardial' ? right : left)[phase] ?? []
    const like = phase === this.referencePhase() ? undefined : this.reference(part)
    const old = this.before?.made[part].get(phase)
    const kept =
      old?.measured === true &&
      this.before?.reference(part) === (like ?? this.before?.reference(part)) &&
      isOf(old.value, cells) &&
      samePoints(old.value.longAxis, points)
    this.made[part].set(
      phase,
      kept
        ? old
        : surfaceOf(stack, cells, {
            part,
            phase,
            start: this.directions.septum,
            like,
            longAxis: points,
          }),
    )
  }
}

/** Whether the cells hold these contours and no others. */
function isOf({ part, rings }: Surface, cells: readonly Cell[]): boolean {
  const contours = cells.map((cell) => (part === 'lv-epicardial' ? cell.epicardial : cell.endocardial))
  return (
    contours.filter(Boolean).length === rings.length &&
    rings.every(({ slice, contour }) => contours[slice] === contour)
  )
}

function samePoints(a: LongAxisPoints | undefined, b: LongAxisPoints | undefined): boolean {
  const numbers = (points: LongAxisPoints | undefined): readonly number[] => [
    ...(points?.apex ?? []),
    Number.NaN,
    ...(points?.epicardialTip ?? []),
    Number.NaN,
    ...(points?.valve.flat() ?? []),
  ]
  const [one, other] = [numbers(a), numbers(b)]
  return one.length === other.length && one.every((value, k) => Object.is(value, other[k]))
}

/** Middles of both cavities on one slice, the reference for where the septum is. */
function middlesOf({ left, right, ed }: BeatInput): SeptumSigns['ventricles'] {
  const order = ed === undefined ? left.keys() : [ed, ...left.keys()]
  for (const phase of order) {
    const both = (left[phase] ?? []).flatMap((cell, slice) => {
      const other = right[phase]?.[slice]
      const [a, b] = [middleIn(cell, cell.endocardial), other && middleIn(other, other.endocardial)]
      return a && b ? [{ left: a, right: b }] : []
    })
    const found = both[Math.floor(both.length / 2)]
    if (found) return found
  }
  return undefined
}

function middleIn({ frame }: Cell, contour: Contour | undefined): PatientPoint | undefined {
  const plane = frame?.facts.plane
  return contour && plane && contour.points.length > 2
    ? indexToPatient(plane, centroid(contour.points))
    : undefined
}
