/** Keys for the modes and for how their images hang. */
import { offered, type ProtocolId, protocolIds } from '../hanging/protocols.ts'
import type { CommandId } from '../keys/commands.ts'
import type { Offers } from '../keys/registry.ts'
import { textsNow } from '../texts/texts.ts'
import { modeFacts, modes } from './modes.ts'
import { activateNext } from './place.ts'
import type { Room } from './room.ts'

const layoutCommands = {
  function: 'layout-function',
  'four-up': 'layout-four-up',
  levels: 'layout-levels',
  'matrix-ed-es': 'layout-matrix-ed-es',
  'matrix-all': 'layout-matrix-all',
  lge: 'layout-lge',
  'lge-views': 'layout-lge-views',
  perfusion: 'layout-perfusion',
  'perfusion-slices': 'layout-perfusion-slices',
  maps: 'layout-maps',
  flow: 'layout-flow',
  compare: 'layout-compare',
  single: 'layout-single',
  surfaces: 'layout-surfaces',
} as const satisfies Readonly<Record<ProtocolId, CommandId>>

/** A mode without its series opens too: its panel says what is missing. */
/** @param ask  opens the choice of what to compare with */
export function hangingCommands(room: Room, ask: () => void): Offers {
  const { place, setMode, hang } = room
  const next = (by: number) => (): void => {
    const { study, hung, mode } = place.getState()
    const possible = offered(study)
    const all = modeFacts[mode].layouts.filter((id) => possible.includes(id))
    const id = all[(all.indexOf(hung.id) + by + all.length) % all.length]
    if (id) hang(id)
  }
  const possible = new Set(offered(place.getState().study))
  return {
    ...Object.fromEntries(modes.map((mode) => [modeFacts[mode].command, () => setMode(mode)])),
    ...Object.fromEntries(
      protocolIds.map((id) => [
        layoutCommands[id],
        {
          run: () => hang(id),
          unavailable: possible.has(id) ? undefined : textsNow().hanging.unserved[id],
        },
      ]),
    ),
    'layout-compare': () => (possible.has('compare') ? hang('compare') : ask()),
    'choose-compared': ask,
    'next-layout': next(1),
    'previous-layout': next(-1),
    'next-cell': () => activateNext(place, 1),
    'previous-cell': () => activateNext(place, -1),
  }
}
