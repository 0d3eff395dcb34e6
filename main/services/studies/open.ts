/**
 * A study as the reading room opens it: its stacks in order and under which hash each frame lies. Site, date
 * and trial fields stay behind: the reading room sees age, sex, body size and heart rate.
 */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { Sorted, Stack } from '#analysis/protocol/stack.ts'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { StudyView } from '#contract/views.ts'
import type { LibraryIndex } from '../library/index.ts'
import { seriesView } from './series.ts'

interface Parts {
  readonly index: LibraryIndex
  /** the study's line in the worklist */
  readonly viewOf: (study: string, call: Call) => Promise<StudyView | undefined>
}

export function createStudyOpening({ index, viewOf }: Parts): Pick<Services['studies'], 'open' | 'series'> {
  return {
    open: async ({ study }, call) => {
      const view = await viewOf(study, call)
      const state = index.stateOf(study)
      if (state === 'withdrawn') throw new Failure('study-withdrawn', { study })
      if (state === 'not-here') {
        if (view) throw new Failure('study-not-downloaded', { study })
        throw new Failure('no-such-study', { study })
      }
      if (!view) throw new Failure('no-such-study', { study })
      const sorted = await index.stacksOf(study, call.signal)
      return {
        study: view,
        stacks: blinded(sorted.stacks),
        objects: Object.fromEntries(
          sorted.images.map(({ sopInstanceUid, sha256 }) => [sopInstanceUid, sha256]),
        ),
        warnings: warningsOf(sorted, index.heldOf(study)),
      }
    },

    series: async ({ study }, { signal }) => {
      if (index.stateOf(study) !== 'here') throw new Failure('no-such-study', { study })
      return (await index.stacksOf(study, signal)).stacks.map(seriesView)
    },
  }
}

/** Each instance once, however many frames name it: an enhanced object has thousands. */
function blinded(stacks: readonly Stack[]): Stack[] {
  const known = new Map<InstanceFacts, InstanceFacts>()
  const withoutTrial = (instance: InstanceFacts): InstanceFacts => {
    const before = known.get(instance)
    if (before) return before
    const { studyDate: _, ...seen } = instance
    const blind = { ...seen, trial: {} }
    known.set(instance, blind)
    return blind
  }
  return stacks.map((stack) => ({
    ...stack,
    frames: stack.frames.map((slice) =>
      slice.map((frame) => (frame === null ? null : { ...frame, instance: withoutTrial(frame.instance) })),
    ),
  }))
}

function warningsOf({ unstacked }: Sorted, held: number): string[] {
  const unplaced = new Set(unstacked.map(({ sopInstanceUid }) => sopInstanceUid)).size
  return [
    ...(unplaced === 1 ? [say('library/one-image-unplaced')] : []),
    ...(unplaced > 1 ? [say('library/images-unplaced', { images: unplaced })] : []),
    ...(held === 1 ? [say('library/one-image-held')] : []),
    ...(held > 1 ? [say('library/images-held', { images: held })] : []),
  ]
}
