/** What the reads of a project are under, and for a project that no registry has, a file that says it. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { client } from '../client/client.ts'
import { projectsQuery, queryClient } from '../client/queries.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import { Refused } from './Refused.tsx'

export function ProtocolDialog({
  project: id,
  onClose,
}: {
  readonly project: string | undefined
  readonly onClose: () => void
}) {
  const texts = useTexts().dialogs.protocol
  const project = useQuery(projectsQuery).data?.find((one) => one.id === id)
  const picker = useRef<HTMLInputElement>(null)
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
  const attaching = useMutation({
    mutationFn: async ({ file, project }: { readonly file: File; readonly project: string }) =>
      client.projects.attachProtocol({ project, file: { name: file.name, text: await file.text() } }),
    onSuccess,
  })
  const detaching = useMutation({
    mutationFn: (project: string) => client.projects.detachProtocol({ project }),
    onSuccess,
  })
  const busy = attaching.isPending || detaching.isPending
  const error = attaching.error ?? detaching.error
  return (
    <Dialog onClose={onClose} title={texts.title} size="md" busy={busy}>
      {project === undefined ? (
        <p className={form.lead}>{texts.noProject}</p>
      ) : (
        <div className={form.form}>
          <p>
            <b>{`${project.protocol.name} ${project.protocol.version}`}</b>
            {` · ${texts.from[project.protocolFrom]} · ${texts.asked(project.protocol.checklist?.length ?? 0)}`}
          </p>
          <p className={form.lead}>{project.protocolFrom === 'registry' ? texts.ofRegistry : texts.how}</p>
          {error !== null && <Refused error={error} />}
          {project.protocolFrom !== 'registry' && (
            <div className={form.actions}>
              {project.protocolFrom === 'file' && (
                <Button
                  variant="default"
                  disabled={busy}
                  onClick={() => {
                    attaching.reset()
                    detaching.mutate(project.id)
                  }}
                >
                  {texts.detach}
                </Button>
              )}
              <Button data-autofocus disabled={busy} onClick={() => picker.current?.click()}>
                {texts.attach}
              </Button>
              <input
                ref={picker}
                type="file"
                accept=".json,application/json"
                hidden
                aria-label={texts.file}
                onChange={({ currentTarget }) => {
                  const [file] = currentTarget.files ?? []
                  detaching.reset()
                  if (file) attaching.mutate({ file, project: project.id })
                  currentTarget.value = ''
                }}
              />
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}
