/**
 * What a method is called, in the window and on paper alike, piece by piece as its recorded name is made:
 * 'disc-summation/reader-slices/bsa-mosteller'.
 * A piece that is not known, as one of a later version, is said as it is recorded.
 */
export interface NumberedPieces {
  /** '5-sd' */
  readonly sd: (n: string) => string
  /** 'grey-from-2-sd' */
  readonly greyFrom: (method: string) => string
}

export function namedBy(pieces: Readonly<Record<string, string>>, numbered: NumberedPieces) {
  const nameOf = (piece: string): string => {
    const sd = /^(\d+)-sd$/.exec(piece)?.[1]
    if (sd !== undefined) return numbered.sd(sd)
    const from = /^grey-from-(.+)$/.exec(piece)?.[1]
    return from === undefined ? (pieces[piece] ?? piece) : numbered.greyFrom(nameOf(from))
  }
  return (method: string): string => {
    const [first = '', ...others] = method.split('/')
    const begun = nameOf(first)
    const isKnown = begun !== first || Object.hasOwn(pieces, first)
    const name = isKnown ? begun.charAt(0).toUpperCase() + begun.slice(1) : begun
    return [name, ...others.map(nameOf)].join(', ')
  }
}
