/** Files that contradict each other, in one import and in several, and what a person may do about them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportedFile } from '#contract/import-report.ts'
import type { Call } from '#contract/services.ts'
import type { QuarantineView } from '#contract/views.ts'
import { uid, written } from '../hostile/encode.ts'
import { file, image, otherPixels, slice } from '../hostile/image.ts'
import { openWorkplace, temporaryFolder, type Workplace } from './workplace.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.close())

const person: Call = { session: { reader: 'coordinator' } }
const nobody: Call = { session: { reader: undefined } }

type Images = Readonly<Record<string, Buffer>>

async function bring(images: Images): Promise<Record<string, ImportedFile['outcome']>> {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(images)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const { files } = await place.importFrom(folder)
  return Object.fromEntries(files.map(({ path, outcome }) => [path, outcome]))
}

const usable = (): string[] => {
  const { index } = place.keeper
  return index.studies().flatMap(({ study }) => index.objectsOf(study).map((one) => one.sopInstanceUid))
}
const held = (): Promise<QuarantineView[]> => place.keeper.quarantine.list(undefined, nobody)
const entryOf = async (sha256: string): Promise<string> => {
  const found = (await held()).find((one) => one.sha256 === sha256)
  if (!found) throw new Error('it is not held')
  return found.entry
}

const first = file(slice(0))
const changed = file(slice(0, { PixelData: written('OW', otherPixels) }))
const second = file(slice(1))

describe('two files with one SOP Instance UID and different pixels', () => {
  it('are both taken out of use, the one accepted in an earlier import included', async () => {
    expect(await bring({ a: first, b: second })).toEqual({ a: 'accepted', b: 'accepted' })
    expect(await bring({ c: changed })).toEqual({ c: 'quarantined' })
    expect(usable()).toHaveLength(1)
    expect((await held()).map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([
      ['instance'],
      ['instance'],
    ])
    expect(await place.keeper.check()).toMatchObject({ strays: [], damaged: [] })
  })

  it('stay out of use however often they come, and a third version with them', async () => {
    await bring({ a: first, b: changed })
    expect(await bring({ a: first })).toEqual({ a: 'quarantined' })
    const third = file(slice(0, { PixelData: written('OW', Buffer.alloc(512)) }))
    expect(await bring({ third })).toEqual({ third: 'quarantined' })
    expect(usable()).toEqual([])
    expect(await held()).toHaveLength(3)
  })

  it('are decided about by a person, and the decision outlasts the next contradiction', async () => {
    await bring({ a: first, b: changed })
    const [one, other] = await held()
    if (!one || !other) throw new Error('two files should be held')
    const { quarantine } = place.keeper
    await quarantine.release({ entry: one.entry, reason: 'the site confirmed it' }, person)
    expect(usable()).toHaveLength(1)
    await expect(quarantine.release({ entry: other.entry, reason: 'this one too' }, person)).rejects.toThrow(
      'not-releasable',
    )
    const third = file(slice(0, { PixelData: written('OW', Buffer.alloc(512)) }))
    expect(await bring({ third })).toEqual({ third: 'quarantined' })
    expect(usable()).toHaveLength(1)
    expect(await place.keeper.check()).toMatchObject({ strays: [], damaged: [] })
  })
})

describe('a series in two studies', () => {
  it('is taken out of both, and the rest of both stays', async () => {
    const other = slice(1, { StudyInstanceUID: uid('study2') })
    const apart = { SeriesInstanceUID: uid('series apart') }
    await bring({ a: first, b: file(slice(5, apart)) })
    expect(await bring({ c: file(other) })).toEqual({ c: 'quarantined' })
    expect(usable()).toEqual([uid('sopg5')])
  })
})

describe('a study with two subjects', () => {
  it('is taken out of use whole, and what comes later for it is held too', async () => {
    await bring({ a: first, b: second })
    expect(await bring({ c: file(slice(2, { PatientID: 'SUBJ-02' })) })).toEqual({ c: 'quarantined' })
    expect(await bring({ d: file(slice(3)) })).toEqual({ d: 'quarantined' })
    expect(place.keeper.index.studies()).toEqual([])
    expect(await held()).toHaveLength(4)
  })

  it('is noticed by the trial subject where the patient ID is the same', async () => {
    await bring({ a: first })
    expect(await bring({ b: file(slice(1, { ClinicalTrialSubjectID: 'S-02' })) })).toEqual({
      b: 'quarantined',
    })
    expect(usable()).toEqual([])
  })
})

describe('two images at one position without times', () => {
  const twin = file(slice(0, { SOPInstanceUID: uid('twin') }))

  it('are both taken out of use, also when the second comes in a later import', async () => {
    await bring({ a: first, b: second, c: file(slice(2)) })
    expect(await bring({ twin })).toEqual({ twin: 'quarantined' })
    expect(usable().toSorted()).toEqual([uid('sopg1'), uid('sopg2')].toSorted())
  })

  it('can be released one, and not the other', async () => {
    await bring({ a: first, b: second, c: file(slice(2)), twin })
    const [one, other] = await held()
    if (!one || !other) throw new Error('two files should be held')
    await place.keeper.quarantine.release({ entry: one.entry, reason: 'the repeat was better' }, person)
    expect(usable()).toHaveLength(3)
    const both = place.keeper.quarantine.release({ entry: other.entry, reason: 'and this' }, person)
    await expect(both).rejects.toThrow('not-releasable')
    expect(usable()).toHaveLength(3)
  })
})

describe('quarantine', () => {
  const named = file(image({ PatientName: 'DOE^JANE' }))
  const burnedIn = file(image({ BurnedInAnnotation: 'YES' }))

  it('never releases found identity, whoever asks', async () => {
    await bring({ named })
    const [entry] = await held()
    expect(entry?.releasable).toBe(false)
    const release = place.keeper.quarantine.release(
      { entry: entry?.entry ?? '', reason: 'I know her' },
      person,
    )
    await expect(release).rejects.toThrow('not-releasable')
    expect(usable()).toEqual([])
  })

  it('releases suspected identity to a person with a reason, and the audit keeps both', async () => {
    await bring({ burnedIn })
    const [entry] = await held()
    if (!entry) throw new Error('a file should be held')
    const reason = 'only the scale is burned in'
    await expect(place.keeper.quarantine.release({ entry: entry.entry, reason }, nobody)).rejects.toThrow(
      'reader-not-chosen',
    )
    await place.keeper.quarantine.release({ entry: entry.entry, reason }, person)
    expect(usable()).toHaveLength(1)
    expect(await held()).toEqual([])
    const last = place.library.db
      .prepare('SELECT who, what, about FROM audit ORDER BY seq DESC LIMIT 1')
      .get()
    expect(last).toMatchObject({ who: 'coordinator', what: 'quarantine-released' })
    expect(JSON.stringify(last)).toContain(reason)
    expect(await place.keeper.check()).toMatchObject({ strays: [], damaged: [] })
  })

  it('discards the bytes and keeps that they were here', async () => {
    await bring({ named })
    const [entry] = await held()
    if (!entry) throw new Error('a file should be held')
    await place.keeper.quarantine.discard({ entry: entry.entry, reason: 'sent back to the site' }, person)
    expect(await held()).toEqual([])
    expect(await place.library.quarantine.has(entry.sha256)).toBe(false)
    const last = place.library.db.prepare('SELECT about FROM audit ORDER BY seq DESC LIMIT 1').get()
    expect(JSON.stringify(last)).toContain(entry.sha256)
    await expect(place.keeper.quarantine.show({ entry: entry.entry }, person)).rejects.toThrow(
      'no-such-quarantine-entry',
    )
  })

  it('shows what a file was held for without a word of what it says', async () => {
    await bring({ named })
    const [entry] = await held()
    const shown = await place.keeper.quarantine.show({ entry: entry?.entry ?? '' }, nobody)
    expect(shown.findings.map(({ severity, kind }) => [severity, kind])).toEqual([['found', 'person-name']])
    expect(JSON.stringify(shown)).not.toContain('DOE')
  })

  it('is no way into another project', async () => {
    await bring({ stranger: file(image({ ClinicalTrialProtocolID: 'OTHER-TRIAL' })) })
    const [entry] = await held()
    expect(entry?.releasable).toBe(false)
    expect(await entryOf(entry?.sha256 ?? '')).toBe(entry?.entry)
  })
})

describe('a withdrawn study', () => {
  it('leaves no bytes, is refused when it comes again, and stays in the audit', async () => {
    const burnedIn = file(slice(4, { BurnedInAnnotation: 'YES' }))
    await bring({ a: first, b: second, burnedIn })
    const study = uid('study')
    const hashes = place.keeper.index.objectsOf(study).map(({ sha256 }) => sha256)
    const withdrawal = { study, project: 'CMR-TRIAL-01', who: 'registry', reason: 'consent withdrawn' }
    await place.keeper.withdrawStudy(withdrawal)
    for (const sha256 of hashes) expect(await place.library.objects.has(sha256)).toBe(false)
    expect(await held()).toEqual([])
    expect(place.keeper.index.stateOf(study)).toBe('withdrawn')
    expect(await bring({ a: first, burnedIn })).toEqual({ a: 'refused', burnedIn: 'refused' })
    expect(await place.keeper.check()).toMatchObject({ strays: [], damaged: [] })
    const audit = place.library.db.prepare(`SELECT count(*) AS n FROM audit WHERE what = 'study-withdrawn'`)
    await place.keeper.withdrawStudy(withdrawal)
    expect(audit.get()).toMatchObject({ n: 1 })
  })
})
