/**
 * The seventeen segments of the left ventricle, numbered from 1 as in print.
 * @source Cerqueira 2002, doi:10.1161/hc0402.102975 (names and numbers read at second hand, in the manual of PMOD)
 */

/** Rings of the bullseye, from the base on. */
export const levels = ['basal', 'mid', 'apical'] as const
export type Level = (typeof levels)[number]

export interface AhaSegment {
  readonly segment: number
  readonly level: Level | 'apex'
  readonly name: string
}

/** The cap below the cavity. */
export const apexSegment = 17

const sixths = ['anterior', 'anteroseptal', 'inferoseptal', 'inferior', 'inferolateral', 'anterolateral']
const quarters = ['anterior', 'septal', 'inferior', 'lateral']

export const ahaSegments: readonly AhaSegment[] = [
  ...sixths.map((name, i): AhaSegment => ({ segment: i + 1, level: 'basal', name: `basal ${name}` })),
  ...sixths.map((name, i): AhaSegment => ({ segment: i + 7, level: 'mid', name: `mid ${name}` })),
  ...quarters.map((name, i): AhaSegment => ({ segment: i + 13, level: 'apical', name: `apical ${name}` })),
  { segment: apexSegment, level: 'apex', name: 'apex' },
]

/** With the cap or without it: in the model of sixteen the apical ring reaches down to the tip. */
export type SegmentModel = 16 | 17

export const segmentsOf = (model: SegmentModel): readonly AhaSegment[] => ahaSegments.slice(0, model)

/** Segments of one ring, in the order of their numbers. */
export const segmentsOfLevel = (level: Level): readonly number[] =>
  ahaSegments.filter((row) => row.level === level).map(({ segment }) => segment)
