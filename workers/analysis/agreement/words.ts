/** Readers by their place: what they are called is for the files to say. */
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const

/** @param place  from 0 */
export const readerWord = (place: number): string => {
  const ordinal = ordinals[place]
  return ordinal === undefined ? `reader ${place + 1}` : `the ${ordinal} reader`
}
