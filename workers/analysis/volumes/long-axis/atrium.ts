/**
 * An atrium through the beat, by area and length: largest before the valve opens, before atrial contraction, and
 * smallest. Veins and the appendage are left out of its border.
 *
 *   total = (max − min)/max     passive = (max − preA)/max     active = (preA − min)/preA
 *
 * The left atrium is seen in two and four chambers, the right in four alone.
 * @source Lang 2015, doi:10.1016/j.echo.2014.10.003, and emptying fractions as Kowallick 2014, unverified
 */
import type { Border, Contour } from '../../contours/contour.ts'
import { type Measurement, measurement, scoped } from '../../measurements/measurement.ts'
import type { Stack, StackFrame } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { at } from '../../units/at.ts'
import { combined, measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { type Ml, type Percent, percent } from '../../units/units.ts'
import { byHeight, indexed } from '../amounts.ts'
import type { BodySurface } from '../body-size.ts'
import { fitCurve } from '../filling/curve.ts'
import { diastasis, earlyWave } from '../filling/diastasis.ts'
import { byAreaLength } from '../methods.ts'
import { biplaneVolume, type LengthRule, monoplaneVolume, type Silhouette } from './area-length.ts'
import { type FramesOfMoment, framesInStep, type MarkedPoints, silhouetteOn, valveEnds } from './views.ts'

export type AtrialView = 'biplane' | '2ch' | '4ch'

export interface Atrium {
  readonly chamber: 'la' | 'ra'
  readonly view: AtrialView
  /** of the leading view, by phase */
  readonly volumes: readonly Outcome<Ml>[]
  /** phases of the leading view, from 0 */
  readonly largest: Outcome<number>
  readonly preAtrial: Outcome<number>
  readonly smallest: Outcome<number>
}

export interface AtrialInput {
  readonly chamber: 'la' | 'ra'
  readonly views: { readonly '2ch'?: Stack; readonly '4ch'?: Stack }
  readonly contours: ReadonlyMap<string, Contour>
  readonly marked: MarkedPoints
}

export interface AtrialRules {
  readonly length: LengthRule
  /** phase of the leading view before atrial contraction, where the reader set it */
  readonly preAtrial?: number
}

/** What can be said of an atrium: by each view that shows its border, and by both. Empty where none does. */
export function atriumVolumes(input: AtrialInput, rules: AtrialRules): readonly Atrium[] {
  const { chamber, views } = input
  const [two, four] = [chamber === 'la' ? views['2ch'] : undefined, views['4ch']]
  const has = (stack: Stack | undefined): stack is Stack => stack !== undefined && isContoured(input, stack)
  const seen: AtrialView[] = []
  if (has(two) && has(four)) seen.push('biplane')
  if (has(two)) seen.push('2ch')
  if (has(four)) seen.push('4ch')
  const silhouetteAt = silhouettesOf(input)
  return seen.map((view) => {
    const leading = view === '2ch' ? two : four
    if (leading === undefined) throw new RangeError(`no ${view} view leads`)
    const volumes = volumesThrough(framesInStep(leading, views), silhouetteAt, view, rules.length)
    return { chamber, view, volumes, ...turningPoints(leading, volumes, rules.preAtrial) }
  })
}

const borderOf = (chamber: 'la' | 'ra'): Border => `${chamber}-endocardial`

const isContoured = ({ chamber, contours }: AtrialInput, { frames }: Stack): boolean =>
  frames
    .flat()
    .some(
      (frame) =>
        frame !== null && contours.has(`${frame.sopInstanceUid}/${frame.frame}/${borderOf(chamber)}`),
    )

type SilhouetteAt = (frame: StackFrame) => Outcome<Silhouette>

/** Measured once a frame: alone, and as one of two planes. */
function silhouettesOf({ chamber, contours, marked }: AtrialInput): SilhouetteAt {
  const valve = chamber === 'la' ? 'mitral' : 'tricuspid'
  const known = new Map<StackFrame, Outcome<Silhouette>>()
  return (frame) => {
    const before = known.get(frame)
    if (before !== undefined) return before
    const ends = valveEnds(marked, valve, frame)
    const silhouette = silhouetteOn(frame, contours, borderOf(chamber), 'perpendicular', ends)
    known.set(frame, silhouette)
    return silhouette
  }
}

function volumesThrough(
  moments: readonly FramesOfMoment[],
  silhouetteAt: SilhouetteAt,
  view: AtrialView,
  rule: LengthRule,
): readonly Outcome<Ml>[] {
  return moments.map((frames) => {
    const seen = (plane: '2ch' | '4ch'): Outcome<Silhouette> => {
      const frame = frames[plane]
      return frame === undefined
        ? unmeasured('no-images', say('volumes/no-image-phase', { plane }))
        : silhouetteAt(frame)
    }
    if (view === 'biplane') return combined(seen('2ch'), seen('4ch'), (a, b) => biplaneVolume(a, b, rule))
    const one = seen(view)
    return one.measured ? combined(one, one, (silhouette) => monoplaneVolume(silhouette)) : one
  })
}

type TurningPoints = Pick<Atrium, 'largest' | 'preAtrial' | 'smallest'>

function turningPoints(
  leading: Stack,
  volumes: readonly Outcome<Ml>[],
  chosen: number | undefined,
): TurningPoints {
  const known = volumes.flatMap((volume, phase) => (volume.measured ? [{ phase, value: volume.value }] : []))
  if (known.length < 2) {
    const why = unmeasured(
      'too-few-phases',
      say('volumes/phases-contoured', { known: known.length, volumes: volumes.length }),
    )
    return { largest: why, preAtrial: why, smallest: why }
  }
  const most = known.reduce((best, one) => (one.value > best.value ? one : best))
  const least = known.reduce((best, one) => (one.value < best.value ? one : best))
  const part =
    known.length < volumes.length
      ? [say('volumes/largest-smallest-contoured-phases', { known: known.length, volumes: volumes.length })]
      : []
  return {
    largest: measured(most.phase, part),
    smallest: measured(least.phase, part),
    preAtrial:
      chosen === undefined ? restingPhase(leading, volumes, most.phase) : chosenPhase(chosen, volumes),
  }
}

function chosenPhase(chosen: number, volumes: readonly Outcome<Ml>[]): Outcome<number> {
  if (volumes[chosen] === undefined)
    return unmeasured(
      'no-phases',
      say('volumes/phase-chosen-view', { chosen: chosen + 1, volumes: volumes.length }),
    )
  return measured(chosen)
}

/** The contoured phase nearest to where the curve rests before atrial contraction. */
function restingPhase(
  { phaseTimes, rr, gating }: Stack,
  volumes: readonly Outcome<Ml>[],
  largest: number,
): Outcome<number> {
  if (phaseTimes === undefined || !rr.measured)
    return unmeasured('no-times', say('volumes/phase-before-atrial-contraction-not'))
  if (gating !== 'retrospective') return unmeasured('no-phases', say('volumes/frames-do-not-cover-end'))
  const beat = rr.value.median
  const curve = fitCurve({
    volumes: volumes.map((volume) => (volume.measured ? volume.value : undefined)),
    times: phaseTimes,
    rr: beat,
  })
  if (!curve.measured) return curve
  const reservoir = at(phaseTimes, largest) / beat
  const early = earlyWave(curve.value, reservoir, 1, -1)
  const rest = diastasis(curve.value, early, reservoir, 1, -1)
  if (!rest.measured) return rest
  const away = (phase: number): number => Math.abs(at(phaseTimes, phase) / beat - rest.value)
  const known = volumes.flatMap((volume, phase) => (volume.measured ? [phase] : []))
  return measured(known.reduce((best, phase) => (away(phase) < away(best) ? phase : best)))
}

/** @param rule  named with what two views made together */
export function atriumMeasurements(
  { chamber, view, volumes, largest, preAtrial, smallest }: Atrium,
  rule: LengthRule,
  body: Outcome<BodySurface>,
): readonly Measurement[] {
  const by = byAreaLength(view === 'biplane' ? `biplane/${rule}` : view)
  const of = (phase: Outcome<number>): Outcome<Ml> => combined(phase, phase, (index) => at(volumes, index))
  const [max, pre, min] = [of(largest), of(preAtrial), of(smallest)]
  return [
    measurement(`${chamber}-max`, max, by),
    measurement(`${chamber}-pre-a`, pre, by),
    measurement(`${chamber}-min`, min, by),
    measurement(`${chamber}-ef`, combined(max, min, emptied), by),
    measurement(`${chamber}-ef-passive`, combined(max, pre, emptied), by),
    measurement(`${chamber}-ef-active`, combined(pre, min, emptied), by),
    indexed(`${chamber}-max-index`, max, body, by),
    indexed(`${chamber}-pre-a-index`, pre, body, by),
    indexed(`${chamber}-min-index`, min, body, by),
    byHeight(`${chamber}-max-height`, max, body, by),
  ].map((m) => scoped({ view }, m))
}

const emptied = (before: Ml, after: Ml): Outcome<Percent> =>
  before > 0
    ? measured(
        percent((100 * (before - after)) / before),
        after > before ? [say('volumes/atrium-grows-should-empty')] : [],
      )
    : unmeasured('no-cavity')
