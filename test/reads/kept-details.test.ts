/** What analyses show beside their numbers, from one start of the workstation to the next. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createKeptDetails, type KeptOptions } from '../../main/services/analyses/kept.ts'
import { temporaryFolder } from '../library/workplace.ts'

const onError = (error: unknown): never => {
  throw error
}
const software = { name: 'midwall', version: '1' }
const basis = (text: string) => ({ here: text, lasting: () => text })

/** A library of nothing but such files. */
function libraryFolder(): { readonly folder: string; readonly incoming: string } {
  const folder = temporaryFolder()
  const incoming = join(folder, 'incoming')
  mkdirSync(incoming, { recursive: true })
  return { folder, incoming }
}

/** One start: what it asks for, and how often that had to be made. */
function start(library: ReturnType<typeof libraryFolder>, by = software, options: KeptOptions = {}) {
  const kept = createKeptDetails(library, by, onError, options)
  const counted = { made: 0 }
  const ask = async (name: string, on: string, value: unknown, read = 'r1', isRecorded = () => true) => {
    const remembered = kept.of({ read, hashesOf: () => ({}), isRecorded, isResult: () => true })
    const found = await remembered(name, basis(on), async () => {
      counted.made++
      return value
    })
    await kept.settled()
    return found
  }
  return { kept, ask, counted }
}

const maps = {
  value: Float32Array.of(1.1, Number.NaN, -0, Number.POSITIVE_INFINITY),
  status: Uint8Array.of(0, 1, 2),
  points: [[0.1, 1 / 3]],
  absent: undefined,
}
const fileOf = ({ folder }: { readonly folder: string }, read = 'r1', name = 'strain') =>
  join(folder, 'details', read, `${name}.kept`)

