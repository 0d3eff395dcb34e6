/** What a series is called in the reading room, where others of its role may stand beside it. */
import { useMemo } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { roleNames, seriesNames } from '../status/role-names.ts'
import { useRoom } from './room.ts'

export function useSeriesName(): (stack: Stack) => string {
  const { opened } = useRoom()
  const names = useMemo(() => seriesNames(opened.stacks), [opened])
  return (stack) => names.get(stack) ?? roleNames[stack.role]
}
