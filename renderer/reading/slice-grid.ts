/** What is known of each slice at each phase of the measured stack, for strip, matrix and map. */
import { useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/shallow'
import type { Stack } from '#analysis/protocol/stack.ts'
import { emptyMarks } from '#analysis/reading/completeness.ts'
import { annotationsOf, contoursOf } from '#analysis/reading/state.ts'
import { arrange, type Grid } from '#analysis/volumes/grid.ts'
import { useStore } from '../cine/store.ts'
import { openWork } from './gaps.ts'
import { measuredPlaces } from './measured-places.ts'
import { useReading, useRoom } from './room.ts'
import { stripPhases, stripRowName } from './strip-rows.ts'

export function useSliceGrid(stack: Stack): Grid {
  const state = useReading(({ state }) => state)
  return useMemo(() => arrange(stack, contoursOf(state), emptyMarks(state)), [stack, state])
}

/** Measurements by hand on each image, as 'slice/phase'. */
export function useMeasuredPlaces(stack: Stack): ReadonlyMap<string, number> {
  const annotations = useReading(({ state }) => state.annotations)
  return useMemo(() => measuredPlaces(stack, annotationsOf({ annotations })), [stack, annotations])
}

/** The phase of the short axis where the cine last stood still: what changes with every frame would draw all anew. */
export function useRestingPhase(): number {
  const { playhead, shortAxis } = useRoom()
  const phaseNow = (): number => playhead.phaseOf(shortAxis ?? playhead.lead)
  const standing = useStore(playhead, ({ playing }) => (playing ? undefined : phaseNow()))
  const [resting, setResting] = useState(phaseNow)
  useEffect(() => {
    if (standing !== undefined) setResting(standing)
  }, [standing])
  return standing ?? resting
}

export interface StripRow {
  /** as in 'ED 20' */
  readonly name: string
  readonly phase: number
}

/** ED and ES, or the phases that stand in for them. */
export function useStripRows(): readonly StripRow[] {
  const resting = useRestingPhase()
  const phases = useReading(({ numbers }) => numbers.phases)
  const shown = useReading(useShallow(({ numbers }) => stripPhases(numbers, resting)))
  return useMemo(() => shown.map((phase) => ({ name: stripRowName(phase, phases), phase })), [shown, phases])
}

/** What keeps the read from being signed, as 'slice/phase'. */
export const useGaps = (): readonly string[] =>
  useReading(useShallow(({ numbers }) => openWork(numbers).map(({ slice, phase }) => `${slice}/${phase}`)))