describe('what an analysis shows beside its numbers', () => {
  it('is there after a restart, bit for bit', async () => {
    const library = libraryFolder()
    await start(library).ask('mapping', 'a', maps)
    const { ask, counted } = start(library)
    const found = await ask('mapping', 'a', 'another')
    expect(found).toEqual(maps)
    expect(counted.made).toBe(0)
  })

  it.each([
    { case: 'other contours', on: 'b' },
    { case: 'another version of the application', by: { ...software, version: '2' } },
    { case: 'numbers that the log has not', isRecorded: () => false },
  ])('is made again on $case', async ({ on = 'a', by, isRecorded }) => {
    const library = libraryFolder()
    await start(library).ask('strain', 'a', maps)
    const { ask, counted } = start(library, by)
    expect(await ask('strain', on, 'again', 'r1', isRecorded)).toBe('again')
    expect(counted.made).toBe(1)
  })

  it('is made again where its file is cut, changed or none of ours, and is whole afterwards', async () => {
    const library = libraryFolder()
    await start(library).ask('strain', 'a', maps)
    const whole = readFileSync(fileOf(library))
    const turned = Buffer.from(whole)
    turned[turned.length - 3] = (turned[turned.length - 3] ?? 0) ^ 1
    for (const bytes of [
      whole.subarray(0, whole.length - 1),
      turned,
      Buffer.from('not ours'),
      Buffer.from('{}\n'),
    ]) {
      writeFileSync(fileOf(library), bytes)
      const { ask, counted } = start(library)
      expect(await ask('strain', 'a', maps)).toBe(maps)
      expect(counted.made).toBe(1)
      expect(readFileSync(fileOf(library))).toEqual(whole)
    }
  })

  it('takes the place of what it was before, and leaves nothing half written', async () => {
    const library = libraryFolder()
    const { ask } = start(library)
    for (const on of ['a', 'b', 'c']) await ask('strain', on, maps)
    expect(readdirSync(join(library.folder, 'details', 'r1'))).toEqual(['strain.kept'])
    expect(readdirSync(library.incoming)).toEqual([])
    expect(statSync(fileOf(library)).mode & 0o077).toBe(0)
  })

  it('takes no more of the disk than it may: what was not asked for longest goes first', async () => {
    const library = libraryFolder()
    const { ask } = start(library, software, { limit: 5_000, most: 3_000 })
    const large = new Uint8Array(2_000)
    for (const [k, read] of ['r1', 'r2'].entries()) {
      await ask('strain', 'a', large, read)
      utimesSync(fileOf(library, read), 1_000 + k, 1_000 + k)
    }
    await ask('strain', 'a', large, 'r1')
    await ask('strain', 'a', large, 'r3')
    await ask('strain', 'a', new Uint8Array(4_000), 'r4')
    const left = readdirSync(join(library.folder, 'details')).filter(
      (read) => readdirSync(join(library.folder, 'details', read)).length > 0,
    )
    expect(left.toSorted()).toEqual(['r1', 'r3'])
  })

  it('knows what it takes without a look at every file for each one more', async () => {
    const library = libraryFolder()
    const { ask } = start(library, software, { limit: 5_000 })
    const large = new Uint8Array(2_000)
    for (const read of ['r1', 'r2']) await ask('strain', 'a', large, read)
    // one that is put there meanwhile would be seen by a second look, and would cost r1 its place
    mkdirSync(join(library.folder, 'details', 'r0'))
    writeFileSync(fileOf(library, 'r0'), large)
    await ask('strain', 'b', large, 'r2')
    expect(readdirSync(join(library.folder, 'details', 'r1'))).toEqual(['strain.kept'])
    // what the next start finds counts again, by the time of its last use
    utimesSync(fileOf(library, 'r0'), 1_000, 1_000)
    utimesSync(fileOf(library, 'r1'), 2_000, 2_000)
    await start(library, software, { limit: 5_000 }).ask('strain', 'a', large, 'r3')
    expect(readdirSync(join(library.folder, 'details', 'r0'))).toEqual([])
    expect(readdirSync(join(library.folder, 'details', 'r1'))).toEqual([])
    expect(readdirSync(join(library.folder, 'details', 'r2'))).toEqual(['strain.kept'])
  })

  it('gives back the room of a read that is gone', async () => {
    const library = libraryFolder()
    const { ask, kept } = start(library, software, { limit: 5_000 })
    const large = new Uint8Array(2_000)
    for (const read of ['r1', 'r2']) await ask('strain', 'a', large, read)
    await kept.forget('r2')
    await ask('strain', 'a', large, 'r3')
    expect(readdirSync(join(library.folder, 'details', 'r1'))).toEqual(['strain.kept'])
  })

  it('leaves alone what lies beside it under a name that no read has', async () => {
    const library = libraryFolder()
    const { ask, kept } = start(library)
    for (const read of ['r1', 'r2']) await ask('strain', 'a', maps, read)
    const foreign = ['%', '100%25%', 'two words']
    for (const name of foreign) mkdirSync(join(library.folder, 'details', name))
    await kept.sweep((read) => read === 'r2')
    expect(readdirSync(join(library.folder, 'details')).toSorted()).toEqual([...foreign, 'r2'].toSorted())
    await start(library, software, { limit: 1 }).ask('strain', 'b', maps, 'r2')
    expect(readdirSync(join(library.folder, 'details')).toSorted()).toEqual([...foreign, 'r2'].toSorted())
  })

  it('is made anew for who asks for that, and there for who looks at it later', async () => {
    const library = libraryFolder()
    await start(library).ask('strain', 'a', maps)
    const { kept } = start(library)
    const own = { read: 'r1', hashesOf: () => ({}), isRecorded: () => true, isResult: () => true }
    const made = { ...maps, points: [] }
    expect(await kept.of({ ...own, anew: true })('strain', basis('a'), async () => made)).toBe(made)
    await kept.settled()
    expect(await start(library).ask('strain', 'a', 'another')).toEqual(made)
  })

  it('goes with its read', async () => {
    const library = libraryFolder()
    const { ask, kept } = start(library)
    for (const read of ['r1', 'r2', 'r3']) await ask('strain', 'a', maps, read)
    await kept.forget('r2')
    await kept.sweep((read) => read === 'r3')
    expect(readdirSync(join(library.folder, 'details'))).toEqual(['r3'])
  })
})
