import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sameDataset } from '../../main/services/outbox/proof.ts'
import { createUpload } from '../../main/services/results/upload.ts'
import { call } from '../downloads/workstation.ts'
import { type FaultProxy, startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { opinionUid, writeOpinion } from '../registry/servers/opinion.ts'
import { hasOrthanc, noOrthanc, type Orthanc, startOrthanc } from '../registry/servers/orthanc.ts'
import { head, openSender, type Sender } from './sender.ts'

const project = 'CMR-TRIAL-01'
const study = '1.2.826.0.1.77.1'
const subject = 'MW-001'
const stow = /\/dicom-web\/studies$/

describe.skipIf(!hasOrthanc)(
  `a result sent to a plain Orthanc${hasOrthanc ? '' : ` (skipped: ${noOrthanc})`}`,
  () => {
    let orthanc: Orthanc
    let proxy: FaultProxy
    let sender: Sender
    let number = 10

    beforeAll(async () => {
      orthanc = await startOrthanc()
      await orthanc.put(writeOpinion({ study, project, subject, number: 1 }))
    })
    afterAll(() => orthanc.stop())
    beforeEach(async () => {
      number += 1
      proxy = await startFaultProxy(orthanc.port)
      const { account, secret } = orthanc
      sender = await openSender({ url: `${proxy.origin}/dicom-web`, account, secret }, project)
    })
    afterEach(async () => {
      await sender.close()
      await proxy.close()
    })

    const sign = () => sender.sign(`read-${number}`, { number, documents: false })

    it('is done once it was fetched back and compared, with a receipt of our own', async () => {
      await sign()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['done'])
      const [receipt] = sender.outbox.receipts.of(`read-${number}`)
      expect(receipt).toMatchObject({ registry: `${proxy.origin}/dicom-web`, head })
      expect(receipt?.objects).toMatchObject([{ kind: 'sr', uid: opinionUid(study, number) }])
    })

    it('whose body arrived cut, which Orthanc answers with 200, is sent again', async () => {
      await sign()
      proxy.inject({ method: 'POST', match: stow, times: 1, does: { kind: 'shorten-request', by: 60 } })
      await sender.outbox.run()
      expect(sender.states()).not.toEqual(['done'])
      expect(sender.details()).not.toBe('')
      sender.wait()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['done'])
    })

    it('under whose UID Orthanc has other content, and answers 200, is a conflict', async () => {
      await orthanc.put(writeOpinion({ study, project, subject, number, sentence: 'EF 40 %' }))
      await sign()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['conflict'])
    })

    it('that was stored just before Orthanc died is found when it is back', async () => {
      await sign()
      proxy.inject({ method: 'POST', match: stow, times: 1, does: { kind: 'lose-answer' } })
      await sender.outbox.run()
      expect(sender.states()).toEqual(['checking'])
      await orthanc.kill()
      sender.wait()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['checking'])
      expect(sender.workstation.connection.view().state).toBe('unreachable')
      await orthanc.restart()
      sender.wait()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['done'])
      expect(proxy.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
    })

    it('takes SR and SEG only: the contours are in the SR', async () => {
      const object = (kind: 'sr' | 'contours') => ({
        kind,
        read: 'read-x',
        version: 1,
        sopInstanceUid: kind,
        seriesUid: null,
        study,
        phase: null,
        head,
        sha256: head,
        bytes: 1,
      })
      const { connection } = sender.workstation
      const row = { read: 'read-x', study, project, reader: 'r', status: 'signed', version: 1, seq: 1, head }
      const results = createUpload({
        connection,
        outbox: { ...sender.outbox, run: async () => {} },
        log: { row: () => row as ReturnType<Parameters<typeof createUpload>[0]['log']['row']> },
        objects: { record: () => {}, of: () => [object('sr'), object('contours')] },
      })
      const views = await results.upload({ read: 'read-x' }, call)
      expect(views.map(({ kind }) => kind)).toEqual(['sr'])
    })
  },
)

describe('two files hold the same data set', () => {
  const file = Buffer.from(writeOpinion({ study, project, subject, number: 1 }))

  it('when only group 2, which an archive rewrites, differs', () => {
    const rewritten = Buffer.from(file)
    rewritten.fill(0x58, rewritten.indexOf('MIDWALL_1'), rewritten.indexOf('MIDWALL_1') + 9)
    expect(rewritten.equals(file)).toBe(false)
    expect(sameDataset(file, rewritten)).toBe(true)
  })

  it('not when a single byte of a value differs, or the end is missing', () => {
    const changed = Buffer.from(file)
    changed.write('EF 16 %', changed.indexOf('EF 61 %'))
    expect(sameDataset(file, changed)).toBe(false)
    expect(sameDataset(file, file.subarray(0, file.length - 2))).toBe(false)
  })
})
