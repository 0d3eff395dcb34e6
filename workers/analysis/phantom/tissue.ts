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

/** x, y, z: mm in the heart frame. */
export type TissueAt = (x: number, y: number, z: number) => TissueCode
