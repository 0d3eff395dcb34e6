/** Which dialog has the floor. One at a time; a dialog that needs another replaces itself and may come back. */
import { create } from 'zustand'

export type DialogName =
  | 'reader'
  | 'sign-in'
  | 'import'
  | 'protocol'
  | 'quarantine'
  | 'outbox'
  | 'settings'
  | 'keys'
  | 'palette'

interface Open {
  readonly dialog: DialogName | null
  /** the project that an import goes into, or whose protocol is shown */
  readonly project?: string | undefined
}

export const useDialog = create<Open>(() => ({ dialog: null }))

export const openDialog = (dialog: DialogName, about: { project?: string | undefined } = {}): void =>
  useDialog.setState({ dialog, project: about.project })

export const closeDialog = (): void => useDialog.setState({ dialog: null })
