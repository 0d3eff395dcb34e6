import type { LinkRule } from '#analysis/protocol/linking.ts'
import type { SliceStatus } from '#analysis/volumes/grid.ts'
import type { ProtocolId } from '../../hanging/protocols.ts'

export const hanging = {
  cell: (number: number) => `Image ${number}`,
  linked: {
    fraction: 'fraction of the beat',
    time: 'time',
    number: 'number',
  } satisfies Record<LinkRule, string>,
  enlarge: (by: string, why: string) => `Show it large. In step by ${by}: ${why}`,
  apart: (mm: number) => `${mm} mm off`,
  unserved: {
    function: 'This study has no cine.',
    'four-up': 'This study has one cine at most.',
    levels: 'This study has no short axis of three slices.',
    'matrix-ed-es': 'This study has no short-axis cine.',
    'matrix-all': 'This study has no short-axis cine of several phases.',
    lge: 'This study has no late enhancement.',
    'lge-views': 'This study has late enhancement in one view at most.',
    perfusion: 'This study has no perfusion.',
    'perfusion-slices': 'This study has no perfusion of several slices.',
    maps: 'This study has no maps.',
    flow: 'This study has no velocity images.',
    compare: 'No other study was chosen to compare with.',
    single: '',
    surfaces: 'This study has no short-axis cine of several slices.',
  } satisfies Record<ProtocolId, string>,
  matrix: { 'ed-es': 'Slices at ED and ES', all: 'Slices at all phases' },
  picture: (slice: number, phase: number, status: string) => `Slice ${slice}, phase ${phase}: ${status}`,
  byHand: (count: number) => `${count === 1 ? '1 measurement' : `${count} measurements`} by hand`,
  status: {
    contoured: 'contoured',
    'no-lv': 'no LV',
    open: 'open',
    'no-image': 'no image',
  } satisfies Record<SliceStatus, string>,
  noNext: 'No study that is here and unsigned comes after this one.',
  noPrevious: 'No study that is here comes before this one.',
  compare: {
    title: 'Compare with',
    none: 'There is no other study of this subject here, and no other reading that you may see.',
    'time-point': 'another time point',
    reading: 'another reading',
    unread: 'not read by you',
    locked: 'What this study is compared with is only looked at.',
  },
}
