/** What a person wants to import, picked in a dialog of his system instead of typed. */
import type { Services } from '#contract/services.ts'

export const pick: Services['imports']['pick'] = async ({ what }, { session }) => {
  if (!session.pick) return { kind: 'no-dialog' }
  const path = await session.pick(what)
  return path === undefined ? { kind: 'cancelled' } : { kind: 'picked', path }
}
