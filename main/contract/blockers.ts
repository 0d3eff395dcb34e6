/** What keeps a read from being signed, with the place to go to. Slices and phases are shown from 1. */
export interface Blocker {
  readonly what: string
  readonly slice?: number | undefined
  readonly phase?: number | undefined
  /** of the protocol's checklist, by its id */
  readonly item?: string | undefined
  /** in words, with its place */
  readonly detail?: string | undefined
}

export function blockerSentence({ what, slice, phase, detail }: Blocker): string {
  if (detail !== undefined) return detail
  const place = [
    slice === undefined ? undefined : `slice ${slice + 1}`,
    phase === undefined ? undefined : `phase ${phase + 1}`,
  ].filter((part) => part !== undefined)
  return place.length === 0 ? what : `${what} (${place.join(', ')})`
}
