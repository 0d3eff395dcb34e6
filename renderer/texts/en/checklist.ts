/** What the project's protocol asks of a read, and what still keeps it from being signed. */
import type { ContoursItem, Need } from '#analysis/reading/checklist/items.ts'

export const checklist = {
  before: 'Before signing',
  title: 'Checklist of the protocol',
  protocol: (name: string, version: string) => `${name} ${version}`,
  done: (count: number, of: number) => `${count} of ${of} done`,
  more: (count: number) => `and ${count} more`,
  openAll: 'Show the whole checklist',
  /** gaps of the volumes */
  gaps: {
    openSlice: (slice: number, phase: string) => `Slice ${slice} at ${phase} is open`,
    bothEnds: (phase: string) => `${phase} is both ED and ES`,
    imageGone: 'An image that was read is no longer in the study',
    /** the detail is English, and says here all there is to say */
    other: (reason: string, detail: string | undefined) => detail ?? reason,
  },
  states: {
    done: 'done',
    open: 'open',
    waived: 'excused',
    'not-here': 'no such images in this study',
  },
  stale: 'made before the read was changed',
  needs: { required: 'required', reason: 'or a reason', wanted: 'wanted' } satisfies Record<Need, string>,
  count: (done: number, of: number) => `${done} of ${of}`,
  /** titles of what the protocol gives no words for */
  contours: (what: readonly string[], where: readonly string[], phases: ContoursItem['phases']) =>
    `${what.join(', ')}: ${where.join(', ')}${{ ed: ', ED', es: ', ES', both: ', ED and ES', any: '' }[phases]}`,
  landmarks: (what: readonly string[]) => what.join(', '),
  analysis: (name: string, part: string | undefined) =>
    part === undefined ? `Analysis: ${name}` : `Analysis: ${name}, ${part}`,
  segments: (about: string, count: number) => `Segments scored: ${about} (${count})`,
  grades: { quality: 'Image quality graded', rhythm: 'Rhythm graded' },
  go: (what: string) => `Go to: ${what}`,
  why: 'Not done, because',
  excuse: 'Keep the reason',
  takeBack: 'Take the reason back',
  answer: (question: string) => `Answer: ${question}`,
  keep: 'Keep',
  clear: 'Take the answer back',
  outOf: (least: number | undefined, most: number | undefined, unit: string) =>
    `${least ?? '…'} to ${most ?? '…'} ${unit}`,
  notANumber: 'That is not a number that the question allows.',
  keys: 'Arrow keys go through the list, Enter goes to the gap, digits answer a choice.',
  nothing: 'This project asks for nothing beyond the volumes.',
  missing: (what: string) => `The protocol still asks for: ${what}.`,
  reasons: 'Asked for and not done: say why, or go back and do it.',
}
