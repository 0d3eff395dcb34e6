/** What a registry's refusal means to whoever asked. */
import { Failure } from '#contract/faults.ts'
import { type Trouble, troubleOf } from '../../dicomweb/trouble.ts'

export interface About {
  readonly project?: string
  readonly study?: string
}

/** A registry's trouble as a fault; anything else unchanged. */
export function asFailure(error: unknown, registry: string, about: About = {}): unknown {
  const trouble = troubleOf(error)
  return trouble ? failureOf(trouble, registry, about, error) : error
}

function failureOf(trouble: Trouble, registry: string, about: About, cause: unknown): Failure {
  const { detail } = trouble
  switch (trouble.kind) {
    case 'unreachable':
      return new Failure('registry-unreachable', { registry, detail }, { cause })
    case 'broken':
      return new Failure('registry-broken', { registry, detail }, { cause })
    case 'refused':
      if (trouble.status === 401) return new Failure('not-signed-in', { registry }, { cause })
      if (trouble.status === 403) return new Failure('access-denied', { registry, ...about }, { cause })
      return new Failure('registry-refused', { registry, status: trouble.status, detail }, { cause })
  }
}
