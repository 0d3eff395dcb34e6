import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConnection } from '../../renderer/client/connection.ts'
import { chooseReader, keepReader, useSession } from '../../renderer/client/session.ts'

const chosen: string[] = []

vi.mock('../../renderer/client/client.ts', () => ({
  client: {
    readers: {
      choose: async ({ reader }: { readonly reader: string }) => {
        chosen.push(reader)
        return { id: reader, name: reader, role: 'reader', hasPassphrase: true }
      },
    },
  },
}))

/** What a browser keeps: `local` for all of its windows, `session` for one. */
function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  chosen.length = 0
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
})
afterEach(() => vi.unstubAllGlobals())

describe('who reads in this window', () => {
  it('is named again after the connection broke, whoever has begun to read in another window', async () => {
    useConnection.setState({ state: 'open', epoch: 1 })
    keepReader()
    await chooseReader('anna')
    // as the other window does, which shares the storage of the browser and not that of this window
    localStorage.setItem('midwall.reader', 'ben')
    useConnection.setState({ state: 'lost' })
    useConnection.setState({ state: 'open', epoch: 2 })
    await settled()
    expect(chosen).toEqual(['anna', 'anna'])
    expect(useSession.getState().reader?.id).toBe('anna')
  })

  it('is, in a new window, who was chosen last in any', async () => {
    localStorage.setItem('midwall.reader', 'ben')
    useConnection.setState({ state: 'open', epoch: 3 })
    keepReader()
    await settled()
    expect(chosen.at(-1)).toBe('ben')
  })
})
