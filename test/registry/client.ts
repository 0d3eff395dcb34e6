/** A client of the demo registry's HTTP, as any other program would be one. */
import type { DicomWeb } from '../../main/dicomweb/client.ts'
import { createDicomWeb } from '../../main/dicomweb/client.ts'
import { openLine } from '../../main/dicomweb/exchange.ts'

export interface RegistryClient {
  readonly dicomWeb: DicomWeb
  get(path: string, accept?: string): Promise<{ status: number; body: unknown; type: string | null }>
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  readonly token: string
}

const asJson = async (answer: Response): Promise<unknown> => {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export async function signInAs(url: string, account: string, secret = 'demo'): Promise<RegistryClient> {
  const session = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, secret }),
  })
  if (!session.ok) throw new Error(`${account} was refused: ${session.status}`)
  const { token } = (await session.json()) as { token: string }
  const authorization = `Bearer ${token}`
  const { exchange } = openLine({ silence: 10_000 })
  return {
    token,
    dicomWeb: createDicomWeb({
      root: new URL(`${url}/dicom-web`),
      exchange,
      authorization: () => authorization,
    }),
    async get(path, accept = 'application/json') {
      const answer = await fetch(`${url}${path}`, { headers: { authorization, accept } })
      return { status: answer.status, type: answer.headers.get('content-type'), body: await asJson(answer) }
    },
    async send(method, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await asJson(answer) }
    },
  }
}

/** The bytes of every file of a study or instance. */
export async function filesOf(
  dicomWeb: DicomWeb,
  scope: { study: string; series?: string; instance?: string },
): Promise<Buffer[]> {
  const files: Buffer[] = []
  for await (const part of dicomWeb.retrieve(scope)) {
    const chunks: Buffer[] = []
    for await (const chunk of part.body) chunks.push(chunk)
    files.push(Buffer.concat(chunks))
  }
  return files
}
