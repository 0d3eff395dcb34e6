/** The studies in the order in which the worklist shows them: what comes next from within a study. */
import { create } from 'zustand'

export const useStudyOrder = create<{ readonly order: readonly string[] }>(() => ({ order: [] }))
