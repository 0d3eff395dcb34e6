/**
 * A reader who signs, sends, unlocks, comments and signs again, as fast as the machine can, until somebody kills
 * the process:
 *
 *   node signing-process.mjs THREAD-ENTRY LIBRARY URL PROJECT CONTOUR-FILE [finish]
 *
 * Each thing that is saved is said on stdout: `seq N`, `signed VERSION`, `done VERSION`. With `finish` nothing is
 * signed any more, and the process ends when all that was signed is done.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import type { Gesture } from '#contract/read-events.ts'
import { compose } from '../../../main/compose.ts'

const [threadEntry = '', libraryFolder = '', url = '', project = '', file = '', finish] =
  process.argv.slice(2)
const passphrase = 'correct horse'
const reader = 'R01'
const call = { session: { reader } }
const say = (what: string, number: number): void => void process.stdout.write(`${what} ${number}\n`)

const composed = compose({
  host: 'command-line',
  libraryFolder,
  threadEntry,
  onError: (error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
})
const { registry, readers, downloads, studies, reads, results } = composed.services
await composed.resume()

const known = await registry.state(undefined, call)
if (known.state !== 'signed-in')
  await registry.signIn({ url, kind: 'auto', account: 'reader', secret: 'demo' }, call)
if ((await readers.list(undefined, call)).length === 0)
  await readers.create({ id: reader, name: 'Reader One', role: 'reader', passphrase }, call)

const [row] = await studies.list({ project, refresh: true }, call)
if (!row) throw new Error('the registry shares no study')
const { study } = row
if (row.download.status !== 'complete') {
  await downloads.start({ study }, call)
  for await (const _ of await downloads.watch({ study }, call));
}

let { read, seq, version, status } = await reads.open({ study }, call)
if (seq === 1) {
  const contours = contourFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) as ContourFile
  seq = (await reads.openContours({ read, after: seq, file: contours, restIsEmpty: false }, call)).seq
  say('seq', seq)
}
if (status === 'signed') await sent()
while (finish === undefined) {
  if (status === 'signed')
    ({ seq, status } = await reads.unlock({ read, passphrase, reason: 'a second look' }, call))
  const comment: Gesture = { kind: 'commented', text: `after version ${version}` }
  seq = (await reads.append({ read, after: seq, gestures: [comment] }, call)).seq
  say('seq', seq)
  ;({ seq, version, status } = await reads.sign({ read, passphrase, meaning: 'final' }, call))
  say('seq', seq)
  say('signed', version)
  await sent()
}
await composed.close()

async function sent(): Promise<void> {
  await results.upload({ read }, call)
  for (;;) {
    const items = await results.outbox(undefined, call)
    if (items.every((item) => item.status === 'done')) break
    await pause(20)
  }
  say('done', version)
}
