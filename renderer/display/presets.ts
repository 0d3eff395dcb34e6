/**
 * Windows that a reader asks for by name, by what a series is. Images of arbitrary brightness are windowed by
 * percentiles of their own values; maps by ranges of their unit, which depend on the field; velocities by VENC.
 *
 * The ranges of maps are ours: wide around what healthy and diseased muscle and blood have at each field. They are
 * for looking and decide nothing.
 */
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'

const presetIds = [
  'stored',
  'auto',
  'hard',
  'soft',
  'dark-wall',
  'muscle',
  'muscle-blood',
  'iron',
  'venc',
  'half-venc',
  'symmetric',
] as const
export type PresetId = (typeof presetIds)[number]

export type PresetWindow =
  /** what the files ask for */
  | { readonly kind: 'stored' }
  /** fractions of the values */
  | { readonly kind: 'percentiles'; readonly from: number; readonly to: number }
  /** in the unit of the map */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  /** ± so much of VENC */
  | { readonly kind: 'venc'; readonly share: number }
  /** about zero, as far as values reach */
  | { readonly kind: 'symmetric' }

export interface Preset {
  readonly id: PresetId
  readonly window: PresetWindow
}

const percentiles = (id: PresetId, from: number, to: number): Preset => ({
  id,
  window: { kind: 'percentiles', from, to },
})
const range = (id: PresetId, low: number, high: number): Preset => ({
  id,
  window: { kind: 'range', low, high },
})

const stored: Preset = { id: 'stored', window: { kind: 'stored' } }
const auto = percentiles('auto', 0.01, 0.995)
const hard = percentiles('hard', 0.1, 0.97)
const soft = percentiles('soft', 0, 1)
/** nulled muscle fills the lower part of the values, together with air */
const darkWall = percentiles('dark-wall', 0.4, 0.998)

const usual: readonly Preset[] = [stored, auto, hard, soft]
const enhancement: readonly Preset[] = [stored, auto, darkWall, soft]

type Field = 1.5 | 3

/** ms, and % of ECV */
const ranges: Partial<Readonly<Record<SeriesRole, Readonly<Record<Field, readonly Preset[]>>>>> = {
  't1-native-map': {
    1.5: [range('muscle', 700, 1300), range('muscle-blood', 0, 2000)],
    3: [range('muscle', 900, 1600), range('muscle-blood', 0, 2400)],
  },
  't1-post-map': {
    1.5: [range('muscle', 200, 700), range('muscle-blood', 0, 1000)],
    3: [range('muscle', 250, 800), range('muscle-blood', 0, 1200)],
  },
  't1-map': {
    1.5: [range('muscle-blood', 0, 2000)],
    3: [range('muscle-blood', 0, 2400)],
  },
  't2-map': {
    1.5: [range('muscle', 30, 80), range('muscle-blood', 0, 200)],
    3: [range('muscle', 25, 75), range('muscle-blood', 0, 160)],
  },
  't2star-map': {
    1.5: [range('muscle', 0, 60), range('iron', 0, 30)],
    3: [range('muscle', 0, 45), range('iron', 0, 15)],
  },
  'ecv-map': {
    1.5: [range('muscle', 15, 60), range('muscle-blood', 0, 100)],
    3: [range('muscle', 15, 60), range('muscle-blood', 0, 100)],
  },
}

const velocities: readonly Preset[] = [
  { id: 'venc', window: { kind: 'venc', share: 1 } },
  { id: 'half-venc', window: { kind: 'venc', share: 0.5 } },
  stored,
  auto,
]
const phases: readonly Preset[] = [{ id: 'symmetric', window: { kind: 'symmetric' } }, stored, auto]

export interface Kind {
  readonly role: SeriesRole
  readonly component: Stack['component']
  /** tesla; undefined where the files do not say */
  readonly field: number | undefined
}

export const kindOf = ({ role, component, frames }: Stack): Kind => ({
  role,
  component,
  field: frames.flat().find((frame) => frame !== null)?.instance.magneticFieldStrength,
})

/** Of two fields the nearer one. */
const fieldBetween = 2.2

/** What an image has before anything was chosen: always the first. */
export const isFirst = (kind: Kind, id: PresetId): boolean => presetsOf(kind)[0]?.id === id

/** In the order in which a key goes through them. */
export function presetsOf({ role, component, field }: Kind): readonly Preset[] {
  const mapped = ranges[role]
  // a map of an unknown field has no range of its own
  if (mapped) return field === undefined ? usual : [stored, ...mapped[field < fieldBetween ? 1.5 : 3], auto]
  if (role === 'flow-phase' || component === 'velocity') return velocities
  if (component === 'phase') return phases
  return role.startsWith('lge') ? enhancement : usual
}
