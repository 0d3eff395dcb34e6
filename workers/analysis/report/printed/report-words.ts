/** The words of a report by its language. */
import type { ReportLanguage } from './document.ts'
import type { ReportWords } from './words.ts'
import { german } from './words-de.ts'
import { english } from './words-en.ts'

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = { en: english, de: german }
