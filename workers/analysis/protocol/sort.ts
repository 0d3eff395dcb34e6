/**
 * From loose images to stacks that can be shown and measured. The result depends on what the images say of
 * place and time, never on the order in which files came or on InstanceNumber.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { assemble, type SliceOrder, type UnnamedStack } from './assemble.ts'
import type { ClassWeights } from './class-votes.ts'
import { withEncodings } from './encodings.ts'
import type { InstanceFacts } from './facts.ts'
import { type Joined, joinSeries } from './grouping.ts'
import { withKin } from './kin.ts'
import { partWarning } from './parts.ts'
import { joinPhaseSeries } from './phase-series.ts'
import { compareText, framesOf } from './placed.ts'
import { assignRoles } from './roles.ts'
import { splitSeries } from './splitting.ts'
import type { Sorted, Stack, StackFrame, Unstacked } from './stack.ts'

/**
 * @param instances  of one study; several studies are kept apart
 * @param weights    a site's own votes for what a series is, rule by rule, in place of the default ones
 * @param progress   frames that are in a stack, of those that can be
 */
export function sortIntoStacks(
  instances: readonly InstanceFacts[],
  weights: ClassWeights = {},
  progress: (done: number, total: number) => void = () => {},
): Sorted {
  const { placed, withoutGeometry } = framesOf(instances)
  const unstacked: Unstacked[] = withoutGeometry.map((frame) => refused(frame, 'no-geometry'))
  const built: Built[] = []
  let settled = 0
  let waiting: readonly Joined[] = joinSeries(joinPhaseSeries(splitSeries(placed)))
  while (waiting.length > 0) {
    const repeats: Joined[] = []
    for (const { frames, warnings } of waiting) {
      const assembled = assemble(frames, warnings)
      settled += frames.length - (assembled?.repeats.length ?? 0)
      progress(settled, placed.length)
      if (assembled === undefined) {
        unstacked.push(...frames.map(({ frame }) => refused(frame, 'duplicate-position')))
        continue
      }
      built.push({ frames, warnings, stack: assembled.stack })
      unstacked.push(...assembled.duplicates.map((frame) => refused(frame, 'duplicate-position')))
      if (assembled.repeats.length > 0)
        repeats.push({
          frames: assembled.repeats,
          warnings: [say('stacks/earlier-acquisition-slices-acquired-again')],
        })
    }
    waiting = repeats
  }
  const named = nameStacks(built)
  const assigned = assignRoles(
    named.map(({ stack }) => stack),
    weights,
  )
  const stacks = named.map(({ id, ...parts }, k): Stack => {
    const { order, ...roled } = at(assigned, k)
    return { ...inOrder(parts, order), id, ...roled }
  })
  const whole = stacks.map((stack): Stack => {
    const warning = partWarning(stack, stacks)
    return warning === undefined ? stack : { ...stack, warnings: [...stack.warnings, warning] }
  })
  return { stacks: withEncodings(withKin(whole)), unstacked: unstacked.sort(byImage) }
}

/** A stack and what it was made of. */
interface Built extends Joined {
  readonly stack: UnnamedStack
}

/** The way round is known once the heart's axis is, which takes all stacks of the study. */
function inOrder({ frames, warnings, stack }: Built, order: SliceOrder): UnnamedStack {
  return order === 'ascending' ? stack : (assemble(frames, warnings, order)?.stack ?? stack)
}

const refused = ({ sopInstanceUid, frame }: StackFrame, reason: Unstacked['reason']): Unstacked => ({
  sopInstanceUid,
  frame,
  reason,
})

const byImage = (a: Unstacked, b: Unstacked): number =>
  compareText(a.sopInstanceUid, b.sopInstanceUid) || a.frame - b.frame

const sizeOf = (stack: UnnamedStack): number => stack.frames.flat().filter((frame) => frame !== null).length

const firstImage = (stack: UnnamedStack): string =>
  stack.frames
    .flat()
    .flatMap((frame) => (frame === null ? [] : [frame.sopInstanceUid]))
    .reduce((least, uid) => (uid < least ? uid : least))

/** Names stacks by their first series; the largest of a series has the plain name. */
function nameStacks(built: readonly Built[]): (Built & { readonly id: string })[] {
  const keyed = built.map((parts) => ({
    parts,
    series: at(parts.stack.seriesUids, 0),
    size: sizeOf(parts.stack),
    first: firstImage(parts.stack),
  }))
  keyed.sort((a, b) => compareText(a.series, b.series) || b.size - a.size || compareText(a.first, b.first))
  const taken = new Map<string, number>()
  return keyed.map(({ parts, series }) => {
    const count = (taken.get(series) ?? 0) + 1
    taken.set(series, count)
    return { ...parts, id: count === 1 ? series : `${series}#${count}` }
  })
}
