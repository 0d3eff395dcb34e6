/** What may come from a site. Each opens in the window, says what is wrong where it is wrong, and the rest works. */

import { writePart10 } from '#dicom/write/part10.ts'
import { codestreamMatrix, undecodable, unsupported } from './miswritten.ts'
import type { OddSeries, OddStudy } from './odd-study.ts'

const longAxes: readonly OddSeries[] = ['cine-2ch', 'cine-4ch'].map((name) => ({ name, phases: 14 }))
const shortAxis: OddSeries = { name: 'cine-sax', slices: 5, phases: 14 }

export const odd = {
  oneSeries: { subject: 'ODD-01', series: [shortAxis] },
  noCine: {
    subject: 'ODD-02',
    series: [{ name: 'scout' }, { name: 'lge-sax-psir' }, { name: 't1-native-map' }],
  },
  fewPhases: { subject: 'ODD-12', series: [{ ...shortAxis, phases: 6 }] },
  onePhase: { subject: 'ODD-03', series: [{ ...shortAxis, phases: 1 }, ...longAxes] },
  sixtyPhases: { subject: 'ODD-04', series: [{ ...shortAxis, slices: 3, phases: 60 }, ...longAxes] },
  fortySlices: { subject: 'ODD-05', series: [{ ...shortAxis, slices: 40, spacing: 3 }] },
  oblongPixels: {
    subject: 'ODD-06',
    series: [{ ...shortAxis, pixel: [1.5, 3], matrix: () => [128, 64] }, ...longAxes],
  },
  mixedMatrix: {
    subject: 'ODD-07',
    series: [{ ...shortAxis, matrix: (slice) => (slice < 3 ? [64, 64] : [80, 72]) }, ...longAxes],
  },
  missingPhases: {
    subject: 'ODD-08',
    series: [
      { ...shortAxis, lacks: (slice, phase) => (slice === 1 && phase === 3) || (slice === 3 && phase >= 9) },
      ...longAxes,
    ],
  },
  undecodable: {
    subject: 'ODD-10',
    series: [
      shortAxis,
      { name: 'cine-2ch', phases: 14 },
      { name: 'cine-4ch', phases: 14, matrix: () => codestreamMatrix, write: undecodable },
      { name: 'cine-3ch', phases: 14, write: unsupported },
    ],
  },
  /** the short axis itself: two pictures of it */
  partlyUndecodable: {
    subject: 'ODD-11',
    series: [
      {
        ...shortAxis,
        matrix: () => codestreamMatrix,
        pixel: [6, 6],
        write: (dataset, slice, phase) =>
          slice === 2 && phase < 2 ? undecodable(dataset) : writePart10(dataset),
      },
      ...longAxes,
    ],
  },
} satisfies Readonly<Record<string, OddStudy>>

/** More images than any protocol asks for. */
export const gigantic = (slices: number, phases: number): OddStudy => ({
  subject: 'ODD-09',
  series: [{ ...shortAxis, slices, phases, spacing: 120 / slices }, ...longAxes],
})
