import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { isFailure } from '#contract/faults.ts'
import { compared } from '../../main/services/reads/comparing.ts'
import { makerOf, makers } from '../../main/services/reads/makers.ts'
import { recompute } from '../../main/services/reads/recompute.ts'
import { type ReadStudy, readStudy } from '../../main/services/reads/study.ts'
import {
  importPhantom,
  openReadingRoom,
  passphrase,
  phantomOptions,
  type ReadingRoom,
} from './reading-room.ts'

let room: ReadingRoom
let read = ''
let study: ReadStudy
beforeAll(async () => {
  room = await openReadingRoom()
  await room.addReader('R01', 'reader', passphrase)
  const { file } = await importPhantom(room, { ...phantomOptions, enhanced: true })
  const call = room.as('R01')
  read = (await room.service.open({ study: file.study }, call)).read
  await room.service.openContours({ read, after: 1, file, restIsEmpty: false }, call)
  await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
  study = await readStudy(room.workplace.keeper.index, () => ({}), file.study)
}, 120_000)
afterAll(() => room.workplace.close())
const parts = () => ({ ...room, library: room.workplace.library })

const edv: Measurement = {
  quantity: 'lv-edv',
  value: 150,
  unit: 'mL',
  method: 'disc-summation/reader-slices',
  version: '1',
  warnings: [],
}

it('agrees on an enhanced multi-frame study as on a classic one', async () => {
  expect(await recompute(parts(), read, study)).toMatchObject({ chainIntact: true, agrees: true })
})

it('agrees with a read that was signed before a missing tricuspid plane had a reason of its own', () => {
  const recorded = {
    quantity: 'rv-edv',
    scope: 'method:plane-clipped/cavity',
    unmeasured: 'valve-plane-missing',
  } as const
  const again = { ...recorded, unmeasured: 'tricuspid-plane-missing' } as const
  expect(compared(recorded, again).agreement).toBe('both-unmeasured')
  // what says tricuspid has always meant the tricuspid
  expect(compared(again, recorded).agreement).toBe('differs')
})

it('agrees on the stack that was measured when a taller one has come since', async () => {
  const { stack } = study
  if (!stack) throw new Error('no stack')
  const taller = { ...stack, id: 'taller', frames: [...stack.frames, ...stack.frames] }
  const later = { ...study, stacks: [taller, ...study.stacks], stack: taller }
  expect(await recompute(parts(), read, later)).toMatchObject({ agrees: true })
})

it('says retired, and does not agree, when the version that made a number is gone', async () => {
  const again = await recompute(parts(), read, study, [])
  expect(again.agrees).toBe(false)
  const numbers = again.comparisons.filter(({ recorded }) => recorded !== undefined)
  expect(new Set(numbers.map(({ agreement }) => agreement))).toEqual(new Set(['retired']))
  expect(makerOf({ ...edv, version: '0' })).toBeUndefined()
  expect(makerOf({ ...edv, method: 'disc-summation/reader-slices/bsa-mosteller' })).toBe(makers.at(-1))
})

it('tells bit for bit from 1e-9, and both from another number', () => {
  const again = (value: number): Measurement => ({ ...edv, value })
  expect(compared(edv, again(150)).agreement).toBe('bit-for-bit')
  expect(compared(edv, again(150 * (1 + 5e-10))).agreement).toBe('within-1e-9')
  expect(compared(edv, again(150 * (1 + 5e-9))).agreement).toBe('differs')
  expect(compared(edv, { quantity: 'lv-edv', unmeasured: 'no-contours' }).agreement).toBe('differs')
  expect(compared(edv, undefined).agreement).toBe('differs')
  const absent: Measurement = { quantity: 'lv-edv', unmeasured: 'no-contours' }
  expect(compared(absent, absent).agreement).toBe('both-unmeasured')
  expect(compared(absent, { ...absent, unmeasured: 'no-cavity' }).agreement).toBe('differs')
})

it('refuses to make numbers again on an image that is not the one that was measured', async () => {
  const images = new Map(
    [...study.images].map(([key, image]) => [
      key,
      { ...image, instance: { ...image.instance, sha256: '0'.repeat(64) } },
    ]),
  )
  const error = await recompute(parts(), read, { ...study, images }).catch((reason: unknown) => reason)
  expect(isFailure(error, 'library-damaged')).toBe(true)
})

it('does not agree when the log was rewritten from the first event on, hashes and all: the report names the head', async () => {
  const { db } = room.workplace.library
  const forged = await import('../../main/services/reads/chain.ts')
  const chain = room.log.verify(read)
  if ('brokenAt' in chain) throw new Error(chain.detail)
  db.exec('DROP TRIGGER read_events_never_change')
  let previous = forged.beforeTheFirst
  for (const event of chain.events) {
    const author = { ...event.author, id: 'R66' }
    const stored = forged.sealEvent(read, { ...event, author }, previous)
    db.prepare('UPDATE read_events SET bytes = ?, sha256 = ? WHERE read = ? AND seq = ?').run(
      stored.bytes,
      stored.sha256,
      read,
      stored.seq,
    )
    previous = stored.sha256
  }
  expect(room.log.verify(read)).toMatchObject({ head: previous })
  expect(await recompute(parts(), read, study)).toMatchObject({ chainIntact: false, agrees: false })
  db.prepare('UPDATE read_events SET sha256 = ? WHERE read = ? AND seq = 2').run('0'.repeat(64), read)
  expect(await recompute(parts(), read, study)).toMatchObject({
    chainIntact: false,
    comparisons: [],
    agrees: false,
  })
})
