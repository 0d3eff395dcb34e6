/** Names a registry and signs in to it. Without one, downloaded and imported studies can still be read. */
import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RegistryView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { isRefusal } from '../client/faults.ts'
import { queryClient, registryQuery } from '../client/queries.ts'
import { notify } from '../status/notices.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import { Refusal, Refused } from './Refused.tsx'
import { SecretInput } from './SecretInput.tsx'
import { UnderWay } from './UnderWay.tsx'
import { unlessStopped, useWaited } from './waited.ts'

const kinds = ['auto', 'midwall', 'dicomweb'] as const
type Kind = (typeof kinds)[number]

export function SignInDialog({ onClose }: { readonly onClose: () => void }) {
  const { title } = useTexts().dialogs.registry
  const registry = useQuery(registryQuery)
  return (
    <Dialog opened={!registry.isPending} onClose={onClose} title={title} size="md">
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
  const { dialogs } = useTexts()
  const texts = dialogs.registry
  const signOut = useMutation({ mutationFn: () => client.registry.signOut(), onSuccess: answer })
  return (
    <div className={form.form}>
      <p>
        {texts.signedInAs(registry.account ?? '')} <b>{registry.url}</b>
      </p>
      {signOut.error && <Refused error={signOut.error} />}
      <div className={form.actions}>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {texts.signOut}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {dialogs.done}
        </Button>
      </div>
    </div>
  )
}

function SignIn({ registry, onClose }: { readonly registry: RegistryView; readonly onClose: () => void }) {
  const answer = useRegistryAnswer()
  const texts = useTexts().dialogs.registry
  const [url, setUrl] = useState(registry.url ?? '')
  const [kind, setKind] = useState<Kind>(registry.kind ?? 'auto')
  const [account, setAccount] = useState(registry.account ?? '')
  const [secret, setSecret] = useState('')
  const signIn = useWaited(async ({ signal, tell: say }) => {
    say(texts.asking)
    const asked = client.registry.signIn({ url, kind, account, secret }, { signal })
    await unlessStopped(asked, signal, async () => (await client.registry.state()).state === 'signed-in')
    const now = await client.registry.state()
    answer(now)
    notify({ tone: 'good', what: texts.signedIn(now.url ?? url) })
    onClose()
    await client.projects.list({ refresh: true })
    void queryClient.invalidateQueries({ queryKey: ['projects'] })
  })
  const ready = url !== '' && account !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) signIn.start()
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={texts.address}
        placeholder="https://registry.example.org"
        type="url"
        data-autofocus
        value={url}
        onChange={({ currentTarget: { value } }) => setUrl(value)}
      />
      <div className={form.pair}>
        <TextInput
          label={texts.account}
          autoComplete="username"
          value={account}
          onChange={({ currentTarget: { value } }) => setAccount(value)}
        />
        <SecretInput
          label={texts.secret}
          autoComplete="current-password"
          value={secret}
          onChange={({ currentTarget: { value } }) => setSecret(value)}
        />
      </div>
      <Select
        label={texts.kind}
        description={texts.kindWhy}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
        value={kind}
        onChange={(value) => {
          const known = kinds.find((candidate) => candidate === value)
          if (known) setKind(known)
        }}
      />
      {signIn.error && <NotLetIn error={signIn.error} url={url} />}
      <UnderWay of={signIn} stopped={texts.stopped} />
      <div className={form.actions}>
        {registry.state === 'unreachable' && (
          <span className={form.note}>{registry.detail && saidText(registry.detail)}</span>
        )}
        <Button type="submit" disabled={!ready} loading={signIn.isPending}>
          {texts.signIn}
        </Button>
      </div>
    </form>
  )
}

function NotLetIn({ error, url }: { readonly error: unknown; readonly url: string }) {
  const texts = useTexts().dialogs.registry
  if (!isRefusal(error, 'not-signed-in')) return <Refused error={error} />
  return <Refusal what={texts.notLetIn(url)} todo={texts.checkBoth} />
}
