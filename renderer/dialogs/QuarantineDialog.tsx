/**
 * What was held back, and why. Found identity stays here until it is discarded; what is only suspected may be
 * released by a person who looked, with a reason that stands in the audit.
 */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { QuarantineView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { quarantineQuery, queryClient } from '../client/queries.ts'
import { bytesText } from '../status/amounts.ts'
import { Chip } from '../status/Chip.tsx'
import { dateTimeIn } from '../texts/formats.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import styles from './QuarantineDialog.module.css'
import { Refused } from './Refused.tsx'

export function QuarantineDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().dialogs.quarantine
  const quarantine = useQuery(quarantineQuery)
  const entries = quarantine.data ?? []
  const [chosen, setChosen] = useState<string>()
  const entry = entries.find((candidate) => candidate.entry === chosen) ?? entries[0]
  return (
    <Dialog opened={!quarantine.isPending} onClose={onClose} title={texts.title(entries.length)} size="xl">
      {quarantine.error && <Refused error={quarantine.error} />}
      {quarantine.data && !entry && <p className={form.lead}>{texts.none}</p>}
      {entry && (
        <div className={styles.split}>
          <ul className={styles.entries}>
            {entries.map((candidate) => (
              <li key={candidate.entry}>
                <button
                  className={controls.line}
                  type="button"
                  data-autofocus={candidate === entry || undefined}
                  aria-current={candidate === entry}
                  onClick={() => setChosen(candidate.entry)}
                >
                  <b>{candidate.file}</b>
                  <span>
                    {candidate.project} · {candidate.releasable ? texts.releasable : texts.notReleasable}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Entry key={entry.entry} entry={entry} />
        </div>
      )}
    </Dialog>
  )
}

const severityTones = { found: 'bad', suspected: 'attention', conflict: 'bad' } as const

function Entry({ entry }: { readonly entry: QuarantineView }) {
  const texts = useTexts().dialogs.quarantine
  const [reason, setReason] = useState('')
  const settled = (): void => void queryClient.invalidateQueries({ queryKey: ['quarantine'] })
  const release = useMutation({
    mutationFn: () => client.quarantine.release({ entry: entry.entry, reason }),
    onSuccess: settled,
  })
  const discard = useMutation({
    mutationFn: () => client.quarantine.discard({ entry: entry.entry, reason }),
    onSuccess: settled,
  })
  const error = release.error ?? discard.error
  const busy = release.isPending || discard.isPending
  const ready = reason.trim() !== '' && !busy
  return (
    <section className={form.form} aria-label={entry.file}>
      <dl className={styles.facts}>
        <dt>{texts.project}</dt>
        <dd>{entry.project}</dd>
        <dt>{texts.heldBack}</dt>
        <dd>{dateTimeIn(entry.at)}</dd>
        <dt>{texts.size}</dt>
        <dd>{bytesText(entry.bytes)}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{entry.sha256}</dd>
      </dl>
      <ul className={styles.findings}>
        {entry.findings.map((finding) => (
          <li key={`${finding.kind} ${finding.where}`}>
            <Chip tone={severityTones[finding.severity]}>{texts.severities[finding.severity]}</Chip>
            <p>
              {saidText(finding.sentence)}{' '}
              {!finding.sentence.includes(finding.where) && <span>{finding.where}</span>}
            </p>
          </li>
        ))}
      </ul>
      <TextInput
        label={texts.reason}
        description={texts.reasonWhy}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {error && <Refused error={error} />}
      <div className={form.actions}>
        {!entry.releasable && <span className={form.note}>{texts.identityFound}</span>}
        <Button variant="default" color="red" disabled={!ready} onClick={() => discard.mutate()}>
          {texts.discard}
        </Button>
        <Button disabled={!ready || !entry.releasable} onClick={() => release.mutate()}>
          {texts.release}
        </Button>
      </div>
    </section>
  )
}
