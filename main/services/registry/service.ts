/** The registry's calls of the contract. */
import { say } from '#analysis/sentences/say.ts'
import { Failure, isFailure } from '#contract/faults.ts'
import type { Services } from '#contract/services.ts'
import { following } from '../cancelling.ts'
import type { Connection } from './connection.ts'
import type { Sync } from './sync.ts'

/** @param signedIn  called once an account is in: what waited for it may go on */
export function createRegistryService(
  connection: Connection,
  sync: Sync,
  signedIn: () => void,
): Services['registry'] {
  return {
    state: async () => connection.view(),
    async signIn(asked, { signal }) {
      await connection.signIn(asked, following(signal))
      await sync.projects().catch((error: unknown) => {
        throw isFailure(error, 'access-denied') ? refused(error) : error
      })
      signedIn()
      return connection.view()
    },
    signOut: () => connection.signOut(),
    sync: ({ project }) => sync.project(project),
  }
}

/** An account that may enter and see nothing is refused like one that may not enter. */
const refused = (cause: Failure<'access-denied'>): Failure =>
  new Failure(
    'registry-refused',
    { registry: cause.data.registry, status: 403, detail: say('registry/no-project-seen') },
    { cause },
  )
