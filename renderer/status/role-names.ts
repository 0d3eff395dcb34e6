/** What a reader calls a series: by its role, and by what else tells it from others of that role. */
import type { BodyPlane } from '#analysis/protocol/body-plane.ts'
import type { SeriesRole, StackComponent } from '#analysis/protocol/stack.ts'

/** What a comma sets apart may stand on a line of its own where room is short. */
export const roleNames: Readonly<Record<SeriesRole, string>> = {
  'cine-sax': 'SAX cine',
  'cine-2ch': '2-chamber',
  'cine-3ch': '3-chamber',
  'cine-4ch': '4-chamber',
  'cine-lax': 'Long axis',
  'cine-lvot': 'LVOT',
  'cine-rvot': 'RVOT',
  'lge-sax': 'LGE SAX',
  'lge-2ch': 'LGE 2ch',
  'lge-3ch': 'LGE 3ch',
  'lge-4ch': 'LGE 4ch',
  'lge-lax': 'LGE LAX',
  'perfusion-stress': 'Perfusion, stress',
  'perfusion-rest': 'Perfusion, rest',
  perfusion: 'Perfusion, load open',
  't1-native-map': 'T1 map, native',
  't1-post-map': 'T1 map, post',
  't1-map': 'T1 map',
  't2-map': 'T2 map',
  't2star-map': 'T2* map',
  'ecv-map': 'ECV map',
  'molli-native': 'T1 images, native',
  'molli-post': 'T1 images, post',
  molli: 'T1 images',
  t2prep: 'T2 images',
  t2star: 'T2* images',
  'flow-magnitude': 'Flow, magnitude',
  'flow-phase': 'Flow, velocity',
  '4d-flow': '4D flow',
  tagging: 'Tagging',
  'black-blood': 'Black blood',
  'ti-scout': 'TI scout',
  realtime: 'Real time',
  derived: 'Derived',
  scout: 'Scout',
  other: 'Other',
}

export interface NamedSeries {
  readonly role: SeriesRole
  readonly description?: string
  readonly component?: StackComponent
  readonly motionCorrected: boolean
  readonly bodyPlane?: BodyPlane
  /** as the scanner counts */
  readonly seriesNumber?: number
}

const componentNames: Readonly<Record<StackComponent, string>> = {
  magnitude: 'magnitude',
  phase: 'phase',
  real: 'real',
  imaginary: 'imaginary',
  psir: 'PSIR',
  velocity: 'velocity',
}

/**
 * Names of series that stand beside each other. Where two would be called the same, each is named with the
 * component of its images, and with whether they were registered, as far as these tell them apart; then with the plane
 * of the body that it lies in, as scouts do, then with its number on the scanner, and at last by counting.
 */
export function seriesNames<T extends NamedSeries>(series: readonly T[]): ReadonlyMap<T, string> {
  const nameOf = (one: T): string => (one.role === 'other' && one.description) || roleNames[one.role]
  const names = new Map<T, string>()
  for (const one of series) {
    const alike = series.filter((other) => nameOf(other) === nameOf(one))
    const differs = <V>(of: (other: T) => V): boolean => alike.some((other) => of(other) !== of(one))
    const parts = [
      ...(one.component !== undefined && differs(({ component }) => component)
        ? [componentNames[one.component]]
        : []),
      ...(one.motionCorrected && differs(({ motionCorrected }) => motionCorrected) ? ['registered'] : []),
    ]
    names.set(one, parts.length === 0 ? nameOf(one) : `${nameOf(one)}, ${parts.join(', ')}`)
  }
  return tellers.reduce<ReadonlyMap<T, string>>(toldApart, names)
}

type Teller = (one: NamedSeries, place: number) => string | undefined
const tellers: readonly Teller[] = [
  ({ bodyPlane }) => bodyPlane,
  ({ seriesNumber }) => (seriesNumber === undefined ? undefined : `series ${seriesNumber}`),
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
