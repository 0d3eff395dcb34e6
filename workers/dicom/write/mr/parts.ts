/** Parts of a synthetic study that are made apart: some of its series, or of their slices. */
import { phantomSeries } from '#analysis/phantom/examination.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { type PhantomSeries, planeKey } from '#analysis/phantom/series.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { at } from '#analysis/units/at.ts'

/** Everything that is not named is wanted whole. */
export interface PhantomPart {
  readonly roles?: readonly SeriesRole[]
  /** series by name, with their slices */
  readonly slices?: Readonly<Record<string, readonly number[]>>
}

export const isWanted = ({ roles, slices }: PhantomPart, series: PhantomSeries, slice: number): boolean =>
  (roles?.includes(series.role) ?? true) &&
  (slices === undefined || slices[series.name]?.includes(slice) === true)

/** Less is not worth a start of its own: a scene has to be set first. */
const fewestPictures = 16

/**
 * Parts that together are the study, for threads to make beside each other. What shows one plane stays together,
 * because the chest of a plane is computed once; an enhanced object stays whole. The short-axis cine comes first,
 * as it is what a reader opens, then the parts with most pictures, so that no thread is left with a long one.
 */
export function partsOf(options: PhantomStudyOptions): readonly PhantomPart[] {
  const groups = new Map<string, Group>()
  for (const series of phantomSeries(options))
    for (let slice = 0; slice < series.planes.length; slice++) {
      const key = planeKey(at(series.planes, options.enhanced ? 0 : slice), series.thickness)
      const group = groups.get(key) ?? { isFirst: false, pictures: 0, slices: {} }
      groups.set(key, group)
      group.isFirst ||= series.role === 'cine-sax'
      group.pictures += series.phases
      group.slices[series.name] = [...(group.slices[series.name] ?? []), slice]
    }
  return combined(
    [...groups.values()].toSorted(
      (a, b) => Number(b.isFirst) - Number(a.isFirst) || (a.isFirst ? 0 : b.pictures - a.pictures),
    ),
  ).map(({ slices }) => ({ slices }))
}

interface Group {
  isFirst: boolean
  pictures: number
  slices: Record<string, readonly number[]>
}

/** Small groups that follow each other become one. */
function combined(groups: readonly Group[]): readonly Group[] {
  const parts: Group[] = []
  for (const group of groups) {
    const last = parts.at(-1)
    if (last === undefined || last.pictures >= fewestPictures) {
      parts.push({ ...group, slices: { ...group.slices } })
      continue
    }
    last.pictures += group.pictures
    for (const [name, slices] of Object.entries(group.slices))
      last.slices[name] = [...(last.slices[name] ?? []), ...slices]
  }
  return parts
}
