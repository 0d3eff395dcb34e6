/**
 * Closed forms of the virtual ventricle's regional function: half-ellipsoids of endocardium (Rᵢ, Lᵢ) and epicardium
 * (Rₑ, Lₑ), stretch λ along the axis and s across, as reference/ALGORITHMS.md section 5 states them. Written again
 * here: nothing is taken from the generator.
 *
 *   at the material level Z:  Rᵢ² = a²(1 − Z²/Lᵢ²)    h_ED = Rₑ − Rᵢ
 *                             h_ES = √((Rₑ² − Rᵢ²)/λ + s² Rᵢ²) − s Rᵢ
 */
export interface Semiaxes {
  readonly radius: number
  readonly length: number
}

export interface Motion {
  readonly longitudinal: number
  readonly radial: number
}

const squared = ({ radius, length }: Semiaxes, level: number): number =>
  radius * radius * (1 - (level / length) ** 2)

/** Radii of both borders of the section at a level, mm. Without motion it is end-diastole. */
export function radiiAt(
  endocardium: Semiaxes,
  epicardium: Semiaxes,
  level: number,
  { longitudinal, radial }: Motion = { longitudinal: 1, radial: 1 },
): { readonly inner: number; readonly outer: number } {
  const inner2 = squared(endocardium, level)
  const outer2 = squared(epicardium, level)
  const inner = radial * Math.sqrt(inner2)
  return { inner, outer: Math.sqrt((outer2 - inner2) / longitudinal + radial * radial * inner2) }
}

/** Where the tissue of a spatial level z lay at end-diastole; the epicardial apex stays. */
export const materialLevel = (epicardium: Semiaxes, z: number, longitudinal: number): number =>
  (z + epicardium.length) / longitudinal - epicardium.length
