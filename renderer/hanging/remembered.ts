/** How each reader likes images to hang, by mode. Kept with the window: it changes no number. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type ProtocolId, protocolIds } from './protocols.ts'

interface Remembered {
  /** by reader, then by mode */
  readonly layouts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const useRemembered = create<Remembered>()(
  persist((): Remembered => ({ layouts: {} }), { name: 'midwall.layouts' }),
)

export function rememberLayout(reader: string, mode: string, layout: ProtocolId): void {
  useRemembered.setState(({ layouts }) => ({
    layouts: { ...layouts, [reader]: { ...layouts[reader], [mode]: layout } },
  }))
}

/** A layout that this version does not have any more is forgotten. */
export function rememberedLayout(reader: string, mode: string): ProtocolId | undefined {
  const known = useRemembered.getState().layouts[reader]?.[mode]
  return protocolIds.find((id) => id === known)
}
