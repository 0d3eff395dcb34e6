/** Where the reader was in the worklist, so that coming back from a study lands on the same row. */
import { create } from 'zustand'

interface WorklistPlace {
  readonly project: string | undefined
  readonly study: string | undefined
}

export const useWorklistPlace = create<WorklistPlace>(() => ({ project: undefined, study: undefined }))
