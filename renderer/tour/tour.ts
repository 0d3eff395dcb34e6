/** Where the tour is. Begun at the first start on a demonstration, and again whenever somebody asks for it. */
import { create } from 'zustand'
import { usePreferences } from '../theme/preferences.ts'
import { type TourStep, tourSteps } from './steps.ts'

export const useTour = create<{ readonly at: number | null }>(() => ({ at: null }))

/** From its beginning, or in an open study from what can be shown there. */
export function startTour(place: TourStep['place']): void {
  useTour.setState({ at: tourSteps.findIndex((step) => step.place === place) })
}

export function endTour(): void {
  usePreferences.setState({ tourSeen: true })
  useTour.setState({ at: null })
}

export function moveTour(by: 1 | -1): void {
  const { at } = useTour.getState()
  if (at === null) return
  if (at + by >= tourSteps.length) endTour()
  else useTour.setState({ at: Math.max(0, at + by) })
}

/** Who opened a study goes on with what an open study shows; who left it for the worklist finds the tour there later. */
export function followPlace(place: TourStep['place']): void {
  const { at } = useTour.getState()
  if (at === null || place !== 'reading' || tourSteps[at]?.place !== 'worklist') return
  useTour.setState({ at: tourSteps.findIndex((step) => step.place === 'reading') })
}
