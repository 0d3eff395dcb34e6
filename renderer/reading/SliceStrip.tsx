/** The bottom of the room: every slice at end-diastole and end-systole, the cine, and how far the work has come. */
import { useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/shallow'
import { emptyMarks } from '#analysis/reading/completeness.ts'
import { contoursOf } from '#analysis/reading/state.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { useStore } from '../cine/store.ts'
import { usePreferences } from '../theme/preferences.ts'
import type { StackLoad } from '../viewport/stack-load.ts'
import { openWork } from './gaps.ts'
import { PhaseStrip } from './PhaseStrip.tsx'
import { PlayBox } from './PlayBox.tsx'
import { sliceOf, stacksInSight } from './place.ts'
import { standingSlice, usePlace, useReading, useRoom } from './room.ts'
import { stripPhases, stripRowName } from './strip-rows.ts'
import { middleSlice } from './views.ts'

export function SliceStrip() {
  const { shortAxis, playhead, go } = useRoom()
  const state = useReading(({ state }) => state)
  const slice = usePlace((place) => sliceOf(place, shortAxis ?? playhead.lead))
  const playing = useStore(playhead, ({ playing }) => playing)
  const resting = useRestingPhase()
  const load = useLoading(slice, resting)
  usePlayingOnOpen(load)

  const grid = useMemo(
    () => (shortAxis ? arrange(shortAxis, contoursOf(state), emptyMarks(state)) : undefined),
    [shortAxis, state],
  )
  const phases = useReading(({ numbers }) => numbers.phases)
  const shown = useReading(useShallow(({ numbers }) => stripPhases(numbers, resting)))
  const rows = useMemo(
    () => shown.map((phase) => ({ name: stripRowName(phase, phases), phase })),
    [shown, phases],
  )
  const gaps = useReading(
    useShallow(({ numbers }) => openWork(numbers).map(({ slice, phase }) => `${slice}/${phase}`)),
  )
  const cells = grid?.[rows[0]?.phase ?? resting] ?? []
  return (
    <>
      {shortAxis && grid && (
        <PhaseStrip
          stack={shortAxis}
          grid={grid}
          rows={rows}
          slice={slice}
          phase={playing ? undefined : resting}
          gaps={gaps}
          onGo={go}
        />
      )}
      <PlayBox
        load={load}
        progress={
          shortAxis && {
            slices: cells.length,
            contoured: cells.filter(({ status }) => status === 'contoured').length,
            marked: cells.filter(({ status }) => status === 'no-lv').length,
          }
        }
      />
    </>
  )
}

/** The phase of the short axis where the cine last stood still: what changes with every frame would draw the strip anew. */
function useRestingPhase(): number {
  const { playhead, shortAxis } = useRoom()
  const phaseNow = (): number => playhead.phaseOf(shortAxis ?? playhead.lead)
  const standing = useStore(playhead, ({ playing }) => (playing ? undefined : phaseNow()))
  const [resting, setResting] = useState(phaseNow)
  useEffect(() => {
    if (standing !== undefined) setResting(standing)
  }, [standing])
  return standing ?? resting
}

/** Fetches what is in sight first: this slice of what has the keys, the other cells, then the rest of the stack. */
function useLoading(slice: number, phase: number): StackLoad {
  const { images, playhead, shortAxis } = useRoom()
  const inSight = usePlace(useShallow(stacksInSight))
  const standing = usePlace(standingSlice)
  const [first] = inSight
  const measured = shortAxis ?? playhead.lead
  useEffect(() => {
    if (first) images.preload(first, { slice: standing, phase: playhead.phaseOf(first) })
  }, [images, playhead, first, standing])
  useEffect(() => {
    for (const stack of inSight.slice(1))
      images.preload(stack, {
        slice: stack === measured ? slice : middleSlice(stack),
        phase: playhead.phaseOf(stack),
      })
  }, [images, inSight, measured, playhead, slice])
  useEffect(() => {
    images.preload(measured, { slice, phase })
  }, [images, measured, slice, phase])
  return images.loadOf(measured)
}

/** Plays by itself once, unless the reader was quicker than the images. */
function usePlayingOnOpen(load: StackLoad): void {
  const { playhead } = useRoom()
  const wanted = usePreferences(({ playOnOpen }) => playOnOpen)
  const playable = useStore(load, ({ slicePlayable }) => slicePlayable)
  useEffect(() => {
    if (playable && wanted) playhead.playUnlessTouched()
  }, [playable, wanted, playhead])
}
