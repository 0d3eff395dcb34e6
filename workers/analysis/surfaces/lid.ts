/** Triangles over a flat closed line, by cutting off its ears: the line need not be convex, as that of the RV is not. */

/**
 * @param corners  x, y of one corner after the other, counter-clockwise, not crossing itself
 * @returns corners of n − 2 triangles, counter-clockwise. Of a line that crosses itself some of them overlap.
 */
export function earTriangles(corners: ArrayLike<number>): number[] {
  const left = Array.from({ length: corners.length / 2 }, (_, k) => k)
  const triangles: number[] = []
  while (left.length > 3) {
    const ear = left.findIndex((_, k) => isEar(corners, left, k))
    // no ear is left of a line that crosses itself: any corner will do
    const k = Math.max(0, ear)
    triangles.push(...around(left, k))
    left.splice(k, 1)
  }
  return [...triangles, ...left]
}

function around(left: readonly number[], k: number): [number, number, number] {
  const n = left.length
  return [left[(k + n - 1) % n] ?? 0, left[k] ?? 0, left[(k + 1) % n] ?? 0]
}

function isEar(corners: ArrayLike<number>, left: readonly number[], k: number): boolean {
  const [a, b, c] = around(left, k)
  const side = (p: number, q: number, r: number): number => {
    const [px, py] = [corners[2 * p] ?? 0, corners[2 * p + 1] ?? 0]
    return (
      ((corners[2 * q] ?? 0) - px) * ((corners[2 * r + 1] ?? 0) - py) -
      ((corners[2 * q + 1] ?? 0) - py) * ((corners[2 * r] ?? 0) - px)
    )
  }
  if (side(a, b, c) <= 0) return false
  return !left.some(
    (r) => r !== a && r !== b && r !== c && side(a, b, r) >= 0 && side(b, c, r) >= 0 && side(c, a, r) >= 0,
  )
}
