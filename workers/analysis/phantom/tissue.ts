/** What can lie at a point of the heart. */

/** Tissues as small numbers, for the inner loops. */
export const code = {
  /** the chest round the heart */
  outside: 0,
  lvBlood: 1,
  lvWall: 2,
  papillary: 3,
  rvBlood: 4,
  rvWall: 5,
  laBlood: 6,
  /** of the right atrium and the veins */
  vesselBlood: 7,
  /** of atria and vessels, valves, pericardium */
  thinWall: 8,
  fat: 9,
  /** wall of the left ventricle that a study with a scar tells apart */
  scarCore: 10,
  scarBorder: 11,
  obstruction: 12,
  aorticBlood: 13,
  pulmonaryBlood: 14,
} as const
export type TissueCode = (typeof code)[keyof typeof code]
export const tissueCodes: readonly TissueCode[] = Object.values(code)

/**
 * x, y, z in mm: of the heart frame, unless a function says otherwise. One array is filled anew for every point,
 * because numbers that are handed to a function are boxed first, which costs as much as the answer.
 */
export type Point = Float64Array

export type TissueAt = (point: Point) => TissueCode

/** The same where more is told apart than tissues: labels from the number of tissue codes on. */
export type LabelAt = (point: Point) => number
