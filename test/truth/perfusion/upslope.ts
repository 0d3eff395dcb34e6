/** Relative upslope of curves that are known without noise: straight lines by their textbook formula. */

/** Σ t v − Σ t Σ v / n over Σ t² − (Σ t)² / n: the steepest line through so many successive frames, before `until`. */
export function steepestLine(
  times: readonly number[],
  values: ArrayLike<number>,
  points: number,
  until: number,
): number {
  let steepest = 0
  for (let first = 0; first + points <= times.length && (times[first + points - 1] ?? 0) <= until; first++) {
    let [t, v, tv, tt] = [0, 0, 0, 0]
    for (let i = first; i < first + points; i++) {
      const time = times[i] ?? Number.NaN
      const value = values[i] ?? Number.NaN
      t += time
      v += value
      tv += time * value
      tt += time * time
    }
    steepest = Math.max(steepest, (tv - (t * v) / points) / (tt - (t * t) / points))
  }
  return steepest
}
