/** Curves, masks and maps through each host: what arrives is what was sent, bit for bit and of the same type. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { typedArraySerializers } from '#contract/typed-arrays.ts'
import { declareScheme } from '../../main/hosts/electron.ts'
import { createPages } from '../../main/hosts/pages.ts'
import { createRouter } from '../../main/hosts/router.ts'
import { customJsonSerializers as ofMain } from '../../main/hosts/serialising.ts'
import { customJsonSerializers as ofWindow } from '../../renderer/client/base64.ts'
import { fakeServices } from '../hosts/fake-services.ts'
import { type Host, hosts } from './hosts.ts'

/** a view into the middle of other memory, numbers that JSON has no word for, and nothing at all */
const carried = {
  mask: Uint8Array.from([0, 1, 2, 255]),
  index: Uint32Array.from([0, 4_294_967_295]),
  map: Float32Array.from([1.5, Number.NaN, Number.NEGATIVE_INFINITY, -0]),
  line: new Float64Array(Float64Array.from([9, Math.PI, 1e-300, 9]).buffer, 8, 2),
  nothing: new Float32Array(0),
  within: [{ phases: [Float64Array.of(1), Float64Array.of(2, 3)] }],
}

type HostName = keyof typeof hosts
const names = Object.keys(hosts) as HostName[]
const clients = new Map<HostName, Host>()
const streams = { open: 0 }

beforeAll(async () => {
  declareScheme()
  const services = fakeServices(streams)
  const answering = {
    ...services,
    system: { ...services.system, audit: async () => [carried] },
  }
  const router = createRouter(answering as object as typeof services, () => {})
  const pages = createPages('dist/renderer', { frame: () => Promise.reject(new Error('no frames')) })
  for (const name of names) clients.set(name, await hosts[name]({ router, pages }))
})
afterAll(async () => {
  // Electron's page has its own port by then, and is not torn away from under it
  await vi.waitUntil(() => streams.open > 0, { timeout: 20_000 })
  for (const host of clients.values()) await host.close()
})

describe('typed arrays', () => {
  it.each(names)('come through the %s host as they were sent', async (name) => {
    const [answer] = (await clients.get(name)?.client.system.audit({})) ?? []
    expect(answer).toEqual(carried)
    expect((answer as object as typeof carried).line.byteLength).toBe(16)
  })

  it('are the same text to the window as to main, whatever their bytes', () => {
    const [main] = ofMain
    const [window] = ofWindow
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        const sent = main.serialize(bytes)
        expect(window.serialize(bytes)).toEqual(sent)
        expect(window.deserialize(sent)).toEqual(new Uint8Array(bytes))
        expect(main.deserialize(sent)).toEqual(new Uint8Array(bytes))
      }),
      { numRuns: 20 },
    )
  })

  it('are refused where no host of ours has sent them', () => {
    const [serializer] = typedArraySerializers({ encode: () => '', decode: () => new Uint8Array(3) })
    for (const odd of [null, 'f32', ['f32'], ['f16', 'AAAA'], ['f32', 4], ['f32', 'AAAA']])
      expect(() => serializer.deserialize(odd)).toThrow(TypeError)
  })
})
