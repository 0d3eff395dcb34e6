/** Deciding segments that two signed readings scored differently. */
import { letterOf } from '../letters.ts'

export const adjudication = {
  title: 'Where two readings differ',
  which:
    'More than two readings are signed. Choose the two that you decide between; the first decision holds to them.',
  pair: (first: number, second: number, segments: number) =>
    `Readings ${letterOf(first)} and ${letterOf(second)} · ${segments === 1 ? '1 segment differs' : `${segments} segments differ`}`,
  same: 'Both readings say the same of every segment.',
  decided: (count: number, of: number) => `${count} of ${of} decided`,
  reading: (number: number) => `Reading ${letterOf(number)}`,
  apart: (grades: number) => `${grades} grade${grades === 1 ? '' : 's'} apart`,
  notScored: 'not scored',
  noComment: 'no comment on this segment',
  commentsHeld:
    'Comments are not shown yet: they are free text, and what is said in them can tell who wrote it. Names of readers that this library knows are taken out and marked [•••]; other names, initials, sites and habits stay.',
  showComments: 'Show comments',
  picture: (reading: string, slice: number, phase: number) => `${reading}: slice ${slice}, phase ${phase}`,
  decision: 'Decision',
  reason: 'Because',
  keep: 'Decide',
  takeBack: 'Take back',
  keys: 'Up and down choose a segment, digits a grade, Enter in the reason decides. Left and right go through the beat.',
  signNow: 'Everything is decided: the adjudication can be signed.',
  list: 'Segments that differ',
}
