/** What was chosen from the palette lately, newest first; kept with the window. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type CommandId, commandIds } from './commands.ts'

const kept = 6

const useRecent = create<{ readonly ids: readonly string[] }>()(
  persist(() => ({ ids: [] as readonly string[] }), { name: 'midwall.recent-commands' }),
)

export function remember(id: CommandId): void {
  useRecent.setState(({ ids }) => ({ ids: [id, ...ids.filter((known) => known !== id)].slice(0, kept) }))
}

/** A later version may not know what an earlier one kept. */
export function recentCommands(): readonly CommandId[] {
  const { ids } = useRecent.getState()
  return ids.flatMap((kept) => commandIds.filter((id) => id === kept))
}
