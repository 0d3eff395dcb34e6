/**
 * The hanging protocols: from the series of a study to a layout. What a study lacks leaves no hole, and a protocol
 * of which nothing is left is not offered.
 */
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { type Hung, type Layout, oneAndColumn, rowsOf, surfacesAndColumn, tiles } from './layout.ts'
import { levels } from './levels.ts'
import { liesAt, longAxisCines, stackOf, stacksOf } from './series.ts'

export const protocolIds = [
  'function',
  'four-up',
  'levels',
  'matrix-ed-es',
  'matrix-all',
  'lge',
  'lge-views',
  'perfusion',
  'perfusion-slices',
  'maps',
  'flow',
  'compare',
  'single',
  'surfaces',
] as const
export type ProtocolId = (typeof protocolIds)[number]

export interface Hangable {
  readonly stacks: readonly Stack[]
  /** that volumes are read on */
  readonly shortAxis: Stack | undefined
  /** what the room opens with: there is always something to show */
  readonly lead: Stack
  /** of the study that this one is compared with */
  readonly other?: readonly Stack[] | undefined
}

/** @returns undefined when the study has nothing to hang so */
export type Protocol = (study: Hangable) => Layout | undefined

const inReader = (id: string, stack: Stack | undefined): readonly Hung[] => (stack ? [{ id, stack }] : [])

const mostMaps = 9
const mostPerfusionSlices = 4

const functionViews: Protocol = ({ stacks, shortAxis, lead }) => {
  const large = shortAxis ?? stackOf(stacks, 'cine-sax') ?? lead
  if (large.seriesClass !== 'cine' && large.seriesClass !== 'realtime') return undefined
  const beside = longAxisCines(stacks).filter((stack) => stack !== large)
  return oneAndColumn(
    { id: 'large', stack: large },
    beside.map((stack, k) => ({ id: `side-${k + 1}`, stack })),
  )
}

const fourUp: Protocol = ({ stacks, shortAxis }) => {
  const cines = [
    ...inReader('sax', shortAxis),
    ...longAxisCines(stacks).map((stack, k) => ({ id: `lax-${k + 1}`, stack })),
  ]
  return cines.length > 1 ? tiles(cines) : undefined
}

/** Base, middle and apex of the short axis beside each other. */
const threeLevels: Protocol = ({ shortAxis }) =>
  shortAxis && shortAxis.frames.length >= levels.length
    ? tiles(
        levels.map((level) => ({ id: level, stack: shortAxis, slice: { kind: 'level', level } as const })),
      )
    : undefined

const matrix =
  (phases: 'ed-es' | 'all'): Protocol =>
  ({ shortAxis }) =>
    shortAxis && (phases === 'ed-es' || shortAxis.phaseCount > 1)
      ? { kind: 'matrix', stack: shortAxis, phases }
      : undefined

const longViews = ['4ch', '2ch', '3ch', 'lax'] as const

/** Late enhancement with the cine of the same plane beside it: the short axis, or where there is none a long axis. */
const enhancement: Protocol = ({ stacks, shortAxis }) => {
  const sax = stackOf(stacks, 'lge-sax')
  if (sax) return rowsOf([[{ id: 'lge', stack: sax }, ...inReader('cine', shortAxis)]])
  for (const view of longViews) {
    const lge = stackOf(stacks, `lge-${view}`)
    if (lge)
      return rowsOf([[{ id: 'lge', stack: lge }, ...inReader('cine', stackOf(stacks, `cine-${view}`))]])
  }
  return undefined
}

const enhancementViews: Protocol = ({ stacks }) => {
  const long = longViews.flatMap((view) => stacksOf(stacks, `lge-${view}`).slice(0, 1))
  const large = stackOf(stacks, 'lge-sax') ?? long[0]
  if (!large || long.filter((stack) => stack !== large).length === 0) return undefined
  return oneAndColumn(
    { id: 'lge', stack: large },
    long.filter((stack) => stack !== large).map((stack, k) => ({ id: `side-${k + 1}`, stack })),
  )
}

const passes = (stacks: readonly Stack[]): readonly Hung[] => {
  const [stress, rest] = [stackOf(stacks, 'perfusion-stress'), stackOf(stacks, 'perfusion-rest')]
  const named = [...inReader('stress', stress), ...inReader('rest', rest)]
  // a pass that does not say its load stands beside the one that does
  const open = stacksOf(stacks, 'perfusion').map((stack, k) => ({ id: `pass-${k + 1}`, stack }))
  return [...named, ...open].slice(0, 2)
}

const firstPass: Protocol = ({ stacks }) => {
  const hung = passes(stacks)
  return hung.length > 0 ? rowsOf([hung]) : undefined
}

