/** Keys choose the map over the images: of perfusion those that there are, of mapping what was measured. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { PerfusionMap, PerfusionMapName } from '#analysis/perfusion/pixel-maps.ts'
import { say } from '#analysis/sentences/say.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { CommandId } from '../../../renderer/keys/commands.ts'
import type { Offers } from '../../../renderer/keys/registry.ts'
import { mapCommands } from '../../../renderer/panels/mapping/map-commands.ts'
import { useMapLook } from '../../../renderer/panels/mapping/map-look.ts'
import { perfusionMapCommands } from '../../../renderer/panels/perfusion/map-commands.ts'
import { usePerfusionMapLook } from '../../../renderer/panels/perfusion/map-look.ts'

/** What became of the key, as the one who pressed it sees it. */
function press(offers: Offers, id: CommandId): string | undefined {
  const offer = offers[id]
  if (offer === undefined || typeof offer === 'function') throw new Error(`${id} says when it cannot`)
  if (offer.unavailable === undefined) offer.run()
  return offer.unavailable
}

/** A first pass that has these maps. */
const firstPass =
  (...known: readonly PerfusionMapName[]) =>
  (name: PerfusionMapName): Outcome<PerfusionMap> =>
    known.includes(name)
      ? measured({
          quantity: 'perf-peak',
          method: 'first-pass-curve',
          version: '1',
          value: new Float32Array(),
          status: new Uint8Array(),
        })
      : unmeasured('no-arterial-input', say('perfusion/blood-pool-no-input'))

describe('the map over the first pass', () => {
  beforeEach(() => usePerfusionMapLook.setState(usePerfusionMapLook.getInitialState(), true))
  const shown = () => usePerfusionMapLook.getState().shown

  it('is the next or the one before by a key, through those that there are and none', () => {
    const offers = perfusionMapCommands(firstPass('relative-upslope', 'peak'))
    const seen = ['next-map', 'next-map', 'next-map', 'previous-map'] as const
    expect(
      seen.map((id) => {
        press(offers, id)
        return shown()
      }),
    ).toEqual(['relative-upslope', 'peak', 'off', 'peak'])
  })

  it('goes and comes back as it was by one key, and comes first as the first that there is', () => {
    const offers = perfusionMapCommands(firstPass('relative-upslope', 'peak'))
    press(offers, 'toggle-map')
    expect(shown()).toBe('relative-upslope')
    usePerfusionMapLook.setState({ shown: 'peak' })
    press(offers, 'toggle-map')
    expect(shown()).toBe('off')
    press(offers, 'toggle-map')
    expect(shown()).toBe('peak')
  })

  it('that there was of another study does not come back where it is not', () => {
    usePerfusionMapLook.setState({ shown: 'off', last: 'mbf' })
    press(perfusionMapCommands(firstPass('peak')), 'toggle-map')
    expect(shown()).toBe('peak')
  })

  it('stays away where there is none, and the key says why', () => {
    expect(press(perfusionMapCommands(firstPass()), 'next-map')).toMatch(/^No map: .*input/)
    expect(
      press(
        perfusionMapCommands(() => undefined),
        'toggle-map',
      ),
    ).toBe('Nothing was measured yet.')
    expect(shown()).toBe('off')
  })
})

describe('a map that was made here', () => {
  beforeEach(() => useMapLook.setState(useMapLook.getInitialState(), true))

  it('is the next of those that were measured by a key, and the one before by another', () => {
    const known = ['t1-native', 't2', 'ecv'] as const
    press(mapCommands(known, 't1-native', true), 'next-map')
    expect(useMapLook.getState().parameter).toBe('t2')
    press(mapCommands(known, 't1-native', true), 'previous-map')
    expect(useMapLook.getState().parameter).toBe('ecv')
  })

  it('lies on the wall, then whole, then not at all over the images by one key', () => {
    const offers = mapCommands(['t2'], 't2', true)
    const extents = [1, 2, 3].map(() => {
      press(offers, 'toggle-map')
      return useMapLook.getState().extent
    })
    expect(extents).toEqual(['wall', 'whole', 'off'])
  })

  it('that there is none of is not chosen, and the key says so', () => {
    expect(press(mapCommands([], undefined, false), 'next-map')).toBe('Nothing was measured yet.')
    expect(press(mapCommands(['ecv'], 'ecv', false), 'toggle-map')).toBe('Nothing was measured yet.')
    expect(useMapLook.getState()).toMatchObject({ parameter: 't1-native', extent: 'off' })
  })
})
