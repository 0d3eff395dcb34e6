/** The analyses of the reading room, in the order of their tabs, and what a study must hold for each. */
import type { SeriesClass, Stack } from '#analysis/protocol/stack.ts'
import type { ProtocolId } from '../hanging/protocols.ts'
import { rememberedLayout } from '../hanging/remembered.ts'
import type { CommandId } from '../keys/commands.ts'

export const modes = [
  'function',
  'strain',
  'scar',
  'perfusion',
  'mapping',
  'flow',
  'segments',
  'report',
] as const
export type Mode = (typeof modes)[number]

export interface ModeFacts {
  readonly command: CommandId
  /** one of these must be in the study; none: any study will do */
  readonly classes: readonly SeriesClass[]
  /** how its images may hang: a key goes through them, and the first is what a new reader gets */
  readonly layouts: readonly [ProtocolId, ...ProtocolId[]]
  /** by the names that the read's log has them under */
  readonly analyses: readonly string[]
}

export const modeFacts: Readonly<Record<Mode, ModeFacts>> = {
  function: {
    command: 'mode-function',
    layouts: ['function', 'four-up', 'levels', 'matrix-ed-es', 'matrix-all', 'surfaces', 'single'],
    classes: ['cine', 'realtime'],
    analyses: ['volumes'],
  },
  strain: {
    command: 'mode-strain',
    layouts: ['function', 'four-up', 'levels', 'matrix-ed-es', 'surfaces', 'single'],
    classes: ['cine'],
    analyses: ['strain'],
  },
  scar: {
    command: 'mode-scar',
    layouts: ['lge', 'lge-views', 'function', 'surfaces', 'single'],
    classes: ['lge'],
    analyses: ['scar'],
  },
  perfusion: {
    command: 'mode-perfusion',
    layouts: ['perfusion', 'perfusion-slices', 'function', 'single'],
    classes: ['perfusion'],
    analyses: ['perfusion'],
  },
  mapping: {
    command: 'mode-mapping',
    layouts: ['maps', 'function', 'single'],
    classes: ['t1-map', 't2-map', 't2star-map', 'ecv-map', 'molli', 't2prep', 't2star'],
    analyses: ['mapping'],
  },
  flow: {
    command: 'mode-flow',
    layouts: ['flow', 'function', 'single'],
    classes: ['flow-magnitude', 'flow-phase', '4d-flow'],
    analyses: ['flow'],
  },
  segments: {
    command: 'mode-segments',
    layouts: ['four-up', 'levels', 'lge', 'perfusion', 'function', 'surfaces', 'single'],
    classes: ['cine', 'lge', 'perfusion'],
    analyses: ['segments', 'scores'],
  },
  report: {
    command: 'mode-report',
    layouts: ['function', 'single'],
    classes: [],
    analyses: ['ranges', 'inclusion'],
  },
}

/** Whether the study holds a series that the analysis could be made on. */
export function isServed(mode: Mode, stacks: readonly Pick<Stack, 'seriesClass'>[]): boolean {
  const { classes } = modeFacts[mode]
  return classes.length === 0 || stacks.some(({ seriesClass }) => classes.includes(seriesClass))
}

/** As the reader left it; where that was a study with other series, the nearest thing is hung. */
export function layoutFor(mode: Mode, reader: string): ProtocolId {
  const { layouts } = modeFacts[mode]
  const known = rememberedLayout(reader, mode)
  return layouts.find((layout) => layout === known) ?? layouts[0]
}

/** What was only looked at from within another mode is not what that mode shall begin with. */
export const belongsTo = (mode: Mode, layout: ProtocolId): boolean => modeFacts[mode].layouts.includes(layout)
