/** A second file for an image that was read: both are held back until a person decides, and the read waits. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Gesture } from '#contract/read-events.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { temporaryFolder } from '../library/workplace.ts'
import {
  type ImportedPhantom,
  importPhantom,
  openReadingRoom,
  passphrase,
  phantomOptions,
  type ReadingRoom,
} from './reading-room.ts'

let room: ReadingRoom
let phantom: ImportedPhantom
beforeAll(async () => {
  room = await openReadingRoom()
  await room.addReader('R01', 'reader', passphrase)
  phantom = await importPhantom(room)
})
afterAll(() => room.workplace.close())

/** The same image under a UID that differs in its last digit. */
function twinOf(sopInstanceUid: string): Buffer {
  const other = sopInstanceUid.slice(0, -1) + (sopInstanceUid.endsWith('1') ? '2' : '1')
  for (const { bytes } of phantomStudy(phantomOptions)) {
    const text = Buffer.from(bytes).toString('latin1')
    if (text.includes(sopInstanceUid)) return Buffer.from(text.replaceAll(sopInstanceUid, other), 'latin1')
  }
  throw new Error('the phantom has no such image')
}

it('says in words why it cannot be signed, and lets the contours of the lost image be taken off', async () => {
  const call = room.as('R01')
  const { read } = await room.service.open({ study: phantom.file.study }, call)
  const { seq } = await room.service.openContours(
    { read, after: 1, file: phantom.file, restIsEmpty: false },
    call,
  )
  const [{ sopInstanceUid = '' } = {}] = phantom.file.contours
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'twin.dcm'), twinOf(sopInstanceUid))
  await room.workplace.importFrom(folder)

  const { results } = await room.service.show({ read }, call)
  expect(results.provisional).toBe(true)
  expect(results.blockers.at(-1)?.detail).toBe(
    `image ${sopInstanceUid}/0 was read and is no longer in the study: decide on it in quarantine, or remove what was drawn on it`,
  )
  await expect(room.service.sign({ read, passphrase, meaning: 'x' }, call)).rejects.toMatchObject({
    code: 'read-incomplete',
  })

  const image = { sopInstanceUid, frame: 0 }
  const removed = (['lv-endocardial', 'lv-epicardial'] as const).map((border) => ({ image, border }))
  const off: Gesture = { kind: 'contours-changed', set: [], removed, gesture: 'delete' }
  const after = await room.service.append({ read, after: seq, gestures: [off] }, call)
  expect(after.results.blockers.some(({ detail }) => detail?.includes(sopInstanceUid))).toBe(false)
})
