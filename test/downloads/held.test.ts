/** Images that a download has to hold back: what is said of them, and who may let them in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditEntries } from '../../main/store/audit.ts'
import { type Attributes, uid } from '../hostile/encode.ts'
import { file, slice } from '../hostile/image.ts'
import { type PlainArchive, startPlainArchive } from '../registry/servers/plain-archive.ts'
import { openWorkstation } from './here.ts'
import { call, type Workstation } from './workstation.ts'

const project = 'CMR-TRIAL-01'
const study = uid('study')
const reason = 'public CC0 set'
const unmarked: Attributes = { PatientIdentityRemoved: undefined, DeviceSerialNumber: 'SN-1' }

let archive: PlainArchive
let workstation: Workstation

async function open(files: readonly Attributes[], options: Parameters<typeof openWorkstation>[0] = {}) {
  archive = await startPlainArchive(files.map((attributes) => file(attributes)))
  workstation = await openWorkstation(options)
  await workstation.enter({ url: archive.url, account: 'a', secret: 's', kind: 'dicomweb' }, project)
}
afterEach(async () => {
  await workstation.close()
  await archive.close()
})

const view = () => workstation.downloads.view(study)
const here = (): number => workstation.keeper.index.objectsOf(study).length
const entries = () => workstation.keeper.quarantine.list(undefined, call)
const audited = (what: string) =>
  auditEntries(workstation.library.db, 1_000).filter((entry) => entry.what === what)

describe('a study without the marker of de-identification', () => {
  beforeEach(() => open([slice(0, unmarked), slice(1, unmarked), slice(2, unmarked)]))

  it('is complete and held back, and the download says how much, why and what to do', async () => {
    expect(await workstation.fetch(study)).toBe('complete')
    expect([here(), view()?.quarantined, view()?.instances]).toEqual([0, 3, { done: 3, total: 3 }])
    expect(view()?.problem).toMatch(
      /^3 of 3 images are held back: the file does not say that identity was removed/,
    )
    expect(view()?.problem).toContain('midwall quarantine')
    expect(view()?.problem).toContain('--attest')
  })

  it('comes in when a person vouches for it, with who and why at each image and once in the audit', async () => {
    expect(await workstation.fetch(study, reason)).toBe('complete')
    expect([here(), view()?.quarantined, view()?.problem]).toEqual([3, 0, undefined])
    for (const { attestation } of workstation.keeper.index.objectsOf(study))
      expect(attestation).toMatchObject({ who: 'reader', reason })
    expect(audited('attested').map(({ who, about }) => [who, JSON.parse(about)])).toEqual([
      ['reader', { project, study, reason }],
    ])
  })

  it('that was held back already comes in when a person vouches for it afterwards', async () => {
    await workstation.fetch(study)
    expect(await workstation.fetch(study)).toBe('complete')
    expect(here()).toBe(0)
    expect(await workstation.fetch(study, reason)).toBe('complete')
    expect([here(), view()?.quarantined, (await entries()).length]).toEqual([3, 0, 0])
    await workstation.fetch(study, 'once more')
    expect(audited('attested')).toHaveLength(1)
  })

  it('stays vouched for when the download is resumed', async () => {
    archive.interfere((request, response) => {
      if (!/\/(studies|instances)\/[0-9.]+$/.test(request.url ?? '')) return false
      response.writeHead(403).end()
      return true
    })
    expect(await workstation.fetch(study, reason)).toBe('failed')
    archive.interfere(undefined)
    await workstation.downloads.service.resume({ study }, call)
    expect(await workstation.rest(study)).toBe('complete')
    expect(here()).toBe(3)
  })

  it('counts what was released as here and what was discarded as gone', async () => {
    await workstation.fetch(study)
    const [first, second] = await entries()
    const { quarantine } = workstation.keeper
    await quarantine.release({ entry: first?.entry ?? '', reason: 'looked at' }, call)
    await quarantine.discard({ entry: second?.entry ?? '', reason: 'not needed' }, call)
    expect([here(), view()?.quarantined]).toEqual([1, 1])
    expect(view()?.problem).toMatch(
      /^1 of 3 images are held back.*1 of 3 images were held back and discarded\.$/,
    )
  })
})

describe('a study of which an image names somebody', () => {
  it('comes without that image, whoever vouches', async () => {
    await open([slice(0, unmarked), slice(1, { ...unmarked, PatientName: 'DOE^JANE' })])
    expect(await workstation.fetch(study, reason)).toBe('complete')
    expect([here(), view()?.quarantined]).toEqual([1, 1])
    expect((await entries()).map(({ releasable }) => releasable)).toEqual([false])
    expect(view()?.problem).not.toMatch(/DOE|JANE/)
  })
})

describe('an image that lies where another one lies', () => {
  it('is held back with it, and the download is complete', async () => {
    const same = { ImagePositionPatient: '0\\0\\0', TriggerTime: undefined }
    await open([slice(0, same), slice(1, same), slice(2), slice(3)])
    expect(await workstation.fetch(study)).toBe('complete')
    expect([here(), view()?.quarantined]).toEqual([2, 2])
  })
})

describe('a mistake of ours in the middle of a download', () => {
  it('ends that download with a sentence and a number of the log, and the next one goes on', async () => {
    let broken = true
    await open([slice(0)], {
      ingest:
        (real) =>
        (files, ...rest) => {
          if (broken && files.length > 0) throw new TypeError('of DOE^JANE')
          return real(files, ...rest)
        },
    })
    expect(await workstation.fetch(study)).toBe('failed')
    expect(workstation.mistakes).toHaveLength(1)
    expect(view()?.problem).toContain('Midwall made a mistake (mistake 1)')
    expect(view()?.problem).not.toContain('DOE')
    broken = false
    expect(await workstation.fetch(study)).toBe('complete')
  })
})
