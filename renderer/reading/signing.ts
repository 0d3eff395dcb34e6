/** Signing, sending, unlocking: everything that was done is saved first, so that what is signed is what is seen. */
import { contourFileSchema } from '#contract/contour-file.ts'
import { client } from '../client/client.ts'
import { isRefusal, refusalOf } from '../client/faults.ts'
import { queryClient } from '../client/queries.ts'
import { orStopped, unlessStopped, type Waited } from '../dialogs/waited.ts'
import { notify, tell } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { openWork } from './gaps.ts'
import { seqOf } from './state/read-log.ts'
import type { Reading, ReadingActions } from './state/reading-store.ts'

type OpenReading = ReadingActions & { getState(): Reading }

const changed = (): void => {
  for (const queryKey of [['studies'], ['outbox'], ['receipts']])
    void queryClient.invalidateQueries({ queryKey })
}

/** @throws Stopped where the reader gave it up and nothing was signed */
export async function signRead(
  reading: OpenReading,
  passphrase: string,
  meaning: string,
  { signal, tell: say }: Waited,
): Promise<void> {
  const texts = textsNow().signing.sign
  say(texts.saving)
  await orStopped(reading.settled(), signal)
  say(texts.working)
  const { log } = reading.getState()
  const { read } = log
  const asked = client.reads.sign({ read, passphrase, meaning, after: seqOf(log) }, { signal })
  const signed = await unlessStopped(seenFirst(reading, asked), signal, () => becomes(reading, 'signed'))
  say(texts.opening)
  await reading.reload()
  changed()
  notify({ tone: 'good', what: textsNow().signing.told.signed(reading.getState().log.version) })
  if (signed && signed.leftOut.length > 0)
    notify({
      tone: 'bad',
      what: textsNow().signing.told.leftOut(signed.leftOut),
      todo: textsNow().signing.told.runAgain,
    })
  void send(read)
}

/** Main hears what is given up before it is asked for the read, and seals nothing afterwards. */
async function becomes(reading: OpenReading, status: 'signed' | 'open'): Promise<boolean> {
  await reading.reload()
  return reading.getState().state.status === status
}

/** What another window added is to be seen before anything is said about it. */
const seenFirst = <T>(reading: OpenReading, said: Promise<T>): Promise<T> =>
  said.catch(async (error: unknown) => {
    if (isRefusal(error, 'read-changed-elsewhere')) await reading.reload()
    throw error
  })

/**
 * A registry that is away or slow is no reason to call the signature a failure or to wait with it: the result is
 * in the outbox, and what becomes of it is announced.
 */
async function send(read: string): Promise<void> {
  try {
    await client.results.upload({ read })
  } catch (error) {
    if (refusalOf(error).code !== 'registry-not-set') tell(error)
  }
  changed()
}

/** @throws Stopped where the reader gave it up and the read stayed signed */
export async function unlockRead(
  reading: OpenReading,
  passphrase: string,
  reason: string,
  { signal, tell: say }: Waited,
): Promise<void> {
  say(textsNow().signing.unlock.proving)
  await orStopped(reading.settled(), signal)
  const { log } = reading.getState()
  const asked = client.reads.unlock({ read: log.read, passphrase, reason, after: seqOf(log) }, { signal })
  await unlessStopped(seenFirst(reading, asked), signal, () => becomes(reading, 'open'))
  await reading.reload()
  changed()
  notify({ tone: 'good', what: textsNow().signing.told.reopened })
}

/** Opens a contour file: main checks it against the images and appends it as one gesture. */
export async function openContourFile(reading: OpenReading, file: File): Promise<void> {
  const texts = textsNow().signing.file
  await reading.settled()
  const text = await file.text()
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    notify({
      tone: 'bad',
      what: texts.notJson(file.name, String(cause)),
      todo: texts.unchanged,
    })
    return
  }
  const checked = contourFileSchema.safeParse(parsed)
  if (!checked.success) {
    const [first] = checked.error.issues
    notify({
      tone: 'bad',
      what: texts.notContours(file.name, first?.path.join('.') ?? '', first?.message ?? ''),
      todo: texts.correct,
    })
    return
  }
  const { log } = reading.getState()
  const { events } = await client.reads.openContours({
    read: log.read,
    after: seqOf(log),
    file: checked.data,
  })
  if (events.length === 0) {
    notify({ tone: 'plain', what: texts.noNews(file.name) })
    return
  }
  await reading.reload()
  const open = openWork(reading.getState().numbers).some(({ slice }) => slice !== undefined)
  notify({
    tone: 'good',
    what: texts.opened(checked.data.contours.length, file.name),
    ...(open ? { todo: texts.beside } : {}),
  })
}
