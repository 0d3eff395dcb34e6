/** What a reader calls a series: by its role, and by what else tells it from others of that role. */
import type { BodyPlane } from '#analysis/protocol/body-plane.ts'
import type { SeriesRole, StackComponent } from '#analysis/protocol/stack.ts'
import { textsNow } from '../texts/texts.ts'

export interface NamedSeries {
  readonly role: SeriesRole
  readonly description?: string
  readonly component?: StackComponent
  readonly motionCorrected: boolean
  readonly bodyPlane?: BodyPlane
  /** as the scanner counts */
  readonly seriesNumber?: number
}

/**
 * Names of series that stand beside each other. Where two would be called the same, each is named with the
 * component of its images, and with whether they were registered, as far as these tell them apart; then with the plane
 * of the body that it lies in, as scouts do, then with its number on the scanner, and at last by counting.
 */
export function seriesNames<T extends NamedSeries>(series: readonly T[]): ReadonlyMap<T, string> {
  const texts = textsNow().series
  const nameOf = (one: T): string => (one.role === 'other' && one.description) || texts.roles[one.role]
  const names = new Map<T, string>()
  for (const one of series) {
    const alike = series.filter((other) => nameOf(other) === nameOf(one))
    const differs = <V>(of: (other: T) => V): boolean => alike.some((other) => of(other) !== of(one))
    const parts = [
      ...(one.component !== undefined && differs(({ component }) => component)
        ? [texts.components[one.component]]
        : []),
      ...(one.motionCorrected && differs(({ motionCorrected }) => motionCorrected) ? [texts.registered] : []),
    ]
    names.set(one, parts.length === 0 ? nameOf(one) : `${nameOf(one)}, ${parts.join(', ')}`)
  }
  return tellers.reduce<ReadonlyMap<T, string>>(toldApart, names)
}

type Teller = (one: NamedSeries, place: number) => string | undefined
const tellers: readonly Teller[] = [
  ({ bodyPlane }) => (bodyPlane === undefined ? undefined : textsNow().series.planes[bodyPlane]),
  ({ seriesNumber }) => (seriesNumber === undefined ? undefined : textsNow().series.numbered(seriesNumber)),
  (_, place) => String(place + 1),
]

/** Adds a word to names that several share, where it is not the same for all of them. */
function toldApart<T extends NamedSeries>(
  names: ReadonlyMap<T, string>,
  teller: Teller,
): ReadonlyMap<T, string> {
  const sharing = new Map<string, T[]>()
  for (const [one, name] of names) sharing.set(name, [...(sharing.get(name) ?? []), one])
  return new Map(
    [...names].map(([one, name]) => {
      const alike = sharing.get(name) ?? []
      const words = alike.map(teller)
      const word = words[alike.indexOf(one)]
      return [one, word === undefined || new Set(words).size === 1 ? name : `${name}, ${word}`]
    }),
  )
}
