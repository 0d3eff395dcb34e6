/** Whose scar is on the images and in the bull's-eye: that which the reader chose, else the protocol's, else the usual. */
import type { ReadProtocol } from '#analysis/reading/events.ts'
import { shownFirst } from '#analysis/scar/options.ts'
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import type { Found } from '../numbers/found.ts'

/** In the order in which they were asked for; of a record alone, those that it has numbers of. */
export function methodsOf(found: Found | undefined, details: ScarDetails | undefined): readonly string[] {
  // of a wall that could not be divided there are only the refusals
  if (details && details.methods.length > 0) return details.methods.map(({ name }) => name)
  const scopes = (found?.measurements ?? []).flatMap(({ quantity, scope = '' }) =>
    quantity === 'scar-mass' && /^method:\S+$/.test(scope) ? [scope.slice('method:'.length)] : [],
  )
  return [...new Set(scopes)]
}

/** @returns undefined where there is none at all */
export function shownMethod(
  methods: readonly string[],
  chosen: string | undefined,
  { scarMethod }: Pick<ReadProtocol, 'scarMethod'>,
): string | undefined {
  const wanted = [chosen, scarMethod, shownFirst]
  return wanted.find((one) => one !== undefined && methods.includes(one)) ?? methods[0]
}
