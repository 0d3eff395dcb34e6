/** What of strain is drawn over the cines, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import type { Layer } from '#analysis/strain/slice.ts'

export const useStrainLook = create<{
  readonly points: boolean
  readonly layer: Layer
  /** AHA segment that stands out */
  readonly segment: number | undefined
}>(() => ({ points: true, layer: 'endocardial', segment: undefined }))
