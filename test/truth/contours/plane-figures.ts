/** Closed forms of plane figures. Nothing here is shared with the code that measures. */

export const discArea = (radius: number): number => Math.PI * radius * radius

/** Area of the polygon of n vertices on a circle. */
export const inscribedArea = (radius: number, n: number): number =>
  (n / 2) * radius * radius * Math.sin((2 * Math.PI) / n)

/** Area common to two discs: two circular segments. */
export function lensArea(r: number, s: number, apart: number): number {
  const alpha = Math.acos((apart ** 2 + r ** 2 - s ** 2) / (2 * apart * r))
  const beta = Math.acos((apart ** 2 + s ** 2 - r ** 2) / (2 * apart * s))
  return r * r * (alpha - Math.sin(2 * alpha) / 2) + s * s * (beta - Math.sin(2 * beta) / 2)
}

/** Of all points within a distance of a convex figure (Steiner). */
export const steinerArea = (area: number, perimeter: number, by: number): number =>
  area + perimeter * by + Math.PI * by * by

/**
 * Mean distance from a circle to one of the same radius moved by e, and largest: |√(r² + e² + 2 r e cos θ) − r|,
 * by the midpoint rule over θ, which converges to machine precision for a smooth periodic integrand between kinks.
 */
export function movedCircleDistances(
  r: number,
  e: number,
): { readonly mean: number; readonly largest: number } {
  const n = 200_000
  let sum = 0
  for (let k = 0; k < n; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / n
    sum += Math.abs(Math.sqrt(r * r + e * e + 2 * r * e * Math.cos(angle)) - r)
  }
  return { mean: sum / n, largest: e }
}

/**
 * Thickness between eccentric circles on the normal of the line midway, which is the ellipse with the centres as
 * foci: at the ends of its axes. a, b: inner and outer radius, e: distance of the centres.
 */
export const eccentricThickness = (
  a: number,
  b: number,
  e: number,
): { readonly thickest: number; readonly thinnest: number; readonly beside: number } => ({
  thickest: b - a + e,
  thinnest: b - a - e,
  // beside both centres: the normal is the line midway between them
  beside: Math.sqrt(b * b - (e / 2) ** 2) - Math.sqrt(a * a - (e / 2) ** 2),
})

/**
 * Area within the periodic cubic spline through n points at equal angles on a circle.
 *
 * Turned by one angle h = 2π/n the curve is itself, so its second derivatives are m times its points, and
 * m = −6 (1 − cos h) / (h² (2 + cos h)). With z = p + q eⁱʰ on a segment, p(u) = q(h − u), q = m u³/6h + k u and
 * k = 1/h − m h/6, its area is sin h ∫ p q′ du = sin h (m² h⁴/720 + m k h³/12 + k² h²/2). Of eight points it is
 * 0.12 % less than the circle's, of sixteen 0.007 %.
 */
export function splineOnCircleArea(radius: number, points: number): number {
  const h = (2 * Math.PI) / points
  const m = (-6 * (1 - Math.cos(h))) / (h * h * (2 + Math.cos(h)))
  const k = 1 / h - (m * h) / 6
  const segment = Math.sin(h) * ((m * m * h ** 4) / 720 + (m * k * h ** 3) / 12 + (k * k * h * h) / 2)
  return points * segment * radius * radius
}

/**
 * The periodic cubic spline through n values of a cosine at equal angles, half way from the largest to the next: of
 * four values 0.6875, where the cosine itself is 0.7071. m and k as above.
 */
export function splineOfCosine(values: number): number {
  const h = (2 * Math.PI) / values
  const m = (-6 * (1 - Math.cos(h))) / (h * h * (2 + Math.cos(h)))
  const k = 1 / h - (m * h) / 6
  return ((m * h * h) / 48 + (k * h) / 2) * (1 + Math.cos(h))
}
