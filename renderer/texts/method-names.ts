/**
 * What a method is called, piece by piece as its recorded name is made: 'disc-summation/reader-slices/bsa-mosteller'.
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
    const name = begun === first ? begun : begun.charAt(0).toUpperCase() + begun.slice(1)
    return [name, ...others.map(nameOf)].join(', ')
  }
}
