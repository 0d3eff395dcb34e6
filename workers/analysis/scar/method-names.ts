/** How a reader says the methods that scopes name, as 'fwhm-remote' and '5-sd'; in the window and on paper alike. */
import type { UsualScarMethod } from './options.ts'

type NumberedByNoise = `${number}-sd`
type Words = Readonly<Record<Exclude<UsualScarMethod, NumberedByNoise> | 'drawn', string>>

/** A method of a later version is said as it is recorded. */
function namedBy(words: Words): (method: string) => string {
  const byName: Readonly<Record<string, string>> = words
  return (method) => byName[method] ?? method.replace(/^(\d+)-sd$/, '$1 SD')
}

export const englishScarMethod = namedBy({
  'fwhm-maximum': 'FWHM, maximum',
  'fwhm-remote': 'FWHM, remote',
  otsu: 'Otsu',
  weighted: 'weighted',
  drawn: 'drawn',
})

export const germanScarMethod = namedBy({
  'fwhm-maximum': 'FWHM, Maximum',
  'fwhm-remote': 'FWHM, Remote',
  otsu: 'Otsu',
  weighted: 'gewichtet',
  drawn: 'gezeichnet',
})
