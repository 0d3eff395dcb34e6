/**
 * Which phase of one view belongs to a phase of another. By fraction of the beat only when every view covers
 * its whole beat and their beats are alike; otherwise by time from the R wave, because systole lasts about
 * as long in a slow beat as in a fast one.
 * @source definitions in ../README.md, "RR"
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import type { Stack } from './stack.ts'

const alikeBeats = 0.1

/** By fraction of the beat, by time (after R, of inversion, of echo), or the first with the first. */
export type LinkRule = 'fraction' | 'time' | 'number'
export type LinkedView = Pick<Stack, 'phaseCount' | 'phaseTimes' | 'rr' | 'gating'> &
  Partial<Pick<Stack, 'axis' | 'axisTimes'>>

export interface Link {
  readonly rule: LinkRule
  readonly reason: string
}

const axisOf = ({ axis = 'phase' }: LinkedView): Stack['axis'] => axis

/** Whether one view says anything of where another stands: a beat is not in step with a first pass. */
export const runTogether = (a: LinkedView, b: LinkedView): boolean =>
  a.phaseCount > 1 && b.phaseCount > 1 && axisOf(a) === axisOf(b)

/**
 * How views that run together do it. Views of a single phase follow and have no say. A dynamic is a beat, and
 * contrast passes by beats: dynamics go by number, also where stress beats faster than rest.
 */
export function linkViews(views: readonly LinkedView[]): Link {
  const moving = views.filter(({ phaseCount }) => phaseCount > 1)
  if (moving.some((view) => axisOf(view) !== 'phase')) return linkOtherAxes(moving)
  if (moving.some(({ gating }) => gating !== 'retrospective'))
    return { rule: 'time', reason: say('stacks/view-does-not-cover-whole') }
  const beats = moving.flatMap(({ rr }) => (rr.measured ? [rr.value.median] : []))
  if (beats.length < moving.length) return { rule: 'time', reason: say('stacks/rr-view-not-known') }
  const [least, most] = [Math.min(...beats), Math.max(...beats)]
  if (moving.length > 0 && most - least >= alikeBeats * least)
    return { rule: 'time', reason: say('stacks/rr-differs-ms', { least, most }) }
  return { rule: 'fraction', reason: say('stacks/whole-beats-like-length') }
}

function linkOtherAxes(views: readonly LinkedView[]): Link {
  const dynamic = views.every((view) => axisOf(view) === 'dynamic')
  if (dynamic) return { rule: 'number', reason: say('stacks/dynamic-dynamic-one-beat') }
  const timed = views.every(({ axisTimes }) => axisTimes !== undefined)
  return timed
    ? { rule: 'time', reason: say('stacks/images-like-time') }
    : { rule: 'number', reason: say('stacks/images-carry-no-times') }
}

/**
 * The phase of `to` that is shown while `from` shows `phase`. Without trigger times frames are taken as evenly
 * spread over the beat. By time, a view that ended early keeps its last phase.
 *
 * @throws RangeError when `from` has no such phase
 */
export function linkedPhase(from: LinkedView, phase: number, to: LinkedView, rule: LinkRule): number {
  if (phase < 0 || phase >= from.phaseCount)
    throw new RangeError(`phase ${phase} of a view with ${from.phaseCount}`)
  if (from === to) return phase
  if (rule === 'number') return Math.min(phase, to.phaseCount - 1)
  const [times, others] = [timesOf(from), timesOf(to)]
  if (rule === 'time' && times !== undefined && others !== undefined) {
    const time = at(times, phase)
    return nearest(others, (candidate) => Math.abs(candidate - time))
  }
  const wanted = at(fractions(from), phase)
  return nearest(fractions(to), (candidate) => {
    const apart = Math.abs(candidate - wanted)
    return Math.min(apart, 1 - apart)
  })
}

const timesOf = ({ phaseTimes, axisTimes }: LinkedView): readonly number[] | undefined =>
  phaseTimes ?? axisTimes

function fractions({ phaseCount, phaseTimes, rr }: LinkedView): readonly number[] {
  if (phaseTimes !== undefined && rr.measured) return phaseTimes.map((time) => time / rr.value.median)
  return Array.from({ length: phaseCount }, (_, phase) => phase / phaseCount)
}

/** Index of the least cost, the first of equals. */
function nearest(values: readonly number[], costOf: (value: number) => number): number {
  let best = 0
  values.forEach((value, k) => {
    if (costOf(value) < costOf(at(values, best))) best = k
  })
  return best
}
