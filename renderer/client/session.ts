/**
 * Who is reading in this window. Main forgets it with the connection, so it is said again after each new
 * one; the choice outlives a reload, and a new window begins with the last one of any. It gives no right to sign:
 * signing asks for the passphrase.
 */
import { create } from 'zustand'
import type { ReaderView } from '#contract/views.ts'
import { client } from './client.ts'
import { useConnection } from './connection.ts'
import { isRefusal } from './faults.ts'
import { queryClient } from './queries.ts'

const remembered = 'midwall.reader'

interface SessionState {
  /** undefined: not asked yet; null: nobody */
  readonly reader: ReaderView | null | undefined
}

export const useSession = create<SessionState>(() => ({ reader: undefined }))

export async function chooseReader(reader: string): Promise<ReaderView> {
  const chosen = await client.readers.choose({ reader })
  for (const storage of [sessionStorage, localStorage]) storage.setItem(remembered, chosen.id)
  useSession.setState({ reader: chosen })
  void queryClient.invalidateQueries({ queryKey: ['studies'] })
  return chosen
}

/** Called once, by the entry: after each new connection the reader is named again. */
export function keepReader(): void {
  let named = 0
  const name = ({ state, epoch }: { state: string; epoch: number }): void => {
    if (state !== 'open' || epoch === named) return
    named = epoch
    void nameAgain()
  }
  useConnection.subscribe(name)
  name(useConnection.getState())
}

async function nameAgain(): Promise<void> {
  // another window may have another reader by now
  const reader = sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered)
  if (reader === null) return useSession.setState({ reader: null })
  try {
    await chooseReader(reader)
  } catch (error) {
    if (isRefusal(error, 'no-such-reader')) forget(reader)
    else if (!isRefusal(error, 'connection-lost')) throw error
    useSession.setState(({ reader: known }) => ({ reader: known ?? null }))
  }
}

function forget(reader: string): void {
  for (const storage of [sessionStorage, localStorage])
    if (storage.getItem(remembered) === reader) storage.removeItem(remembered)
}
