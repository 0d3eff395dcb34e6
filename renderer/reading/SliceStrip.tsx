/** The bottom of the room: every slice at end-diastole and end-systole, the cine, and how far the work has come. */
import { useEffect } from 'react'
import { useShallow } from 'zustand/shallow'
import { useStore } from '../cine/store.ts'
import { usePreferences } from '../theme/preferences.ts'
import type { StackLoad } from '../viewport/stack-load.ts'
import { PhaseMap } from './PhaseMap.tsx'
import { PhaseStrip } from './PhaseStrip.tsx'
import { PlayBox } from './PlayBox.tsx'
import { sliceOf, stacksInSight } from './place.ts'
import { standingSlice, usePlace, useRoom } from './room.ts'
import { useGaps, useMeasuredPlaces, useRestingPhase, useSliceGrid, useStripRows } from './slice-grid.ts'
import { middleSlice } from './views.ts'

export function SliceStrip() {
  const { shortAxis, playhead, go } = useRoom()
  const slice = usePlace((place) => sliceOf(place, shortAxis ?? playhead.lead))
  const playing = useStore(playhead, ({ playing }) => playing)
  const resting = useRestingPhase()
  const load = useLoading(slice, resting)
  usePlayingOnOpen(load)

  const grid = useSliceGrid(shortAxis ?? playhead.lead)
  const rows = useStripRows()
  const gaps = useGaps()
  const measuredOn = useMeasuredPlaces(shortAxis ?? playhead.lead)
  const cells = grid[rows[0]?.phase ?? resting] ?? []
  return (
    <>
      {shortAxis && (
        <PhaseStrip
          stack={shortAxis}
          grid={grid}
          rows={rows}
          slice={slice}
          phase={playing ? undefined : resting}
          gaps={gaps}
          measuredOn={measuredOn}
          onGo={go}
        />
      )}
      <PlayBox
        load={load}
        map={
          shortAxis && (
            <PhaseMap stack={shortAxis} grid={grid} gaps={gaps} measuredOn={measuredOn} slice={slice} />
          )
        }
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

/** Fetches what is in sight first: this slice of what has the keys, the other cells, then the rest of the stack. */
function useLoading(slice: number, phase: number): StackLoad {
  const { images, imagesOf, playhead, shortAxis } = useRoom()
  const inSight = usePlace(useShallow(stacksInSight))
  const standing = usePlace(standingSlice)
  const [first] = inSight
  const measured = shortAxis ?? playhead.lead
  useEffect(() => {
    if (first) imagesOf(first).preload(first, { slice: standing, phase: playhead.phaseOf(first) })
  }, [imagesOf, playhead, first, standing])
  useEffect(() => {
    for (const stack of inSight.slice(1))
      imagesOf(stack).preload(stack, {
        slice: stack === measured ? slice : middleSlice(stack),
        phase: playhead.phaseOf(stack),
      })
  }, [imagesOf, inSight, measured, playhead, slice])
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
