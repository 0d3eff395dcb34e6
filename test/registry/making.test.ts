/** A synthetic study that is listed, and downloaded, while it is made. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { at } from '#analysis/units/at.ts'
import type { PhantomPart } from '#dicom/write/mr/parts.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { NotMade } from '../../main/registry/archive/making.ts'
import { openProject } from '../../main/registry/projects/seed.ts'
import { phantomSource } from '../../main/registry/synthesis/phantom.ts'
import type { StudySource } from '../../main/registry/synthesis/source.ts'
import { openWorkstation } from '../downloads/here.ts'
import { call, type Workstation } from '../downloads/workstation.ts'
import { filesOf, type RegistryClient, signInAs } from './client.ts'
import { type DemoRegistry, hashesOf, smallSource, smallStudies, startDemoRegistry } from './servers/demo.ts'

const all = 143
/** of a test on a busy machine, ms */
const patience = 20_000
const [study = '', otherStudy = ''] = smallSource().studies
const cines = smallSource().parts(study).length
const first = { slices: at(partNames(), 0) }
const last = { slices: at(partNames(), cines - 1) }

/** What each part of the first study is of, in their order. */
function partNames(): Required<PhantomPart>['slices'][] {
  const names: Required<PhantomPart>['slices'][] = []
  const maker = {
    async make(_: unknown, { slices = {} }: PhantomPart) {
      names.push(slices)
      return []
    },
    seats: 1,
  }
  for (const part of phantomSource(maker, smallStudies.slice(0, 1)).parts(study)) void part.headers()
  return names
}

const nameOf = ({ slices }: PhantomPart): string => JSON.stringify(slices)

/** A source whose parts come when the test says so. */
function gatedSource() {
  const begun: string[] = []
  const gates = new Map<string, { open: Promise<void>; let(): void }>()
  let isOpen = false
  let trouble: { readonly part: string; readonly error: Error } | undefined
  const gateOf = (name: string) => {
    const known = gates.get(name)
    if (known) return known
    let open = (): void => undefined
    const gate = { open: new Promise<void>((resolve) => (open = resolve)), let: () => open() }
    gates.set(name, gate)
    return gate
  }
  const source = phantomSource(
    {
      async make(options, part) {
        if (part.withoutPixels) return [...phantomStudy(options, part)]
        const name = nameOf(part)
        begun.push(name)
        if (!isOpen) await gateOf(name).open
        if (trouble?.part === name && phantomUid(options) === study) throw trouble.error
        return [...phantomStudy(options, part)]
      },
      seats: 1,
    },
    smallStudies,
  )
  return {
    source,
    begun,
    open(part: PhantomPart) {
      gateOf(nameOf(part)).let()
    },
    openAll() {
      isOpen = true
      for (const gate of gates.values()) gate.let()
    },
    failAt(part: PhantomPart | undefined) {
      trouble = part && { part: nameOf(part), error: new Error('the thread is gone') }
    },
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let folder: string
let gated: ReturnType<typeof gatedSource>
let registry: DemoRegistry
let reader: RegistryClient

async function start(source: StudySource): Promise<void> {
  registry = await startDemoRegistry({ folder, source })
  reader = await signInAs(registry.url, 'reader')
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'midwall-making-'))
  gated = gatedSource()
  await start(gated.source)
})
afterEach(async () => {
  gated.openAll()
  await registry.close()
  await rm(folder, { recursive: true, force: true })
})

