/** Names a registry and signs in to it. Without one, downloaded and imported studies can still be read. */
import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RegistryView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { isRefusal } from '../client/faults.ts'
import { queryClient, registryQuery } from '../client/queries.ts'
import { notify } from '../status/notices.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import { Refusal, Refused } from './Refused.tsx'

const kinds = [
  { value: 'auto', label: 'Find out' },
  { value: 'midwall', label: 'Midwall registry' },
  { value: 'dicomweb', label: 'DICOMweb archive' },
] as const
type Kind = (typeof kinds)[number]['value']

export function SignInDialog({ onClose }: { readonly onClose: () => void }) {
  const registry = useQuery(registryQuery)
  return (
    <Dialog opened={!registry.isPending} onClose={onClose} title="Registry" size="md">
      {registry.error && <Refused error={registry.error} />}
      {registry.data?.state === 'signed-in' ? (
        <SignedIn registry={registry.data} onClose={onClose} />
      ) : (
        registry.data && <SignIn key={registry.data.url} registry={registry.data} onClose={onClose} />
      )}
    </Dialog>
  )
}

function useRegistryAnswer() {
  return (registry: RegistryView): void => {
    queryClient.setQueryData(registryQuery.queryKey, registry)
    for (const queryKey of [['projects'], ['studies'], ['system']])
      void queryClient.invalidateQueries({ queryKey })
  }
}

function SignedIn({ registry, onClose }: { readonly registry: RegistryView; readonly onClose: () => void }) {
  const answer = useRegistryAnswer()
  const signOut = useMutation({ mutationFn: () => client.registry.signOut(), onSuccess: answer })
  return (
    <div className={form.form}>
      <p>
        Signed in to <b>{registry.url}</b> as <b>{registry.account}</b>.
      </p>
      {signOut.error && <Refused error={signOut.error} />}
      <div className={form.actions}>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}

function SignIn({ registry, onClose }: { readonly registry: RegistryView; readonly onClose: () => void }) {
  const answer = useRegistryAnswer()
  const [url, setUrl] = useState(registry.url ?? '')
  const [kind, setKind] = useState<Kind>(registry.kind ?? 'auto')
  const [account, setAccount] = useState(registry.account ?? '')
  const [secret, setSecret] = useState('')
  const signIn = useMutation({
    mutationFn: () => client.registry.signIn({ url, kind, account, secret }),
    onSuccess: async (signedIn) => {
      answer(signedIn)
      notify({ tone: 'good', what: `Signed in to ${signedIn.url}.` })
      onClose()
      await client.projects.list({ refresh: true })
      void queryClient.invalidateQueries({ queryKey: ['projects'] })
    },
  })
  const ready = url !== '' && account !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) signIn.mutate()
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Address"
        placeholder="https://registry.example.org"
        type="url"
        data-autofocus
        value={url}
        onChange={({ currentTarget: { value } }) => setUrl(value)}
      />
      <div className={form.pair}>
        <TextInput
          label="Account"
          autoComplete="username"
          value={account}
          onChange={({ currentTarget: { value } }) => setAccount(value)}
        />
        <PasswordInput
          label="Password or token"
          autoComplete="current-password"
          value={secret}
          onChange={({ currentTarget: { value } }) => setSecret(value)}
        />
      </div>
      <Select
        label="Kind"
        description="A plain archive has no project API: projects are found by their protocol ID"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...kinds]}
        value={kind}
        onChange={(value) => {
          const known = kinds.find((candidate) => candidate.value === value)
          if (known) setKind(known.value)
        }}
      />
      {signIn.error && <NotLetIn error={signIn.error} url={url} />}
      <div className={form.actions}>
        {registry.state === 'unreachable' && <span className={form.note}>{registry.detail}</span>}
        <Button type="submit" disabled={!ready} loading={signIn.isPending}>
          Sign in
        </Button>
      </div>
    </form>
  )
}

function NotLetIn({ error, url }: { readonly error: unknown; readonly url: string }) {
  if (!isRefusal(error, 'not-signed-in')) return <Refused error={error} />
  return (
    <Refusal what={`${url} did not accept this account and password.`} todo="Check both and try again." />
  )
}
