/** What a command of an open study answers where there is nothing to do, or it cannot be done. */
export const acts = {
  noShortAxis: 'This study has no short-axis cine.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  nothingBeyond: 'No open slice lies beyond the contours.',
  unsaved: 'Not everything is saved yet.',
  nothingMissing: 'Nothing is missing: the read can be signed.',
  curveOpen: 'A curve is not finished: Enter finishes it, Escape gives it up.',
  notSigned: 'This read is not signed.',
  signed: (key: string) => `This read is signed. Unlock it with a reason to change it${key && ` (${key})`}.`,
  sealed: (why: string | undefined) => `This read is sealed: ${why ?? 'its study was withdrawn'}.`,
  lost: (count: number) => `${count} of your last changes were not saved.`,
  kept: 'They are kept in this window.',
  again: 'Do them again',
  openFirst: 'Open their study again first: the changes belong to its read.',
  refused: (why: string) => `That was not possible: ${why}.`,
}
