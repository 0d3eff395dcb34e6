/**
 * The address that a person gave for a registry: checked, and asked once what kind of registry it is.
 */
import { z } from 'zod'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { jsonBody, refusal } from '../../dicomweb/body.ts'
import { openLine } from '../../dicomweb/exchange.ts'
import { RegistryTrouble, troubleOf } from '../../dicomweb/trouble.ts'
import type { RegistryAddress } from './adapter.ts'

/** The document of the project API names itself; a registry on this machine also says which one it is. */
const documentSchema = z.object({
  info: z.object({ title: z.literal('Midwall project API') }),
  'x-registry-id': z.string().min(1).max(128).optional(),
})

const largestDocument = 4 * 2 ** 20

export function below(url: string, path: string): URL {
  const root = new URL(url)
  root.pathname = `${root.pathname.replace(/\/+$/, '')}/${path}`
  return root
}

const isThisMachine = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

/** An address as it may be shown, kept and logged: what a person types there by mistake is often a secret. */
function shownAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname}`.replace(/\/+$/, '')
}

/**
 * @throws Failure 'registry-address-refused' for an address with an account in it, and for plain http to another
 *         machine, where the secret and the images would travel in the clear; what it says holds no secret
 */
export function checkedUrl(given: string): string {
  const url = new URL(given)
  const registry = shownAddress(url)
  const refuse = (detail: string): Failure => new Failure('registry-address-refused', { registry, detail })
  if (url.username !== '' || url.password !== '') throw refuse(say('registry/account-in-address'))
  if (url.protocol !== 'https:' && !isThisMachine(url)) throw refuse(say('registry/https-only'))
  return registry
}

/** Asks for the project API's document; a server that has none is taken for a plain archive. */
export async function locate(
  given: string,
  kind: 'auto' | 'midwall' | 'dicomweb',
  line: { silence: number; ca?: string | undefined },
  signal?: AbortSignal,
): Promise<RegistryAddress> {
  const url = checkedUrl(given)
  const plain = { url, kind: 'dicomweb', identity: url } as const
  if (kind === 'dicomweb') return plain
  const { exchange, close } = openLine(line)
  try {
    const answer = await exchange({ method: 'GET', url: below(url, 'api/openapi.json'), signal })
    if (answer.status !== 200) throw await refusal(answer)
    const document = documentSchema.safeParse(await jsonBody(answer, largestDocument))
    if (!document.success)
      throw new RegistryTrouble({ kind: 'broken', detail: say('registry/no-project-api') })
    // a name that a registry gives itself counts only where nobody else could have given it
    const named = isThisMachine(new URL(url)) ? document.data['x-registry-id'] : undefined
    return { url, kind: 'midwall', identity: named ?? url }
  } catch (error) {
    if (kind === 'midwall' || troubleOf(error)?.kind === 'unreachable') throw error
    if (!troubleOf(error)) throw error
    return plain
  } finally {
    close()
  }
}
