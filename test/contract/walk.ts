/**
 * A day at a workstation that uses every call of the contract: what is asked and in which order. Each part notes
 * the refusals that belong to it, before and after what makes the call possible.
 */

import { contourFileSchema } from '#contract/contour-file.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import type { Client } from './hosts.ts'
import { demoContours, importedOptions, type Workstation } from './workstation.ts'

const passphrase = 'correct horse'
const nowhere = '1.2.3'

/** The refusal itself is in the transcript. */
async function refused(asked: PromiseLike<unknown>): Promise<void> {
  const answered = await Promise.resolve(asked).then(
    () => true,
    () => false,
  )
  if (answered) throw new Error('this was to be refused')
}

async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

export async function walk(client: Client, { url, incoming }: Workstation): Promise<void> {
  await client.system.info()
  await readers(client)
  await registry(client, url)
  await downloads(client)
  await imports(client, incoming)
  await quarantine(client)
  const read = await reading(client)
  await signing(client, read)
  await announcements(client, read)
  await results(client, read)
  await client.registry.signOut()
  await refused(client.projects.list({ refresh: true }))
  await client.system.info()
  await client.system.audit({})
  await client.system.check()
}

async function readers({ readers, reads, quarantine }: Client): Promise<void> {
  await readers.list()
  await refused(reads.open({ study: nowhere }))
  await refused(quarantine.release({ entry: 'x', reason: 'nobody asks' }))
  await readers.create({ id: 'ana', name: 'Ana Ruiz', role: 'reader', passphrase })
  await refused(readers.create({ id: 'ana', name: 'Another', role: 'trainee' }))
  await readers.create({ id: 'ben', name: 'Ben', role: 'reader', registryAccount: 'second' })
  await readers.setPassphrase({ reader: 'ben', passphrase })
  await refused(readers.setPassphrase({ reader: 'ben', old: 'no idea', passphrase: 'another one' }))
  await refused(readers.choose({ reader: 'nobody' }))
  await refused(readers.choose({ reader: '' }))
  await readers.choose({ reader: 'ana' })
  await readers.list()
}

async function registry({ registry, projects, studies, downloads }: Client, url: string): Promise<void> {
  await registry.state()
  await refused(registry.sync({ project: 'CMR-DEMO-01' }))
  await refused(projects.list({ refresh: true }))
  await refused(registry.signIn({ url, account: 'reader', secret: 'no idea' }))
  await refused(registry.signIn({ url: 'http://127.0.0.1:1', account: 'reader', secret: 'demo' }))
  await registry.signIn({ url, account: 'reader', secret: 'demo' })
  await registry.state()
  await projects.list({})
  await refused(registry.sync({ project: 'CMR-DEMO-02' }))
  await registry.sync({ project: 'CMR-DEMO-01' })
  await projects.list({ refresh: true })
  await refused(studies.list({ project: 'nothing' }))
  await studies.list({ project: 'CMR-DEMO-01', refresh: true })
  await refused(downloads.start({ study: nowhere }))
}

async function downloads({ downloads, studies }: Client): Promise<void> {
  const { study } = demoContours(0)
  const other = demoContours(1).study
  await refused(downloads.pause({ study }))
  await refused(downloads.resume({ study }))
  await refused(downloads.cancel({ study }))
  await refused(downloads.watch({ study }))
  await refused(studies.open({ study }))
  await downloads.start({ study })
  await drained(await downloads.watch({ study }))
  await downloads.start({ study: other })
  await downloads.pause({ study: other })
  await drained(await downloads.watch({ study: other }))
  await downloads.resume({ study: other })
  await downloads.cancel({ study: other })
  await studies.list({ project: 'CMR-DEMO-01' })
}

