/** Brings a folder or archive of this machine into a project: progress, cancel, and what became of each file. */
import { Autocomplete, Button, Checkbox, Progress, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ImportProgress } from '#contract/import-report.ts'
import type { Pickable } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { projectsQuery, systemQuery } from '../client/queries.ts'
import { numberIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import { ImportReportView } from './ImportReportView.tsx'
import { Refused } from './Refused.tsx'

interface Wanted {
  readonly path: string
  readonly project: string
  readonly attest?: string
}

export function ImportDialog({
  project,
  onImported,
  onClose,
}: {
  readonly project?: string | undefined
  readonly onImported: (project: string) => void
  readonly onClose: () => void
}) {
  const { title } = useTexts().dialogs.import
  const { progress, error, running, run, cancel } = useImport(onImported)
  const finished = progress?.kind === 'finished' ? progress : undefined
  return (
    <Dialog onClose={onClose} title={title} size="lg" busy={running}>
      {!finished && <Choose project={project} busy={running} onRun={run} />}
      {error !== undefined && <Refused error={error} />}
      {running && <Running progress={progress} onCancel={cancel} />}
      {finished && (
        <ImportReportView report={finished.report} studies={finished.studies.length} onClose={onClose} />
      )}
    </Dialog>
  )
}

/** One import at a time; leaving the dialog cancels it, what was committed stays. */
function useImport(onImported: (project: string) => void) {
  const [progress, setProgress] = useState<ImportProgress>()
  const [error, setError] = useState<unknown>()
  const [running, setRunning] = useState(false)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const run = async (wanted: Wanted): Promise<void> => {
    const controller = new AbortController()
    stop.current = controller
    setRunning(true)
    setError(undefined)
    setProgress(undefined)
    try {
      for await (const step of await client.imports.run(wanted, { signal: controller.signal })) {
        setProgress(step)
        if (step.kind === 'finished' && step.studies.length > 0) onImported(wanted.project)
      }
    } catch (cause) {
      if (!controller.signal.aborted) setError(cause)
    } finally {
      setRunning(false)
    }
  }
  return { progress, error, running, run, cancel: () => stop.current?.abort() }
}

function Choose({
  project: proposed,
  busy,
  onRun,
}: {
  readonly project?: string | undefined
  readonly busy: boolean
  readonly onRun: (wanted: Wanted) => void
}) {
  const texts = useTexts().dialogs.import
  const projects = useQuery(projectsQuery)
  const system = useQuery(systemQuery)
  const [path, setPath] = useState('')
  const [project, setProject] = useState(proposed ?? '')
  const [attesting, setAttesting] = useState(false)
  const [reason, setReason] = useState('')
  const ready = path !== '' && project !== '' && (!attesting || reason.trim() !== '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) onRun({ path, project, ...(attesting ? { attest: reason.trim() } : {}) })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={texts.path}
        placeholder={texts.pathExample}
        data-autofocus
        disabled={busy}
        value={path}
        onChange={({ currentTarget: { value } }) => setPath(value)}
      />
      {system.data?.canPick && <Browse disabled={busy} onPicked={setPath} />}
      <Autocomplete
        label={texts.project}
        size="xs"
        disabled={busy}
        data={projects.data?.map(({ id }) => id) ?? []}
        value={project}
        onChange={setProject}
      />
      <Checkbox
        size="xs"
        disabled={busy}
        label={texts.attest}
        description={texts.attestWhy}
        checked={attesting}
        onChange={({ currentTarget: { checked } }) => setAttesting(checked)}
      />
      {attesting && (
        <TextInput
          label={texts.reason}
          placeholder={texts.reasonExample}
          disabled={busy}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      )}
      {!busy && (
        <div className={form.actions}>
          <Button type="submit" disabled={!ready}>
            {texts.run}
          </Button>
        </div>
      )}
    </form>
  )
}

/** The system's own dialogs: one for folders and one for archives, as most systems have them. */
function Browse({
  disabled,
  onPicked,
}: {
  readonly disabled: boolean
  readonly onPicked: (path: string) => void
}) {
  const texts = useTexts().dialogs.import
  const picking = useMutation({
    mutationFn: (what: Pickable) => client.imports.pick({ what }),
    onSuccess: (picked) => {
      if (picked.kind === 'picked') onPicked(picked.path)
    },
  })
  const button = (label: string, what: Pickable) => (
    <Button
      variant="default"
      size="xs"
      disabled={disabled || picking.isPending}
      onClick={() => picking.mutate(what)}
    >
      {label}
    </Button>
  )
  return (
    <>
      <div className={form.actions}>
        {button(texts.browse, 'folder')}
        {button(texts.browseArchive, 'archive')}
      </div>
      {picking.error !== null && <Refused error={picking.error} />}
    </>
  )
}

function Running({
  progress,
  onCancel,
}: {
  readonly progress: ImportProgress | undefined
  readonly onCancel: () => void
}) {
  const texts = useTexts().dialogs.import
  const [share, text] =
    progress?.kind === 'reading'
      ? [
          (100 * progress.done) / Math.max(progress.total, 1),
          texts.reading(numberIn(progress.done), numberIn(progress.total)),
        ]
      : [100, texts.counting(numberIn(progress?.kind === 'counting' ? progress.found : 0))]
  return (
    <div className={form.form} style={{ marginTop: 14 }}>
      <Progress value={share} animated={progress?.kind !== 'reading'} aria-label={texts.progress} />
      <div className={form.actions}>
        <span className={form.note} role="status">
          {text}
        </span>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </div>
  )
}
