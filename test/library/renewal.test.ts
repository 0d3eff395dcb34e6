import { rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FrameFacts, factsGeneration, type InstanceFacts } from '#analysis/protocol/facts.ts'
import { JobFailed } from '../../main/services/jobs/runner.ts'
import type { Threads } from '../../main/services/jobs/threads.ts'
import { createRenewal } from '../../main/services/library/renewal.ts'
import { createRows } from '../../main/services/library/rows.ts'
import { openLibrary } from '../../main/store/library.ts'
import { migrations } from '../../main/store/migrations/index.ts'
import { writeSyntheticStudy } from './synthetic-study.ts'
import { openWorkplace, temporaryFolder, type Workplace } from './workplace.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
  const source = temporaryFolder()
  writeSyntheticStudy(source, {
    roles: ['flow-phase', 'flow-magnitude', 't2prep'],
    vendor: 'siemens',
    whole: true,
  })
  await place.importFrom(source)
})
afterEach(() => place.close())

const never = new AbortController().signal

const studyHere = (): string => {
  const [study] = place.keeper.index.studies()
  if (!study) throw new Error('no study is here')
  return study.study
}

/** What the first generation did not know. */
const later: readonly (keyof FrameFacts)[] = [
  'component',
  'venc',
  'velocityDirection',
  'velocityAxis',
  'velocityScale',
  'preparation',
  'preparationTime',
  'tagged',
  'rescaleType',
  'realWorld',
]
function asOnceRead(json: string): string {
  const facts = JSON.parse(json) as InstanceFacts
  const frames = facts.frames.map((frame) =>
    Object.fromEntries(Object.entries(frame).filter(([key]) => !later.includes(key as keyof FrameFacts))),
  )
  return JSON.stringify({ ...facts, frames })
}

interface Row {
  readonly sop_instance_uid: string
  readonly facts: string | null
}
const rowsHere = (): Row[] =>
  place.library.db
    .prepare('SELECT sop_instance_uid, facts FROM instances ORDER BY sop_instance_uid')
    .all() as Row[]

/** Leaves the library as the version before generations left it. */
async function makeOld(): Promise<void> {
  const { db } = place.library
  const set = db.prepare('UPDATE instances SET facts = ? WHERE sop_instance_uid = ?')
  for (const { sop_instance_uid, facts } of rowsHere())
    if (facts !== null) set.run(asOnceRead(facts), sop_instance_uid)
  db.exec('DROP INDEX instances_by_generation')
  db.exec('ALTER TABLE instances DROP COLUMN facts_generation')
  db.exec('DROP TABLE local_protocols')
  db.pragma('user_version = 4')
  await place.leave()
}

const filesTogether = 15
const renewalWith = (run: Threads['run'] = place.threads.run, onError = (_: unknown): void => {}) =>
  createRenewal(
    {
      library: place.library,
      rows: createRows(place.library),
      threads: { run },
      onError,
    },
    filesTogether,
  )

const oldHere = (): number => createRows(place.library).oldFacts(studyHere()).length