const facts = (kind: string): string[] => {
  const path = join(folder, 'archive', 'journal.jsonl')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"kind":"${kind}"`))
}
function objects(): string[] {
  const path = join(folder, 'archive', 'objects')
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}

/** Instances of a part of the first study, as the registry lists them. */
async function listedOf(part: PhantomPart) {
  const names = new Set(
    [...phantomStudy(at(smallStudies, 0).options, { ...part, withoutPixels: true })].map(
      ({ sopInstanceUid }) => sopInstanceUid,
    ),
  )
  return (await reader.dicomWeb.instances({ study })).filter(({ sopInstanceUid }) =>
    names.has(sopInstanceUid),
  )
}
const addressOf = ({ series, sopInstanceUid }: { series: string; sopInstanceUid: string }): string =>
  `/dicom-web/studies/${study}/series/${series}/instances/${sopInstanceUid}`
const status = async (path: string): Promise<number> => (await reader.get(path, '*/*')).status

describe('a study that is not made yet', () => {
  it('lists all its series and instances, as they will be when it is made', async () => {
    const series = await reader.dicomWeb.series(study)
    const rows = await reader.dicomWeb.instances({ study })
    expect(rows).toHaveLength(all)
    expect(series.reduce((sum, { instances = 0 }) => sum + instances, 0)).toBe(all)
    expect(objects()).toEqual([])
    gated.openAll()
    expect((await filesOf(reader.dicomWeb, { study })).map(sha256).toSorted()).toEqual(
      [...(await hashesOf(smallSource()))].toSorted(),
    )
    await vi.waitFor(() => expect(facts('made')).toHaveLength(1), patience)
    expect(await reader.dicomWeb.instances({ study })).toEqual(rows)
    expect(await reader.dicomWeb.series(study)).toEqual(series)
  })

  it('answers with pages that fit each other, however much of it is made between them', async () => {
    const page = async (offset: number): Promise<readonly unknown[]> => {
      const { body } = await reader.get(`/dicom-web/studies/${study}/instances?limit=72&offset=${offset}`)
      return body as unknown[]
    }
    const before = await page(0)
    gated.open(last)
    const [instance] = await listedOf(last)
    if (!instance) throw new Error('the last part holds images')
    expect(await status(addressOf(instance))).toBe(200)
    const between = await page(72)
    gated.openAll()
    await vi.waitFor(() => expect(facts('made')).toHaveLength(1), patience)
    expect([...before, ...between]).toEqual([...(await page(0)), ...(await page(72))])
  })

  it('gives file, header and pixels of an instance once its own part is made, and makes that part at once', async () => {
    const [instance] = await listedOf(last)
    if (!instance) throw new Error('the last part holds images')
    expect(gated.begun).not.toContain(nameOf(last))
    gated.open(last)
    expect(await status(addressOf(instance))).toBe(200)
    expect(await status(`${addressOf(instance)}/metadata`)).toBe(200)
    expect(await status(`${addressOf(instance)}/frames/1`)).toBe(200)
    expect(facts('made')).toEqual([])
    expect(objects()).toHaveLength((await listedOf(last)).length)
    expect(gated.begun.filter((name) => name === nameOf(last))).toHaveLength(1)
  })

  it('keeps what somebody sends into it, listed behind its own', async () => {
    const rows = await reader.dicomWeb.instances({ study })
    gated.open(first)
    const [instance] = await listedOf(first)
    if (!instance) throw new Error('the first part holds images')
    const [file] = await filesOf(reader.dicomWeb, {
      study,
      series: instance.series,
      instance: instance.sopInstanceUid,
    })
    if (!file) throw new Error('it was sent')
    const uid = Buffer.from(instance.sopInstanceUid)
    // another instance of the same study: its UID with another last digit, where it stands
    const another = Buffer.from(file)
    for (let i = another.indexOf(uid); i >= 0; i = another.indexOf(uid, i + 1))
      another[i + uid.length - 1] = uid.at(-1) === 0x31 ? 0x32 : 0x31
    const sent = `${instance.sopInstanceUid.slice(0, -1)}${uid.at(-1) === 0x31 ? 2 : 1}`
    expect((await reader.dicomWeb.store(another, sent)).claimed).toBe(true)
    const names = (list: readonly { sopInstanceUid: string }[]): string[] =>
      list.map(({ sopInstanceUid }) => sopInstanceUid)
    expect(names(await reader.dicomWeb.instances({ study }))).toEqual([...names(rows), sent])
    gated.openAll()
    await vi.waitFor(() => expect(facts('made')).toHaveLength(1), patience)
    expect(names(await reader.dicomWeb.instances({ study }))).toEqual([...names(rows), sent])
  })
})

describe('a registry that ends while a study is made', () => {
  it('goes on at the next start with what is missing, and ends with the generator’s files', async () => {
    const [instance] = await listedOf(first)
    if (!instance) throw new Error('the first part holds images')
    gated.open(first)
    expect(await status(addressOf(instance))).toBe(200)
    await vi.waitFor(() => expect(facts('holds')).toHaveLength(objects().length), patience)
    const rows = await reader.dicomWeb.instances({ study })
    await registry.close()
    gated.openAll()
    expect(registry.errors).toEqual([])

    gated = gatedSource()
    gated.openAll()
    await start(gated.source)
    expect(await reader.dicomWeb.instances({ study })).toEqual(rows)
    const files = await filesOf(reader.dicomWeb, { study })
    expect(new Set(files.map(sha256))).toEqual(await hashesOf(smallSource()))
    await vi.waitFor(() => expect(facts('made')).toHaveLength(1), patience)
    expect(gated.begun).toHaveLength(cines - 1)
    expect(gated.begun).not.toContain(nameOf(first))
    expect(facts('holds')).toHaveLength(all)
  })
})

it('closing says nothing of the parts that somebody still waits for', async () => {
  const [instance] = await listedOf(last)
  if (!instance) throw new Error('the last part holds images')
  const waiting = expect(
    filesOf(reader.dicomWeb, { study, instance: instance.sopInstanceUid, series: instance.series }),
  ).rejects.toThrow()
  await vi.waitFor(() => expect(gated.begun).toContain(nameOf(last)), patience)
  await registry.close()
  await waiting
  gated.openAll()
  await nextTurn()
  expect(registry.errors).toEqual([])
  expect(objects()).toEqual([])
})

describe('a study that is withdrawn while it is made', () => {
  const withdraw = async (): Promise<number> => {
    const coordinator = await signInAs(registry.url, 'coordinator')
    const leaving = { scope: 'subject', withdrawn: 'MW-001', reason: 'consent taken back' }
    return (await coordinator.send('POST', `/api/projects/${openProject}/withdrawals`, leaving)).status
  }

  it('leaves nothing behind, though parts of it come later, and is never made again', async () => {
    const [early] = await listedOf(first)
    const [late] = await listedOf(last)
    if (!early || !late) throw new Error('both hold images')
    gated.open(first)
    expect(await status(addressOf(early))).toBe(200)
    const waiting = filesOf(reader.dicomWeb, { study, instance: late.sopInstanceUid, series: late.series })
    const ended = expect(waiting).rejects.toThrow()
    await vi.waitFor(() => expect(gated.begun).toContain(nameOf(last)), patience)
    expect(await withdraw()).toBe(200)
    gated.openAll()
    await ended
    expect(await status(addressOf(late))).toBe(410)
    expect(objects()).toEqual([])
    await registry.close()

    gated = gatedSource()
    gated.openAll()
    registry = await startDemoRegistry({ folder, source: gated.source, ahead: study })
    reader = await signInAs(registry.url, 'reader')
    await registry.close()
    expect(gated.begun).toEqual([])
    expect(facts('made')).toEqual([])
  })
})

describe('a part that cannot be made', () => {
  it('fails by name for those who wait for it, and for nobody else', async () => {
    const [ill] = await listedOf(last)
    const [well] = await listedOf(first)
    if (!ill || !well) throw new Error('both hold images')
    gated.failAt(last)
    gated.openAll()
    await expect(
      filesOf(reader.dicomWeb, { study, instance: ill.sopInstanceUid, series: ill.series }),
    ).rejects.toThrow()
    expect(registry.errors).not.toEqual([])
    for (const error of registry.errors) {
      expect(error).toBeInstanceOf(NotMade)
      expect(error).toMatchObject({
        name: 'NotMade',
        message: `the synthetic study ${study} could not be made`,
        cause: new Error('the thread is gone'),
      })
    }
    expect(await status(addressOf(well))).toBe(200)
    expect(await filesOf(reader.dicomWeb, { study: otherStudy })).toHaveLength(all)

    gated.failAt(undefined)
    expect(await status(addressOf(ill))).toBe(200)
    expect(await filesOf(reader.dicomWeb, { study })).toHaveLength(all)
    await vi.waitFor(() => expect(facts('made')).toHaveLength(2), patience)
  })

  it.each([
    ['is another file than was listed', (files: readonly Uint8Array[]) => files.map(turned), 'another 2.25.'],
    ['is a file less than was listed', (files: readonly Uint8Array[]) => files.slice(1), 'other files'],
  ])('or %s, is not kept', async (_, alter, words) => {
    await registry.close()
    const honest = smallSource()
    const source: StudySource = {
      ...honest,
      parts: (uid) =>
        honest.parts(uid).map((part) => ({ ...part, files: async () => alter(await part.files()) })),
    }
    await start(source)
    const [instance] = await reader.dicomWeb.instances({ study })
    if (!instance) throw new Error('it is listed')
    await expect(
      filesOf(reader.dicomWeb, { study, instance: instance.sopInstanceUid, series: instance.series }),
    ).rejects.toThrow()
    expect(String(registry.errors[0])).toContain(words)
    expect(objects()).toEqual([])
  })

  it('whose headers cannot be made is asked for again by the next one', async () => {
    await registry.close()
    const honest = smallSource()
    let works = false
    const source: StudySource = {
      ...honest,
      parts: (uid) =>
        honest.parts(uid).map((part) => ({
          ...part,
          headers: () => (works ? part.headers() : Promise.reject(new Error('no thread'))),
        })),
    }
    await start(source)
    expect(await status(`/dicom-web/studies/${study}/instances`)).toBe(500)
    expect(registry.errors[0]).toBeInstanceOf(NotMade)
    works = true
    expect(await reader.dicomWeb.instances({ study })).toHaveLength(all)
  })
})

/** One bit of a header, in the middle of a file's 128 bytes that say nothing. */
function turned(file: Uint8Array): Uint8Array {
  const other = Uint8Array.from(file)
  other[64] = 1
  return other
}

describe('a workstation', () => {
  let workstation: Workstation
  beforeEach(async () => {
    workstation = await openWorkstation()
    await workstation.enter({ url: registry.url, account: 'reader', secret: 'demo' }, openProject)
  })
  afterEach(() => workstation.close())

  it('knows how much will come before any of it is made, and ends with the very files', async () => {
    await workstation.downloads.service.start({ study }, call)
    for await (const view of await workstation.downloads.service.watch({ study }, call))
      if (view.instances.total !== undefined) {
        expect(view.instances).toEqual({ done: 0, total: all })
        break
      }
    expect(objects()).toEqual([])
    gated.openAll()
    expect(await workstation.rest(study)).toBe('complete')
    const held = workstation.keeper.index.objectsOf(study).map(({ sha256: hash }) => hash)
    expect(new Set(held)).toEqual(await hashesOf(smallSource()))
  })
})
