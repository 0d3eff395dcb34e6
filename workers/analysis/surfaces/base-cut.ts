/** A surface cut where the plane of a valve meets its wall. */

/** mm along the axis from a point up to the plane, towards the base; negative for a point above it. */
export type RiseOver = (x: number, y: number, z: number) => number

/**
 * What of each column of vertices lies above the plane is drawn down to where the column meets it: as many vertices
 * and triangles as before, those above the plane without area, so that the lid lies in it and the surface stays closed.
 *
 * @param positions  of rows from base to apex; changed
 */
export function cutAt(rise: RiseOver, positions: Float32Array, rows: number, around: number): void {
  const p = (row: number, k: number, c: number): number => positions[3 * (row * around + k) + c] ?? 0
  const riseAt = (row: number, k: number): number => rise(p(row, k, 0), p(row, k, 1), p(row, k, 2))
  for (let k = 0; k < around; k++) {
    let below = 0
    while (below < rows - 1 && riseAt(below, k) < 0) below++
    if (below === 0) continue
    const [over, under] = [riseAt(below - 1, k), riseAt(below, k)]
    const share = over / (over - under)
    for (let c = 0; c < 3; c++) {
      const met = p(below - 1, k, c) + share * (p(below, k, c) - p(below - 1, k, c))
      for (let row = 0; row < below; row++) positions[3 * (row * around + k) + c] = met
    }
  }
}
