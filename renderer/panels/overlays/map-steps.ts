/** Steps through the few pictures that a panel may lay over the images. */

/** The one after or before it, round the end; the first or the last where it is not among them. */
export function stepped<T>(all: readonly T[], from: T, by: 1 | -1): T {
  const at = all.indexOf(from)
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length
  return all[to] ?? from
}
