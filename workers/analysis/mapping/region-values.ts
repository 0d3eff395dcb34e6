/** What a stack of maps holds in the regions that are reported: pixels of all slices that belong together. */
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { bloodRegion, type PixelList, pixelsInside, septalSegments, wallRegion } from './regions.ts'
import { pixelStatus } from './relaxation.ts'
import type { RegionValues } from './statistics.ts'
import type { TissueMap } from './tissue-map.ts'

/** The pixels of one region on one slice. */
export interface RegionPart {
  readonly map: TissueMap
  readonly pixels: PixelList
}

export interface Region {
  readonly scope: Scope
  /** unmeasured when no slice has the region, for the reason of the first that lacks it */
  readonly parts: Outcome<readonly RegionPart[]>
}

/** Values, errors and how many pixels have none. */
export function valuesOf(parts: readonly RegionPart[]): RegionValues {
  const values: number[] = []
  const errors: number[] = []
  let rejected = 0
  for (const { map, pixels } of parts)
    for (const i of pixels) {
      if (map.status[i] !== pixelStatus.fitted) rejected++
      else {
        values.push(map.value[i] ?? 0)
        const error = map.error?.[i]
        if (error !== undefined) errors.push(error)
      }
    }
  return { values, errors, rejected }
}

/**
 * The wall over all slices and of each, the segments that the labels name, the septum of the middle level (or as
 * drawn), the blood and what else is drawn.
 */
export function regionsOf(maps: readonly TissueMap[], erosion: number): readonly Region[] {
  const walls = maps.map((map) => ({ map, wall: wallRegion(map.drawn, map.plane, erosion) }))
  const parts: RegionPart[] = []
  const warnings: string[] = []
  let missing: Unmeasured = unmeasured('no-contours', say('mapping/no-slice-contours'))
  for (const { map, wall } of walls) {
    if (wall.measured) {
      parts.push({ map, pixels: wall.value })
      warnings.push(
        ...wall.warnings.map((warning) => say('common/slice-says', { slice: map.slice + 1, what: warning })),
      )
    } else
      missing = unmeasured(wall.reason, say('common/slice-says', { slice: map.slice + 1, what: whyOf(wall) }))
  }
  const wall: Outcome<readonly RegionPart[]> = parts.length > 0 ? measured(parts, warnings) : missing
  const segments = [...new Set(parts.flatMap(({ map, pixels }) => labelsIn(map, pixels)))].sort(
    (a, b) => a - b,
  )
  return [
    { scope: {}, parts: wall },
    ...walls.map(
      ({ map, wall: one }): Region => ({
        scope: { slice: map.slice },
        parts: one.measured ? measured([{ map, pixels: one.value }], one.warnings) : one,
      }),
    ),
    ...segments.map(
      (segment): Region => ({ scope: { segment }, parts: measured(labelled(parts, [segment])) }),
    ),
    { scope: { region: 'septum' }, parts: septum(maps, wall) },
    { scope: { region: 'blood' }, parts: blood(maps) },
    ...drawnRegions(maps),
  ]
}

const labelsIn = ({ drawn: { segments } }: TissueMap, pixels: PixelList): number[] =>
  segments === undefined ? [] : [...new Set(pixels.map((i) => segments[i] ?? 0))].filter((label) => label > 0)

const labelled = (parts: readonly RegionPart[], wanted: readonly number[]): RegionPart[] =>
  parts.flatMap(({ map, pixels }) => {
    const { segments } = map.drawn
    const kept = segments === undefined ? [] : pixels.filter((i) => wanted.includes(segments[i] ?? 0))
    return kept.length > 0 ? [{ map, pixels: kept }] : []
  })

function septum(
  maps: readonly TissueMap[],
  wall: Outcome<readonly RegionPart[]>,
): Outcome<readonly RegionPart[]> {
  const drawn = drawnParts(maps, 'septum')
  if (drawn.length > 0) return measured(drawn)
  if (!wall.measured) return wall
  const parts = labelled(wall.value, septalSegments)
  return parts.length > 0
    ? measured(parts)
    : unmeasured('no-landmarks', say('mapping/no-slice-middle-level-divided'))
}

function blood(maps: readonly TissueMap[]): Outcome<readonly RegionPart[]> {
  const parts: RegionPart[] = []
  const warnings: string[] = []
  let missing: Unmeasured = unmeasured('no-cavity', say('mapping/no-slice-region-blood'))
  for (const map of maps) {
    const region = bloodRegion(map.drawn, map.plane)
    if (!region.measured) {
      missing = unmeasured(
        region.reason,
        say('common/slice-says', { slice: map.slice + 1, what: whyOf(region) }),
      )
      continue
    }
    const { pixels, drawn } = region.value
    parts.push({ map, pixels })
    if (!drawn) warnings.push(say('mapping/blood-taken-inner-half-cavity'))
    const area = pixels.length * map.plane.rowSpacing * map.plane.columnSpacing
    if (area < smallestBlood)
      warnings.push(
        say('mapping/slice-cm-blood-less-cm', {
          slice: map.slice + 1,
          area: area / 100,
          smallestBlood: smallestBlood / 100,
        }),
      )
  }
  return parts.length > 0 ? measured(parts, [...new Set(warnings)]) : missing
}

/** mm²: a smaller region of blood has too few pixels away from papillary muscles */
const smallestBlood = 150

const drawnParts = (maps: readonly TissueMap[], name: string): RegionPart[] =>
  maps.flatMap((map) =>
    (map.drawn.drawn ?? [])
      .filter((region) => region.name === name)
      .map((region) => ({ map, pixels: pixelsInside(region.points, map.plane) })),
  )

function drawnRegions(maps: readonly TissueMap[]): Region[] {
  const names = new Set(maps.flatMap(({ drawn }) => (drawn.drawn ?? []).map(({ name }) => name)))
  names.delete('septum')
  return [...names].map((name) => ({ scope: { region: name }, parts: measured(drawnParts(maps, name)) }))
}
