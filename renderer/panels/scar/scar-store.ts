/** What of late enhancement is drawn over its images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'

export const scarOverlays = ['off', 'mask', 'disagreement', 'threshold'] as const
export type ScarOverlay = (typeof scarOverlays)[number]

export const useScarLook = create<{
  readonly overlay: ScarOverlay
  /** name of the method whose mask is shown; the first that found something when absent */
  readonly method: string | undefined
  /** standard deviations above remote, of the threshold that is tried */
  readonly sd: number
  readonly segment: number | undefined
}>(() => ({ overlay: 'mask', method: undefined, sd: 5, segment: undefined }))
