/** A registry with the project API. */
import { projectApi } from '#contract/project-api.ts'
import { createDicomWeb } from '../../dicomweb/client.ts'
import { openLine } from '../../dicomweb/exchange.ts'
import { troubleOf } from '../../dicomweb/trouble.ts'
import type { Credentials, RegistryAdapter, RegistryAddress, ResultCalls } from './adapter.ts'
import { below } from './address.ts'
import { createProjectApiClient, type ProjectApiClient } from './project-api.ts'

/** @param credentials  the token as secret */
export function openMidwallRegistry(
  address: RegistryAddress,
  credentials: Credentials,
  line: { silence: number; ca?: string | undefined },
): RegistryAdapter {
  const { exchange, close } = openLine(line)
  const { account, secret: token } = credentials
  const api = createProjectApiClient({ root: below(address.url, 'api'), exchange, token: () => token })
  return {
    ...address,
    account,
    dicomWeb: createDicomWeb({
      root: below(address.url, 'dicom-web'),
      exchange,
      authorization: () => `Bearer ${token}`,
    }),
    projects: (signal) => api.call(projectApi.projects.list, undefined, signal),
    studies: (project, signal) => api.call(projectApi.studies.list, { project }, signal),
    withdrawals: (project, signal) => api.call(projectApi.withdrawals.list, { project }, signal),
    results: resultCalls(api),
    signOut: async () => void (await api.call(projectApi.sessions.signOut, undefined)),
    close,
  }
}

/** Trades the account's secret for a token; the secret is not kept. */
export async function signInToMidwall(
  address: RegistryAddress,
  { account, secret }: Credentials,
  line: { silence: number; ca?: string | undefined },
  signal?: AbortSignal,
): Promise<Credentials> {
  const { exchange, close } = openLine(line)
  try {
    const api = createProjectApiClient({ root: below(address.url, 'api'), exchange, token: () => undefined })
    const session = await api.call(projectApi.sessions.signIn, { account, secret }, signal)
    return { account: session.account, secret: session.token }
  } finally {
    close()
  }
}

function resultCalls(api: ProjectApiClient): ResultCalls {
  return {
    async record(project, document, signal) {
      await api.call(projectApi.results.record, { project, ...document }, signal)
    },
    async show(project, { read, version, kind }, signal) {
      try {
        return await api.call(projectApi.results.show, { project, read, version, kind }, signal)
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble?.kind === 'refused' && trouble.status === 404) return undefined
        throw error
      }
    },
    issueReceipt: (project, receipt, signal) =>
      api.call(projectApi.receipts.issue, { project, ...receipt }, signal),
  }
}
