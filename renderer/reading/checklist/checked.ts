/** The protocol's checklist of the open read, as it stands with the gestures that are on their way. */
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { checklistOf, type ItemStanding } from '#analysis/reading/checklist/standing.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import { type AnalysesView, useAnalyses } from '../../analyses/analyses.ts'
import { type Room, useReading, useRoom } from '../room.ts'

const isAnalysis = (name: string): name is AnalysisName => analysisNames.some((known) => known === name)

/** Main has the last word when the read is signed; until it was asked, what is recorded counts. */
const currentIn =
  ({ analyses }: AnalysesView) =>
  (record: string): boolean => {
    const [name = record] = record.split('/', 1)
    return !isAnalysis(name) || analyses[name].state.kind !== 'stale'
  }

function standingsOf(
  state: ReadState,
  phases: { readonly ed?: number; readonly es?: number },
  { opened, analyses }: Pick<Room, 'opened' | 'analyses'>,
): readonly ItemStanding[] {
  return checklistOf({ state, stacks: opened.stacks, phases, isCurrent: currentIn(analyses.getState()) })
}

export const checklistNow = (room: Room): readonly ItemStanding[] => {
  const { state, numbers } = room.reading.getState()
  return standingsOf(state, numbers.phases, room)
}

export function useChecklist(): readonly ItemStanding[] {
  const room = useRoom()
  const state = useReading((now) => now.state)
  const phases = useReading(({ numbers }) => numbers.phases)
  const analyses = useAnalyses()
  const view = useStore(analyses, (now) => now.analyses)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is what the analyses say now
  return useMemo(() => standingsOf(state, phases, room), [state, phases, room, view])
}

/** What keeps the read from being signed whatever is said about it. */
export const requiredOpen = (standings: readonly ItemStanding[]): ItemStanding | undefined =>
  standings.find(({ item, state }) => state === 'open' && item.need === 'required')

/** What a reason would do for. */
export const excusable = (standings: readonly ItemStanding[]): readonly ItemStanding[] =>
  standings.filter(({ item, state }) => state === 'open' && item.need === 'reason')
