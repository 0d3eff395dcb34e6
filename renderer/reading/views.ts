/** Which stacks stand where in the reading room. */
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'

export type SeriesGroup =
  | 'function'
  | 'enhancement'
  | 'perfusion'
  | 'maps'
  | 'mapImages'
  | 'flow'
  | 'other'
  | 'scouts'

const groups: readonly (readonly [name: SeriesGroup, roles: readonly SeriesRole[]])[] = [
  ['function', ['cine-sax', 'cine-2ch', 'cine-3ch', 'cine-4ch', 'cine-lax', 'cine-lvot', 'cine-rvot']],
  ['enhancement', ['lge-sax', 'lge-2ch', 'lge-3ch', 'lge-4ch', 'lge-lax']],
  ['perfusion', ['perfusion-stress', 'perfusion-rest', 'perfusion']],
  ['maps', ['t1-native-map', 't1-post-map', 't1-map', 't2-map', 't2star-map', 'ecv-map']],
  ['mapImages', ['molli-native', 'molli-post', 'molli', 't2prep', 't2star']],
  ['flow', ['flow-magnitude', 'flow-phase', '4d-flow']],
  ['other', ['tagging', 'black-blood', 'ti-scout', 'realtime', 'derived', 'other']],
  ['scouts', ['scout']],
]

/** The series list: groups in the order of reading, empty ones left out. */
export function groupedStacks(
  stacks: readonly Stack[],
): readonly (readonly [name: SeriesGroup, stacks: readonly Stack[]])[] {
  return groups
    .map(([name, roles]) => {
      const rank = (stack: Stack): number => roles.indexOf(stack.role)
      const inGroup = stacks.filter((stack) => rank(stack) >= 0).toSorted((a, b) => rank(a) - rank(b))
      return [name, inGroup] as const
    })
    .filter(([, inGroup]) => inGroup.length > 0)
}

/** What the large viewport opens with and what leads the cine: the short axis, else anything that moves. */
export const leadStack = (stacks: readonly Stack[], measured: Stack | undefined): Stack | undefined =>
  measured ??
  stacks.find(({ role }) => role === 'cine-sax') ??
  stacks.find(({ role }) => role.startsWith('cine')) ??
  stacks.find(({ phaseCount }) => phaseCount > 1) ??
  stacks[0]

export const middleSlice = (stack: Stack): number => Math.floor((stack.frames.length - 1) / 2)

/** As the screen says it: "phase 20 of 20", "dynamic 12 of 60". */
export function phaseText({ axis, phaseCount }: Stack, phase: number): string {
  const { of, axes } = textsNow().room.image
  return of(axes[axis], phase + 1, phaseCount)
}

/** What the image was taken at, where its header says so: after the R wave, after the first dynamic, or the TI or TE. */
export function phaseTimeText({ axis, axisTimes, phaseTimes }: Stack, phase: number): string | undefined {
  const time = axis === 'phase' ? phaseTimes?.[phase] : axisTimes?.[phase]
  if (time === undefined) return undefined
  switch (axis) {
    case 'dynamic':
      return `${fixedIn(time / 1000, 1)} s`
    case 'inversion-time':
      return `TI ${Math.round(time)} ms`
    case 'echo-time':
      return `TE ${fixedIn(time, 1)} ms`
    default:
      return `${Math.round(time)} ms`
  }
}
