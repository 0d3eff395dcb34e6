/** Which segment the sheet of scores stands at, and for which question: a checklist sends the reader there. */
import { create } from 'zustand'
import type { Question } from './scoring.ts'

export const useSegmentsLook = create<{ readonly question: Question; readonly segment: number }>(() => ({
  question: 'wall-motion',
  segment: 1,
}))
