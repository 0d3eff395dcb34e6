/** How this window likes to look. Kept with the window, not with the library: it changes no number. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { KeyChanges } from '../keys/key-changes.ts'
import type { Language } from '../texts/language.ts'
import type { ContourPalette } from './tokens.ts'

export const themeChoices = ['dark', 'light', 'system'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** Percent. Everything but the images grows: they fill what the rest leaves. */
export const scales = [100, 110, 125, 150, 175, 200] as const
export type Scale = (typeof scales)[number]

export interface Preferences {
  readonly palette: ContourPalette
  readonly theme: ThemeChoice
  readonly scale: Scale
  readonly language: Language
  /** play the short axis as soon as a study is open */
  readonly playOnOpen: boolean
  /** keys that differ from the table of commands */
  readonly keys: KeyChanges
  /** taken or skipped once; it begins by itself no more */
  readonly tourSeen: boolean
}

const atFirst: Preferences = {
  palette: 'standard',
  theme: 'dark',
  scale: 100,
  language: 'en',
  playOnOpen: true,
  keys: {},
  tourSeen: false,
}

export const usePreferences = create<Preferences>()(persist(() => atFirst, { name: 'midwall.preferences' }))