const firstPassSlices: Protocol = ({ stacks }) => {
  const hung = passes(stacks)
  const slices = Math.min(mostPerfusionSlices, Math.max(0, ...hung.map(({ stack }) => stack.frames.length)))
  if (slices < 2) return undefined
  // a column a slice, stress above rest
  return rowsOf(
    hung.map(({ id, stack }) =>
      Array.from({ length: Math.min(slices, stack.frames.length) }, (_, slice) => ({
        id: `${id}-${slice + 1}`,
        stack,
        slice: { kind: 'fixed', slice } as const,
      })),
    ),
  )
}

const mapRoles: readonly SeriesRole[] = [
  't1-native-map',
  't1-map',
  't1-post-map',
  'ecv-map',
  't2-map',
  't2star-map',
]
/** What maps are made from; shown where the scanner made none. */
const mapImages: readonly SeriesRole[] = ['molli-native', 'molli', 'molli-post', 't2prep', 't2star']

const maps: Protocol = ({ stacks }) => {
  const made = stacksOf(stacks, ...mapRoles)
  const hung = made.length > 0 ? made : stacksOf(stacks, ...mapImages)
  return hung.length > 0
    ? tiles(hung.slice(0, mostMaps).map((stack, k) => ({ id: `map-${k + 1}`, stack })))
    : undefined
}

/** A row a vessel: magnitude beside the velocity of the same plane. */
const flow: Protocol = ({ stacks }) => {
  const velocities = stacksOf(stacks, 'flow-phase', '4d-flow')
  const magnitudes = stacksOf(stacks, 'flow-magnitude')
  const taken = new Set<Stack>()
  const rows = velocities.map((velocity, k) => {
    const magnitude = magnitudes.find((candidate) => !taken.has(candidate) && liesAt(candidate, velocity))
    if (magnitude) taken.add(magnitude)
    return [...inReader(`magnitude-${k + 1}`, magnitude), { id: `velocity-${k + 1}`, stack: velocity }]
  })
  const alone = magnitudes
    .filter((magnitude) => !taken.has(magnitude))
    .map((stack, k) => [{ id: `alone-${k + 1}`, stack }])
  const all = [...rows, ...alone].slice(0, 3)
  return all.length > 0 ? rowsOf(all) : undefined
}

const comparable: readonly SeriesRole[] = ['cine-sax', 'lge-sax', 'cine-4ch', 'cine-2ch', 'cine-3ch']

/** The same series of two studies, one beside the other: the first that both have. */
const compare: Protocol = ({ stacks, shortAxis, lead, other }) => {
  if (!other) return undefined
  const ours = shortAxis ?? lead
  const theirs =
    stackOf(other, ours.role) ??
    comparable.flatMap((role) => stackOf(other, role) ?? [])[0] ??
    other.find(({ phaseCount }) => phaseCount > 1) ??
    other[0]
  const same = theirs && theirs.role !== ours.role ? stackOf(stacks, theirs.role) : undefined
  return (
    theirs &&
    rowsOf([
      [
        { id: 'own', stack: same ?? ours },
        { id: 'other', stack: theirs, study: 'other' },
      ],
    ])
  )
}

const single: Protocol = ({ lead }) => tiles([{ id: 'single', stack: lead }])

/** Of contours on a short axis of several slices; the images beside them are where they are drawn. */
const surfaces: Protocol = ({ stacks, shortAxis }) =>
  shortAxis && shortAxis.frames.length > 1
    ? surfacesAndColumn([
        { id: 'sax', stack: shortAxis },
        ...longAxisCines(stacks)
          .slice(0, 2)
          .map((stack, k) => ({ id: `lax-${k + 1}`, stack })),
      ])
    : undefined

export const protocols: Readonly<Record<ProtocolId, Protocol>> = {
  function: functionViews,
  'four-up': fourUp,
  levels: threeLevels,
  'matrix-ed-es': matrix('ed-es'),
  'matrix-all': matrix('all'),
  lge: enhancement,
  'lge-views': enhancementViews,
  perfusion: firstPass,
  'perfusion-slices': firstPassSlices,
  maps,
  flow,
  compare,
  single,
  surfaces,
}

/** What can be hung of this study, in the order in which a key goes through it. Never empty. */
export const offered = (study: Hangable): readonly ProtocolId[] =>
  protocolIds.filter((id) => protocols[id](study) !== undefined)

/** The layout of a protocol, or the nearest thing that this study has. */
export function hang(
  wanted: ProtocolId,
  study: Hangable,
): { readonly id: ProtocolId; readonly layout: Layout } {
  for (const id of [wanted, 'function', 'single'] as const) {
    const layout = protocols[id](study)
    if (layout) return { id, layout }
  }
  throw new Error('one large image can always be hung')
}
