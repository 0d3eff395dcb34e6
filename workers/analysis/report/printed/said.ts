/** What analyses recorded, in the language of the report. */
import { germanSpeaker } from '../../sentences/german/german.ts'
import { reasons } from '../../sentences/german/reasons.ts'
import type { ReportLanguage } from './document.ts'

const inGerman = germanSpeaker(reasons)

export const saidText = (recorded: string, language: ReportLanguage): string =>
  language === 'de' ? inGerman(recorded) : recorded
