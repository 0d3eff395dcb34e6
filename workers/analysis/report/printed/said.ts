/** What analyses recorded, in the language of the report. */
import { germanSpeaker } from '../../sentences/german/german.ts'
import type { ReportLanguage } from './document.ts'
import { germanReasons } from './reasons-de.ts'

const inGerman = germanSpeaker(germanReasons)

export const saidText = (recorded: string, language: ReportLanguage): string =>
  language === 'de' ? inGerman(recorded) : recorded
