/** Signing, sending, unlocking: everything that was done is saved first, so that what is signed is what is seen. */
import { contourFileSchema } from '#contract/contour-file.ts'
import { client } from '../client/client.ts'
import { isRefusal, refusalOf } from '../client/faults.ts'
import { queryClient } from '../client/queries.ts'
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

export async function signRead(reading: OpenReading, passphrase: string, meaning: string): Promise<void> {
  await reading.settled()
  const { log } = reading.getState()
  const { read } = log
  const signed = await seenFirst(reading, client.reads.sign({ read, passphrase, meaning, after: seqOf(log) }))
  await reading.reload()
  changed()
  notify({ tone: 'good', what: textsNow().signing.told.signed(signed.version) })
  if (signed.leftOut.length > 0)
    notify({
      tone: 'bad',
      what: textsNow().signing.told.leftOut(signed.leftOut),
      todo: textsNow().signing.told.runAgain,
    })
  void send(read)
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

export async function unlockRead(reading: OpenReading, passphrase: string, reason: string): Promise<void> {
  await reading.settled()
  const { log } = reading.getState()
  await seenFirst(reading, client.reads.unlock({ read: log.read, passphrase, reason, after: seqOf(log) }))
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
