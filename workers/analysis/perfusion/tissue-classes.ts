/**
 * Pixels whose curves are alike, as classes, and how well classes explain a picture.
 *
 * A picture at its right place is even within each class, whatever contrast has made of the classes: blood, wall and
 * lung keep their borders while their signals change. This holds a frame without contrast and one at its peak to the
 * same place, which no mixture of pictures does: a mixture may hold two pictures of the heart at two places.
 *
 * @source  Roche 1998, doi:10.1007/BFb0056301 (registration by the correlation ratio); classes by Lloyd 1982,
 *          doi:10.1109/TIT.1982.1056489, from seeds farthest apart (Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5),
 *          so that nothing is random
 */

export interface TissueClasses {
  /** of each pixel, from 0 */
  readonly labels: Uint8Array
  /** as many as were asked for, fewer where fewer curves differ */
  readonly count: number
}

/** rounds of Lloyd's at most: borders between classes move by single pixels after some five */
const mostRounds = 12

/**
 * @param placed  pictures in order of time, one after the other
 * @param frames  how many
 * @param size    pixels in each
 * @param wanted  classes, at most 256
 */
export function tissueClasses(
  placed: Float32Array,
  frames: number,
  size: number,
  wanted: number,
): TissueClasses {
  const curves = curvesOf(placed, frames, size)
  const centres = seeds(curves, frames, size, wanted)
  const count = centres.length / frames
  const labels = new Uint8Array(size)
  for (let round = 0; round < mostRounds; round++) {
    if (!assign(curves, centres, frames, labels) && round > 0) break
    recentre(curves, centres, frames, labels)
  }
  return { labels, count }
}

/** [pixel][frame]: what is compared lies together */
function curvesOf(placed: Float32Array, frames: number, size: number): Float32Array {
  const curves = new Float32Array(placed.length)
  for (let t = 0; t < frames; t++)
    for (let p = 0; p < size; p++) curves[p * frames + t] = placed[t * size + p] ?? 0
  return curves
}

/** The brightest curve, then again and again the one that is farthest from those taken. */
function seeds(curves: Float32Array, frames: number, size: number, wanted: number): Float32Array {
  const none = new Float32Array(frames)
  const nearest = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const centres = new Float32Array(wanted * frames)
  let count = 0
  let next = farthest((p) => squaredDistance(curves, p, none, 0, frames), size)
  while (count < wanted) {
    centres.set(curves.subarray(next * frames, (next + 1) * frames), count * frames)
    for (let p = 0; p < size; p++)
      nearest[p] = Math.min(nearest[p] ?? 0, squaredDistance(curves, p, centres, count, frames))
    count++
    next = farthest((p) => nearest[p] ?? 0, size)
    if (nearest[next] === 0) break
  }
  return centres.slice(0, count * frames)
}

function farthest(distance: (pixel: number) => number, size: number): number {
  let best = 0
  let most = distance(0)
  for (let p = 1; p < size; p++) {
    const here = distance(p)
    if (here > most) {
      most = here
      best = p
    }
  }
  return best
}

/** Between curve i of one and curve j of another; given up, with what there is, once it is more than `enough`. */
function squaredDistance(
  a: Float32Array,
  i: number,
  b: Float32Array,
  j: number,
  frames: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  let sum = 0
  for (let t = 0; t < frames && sum <= enough; t++) {
    const d = (a[i * frames + t] ?? 0) - (b[j * frames + t] ?? 0)
    sum += d * d
  }
  return sum
}

/** @returns whether a pixel changed its class */
function assign(curves: Float32Array, centres: Float32Array, frames: number, labels: Uint8Array): boolean {
  let changed = false
  for (let p = 0; p < labels.length; p++) {
    let nearest = 0
    let least = Number.POSITIVE_INFINITY
    for (let k = 0; k < centres.length / frames; k++) {
      const distance = squaredDistance(curves, p, centres, k, frames, least)
      if (distance < least) {
        least = distance
        nearest = k
      }
    }
    if (labels[p] !== nearest) changed = true
    labels[p] = nearest
  }
  return changed
}

/** A class that has lost all its pixels stays where it was. */
function recentre(curves: Float32Array, centres: Float32Array, frames: number, labels: Uint8Array): void {
  const pixels = new Uint32Array(centres.length / frames)
  const sums = new Float64Array(centres.length)
  labels.forEach((k, p) => {
    pixels[k] = (pixels[k] ?? 0) + 1
    for (let t = 0; t < frames; t++)
      sums[k * frames + t] = (sums[k * frames + t] ?? 0) + (curves[p * frames + t] ?? 0)
  })
  pixels.forEach((n, k) => {
    if (n > 0) for (let t = 0; t < frames; t++) centres[k * frames + t] = (sums[k * frames + t] ?? 0) / n
  })
}

/** Share of a picture's variance that lies between classes, from 0 to 1; 0 for an even picture. */
export function correlationRatio(values: Float32Array, { labels, count }: TissueClasses): number {
  const pixels = new Float64Array(count)
  const sums = new Float64Array(count)
  let squares = 0
  let whole = 0
  for (let p = 0; p < labels.length; p++) {
    const value = values[p] ?? 0
    const k = labels[p] ?? 0
    pixels[k] = (pixels[k] ?? 0) + 1
    sums[k] = (sums[k] ?? 0) + value
    squares += value * value
    whole += value
  }
  const even = (whole * whole) / labels.length
  let between = -even
  for (let k = 0; k < count; k++) {
    const n = pixels[k] ?? 0
    if (n > 0) between += (sums[k] ?? 0) ** 2 / n
  }
  const spread = squares - even
  // what rounding leaves of an even picture is no spread
  return spread > 1e-9 * squares ? between / spread : 0
}
