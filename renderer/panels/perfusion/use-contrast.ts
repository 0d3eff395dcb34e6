/** Opens first passes where there is contrast, and holds stress and rest in step from the arrival of the bolus. */
import { useEffect } from 'react'
import type { PerfusionDetails } from '#contract/analysis-documents/details.ts'
import { useRoom } from '../../reading/room.ts'
import { firstPassPlaces, isFirstPass, usualPlace } from './dynamics.ts'

export function useContrast(details: PerfusionDetails | undefined): void {
  const { opened, playhead } = useRoom()
  useEffect(() => {
    const places = details ? firstPassPlaces(details, opened.stacks) : []
    if (places.length > 0) playhead.alignBy(new Map(places.map(({ stack, blood }) => [stack.id, blood])))
    for (const stack of opened.stacks.filter(isFirstPass)) {
      const found = places.find((place) => place.stack === stack)
      playhead.openAt(stack, found?.wall ?? usualPlace(stack))
    }
  }, [details, opened, playhead])
}
