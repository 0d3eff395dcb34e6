/** Opens a signed read again. The signed version stays; what follows becomes a new one that names it. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ReaderView } from '#contract/views.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { Refused } from '../../dialogs/Refused.tsx'
import { SecretInput } from '../../dialogs/SecretInput.tsx'
import { UnderWay } from '../../dialogs/UnderWay.tsx'
import { useWaited, type Waited } from '../../dialogs/waited.ts'
import { useTexts } from '../../texts/texts.ts'

export function UnlockDialog({
  reader,
  onUnlock,
  onClose,
}: {
  readonly reader: ReaderView
  readonly onUnlock: (passphrase: string, reason: string, waited: Waited) => Promise<void>
  readonly onClose: () => void
}) {
  const { unlock: texts, sign } = useTexts().signing
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const unlock = useWaited((waited) => onUnlock(passphrase, reason, waited), onClose)
  const ready = reason.trim() !== '' && passphrase !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) unlock.start()
  }
  return (
    <Dialog onClose={onClose} title={texts.title} size="md">
      <form className={form.form} onSubmit={submit}>
        <p>{texts.lead}</p>
        <TextInput
          label={texts.why}
          data-autofocus
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <SecretInput
          label={sign.passphrase(reader.name)}
          autoComplete="current-password"
          value={passphrase}
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        {unlock.error && <Refused error={unlock.error} />}
        <UnderWay of={unlock} stopped={texts.stopped} />
        <div className={form.actions}>
          <Button type="submit" disabled={!ready} loading={unlock.isPending}>
            {texts.unlock}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
