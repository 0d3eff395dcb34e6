/** What all methods share: the walls of the slices, their remote myocardium, and what is to be said of them. */
import { coverage } from '../contours/coverage.ts'
import { centroid } from '../contours/polygon.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { saturationWarning } from '../images/saturated.ts'
import { quantile } from '../numerics/sample-quantile.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { face } from './components.ts'
import { type LgeSlice, type Wall, wallOf } from './lge-slice.ts'
import type { ScarOptions } from './options.ts'
import { findRemote, type Remote, remoteOf } from './remote.ts'
import { type Levels, peakOf, solidSignals } from './thresholds.ts'

export interface Basis {
  /** base to apex, as all lists that follow */
  readonly walls: readonly Wall[]
  readonly remotes: readonly Remote[]
  readonly levels: readonly Levels[]
  /** whether slice k and k + 1 lie over each other */
  readonly linked: readonly boolean[]
}

/**
 * @returns unmeasured 'no-images'; 'contradictory-input' for a slice given twice; 'missing-slice' for a gap;
 *   'no-remote' when no slice has any; as `wallOf` for a slice that cannot be measured: a slab is never dropped
 */
export function basisOf(given: readonly LgeSlice[], options: ScarOptions): Outcome<Basis> {
  if (given.length === 0) return unmeasured('no-images')
  const slices = given.toSorted((a, b) => a.slice - b.slice)
  for (let k = 1; k < slices.length; k++) {
    const [above, below] = [at(slices, k - 1).slice, at(slices, k).slice]
    if (above === below)
      return unmeasured('contradictory-input', say('scar/slice-given-twice', { below: below + 1 }))
    if (below > above + 1)
      return unmeasured('missing-slice', say('scar/slice-not-contoured', { above: above + 2 }))
  }
  const warnings: string[] = slices.length === 1 ? [say('scar/one-slice-only-volumes-slice')] : []
  const walls: Wall[] = []
  for (const slice of slices) {
    const wall = wallOf(slice)
    if (!wall.measured)
      return unmeasured(wall.reason, say('common/slice-says', { slice: slice.slice + 1, what: whyOf(wall) }))
    walls.push(wall.value)
    const told = [...wall.warnings, ...imageWarnings(wall.value)]
    warnings.push(
      ...told.map((warning) => say('common/slice-says', { slice: slice.slice + 1, what: warning })),
    )
  }
  const remotes = remotesOf(walls, options)
  if (!remotes.measured) return remotes
  const linked = walls.slice(1).map((wall, k) => face(at(walls, k).given.image.plane, wall.given.image.plane))
  if (linked.includes(false)) warnings.push(say('scar/slices-do-not-lie-over'))
  const pooled = remotes.value
  return measured({ walls, remotes: pooled, levels: levelsOf(walls, pooled, options), linked }, [
    ...warnings,
    ...remotes.warnings,
    ...signalWarnings(walls, pooled, options),
  ])
}

/** share of the wall from which on an exclusion is said */
const muchExcluded = 0.1

function imageWarnings(wall: Wall): string[] {
  const { plane } = wall.given.image
  const saturated = saturationWarning(wall.given.image)
  const area = wall.share.reduce((sum, share) => sum + share, 0) * plane.rowSpacing * plane.columnSpacing
  const excluded = wall.excludedArea / (area + wall.excludedArea)
  return [
    ...(saturated === undefined ? [] : [saturated]),
    ...(excluded > muchExcluded ? [say('scar/wall-excluded', { excluded: 100 * excluded })] : []),
  ]
}

/** A slice too small to have remote of its own takes that of the nearest one that has. */
function remotesOf(walls: readonly Wall[], { remote, pooling }: ScarOptions): Outcome<readonly Remote[]> {
  const found = walls.map((wall) => findRemote(wall, remote))
  const known = found.flatMap((one, k) => (one.measured ? [{ k, remote: one.value }] : []))
  const [first] = known
  if (first === undefined) {
    const why = at(found, 0)
    return why.measured ? unmeasured('no-remote') : why
  }
  if (pooling === 'stack') {
    const pooled = remoteOf(known.map(({ k, remote: { pixels } }) => ({ wall: at(walls, k), pixels })))
    return measured(
      found.map((one, k) =>
        one.measured
          ? { ...one.value, ...pooled }
          : { ...pooled, pixels: [], origin: at(walls, k).given.remote ? 'drawn' : 'automatic' },
      ),
    )
  }
  const warnings: string[] = []
  const own = found.map((one, k) => {
    if (one.measured) return one.value
    const nearest = known.reduce(
      (best, other) => (Math.abs(other.k - k) < Math.abs(best.k - k) ? other : best),
      first,
    )
    warnings.push(
      say('scar/slice-takes-remote-myocardium-slice', {
        slice: at(walls, k).given.slice + 1,
        from: at(walls, nearest.k).given.slice + 1,
        why: whyOf(one),
      }),
    )
    return { ...nearest.remote, pixels: [] }
  })
  const origins = new Set(known.map(({ remote: { origin } }) => origin))
  if (origins.size > 1) warnings.push(say('scar/remote-myocardium-drawn-some-slices'))
  return measured(own, warnings)
}

function levelsOf(
  walls: readonly Wall[],
  remotes: readonly Remote[],
  { pooling, thresholds }: ScarOptions,
): Levels[] {
  const of = (group: readonly Wall[], own: readonly Remote[]) => ({
    peak: peakOf(group, own, thresholds),
    values: solidSignals(group),
  })
  const pooled = pooling === 'stack' ? of(walls, remotes) : undefined
  return walls.map((wall, k) => {
    const remote = at(remotes, k)
    return { remote, ...(pooled ?? of([wall], [remote])) }
  })
}

/** Rayleigh noise has a mean of 1.9 of its SD, and above 3 the compression is under 5 % */
const nulled = 3

function signalWarnings(
  walls: readonly Wall[],
  remotes: readonly Remote[],
  { signal, remoteToBlood }: ScarOptions,
): string[] {
  return walls.flatMap((wall, k) => {
    const { mean, sd } = at(remotes, k)
    const place = say('common/slice', { slice: wall.given.slice + 1 })
    const told = sd > 0 ? [] : [say('scar/remote-myocardium-no-noise', { place })]
    if (signal === 'phase-sensitive') return told
    if (sd > 0 && mean / sd < nulled)
      told.push(say('scar/remote-myocardium-nulled-magnitude-image', { place }))
    const blood = bloodLevel(wall)
    if (blood !== undefined && mean > remoteToBlood * blood)
      told.push(say('scar/remote-myocardium-signal-blood-enhancement', { place, mean: (100 * mean) / blood }))
    return told
  })
}

/** share of the way to the endocardium: papillary muscles lie farther out */
const innerCavity = 0.5

/** Median signal in the inner half of the cavity; undefined where no pixel lies wholly in it. */
function bloodLevel({ given, rows, columns }: Wall): number | undefined {
  const { endocardial, image } = given
  if (endocardial === undefined) return undefined
  const [cx, cy] = centroid(endocardial)
  const inner = endocardial.map(
    ([x, y]): IndexPoint => [cx + innerCavity * (x - cx), cy + innerCavity * (y - cy)],
  )
  const values: number[] = []
  coverage(inner, rows, columns).forEach((share, i) => {
    if (share > 1 - 1e-9) values.push(image.pixels[i] ?? 0)
  })
  return values.length === 0
    ? undefined
    : quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      )
}
