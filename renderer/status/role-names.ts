import type { SeriesRole } from '#analysis/protocol/stack.ts'

/** What a reader calls a series of that role. */
export const roleNames: Readonly<Record<SeriesRole, string>> = {
  'cine-sax': 'SAX cine',
  'cine-2ch': '2-chamber',
  'cine-3ch': '3-chamber',
  'cine-4ch': '4-chamber',
  'cine-lax': 'Long axis',
  scout: 'Scout',
  other: 'Other',
}
