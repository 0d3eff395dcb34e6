/** Numbers and dates as the language of the window writes them. What is copied or sent is written elsewhere. */
import { usePreferences } from '../theme/preferences.ts'
import { fixedAs, withSigns } from './decimals.ts'
import type { Language } from './language.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

const localeNow = (): string => locales[usePreferences.getState().language]

/** As in '1,234.5', in German '1.234,5'. */
export const numberIn = (value: number, digits = 0): string =>
  new Intl.NumberFormat(localeNow(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  )

/** Fixed digits with a real minus sign, and nothing between thousands: quick enough for every frame of a drag. */
export const fixedIn = (value: number, digits: number): string =>
  fixedAs(usePreferences.getState().language, value, digits)

/** As many digits as the number has. */
export const wholeIn = (value: number): string => withSigns(usePreferences.getState().language, String(value))

export const dateIn = (at: string): string =>
  new Intl.DateTimeFormat(localeNow(), { dateStyle: 'short' }).format(new Date(at))

export const dateTimeIn = (at: string): string =>
  new Intl.DateTimeFormat(localeNow(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))

export const timeIn = (at: string): string =>
  new Intl.DateTimeFormat(localeNow(), { timeStyle: 'medium' }).format(new Date(at))
