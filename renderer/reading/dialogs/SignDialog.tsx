/** The signature: what is signed, what it means, and the passphrase that stands for the reader's hand. */
import { Autocomplete, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { leastPassphrase, type ReaderView, signatureMeanings } from '#contract/views.ts'
import { client } from '../../client/client.ts'
import { queryClient } from '../../client/queries.ts'
import { useSession } from '../../client/session.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { Refused } from '../../dialogs/Refused.tsx'
import { SecretInput } from '../../dialogs/SecretInput.tsx'
import { UnderWay } from '../../dialogs/UnderWay.tsx'
import { useWaited, type Waited } from '../../dialogs/waited.ts'
import { leftVentricle, measurementOf, numberText, unitText } from '../../panels/quantities.ts'
import { reasonText } from '../../panels/reasons.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { offeredMeanings, recordedMeaning } from '../signature-meaning.ts'
import styles from './SignDialog.module.css'

export interface Unexcused {
  readonly item: string
  readonly name: string
}

export function SignDialog({
  reader,
  measurements,
  notEvaluable,
  unexcused,
  onSign,
  onClose,
}: {
  readonly reader: ReaderView
  readonly measurements: readonly Measurement[]
  readonly notEvaluable: string | undefined
  /** asked for by the protocol and not done, each of which a reason will do for */
  readonly unexcused: readonly Unexcused[]
  /** @param reasons  by item */
  readonly onSign: (
    passphrase: string,
    meaning: string,
    reasons: Readonly<Record<string, string>>,
    waited: Waited,
  ) => Promise<void>
  readonly onClose: () => void
}) {
  const { signing, dialogs, checklist } = useTexts()
  const texts = signing.sign
  const [meaning, setMeaning] = useState(() => saidText(signatureMeanings[0]))
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const first = !reader.hasPassphrase
  const sign = useWaited(async (waited) => {
    if (first) {
      waited.tell(texts.saving)
      const named = await client.readers.setPassphrase({ reader: reader.id, passphrase })
      useSession.setState({ reader: named })
      void queryClient.invalidateQueries({ queryKey: ['readers'] })
    }
    await onSign(passphrase, recordedMeaning(meaning), reasons, waited)
  }, onClose)
  const tooShort = first && passphrase.length < leastPassphrase
  const excused = unexcused.every(({ item }) => (reasons[item] ?? '').trim() !== '')
  const ready =
    excused && meaning.trim() !== '' && passphrase !== '' && !tooShort && (!first || again === passphrase)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) sign.start()
  }
  return (
    <Dialog onClose={onClose} title={texts.title} size="md">
      <form className={form.form} onSubmit={submit}>
        {notEvaluable === undefined ? (
          <Numbers measurements={measurements} />
        ) : (
          <p>
            <b>{texts.notEvaluable}</b> {notEvaluable}
          </p>
        )}
        {unexcused.length > 0 && (
          <section className={styles.unexcused}>
            <p>{checklist.reasons}</p>
            {unexcused.map(({ item, name }) => (
              <TextInput
                key={item}
                size="xs"
                label={name}
                placeholder={checklist.why}
                value={reasons[item] ?? ''}
                onChange={({ currentTarget: { value } }) => setReasons((now) => ({ ...now, [item]: value }))}
              />
            ))}
          </section>
        )}
        <Autocomplete
          label={texts.meaning}
          size="xs"
          data={offeredMeanings()}
          value={meaning}
          onChange={setMeaning}
        />
        <SecretInput
          label={first ? texts.newPassphrase(reader.name) : texts.passphrase(reader.name)}
          description={first ? texts.firstTime : undefined}
          autoComplete={first ? 'new-password' : 'current-password'}
          data-autofocus
          value={passphrase}
          error={passphrase !== '' && tooShort && dialogs.reader.tooShort(leastPassphrase)}
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        {first && (
          <SecretInput
            label={dialogs.reader.again}
            autoComplete="new-password"
            value={again}
            error={again !== '' && again !== passphrase && dialogs.reader.differs}
            onChange={({ currentTarget: { value } }) => setAgain(value)}
          />
        )}
        {sign.error && <Refused error={sign.error} />}
        <UnderWay of={sign} stopped={texts.stopped} />
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {texts.notYet}
          </Button>
          <Button type="submit" disabled={!ready} loading={sign.isPending}>
            {texts.sign}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Numbers({ measurements }: { readonly measurements: readonly Measurement[] }) {
  const { names } = useTexts().numbers
  return (
    <dl className={styles.numbers}>
      {leftVentricle.map(({ quantity, digits }) => {
        const measurement = measurementOf(measurements, quantity)
        return (
          <div key={quantity}>
            <dt>{names[quantity].short}</dt>
            {measurement && isMeasured(measurement) ? (
              <dd>
                {numberText(measurement.value, digits)} <small>{unitText(measurement.unit)}</small>
              </dd>
            ) : (
              <dd data-unmeasured>{reasonText(measurement?.unmeasured ?? 'no-contours')}</dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}
