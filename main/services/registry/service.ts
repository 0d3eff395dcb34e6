/** The registry's calls of the contract. */
import type { Services } from '#contract/services.ts'
import type { Connection } from './connection.ts'
import type { Sync } from './sync.ts'

export function createRegistryService(connection: Connection, sync: Sync): Services['registry'] {
  return {
    state: async () => connection.view(),
    async signIn(asked) {
      await connection.signIn(asked)
      await sync.projects()
      return connection.view()
    },
    signOut: () => connection.signOut(),
    sync: ({ project }) => sync.project(project),
  }
}
