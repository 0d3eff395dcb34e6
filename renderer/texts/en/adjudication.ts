/** Deciding segments that two signed readings scored differently. */
export const adjudication = {
  title: 'Where two readings differ',
  which:
    'More than two readings are signed. Choose the two that you decide between; the first decision holds to them.',
  pair: (first: number, second: number, segments: number) =>
    `Readings ${first} and ${second} · ${segments === 1 ? '1 segment differs' : `${segments} segments differ`}`,
  same: 'Both readings say the same of every segment.',
  decided: (count: number, of: number) => `${count} of ${of} decided`,
  reading: (number: number) => `Reading ${number}`,
  apart: (grades: number) => `${grades} grade${grades === 1 ? '' : 's'} apart`,
  notScored: 'not scored',
  noComment: 'no comment on this segment',
  picture: (reading: string, slice: number, phase: number) => `${reading}: slice ${slice}, phase ${phase}`,
  decision: 'Decision',
  reason: 'Because',
  keep: 'Decide',
  takeBack: 'Take back',
  keys: 'Up and down choose a segment, digits a grade, Enter in the reason decides. Left and right go through the beat.',
  signNow: 'Everything is decided: the adjudication can be signed.',
  list: 'Segments that differ',
}
