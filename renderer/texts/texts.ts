/**
 * What the window says, in the language of its reader. A feature's sentences stand in `en/<feature>.ts` and, of the
 * same type, in `de/<feature>.ts`: a sentence that one of them lacks does not compile. A sentence with parts is a
 * function of them, so that each language puts them where they belong.
 */
import { usePreferences } from '../theme/preferences.ts'
import { de } from './de/de.ts'
import { en, type Texts } from './en/en.ts'
import type { Language } from './language.ts'

const tables: Readonly<Record<Language, Texts>> = { en, de }

export const useTexts = (): Texts => tables[usePreferences(({ language }) => language)]

/** Outside of components: commands, notices, canvases. */
export const textsNow = (): Texts => tables[usePreferences.getState().language]
