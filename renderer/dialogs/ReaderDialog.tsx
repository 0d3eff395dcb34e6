/** Who is reading: choose a profile of this library, or make one. */
import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { leastPassphrase, type ReaderRole, readerIdPattern, readerRoles } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { queryClient, readersQuery } from '../client/queries.ts'
import { chooseReader, useSession } from '../client/session.ts'
import { notify } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import styles from './ReaderDialog.module.css'
import { Refused } from './Refused.tsx'
import { SecretInput } from './SecretInput.tsx'

export function ReaderDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().dialogs.reader
  const readers = useQuery(readersQuery)
  const current = useSession(({ reader }) => reader)
  const [creating, setCreating] = useState(false)
  const choose = useMutation({
    mutationFn: chooseReader,
    onSuccess: (reader) => {
      notify({ tone: 'good', what: texts.reading(reader.name) })
      onClose()
    },
  })
  const nobodyYet = readers.data?.length === 0
  return (
    <Dialog opened={!readers.isPending} onClose={onClose} title={texts.title} size="md">
      {readers.error && <Refused error={readers.error} />}
      {choose.error && <Refused error={choose.error} />}
      {nobodyYet && <p className={form.lead}>{texts.nobody}</p>}
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
                {reader.id} · {texts.roles[reader.role] ?? reader.role}
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
          {texts.add}
        </Button>
      )}
    </Dialog>
  )
}

function NewReader({ onCreated }: { readonly onCreated: (id: string) => void }) {
  const texts = useTexts().dialogs.reader
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
    <form className={form.form} onSubmit={submit} aria-label={texts.add}>
      <div className={form.pair}>
        <TextInput
          label={texts.name}
          data-autofocus
          value={name}
          onChange={({ currentTarget: { value } }) => {
            setName(value)
            if (id === '' || id === idFrom(name)) setId(idFrom(value))
          }}
        />
        <TextInput
          label={texts.id}
          description={texts.idWhy}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={id}
          error={id !== '' && !readerIdPattern.test(id) && texts.idRule}
          onChange={({ currentTarget: { value } }) => setId(value)}
        />
      </div>
      <div className={form.pair}>
        <Select
          label={texts.role}
          data={readerRoles.map((value) => ({ value, label: texts.roles[value] ?? value }))}
          value={role}
          onChange={(value) => {
            const known = readerRoles.find((candidate) => candidate === value)
            if (known) setRole(known)
          }}
        />
        <TextInput
          label={texts.account}
          placeholder={texts.optional}
          value={account}
          onChange={({ currentTarget: { value } }) => setAccount(value)}
        />
      </div>
      <div className={form.pair}>
        <SecretInput
          label={texts.passphrase}
          description={texts.passphraseWhy}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          value={passphrase}
          error={tooShort && texts.tooShort(leastPassphrase)}
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        <SecretInput
          label={texts.again}
          autoComplete="new-password"
          value={again}
          error={differs && texts.differs}
          onChange={({ currentTarget: { value } }) => setAgain(value)}
        />
      </div>
      {create.error && <Refused error={create.error} />}
      <Button type="submit" disabled={!ready} loading={create.isPending}>
        {texts.create}
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
