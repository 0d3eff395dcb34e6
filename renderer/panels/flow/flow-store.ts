/** What of flow is drawn over its images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'

export const useFlowLook = create<{
  /** whose numbers are shown; the first when absent */
  readonly vessel: string | undefined
  /** tissue that was taken to be at rest, on the images */
  readonly resting: boolean
}>(() => ({ vessel: undefined, resting: false }))
