/** The dialogs around a read: its log, its signature, what it sent. */
export const signing = {
  bodySize: {
    title: 'Height and weight',
    height: 'Height (cm)',
    weight: 'Weight (kg)',
    bsa: 'BSA (m²)',
    bsaWhy: 'Only when height and weight are not known: its formula then counts as unknown',
    source: 'Where you have it from',
    takeBack: 'Take it back',
    enter: 'Enter',
  },
  history: {
    title: (events: number) => `History · ${events} events`,
    events: 'Events',
    notSaved: 'not saved yet',
  },
  receipt: {
    title: 'Sending and receipts',
    nextTry: (time: string) => `next try ${time}`,
    registry: 'Registry',
    arrived: 'Arrived',
    arrivedAt: (time: string) => `${time}, read back and compared`,
    head: 'Head of the log',
    notSent: 'This read has not been sent yet.',
    send: 'Send now',
    done: 'Done',
  },
  sign: {
    title: 'Sign this read',
    notEvaluable: 'Signed as not evaluable:',
    meaning: 'Meaning of the signature',
    passphrase: (name: string) => `Passphrase of ${name}`,
    newPassphrase: (name: string) => `New passphrase of ${name}`,
    firstTime: 'This profile has none yet; it is asked for at every signature',
    notYet: 'Not yet',
    sign: 'Sign',
  },
  told: {
    signed: (version: number) => `Signed as version ${version}.`,
    leftOut: (analyses: readonly { readonly analysis: string; readonly why: string }[]) =>
      `Not in what was signed: ${analyses.map(({ analysis, why }) => `${analysis} (${why})`).join(', ')}.`,
    runAgain: 'Run these analyses again and sign a new version.',
    reopened: 'The read is open again.',
  },
  file: {
    notJson: (file: string, why: string) => `${file} is not JSON: ${why}`,
    notContours: (file: string, where: string, why: string) =>
      `${file} is not a contour file: ${where}: ${why}`,
    unchanged: 'No contour was changed.',
    correct: 'No contour was changed. Correct the file.',
    noNews: (file: string) => `${file} says nothing that the read does not have already.`,
    opened: (count: number, file: string) => `${count} contour${count === 1 ? '' : 's'} opened from ${file}.`,
    beside: 'Slices beside them are open: Shift N marks all as no LV, after you looked.',
  },
  unlock: {
    title: 'Unlock a signed read',
    lead: 'The signed version stays as it is. What you change now becomes the next version, which names it.',
    why: 'Why',
    unlock: 'Unlock',
  },
}
