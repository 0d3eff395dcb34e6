/** Who is reading: choose a profile of this library, or make one. */
import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { leastPassphrase, type ReaderRole, readerIdPattern, readerRoles } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { queryClient, readersQuery } from '../client/queries.ts'
import { chooseReader, useSession } from '../client/session.ts'
import { notify } from '../status/notices.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import styles from './ReaderDialog.module.css'
import { Refused } from './Refused.tsx'

export function ReaderDialog({ onClose }: { readonly onClose: () => void }) {
  const readers = useQuery(readersQuery)
  const current = useSession(({ reader }) => reader)
  const [creating, setCreating] = useState(false)
  const choose = useMutation({
    mutationFn: chooseReader,
    onSuccess: (reader) => {
      notify({ tone: 'good', what: `${reader.name} is reading.` })
      onClose()
    },
  })
  const nobodyYet = readers.data?.length === 0
  return (
    <Dialog opened={!readers.isPending} onClose={onClose} title="Who is reading?" size="md">
      {readers.error && <Refused error={readers.error} />}
      {choose.error && <Refused error={choose.error} />}
      {nobodyYet && (
        <p className={form.lead}>
          This library has no reader yet. Each event of a read carries its author, so make a profile first.
        </p>
      )}
      <ul className={styles.readers}>
        {readers.data?.map((reader, index) => (
          <li key={reader.id}>
            <button
              type="button"
              className={styles.reader}
              data-autofocus={index === 0 || undefined}
              aria-current={reader.id === current?.id}
              onClick={() => choose.mutate(reader.id)}
            >
              <b>{reader.name}</b>
              <span>
                {reader.id} · {reader.role}
                {reader.registryAccount && ` · ${reader.registryAccount}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {creating || nobodyYet ? (
        <NewReader onCreated={(id) => choose.mutate(id)} />
      ) : (
        <Button variant="default" onClick={() => setCreating(true)}>
          New reader
        </Button>
      )}
    </Dialog>
  )
}

function NewReader({ onCreated }: { readonly onCreated: (id: string) => void }) {
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  const [role, setRole] = useState<ReaderRole>('reader')
  const [account, setAccount] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const create = useMutation({
    mutationFn: () =>
      client.readers.create({
        id,
        name,
        role,
        ...(passphrase === '' ? {} : { passphrase }),
        ...(account === '' ? {} : { registryAccount: account }),
      }),
    onSuccess: (reader) => {
      void queryClient.invalidateQueries({ queryKey: ['readers'] })
      onCreated(reader.id)
    },
  })
  const tooShort = passphrase !== '' && passphrase.length < leastPassphrase
  const differs = again !== '' && again !== passphrase
  const ready = name.trim() !== '' && readerIdPattern.test(id) && !tooShort && again === passphrase
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) create.mutate()
  }
  return (
    <form className={form.form} onSubmit={submit} aria-label="New reader">
      <div className={form.pair}>
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          onChange={({ currentTarget: { value } }) => {
            setName(value)
            if (id === '' || id === idFrom(name)) setId(idFrom(value))
          }}
        />
        <TextInput
          label="Short name"
          description="Stands in the events and in the signed result"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={id}
          error={id !== '' && !readerIdPattern.test(id) && 'Letters, digits, dot, dash, underscore'}
          onChange={({ currentTarget: { value } }) => setId(value)}
        />
      </div>
      <div className={form.pair}>
        <Select
          label="Role"
          data={[...readerRoles]}
          value={role}
          onChange={(value) => {
            const known = readerRoles.find((candidate) => candidate === value)
            if (known) setRole(known)
          }}
        />
        <TextInput
          label="Registry account"
          placeholder="optional"
          value={account}
          onChange={({ currentTarget: { value } }) => setAccount(value)}
        />
      </div>
      <div className={form.pair}>
        <PasswordInput
          label="Passphrase"
          description="Asked for at every signature; may be set later"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          value={passphrase}
          error={tooShort && `At least ${leastPassphrase} characters`}
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        <PasswordInput
          label="Passphrase again"
          autoComplete="new-password"
          value={again}
          error={differs && 'Not the same'}
          onChange={({ currentTarget: { value } }) => setAgain(value)}
        />
      </div>
      {create.error && <Refused error={create.error} />}
      <Button type="submit" disabled={!ready} loading={create.isPending}>
        Create and read as this reader
      </Button>
    </form>
  )
}

/** A first proposal from the name: `Ana María Ruiz` becomes `ana-maria-ruiz`. */
const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64)
