/**
 * The project API as a client, driven by the contract itself: its routes give the addresses, its schemas check
 * every answer. What a registry says in any other form is not believed.
 */
import type {
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract'
import { say } from '#analysis/sentences/say.ts'
import { jsonBody, refusal } from '../../dicomweb/body.ts'
import type { Exchange } from '../../dicomweb/exchange.ts'
import { broken } from '../../dicomweb/trouble.ts'

export interface ProjectApiClient {
  /** @throws RegistryTrouble, or the signal's reason */
  call<I extends AnySchema, O extends AnySchema>(
    procedure: ContractProcedure<I, O, ErrorMap, object>,
    input: InferSchemaInput<I>,
    signal?: AbortSignal,
  ): Promise<InferSchemaOutput<O>>
}

const largestAnswer = 256 * 2 ** 20

export function createProjectApiClient(options: {
  readonly root: URL
  readonly exchange: Exchange
  readonly token: () => string | undefined
}): ProjectApiClient {
  const { root, exchange, token } = options
  return {
    async call(procedure, input, signal) {
      const { route, outputSchema } = procedure['~orpc']
      const { method, path } = route
      if (path === undefined || !isMethod(method))
        throw new TypeError('a call of the project API has a route')
      const { url, rest } = addressed(root, path, (input ?? {}) as Record<string, unknown>)
      const current = token()
      const withBody = method !== 'GET' && method !== 'DELETE'
      const answer = await exchange({
        method,
        url,
        headers: {
          accept: 'application/json',
          ...(current === undefined ? {} : { authorization: `Bearer ${current}` }),
          ...(withBody ? { 'content-type': 'application/json' } : {}),
        },
        ...(withBody ? { body: [Buffer.from(JSON.stringify(rest))] } : {}),
        signal,
      })
      if (answer.status < 200 || answer.status > 299) throw await refusal(answer)
      const body = await jsonBody(answer, largestAnswer)
      const checked = await outputSchema?.['~standard'].validate(body)
      if (!checked || checked.issues) throw broken(say('registry/other-form', { path }))
      return checked.value
    },
  }
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const
const isMethod = (method: string | undefined): method is (typeof methods)[number] =>
  methods.some((one) => one === method)

/** Fills the names of a path; what the path does not take is left for the body. */
function addressed(
  root: URL,
  path: string,
  input: Readonly<Record<string, unknown>>,
): { url: URL; rest: Record<string, unknown> } {
  const rest = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(input[name])
    delete rest[name]
    // an address would be shortened by it, and lead elsewhere
    if (value === '.' || value === '..' || value === '')
      throw broken(say('registry/unusable-name', { name, value: value || 'nothing' }))
    return encodeURIComponent(value)
  })
  const url = new URL(root)
  url.pathname = `${root.pathname.replace(/\/+$/, '')}${filled}`
  return { url, rest }
}
