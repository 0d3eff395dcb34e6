/** Height and weight that neither the registry nor the images gave, with the reason why the reader knows them. */
import { Button, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { BodySizeEntry } from '#analysis/reading/events.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { useTexts } from '../../texts/texts.ts'

const numberOf = (value: string | number): number | undefined =>
  typeof value === 'number' ? value : value.trim() === '' ? undefined : Number(value)

export function BodySizeDialog({
  start,
  onDone,
  onClose,
}: {
  readonly start: BodySizeEntry | undefined
  readonly onDone: (size: BodySizeEntry | null) => void
  readonly onClose: () => void
}) {
  const texts = useTexts().signing.bodySize
  const [height, setHeight] = useState<string | number>(start?.heightCm ?? '')
  const [weight, setWeight] = useState<string | number>(start?.weightKg ?? '')
  const [bsa, setBsa] = useState<string | number>(start?.bsa ?? '')
  const [reason, setReason] = useState(start?.reason ?? '')
  const heightCm = numberOf(height)
  const weightKg = numberOf(weight)
  const given = numberOf(bsa)
  const both = heightCm !== undefined && weightKg !== undefined
  const ready = reason.trim() !== '' && (both || given !== undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!ready) return
    onDone({
      ...(heightCm === undefined ? {} : { heightCm }),
      ...(weightKg === undefined ? {} : { weightKg }),
      ...(given === undefined ? {} : { bsa: given }),
      reason: reason.trim(),
    })
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={texts.title} size="md">
      <form className={form.form} onSubmit={submit}>
        <div className={form.pair}>
          <NumberInput
            label={texts.height}
            size="xs"
            data-autofocus
            min={0}
            hideControls
            value={height}
            onChange={setHeight}
          />
          <NumberInput
            label={texts.weight}
            size="xs"
            min={0}
            hideControls
            value={weight}
            onChange={setWeight}
          />
        </div>
        <NumberInput
          label={texts.bsa}
          description={texts.bsaWhy}
          size="xs"
          min={0}
          decimalScale={3}
          hideControls
          value={bsa}
          onChange={setBsa}
        />
        <TextInput
          label={texts.source}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <div className={form.actions}>
          {start && (
            <Button
              variant="default"
              onClick={() => {
                onDone(null)
                onClose()
              }}
            >
              {texts.takeBack}
            </Button>
          )}
          <Button type="submit" disabled={!ready}>
            {texts.enter}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
