/** Every call of the contract, through each host, on libraries that lived through the same day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultCode } from '#contract/faults.ts'
import { declareScheme } from '../../main/hosts/electron.ts'
import { type Host, hosts } from './hosts.ts'
import { masked } from './masking.ts'
import { callNames, type Exchange, recording } from './transcript.ts'
import { walk } from './walk.ts'
import { openWorkstation, type Workstation } from './workstation.ts'

type HostName = keyof typeof hosts
const names = Object.keys(hosts) as HostName[]
const transcripts = new Map<HostName, readonly Exchange[]>()
const bugs: unknown[] = []

let served: Workstation
const clients = new Map<HostName, Host>()

beforeAll(async () => {
  declareScheme()
  for (const name of names) {
    const workstation = await openWorkstation()
    const host = await hosts[name](workstation)
    const { client, transcript } = recording(host.client)
    try {
      await walk(client, workstation)
    } finally {
      transcripts.set(name, transcript)
      bugs.push(...workstation.bugs)
      await host.close()
      if (name === names.at(-1)) served = workstation
      else await workstation.close()
    }
  }
  for (const name of names) clients.set(name, await hosts[name](served))
}, 180_000)
afterAll(async () => {
  for (const host of clients.values()) await host.close()
  await served.close()
})

const transcriptOf = (name: HostName): readonly Exchange[] => transcripts.get(name) ?? []

describe('a day at the workstation', () => {
  it.each(callNames)('asks for %s and is answered', (call) => {
    for (const name of names) {
      const exchanges = transcriptOf(name).filter((exchange) => exchange.call === call)
      expect(exchanges.some(({ fault }) => fault === undefined)).toBe(true)
    }
  })

  it('meets the refusals that a reader may meet while the registry answers', () => {
    const met = new Set(transcriptOf('inProcess').flatMap(({ fault }) => (fault ? [fault.code] : [])))
    const expected: FaultCode[] = [
      'contour-file-invalid',
      'event-invalid',
      'no-such-download',
      'no-such-project',
      'no-such-quarantine-entry',
      'no-such-read',
      'no-such-reader',
      'no-such-study',
      'not-releasable',
      'not-signed-in',
      'read-changed-elsewhere',
      'read-incomplete',
      'read-not-signed',
      'read-of-another-reader',
      'read-signed',
      'reader-exists',
      'reader-not-chosen',
      'registry-not-set',
      'registry-unreachable',
      'study-not-downloaded',
      'wrong-passphrase',
    ]
    expect(expected.filter((code) => !met.has(code))).toEqual([])
  })

  it('makes no mistake of ours', () => {
    expect(bugs).toEqual([])
  })

  it.each(['loopback', 'electron'] as const)(
    'has the same answers and refusals through the %s host as in the process itself, in the same order',
    (name) => {
      const own = masked(transcriptOf('inProcess'))
      for (const [k, exchange] of masked(transcriptOf(name)).entries()) expect(exchange).toEqual(own[k])
      expect(transcriptOf(name)).toHaveLength(own.length)
    },
  )
})

describe('a folder or archive to import', () => {
  const answers = (name: HostName) =>
    transcriptOf(name).flatMap(({ call, input, answer }) =>
      call === 'imports.pick' ? [{ input, answer }] : [],
    )
  const noDialog = ['folder', 'archive'].map((what) => ({ input: { what }, answer: { kind: 'no-dialog' } }))

  it('is picked in a dialog of the system where the host has dialogs', () => {
    expect(answers('electron')).toEqual([
      { input: { what: 'folder' }, answer: { kind: 'picked', path: '/data/visit-1' } },
      { input: { what: 'archive' }, answer: { kind: 'cancelled' } },
    ])
  })

  it.each(['inProcess', 'loopback'] as const)(
    'is told to be typed by the %s host, which has none',
    (name) => {
      expect(answers(name)).toEqual(noDialog)
    },
  )

  it('is offered to be picked by the hosts that can show a dialog, and no other', async () => {
    const can = await Promise.all(
      names.map(async (name) => [name, (await clients.get(name)?.client.system.info())?.canPick]),
    )
    expect(Object.fromEntries(can)).toEqual({ inProcess: false, loopback: false, electron: true })
  })
})

describe('one library', () => {
  it('says the same in every letter through each host', async () => {
    const answers = await Promise.all([...clients.values()].map(({ client }) => everythingIn(client)))
    const [own, ...others] = answers
    expect(own?.exported.length).toBeGreaterThan(3)
    for (const other of others) expect(other).toEqual(own)
  })
})

async function everythingIn({
  readers,
  projects,
  studies,
  quarantine,
  reads,
  results,
  system,
}: Host['client']) {
  await readers.choose({ reader: 'ana' })
  const list = await reads.list({})
  const signed = list.find(({ status }) => status === 'signed')
  if (!signed) throw new Error('a read was signed')
  const { read, study } = signed
  return {
    projects: await projects.list({}),
    studies: await studies.list({}),
    quarantine: await quarantine.list(),
    audit: await system.audit({}),
    list,
    opened: await studies.open({ study }),
    series: await studies.series({ study }),
    shown: await reads.show({ read }),
    recomputed: await reads.recompute({ read }),
    receipts: await results.receipts({ read }),
    exported: await results.export({ read, formats: ['sr', 'seg', 'json', 'csv'] }),
  }
}
