/** How this window likes to look. Kept with the window, not with the library: it changes no number. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../texts/language.ts'
import type { ContourPalette } from './tokens.ts'

export interface Preferences {
  readonly palette: ContourPalette
  readonly language: Language
  /** play the short axis as soon as a study is open */
  readonly playOnOpen: boolean
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ palette: 'standard', language: 'en', playOnOpen: true }), {
    name: 'midwall.preferences',
  }),
)
