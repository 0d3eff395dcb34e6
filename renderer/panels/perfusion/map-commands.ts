/** What keys do to the map over the first pass. They pass over maps that no slice has; the panel's buttons say why. */
import {
  type PerfusionMap,
  type PerfusionMapName,
  perfusionMapNames,
} from '#analysis/perfusion/pixel-maps.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { Offers } from '../../keys/registry.ts'
import { textsNow } from '../../texts/texts.ts'
import { stepped } from '../overlays/map-steps.ts'
import { detailText } from '../reasons.ts'
import { usePerfusionMapLook } from './map-look.ts'

/** @param mapOf  of that name, or why there is none; undefined before anything was measured */
export function perfusionMapCommands(
  mapOf: (name: PerfusionMapName) => Outcome<PerfusionMap> | undefined,
): Offers {
  const known = perfusionMapNames.filter((name) => mapOf(name)?.measured)
  const offer = (run: () => void) => ({
    run,
    unavailable: known.length === 0 ? whyNone(mapOf(perfusionMapNames[0])) : undefined,
  })
  const step = (by: 1 | -1) =>
    offer(() =>
      usePerfusionMapLook.setState(({ shown }) => ({ shown: stepped(['off', ...known], shown, by) })),
    )
  return { 'next-map': step(1), 'previous-map': step(-1), 'toggle-map': offer(() => toggle(known)) }
}

/** Off, or the map that was there before; the first that there is where it is not among them. */
function toggle(known: readonly PerfusionMapName[]): void {
  usePerfusionMapLook.setState(({ shown, last }) =>
    shown === 'off'
      ? { shown: known.find((one) => one === last) ?? known[0] ?? 'off' }
      : { shown: 'off', last: shown },
  )
}

function whyNone(found: Outcome<PerfusionMap> | undefined): string {
  const { state, perfusion } = textsNow().panels
  return found && !found.measured ? perfusion.noMap(detailText(found.reason, found.detail)) : state.none
}
