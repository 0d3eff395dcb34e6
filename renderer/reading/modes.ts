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
  /** how its images hang until the reader chooses otherwise */
  readonly layout: ProtocolId
  /** by the names that the read's log has them under */
  readonly analyses: readonly string[]
}

export const modeFacts: Readonly<Record<Mode, ModeFacts>> = {
  function: {
    command: 'mode-function',
    layout: 'function',
    classes: ['cine', 'realtime'],
    analyses: ['volumes'],
  },
  strain: { command: 'mode-strain', layout: 'function', classes: ['cine'], analyses: ['strain'] },
  scar: { command: 'mode-scar', layout: 'lge', classes: ['lge'], analyses: ['scar'] },
  perfusion: {
    command: 'mode-perfusion',
    layout: 'perfusion',
    classes: ['perfusion'],
    analyses: ['perfusion'],
  },
  mapping: {
    command: 'mode-mapping',
    layout: 'maps',
    classes: ['t1-map', 't2-map', 't2star-map', 'ecv-map', 'molli', 't2prep', 't2star'],
    analyses: ['mapping'],
  },
  flow: {
    command: 'mode-flow',
    layout: 'flow',
    classes: ['flow-magnitude', 'flow-phase', '4d-flow'],
    analyses: ['flow'],
  },
  segments: {
    command: 'mode-segments',
    layout: 'four-up',
    classes: ['cine', 'lge', 'perfusion'],
    analyses: ['segments', 'scores'],
  },
  report: { command: 'mode-report', layout: 'function', classes: [], analyses: ['ranges', 'inclusion'] },
}

/** Whether the study holds a series that the analysis could be made on. */
export function isServed(mode: Mode, stacks: readonly Pick<Stack, 'seriesClass'>[]): boolean {
  const { classes } = modeFacts[mode]
  return classes.length === 0 || stacks.some(({ seriesClass }) => classes.includes(seriesClass))
}

/** As the reader left it; where that was a study with other series, the nearest thing is hung. */
export const layoutFor = (mode: Mode, reader: string): ProtocolId =>
  rememberedLayout(reader, mode) ?? modeFacts[mode].layout