describe('a library of which an earlier version read less', () => {
  it('gives every fact that this version reads when a study is opened, and forgets nothing else', async () => {
    const before = rowsHere()
    const roles = (await place.keeper.index.stacksOf(studyHere())).stacks.map(({ role, venc }) => ({
      role,
      venc,
    }))
    expect(roles.map(({ role }) => role)).toContain('flow-phase')
    await makeOld()
    expect(rowsIn(place.folder, 4)).not.toEqual(before)
    place = await openWorkplace(place.folder)
    const { stacks } = await place.keeper.index.stacksOf(studyHere())
    expect(stacks.map(({ role, venc }) => ({ role, venc }))).toEqual(roles)
    expect(rowsHere()).toEqual(before)
    expect(oldHere()).toBe(0)
  })

  it('is read again study by study in the background, and says how far it is', async () => {
    const other = temporaryFolder()
    writeSyntheticStudy(other, { roles: ['scout'], subject: 'S-0002' })
    await place.importFrom(other)
    const all = rowsHere()
    await makeOld()
    place = await openWorkplace(place.folder)
    await place.keeper.renewFacts(never)
    expect(rowsHere()).toEqual(all)
    const told = place.announced.flatMap((one) =>
      one.kind === 'headers-read-again' ? [[one.done, one.total]] : [],
    )
    expect(told).toHaveLength(2)
    expect(told.at(-1)).toEqual([all.length, all.length])
    await place.keeper.renewFacts(never)
    expect(place.announced.filter(({ kind }) => kind === 'headers-read-again')).toHaveLength(2)
  })

  it('is read on from where a kill ended it', async () => {
    const whole = rowsHere()
    expect(whole.length).toBeGreaterThan(filesTogether)
    await makeOld()
    place = await openWorkplace(place.folder)
    let jobs = 0
    const dying: Threads['run'] = (kind, input, options) => {
      jobs += 1
      if (jobs > 1) throw new Error('killed')
      return place.threads.run(kind, input, options)
    }
    await expect(renewalWith(dying).ofStudy(studyHere())).rejects.toThrow('killed')
    expect(oldHere()).toBe(whole.length - filesTogether)
    await place.leave()
    place = await openWorkplace(place.folder)
    const read: string[] = []
    const watched: Threads['run'] = (kind, input, options) => {
      if ('files' in input && Array.isArray(input.files))
        read.push(...input.files.map(({ sha256 }) => sha256))
      return place.threads.run(kind, input, options)
    }
    await renewalWith(watched).ofStudy(studyHere())
    expect(read).toHaveLength(whole.length - filesTogether)
    expect(rowsHere()).toEqual(whole)
  })

  it('keeps what it knew of a file that is damaged or gone, and reads all others again', async () => {
    const whole = rowsHere()
    await makeOld()
    place = await openWorkplace(place.folder)
    const [damaged, gone] = createRows(place.library).oldFacts(studyHere())
    if (!damaged || !gone) throw new Error('there are no files')
    writeFileSync(place.library.objects.pathOf(damaged.sha256), 'no longer an image')
    rmSync(place.library.objects.pathOf(gone.sha256))
    const { images } = await place.keeper.index.stacksOf(studyHere())
    expect(images).toHaveLength(whole.length)
    expect(oldHere()).toBe(2)
    expect(rowsHere().slice(2)).toEqual(whole.slice(2))
    for (const k of [0, 1]) expect(rowsHere()[k]?.facts).toBe(asOnceRead(whole[k]?.facts ?? ''))
  })

  it('is read as it was where a thread breaks over some files, which is logged', async () => {
    await makeOld()
    place = await openWorkplace(place.folder)
    const mistakes: unknown[] = []
    const breaking: Threads['run'] = async (kind) => {
      throw new JobFailed(kind, 'crashed', 'the worker is gone')
    }
    await renewalWith(breaking, (error) => mistakes.push(error)).ofStudy(studyHere())
    expect(mistakes).toHaveLength(Math.ceil(rowsHere().length / filesTogether))
    expect((await place.keeper.index.stacksOf(studyHere())).images.length).toBe(rowsHere().length)
  })

  it('is given up within 200 ms when nobody waits any more', async () => {
    await makeOld()
    place = await openWorkplace(place.folder)
    const stop = new AbortController()
    const reading = place.keeper.index.stacksOf(studyHere(), stop.signal)
    const asked = performance.now()
    stop.abort()
    await expect(reading).rejects.toThrow('cancelled')
    expect(performance.now() - asked).toBeLessThan(200)
    expect((await place.keeper.index.stacksOf(studyHere())).images.length).toBe(rowsHere().length)
  })

  it('takes in new files with the facts of this version', () => {
    const { db } = place.library
    expect(db.prepare('SELECT DISTINCT facts_generation AS g FROM instances').all()).toEqual([
      { g: factsGeneration },
    ])
  })
})

/** Rows of a library as an earlier version finds them. */
function rowsIn(folder: string, migration: number): Row[] {
  const library = openLibrary(folder, migrations.slice(0, migration))
  const rows = library.db
    .prepare('SELECT sop_instance_uid, facts FROM instances ORDER BY sop_instance_uid')
    .all() as Row[]
  library.close()
  return rows
}
