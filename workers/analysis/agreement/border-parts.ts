/**
 * Readers number several borders of one kind on one image, papillary muscles say, in any order: who compares them
 * must find out which muscle is which.
 */
import { centroid } from '../contours/polygon.ts'
import type { DrawnBorder } from './drawn-border.ts'

/**
 * The second reader's borders with the numbers of the first one's that lie nearest, the nearest two first; those
 * that are left over take new numbers.
 */
export function withMatchedParts(a: readonly DrawnBorder[], b: readonly DrawnBorder[]): DrawnBorder[] {
  const ours = byPlace(a)
  return [...byPlace(b)].flatMap(([place, theirs]) => {
    const own = ours.get(place)
    return own === undefined ? theirs : matched(own, theirs)
  })
}

function byPlace(drawn: readonly DrawnBorder[]): ReadonlyMap<string, readonly DrawnBorder[]> {
  const places = new Map<string, DrawnBorder[]>()
  for (const one of drawn) {
    const place = `${one.border} on image ${one.image}`
    places.set(place, [...(places.get(place) ?? []), one])
  }
  return places
}

function matched(ours: readonly DrawnBorder[], theirs: readonly DrawnBorder[]): DrawnBorder[] {
  const candidates = theirs
    .flatMap((own) => ours.map((other) => ({ own, part: other.part ?? 0, gap: gapOf(own, other) })))
    .sort((p, q) => p.gap - q.gap)
  const partOf = new Map<DrawnBorder, number>()
  const taken = new Set<number>()
  for (const { own, part } of candidates)
    if (!partOf.has(own) && !taken.has(part)) {
      partOf.set(own, part)
      taken.add(part)
    }
  let next = 1 + Math.max(...ours.map(({ part = 0 }) => part))
  return theirs.map((own) => ({ ...own, part: partOf.get(own) ?? next++ }))
}

function gapOf(a: DrawnBorder, b: DrawnBorder): number {
  const [p, q] = [centroid(a.points), centroid(b.points)]
  return Math.hypot(p[0] - q[0], p[1] - q[1])
}
