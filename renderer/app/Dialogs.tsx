/** The dialogs that any page may open, and the commands that open them. */
import { ImportDialog } from '../dialogs/ImportDialog.tsx'
import { KeysDialog } from '../dialogs/KeysDialog.tsx'
import { OutboxDialog } from '../dialogs/OutboxDialog.tsx'
import { closeDialog, openDialog, useDialog } from '../dialogs/open.ts'
import { Palette } from '../dialogs/Palette.tsx'
import { ProtocolDialog } from '../dialogs/ProtocolDialog.tsx'
import { QuarantineDialog } from '../dialogs/QuarantineDialog.tsx'
import { ReaderDialog } from '../dialogs/ReaderDialog.tsx'
import { SignInDialog } from '../dialogs/SignInDialog.tsx'
import type { CommandId } from '../keys/commands.ts'
import { type Ran, runCommand, useCommands } from '../keys/registry.ts'
import { SettingsDialog } from '../settings/SettingsDialog.tsx'
import { notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { startTour } from '../tour/tour.ts'
import { useWorklistPlace } from '../worklist/place.ts'

export function Dialogs({ place }: { readonly place: 'worklist' | 'reading' }) {
  const { dialog, project } = useDialog()
  useCommands({
    'show-keys': () => openDialog('keys'),
    'open-palette': () => openDialog('palette'),
    'choose-reader': () => openDialog('reader'),
    'open-settings': () => openDialog('settings'),
    'start-tour': () => startTour(place),
    'sign-in': () => openDialog('sign-in'),
    'show-outbox': () => openDialog('outbox'),
  })
  switch (dialog) {
    case null:
      return null
    case 'reader':
      return <ReaderDialog onClose={closeDialog} />
    case 'sign-in':
      return <SignInDialog onClose={closeDialog} />
    case 'import':
      return (
        <ImportDialog
          project={project}
          onImported={(imported) => useWorklistPlace.setState({ project: imported })}
          onClose={closeDialog}
        />
      )
    case 'protocol':
      return <ProtocolDialog project={project} onClose={closeDialog} />
    case 'quarantine':
      return <QuarantineDialog onClose={closeDialog} />
    case 'outbox':
      return <OutboxDialog onClose={closeDialog} />
    case 'settings':
      return <SettingsDialog onClose={closeDialog} />
    case 'keys':
      return <KeysDialog place={place} onClose={closeDialog} />
    case 'palette':
      return <Palette place={place} onClose={closeDialog} onRun={(id) => tellWhyNot(id, runCommand(id))} />
  }
}

export function tellWhyNot(id: CommandId, ran: Ran): void {
  if (typeof ran === 'object')
    notify({ tone: 'plain', what: `${textsNow().commands.title(id)}:`, todo: ran.unavailable })
}
