/** The numbers of the chambers as they are now, with those in the hand, looked up as those of an analysis are. */
import { volumesMethod } from '#analysis/volumes/volumes.ts'
import { useReading } from '../../reading/room.ts'
import type { Found } from '../numbers/found.ts'

export function useLiveVolumes(): Found {
  const measurements = useReading(({ shown }) => shown)
  const base = useReading(({ state }) => state.protocol.base)
  const papillaries = useReading(({ state }) => state.choices.papillaries)
  return {
    analysis: 'volumes',
    ...volumesMethod,
    options: { base, papillaries },
    measurements,
    warnings: [],
  }
}
