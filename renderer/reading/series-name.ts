/** What a series is called in the reading room, where others of its role may stand beside it. */
import { useMemo } from 'react'
import { placedAs } from '#analysis/protocol/body-plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { seriesNames } from '../status/role-names.ts'
import { textsNow } from '../texts/texts.ts'
import { useRoom } from './room.ts'

export function useSeriesName(): (stack: Stack) => string {
  const { opened } = useRoom()
  const names = useMemo(() => namesOf(opened.stacks), [opened])
  return (stack) => names.get(stack) ?? textsNow().series.roles[stack.role]
}

function namesOf(stacks: readonly Stack[]): ReadonlyMap<Stack, string> {
  const named = stacks.map((stack) => {
    const { role, description, component, motionCorrected } = stack
    return {
      stack,
      role,
      motionCorrected,
      ...(description === undefined ? {} : { description }),
      ...(component === undefined ? {} : { component }),
      ...placedAs(stack),
    }
  })
  return new Map([...seriesNames(named)].map(([{ stack }, name]) => [stack, name]))
}
