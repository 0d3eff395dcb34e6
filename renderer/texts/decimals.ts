/** How the languages write a number; which of them the window speaks is asked in `formats.ts`. */
import type { Language } from './language.ts'

const decimalSigns: Readonly<Record<Language, string>> = { en: '.', de: ',' }

export const withSigns = (language: Language, number: string): string =>
  number.replace(/^-/, '−').replace('.', decimalSigns[language])

export const fixedAs = (language: Language, value: number, digits: number): string =>
  withSigns(language, value.toFixed(digits))
