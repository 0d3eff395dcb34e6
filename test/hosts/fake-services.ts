/** Services that show how a host carries: one that answers, one that streams, one that refuses, one that is wrong. */
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { Announcement, SystemView } from '#contract/views.ts'

export const info: SystemView = {
  version: '0.1.0',
  host: 'loopback',
  library: 'library',
  canPick: false,
  registry: { state: 'not-set' },
}

const readerCalled = (id: string) => ({ id, name: id, role: 'reader' as const, hasPassphrase: true })

export interface Streams {
  open: number
}

export function fakeServices(streams: Streams = { open: 0 }): Services {
  const answered = {
    system: {
      info: async (_input: unknown, { session: { reader: id } }: Call) =>
        id === undefined ? info : { ...info, reader: readerCalled(id) },
      announcements: async (_input: unknown, call: { signal?: AbortSignal }) =>
        (async function* (): AsyncGenerator<Announcement> {
          streams.open++
          try {
            yield { kind: 'quarantine-changed' }
            await new Promise<void>((resolve) =>
              call.signal?.addEventListener('abort', () => resolve(), { once: true }),
            )
          } finally {
            streams.open--
          }
        })(),
      audit: async () => {
        throw new Error('secret detail of our own mistake')
      },
    },
    readers: {
      // the disk's own words, which a service need not translate
      list: async () => {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      },
      choose: async ({ reader }: { reader: string }, call: Call) => {
        if (reader === 'nobody') throw new Failure('no-such-reader', { reader })
        call.session.reader = reader
        return readerCalled(reader)
      },
    },
    studies: {
      // a fault that this call does not name is our mistake, not the world's
      series: async ({ study }: { study: string }) => {
        throw new Failure('no-such-image', { image: study })
      },
    },
    results: {
      export: async () => [{ name: 'read.dcm', mediaType: 'application/dicom', base64: 'AAH/' }],
    },
  }
  const empty: object = {}
  return new Proxy(answered, {
    get: (groups, group) => Reflect.get(groups, group) ?? empty,
  }) as object as Services
}