async function imports({ imports, projects, studies }: Client, incoming: string): Promise<void> {
  const { project } = importedOptions
  await imports.pick({ what: 'folder' })
  await imports.pick({ what: 'archive' })
  await refused(imports.run({ path: `${incoming}/nowhere`, project }).then(drained))
  await drained(await imports.run({ path: incoming, project }))
  await drained(await imports.run({ path: incoming, project, attest: 'a test set' }))
  await studies.list({ project })
  const protocol = { format: 'midwall-protocol/1', name: 'Local', version: '1', base: 'reader-slices' }
  const text = JSON.stringify({ ...protocol, papillaries: 'mass' })
  await refused(projects.attachProtocol({ project, file: { name: 'p.json', text: '{' } }))
  await refused(projects.attachProtocol({ project: nowhere, file: { name: 'p.json', text } }))
  await projects.attachProtocol({ project, file: { name: 'p.json', text } })
  await projects.detachProtocol({ project })
  await refused(projects.detachProtocol({ project: 'CMR-DEMO-01' }))
}

async function quarantine({ quarantine }: Client): Promise<void> {
  const held = await quarantine.list()
  const entryOf = (file: string): string => {
    const found = held.find((entry) => entry.file === file)
    if (!found) throw new Error(`${file} is not held`)
    return found.entry
  }
  await quarantine.show({ entry: entryOf('burned.dcm') })
  await refused(quarantine.show({ entry: 'nothing' }))
  await refused(quarantine.release({ entry: entryOf('named.dcm'), reason: 'looked at it' }))
  await quarantine.release({ entry: entryOf('burned.dcm'), reason: 'looked at it' })
  await refused(quarantine.discard({ entry: 'nothing', reason: 'gone' }))
  await quarantine.discard({ entry: entryOf('other.dcm'), reason: 'not of the study' })
  await quarantine.list()
}

async function reading({ readers, studies, images, reads, analyses }: Client): Promise<string> {
  const file = contourFileSchema.parse(phantomContours(importedOptions, 'ed-es'))
  const { study } = file
  await refused(studies.series({ study: nowhere }))
  await studies.series({ study })
  await refused(studies.open({ study: nowhere }))
  const { objects } = await studies.open({ study })
  const [sha256 = ''] = Object.values(objects)
  await images.header({ sha256, frame: 0 })
  await images.overlays({ sha256, frame: 0 })
  await refused(images.header({ sha256: '0'.repeat(64), frame: 0 }))
  await refused(images.overlays({ sha256: 'nothing', frame: 0 }))
  await refused(reads.open({ study: nowhere }))
  await refused(reads.open({ study: demoContours(2).study }))
  const { read, seq } = await reads.open({ study })
  await refused(reads.differences({ study }))
  await readers.create({ id: 'ada', name: 'Ada', role: 'adjudicator' })
  await readers.choose({ reader: 'ada' })
  await refused(reads.differences({ study }))
  await readers.choose({ reader: 'ana' })
  await refused(reads.show({ read: 'nothing' }))
  const wrong = { ...file, study: nowhere }
  await refused(reads.openContours({ read, after: seq, file: wrong }))
  const now = await reads.openContours({ read, after: seq, file })
  await refused(reads.append({ read, after: seq, gestures: [{ kind: 'commented', text: 'too late' }] }))
  await refused(
    reads.append({ read, after: now.seq, gestures: [{ kind: 'phase-chosen', which: 'ed', phase: 99 }] }),
  )
  await refused(reads.recompute({ read }))
  await refused(analyses.run({ read: 'nothing' }).then(drained))
  await drained(await analyses.run({ read, only: ['volumes', 'segments', 'scar'], details: true }))
  await refused(analyses.uncertainty({ read: 'nothing', analysis: 'segments' }).then(drained))
  await drained(await analyses.uncertainty({ read, analysis: 'segments' }))
  await refused(analyses.propagate({ study: nowhere, file }).then(drained))
  await refused(analyses.propagate({ study, file: wrong }).then(drained))
  await refused(analyses.propagateRead({ read: 'nothing' }).then(drained))
  await drained(await analyses.propagateRead({ read, from: [99] }))
  await refused(analyses.interpolateRead({ read: 'nothing' }).then(drained))
  await drained(await analyses.interpolateRead({ read, borders: ['lv-endocardial'], along: ['phases'] }))
  await drained(await analyses.propagate({ study, file: { ...file, contours: [], empty: [] } }))
  await refused(analyses.interpolate({ study: nowhere, file }).then(drained))
  await refused(analyses.interpolate({ study, file: wrong }).then(drained))
  await drained(await analyses.interpolate({ study, file, along: ['phases'] }))
  await reads.show({ read })
  return read
}

