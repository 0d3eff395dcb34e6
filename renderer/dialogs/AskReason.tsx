/** A dialog that asks for one text: why a study cannot be evaluated, why a read is opened again, a comment. */
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { chordText } from '../keys/chord.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'

export function AskReason({
  title,
  label,
  lead,
  start = '',
  action,
  other,
  onDone,
  onClose,
}: {
  readonly title: string
  readonly label: string
  readonly lead?: string
  readonly start?: string
  readonly action: string
  /** a second way out, as "It can be evaluated after all" */
  readonly other?: { readonly name: string; readonly run: () => void } | undefined
  readonly onDone: (text: string) => void
  readonly onClose: () => void
}) {
  const [text, setText] = useState(start)
  const ready = text.trim() !== ''
  const done = (): void => {
    if (!ready) return
    onDone(text.trim())
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    done()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done()
  }
  return (
    <Dialog onClose={onClose} title={title} size="md">
      <form className={form.form} onSubmit={submit}>
        {lead && <p>{lead}</p>}
        <Textarea
          label={label}
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          value={text}
          onKeyDown={press}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <div className={form.actions}>
          {other && (
            <Button
              variant="default"
              onClick={() => {
                other.run()
                onClose()
              }}
            >
              {other.name}
            </Button>
          )}
          <Button type="submit" disabled={!ready}>
            {action}
          </Button>
          <kbd>{chordText('Mod+Enter')}</kbd>
        </div>
      </form>
    </Dialog>
  )
}