async function signing({ reads, readers, results }: Client, read: string): Promise<void> {
  const { seq } = await reads.show({ read })
  const [mark] = phantomContours(importedOptions, 'ed-es').empty ?? []
  if (!mark) throw new Error('the phantom has a slice without LV')
  const images = [{ sopInstanceUid: mark.sopInstanceUid, frame: mark.frame ?? 0 }]
  const marked = (empty: boolean) => ({ kind: 'slices-marked', chamber: 'lv', images, empty }) as const
  await reads.append({ read, after: seq, gestures: [marked(false)] })
  await refused(reads.sign({ read, passphrase, meaning: 'These are my measurements.' }))
  await reads.append({ read, after: seq + 1, gestures: [marked(true)] })
  await refused(results.upload({ read }))
  await refused(results.export({ read, formats: ['json'] }))
  await refused(reads.unlock({ read, passphrase, reason: 'a slip' }))
  await refused(reads.sign({ read, passphrase: 'no idea', meaning: 'These are my measurements.' }))
  await readers.choose({ reader: 'ben' })
  await refused(reads.show({ read }))
  await refused(reads.sign({ read, passphrase, meaning: 'These are my measurements.' }))
  await readers.choose({ reader: 'ana' })
  await reads.sign({ read, passphrase, meaning: 'These are my measurements.' })
  await refused(reads.sign({ read, passphrase, meaning: 'Twice.' }))
  await reads.recompute({ read })
  await deciding({ reads, readers }, phantomContours(importedOptions, 'ed-es').study)
  await reads.unlock({ read, passphrase, reason: 'a slip' })
  await reads.list({})
}

/** A second read is signed beside the first, and an adjudicator asks where they differ. */
async function deciding({ reads, readers }: Pick<Client, 'reads' | 'readers'>, study: string): Promise<void> {
  await readers.choose({ reader: 'ben' })
  const { read, seq } = await reads.open({ study })
  const gestures = [{ kind: 'not-evaluable', reason: 'too much motion' }] as const
  await reads.append({ read, after: seq, gestures: [...gestures] })
  await reads.sign({ read, passphrase, meaning: 'Not evaluable.' })
  await readers.choose({ reader: 'ada' })
  await reads.differences({ study })
  await refused(reads.differences({ study, between: [read, read] }))
  await readers.choose({ reader: 'ben' })
  await reads.unlock({ read, passphrase, reason: 'another look' })
  await readers.choose({ reader: 'ana' })
}

/** Listens while something happens, and stops listening. */
async function announcements({ system, reads }: Client, read: string): Promise<void> {
  const heard = await system.announcements()
  const first = heard.next()
  const { seq } = await reads.show({ read })
  await reads.append({ read, after: seq, gestures: [{ kind: 'commented', text: 'apex thin' }] })
  await first
  await heard.return?.()
}

/** Of a study that the registry shared: its results go back there. */
async function results({ reads, results, reports }: Client, imported: string): Promise<void> {
  const file = demoContours(0)
  const { read, seq } = await reads.open({ study: file.study })
  await reads.openContours({ read, after: seq, file, restIsEmpty: true })
  await reads.sign({ read, passphrase, meaning: 'These are my measurements.' })
  await results.export({ read, formats: ['json', 'csv', 'sr', 'seg'] })
  await reports.make({ read, formats: ['html', 'pdf'] })
  await refused(reports.make({ read: 'nothing', formats: ['html'] }))
  await results.upload({ read })
  await results.outbox()
  await results.receipts({ read })
  await refused(results.receipts({ read: 'nothing' }))
  await refused(results.upload({ read: imported }))
  await reads.list({ study: file.study })
}
