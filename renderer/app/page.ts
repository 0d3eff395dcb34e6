/** Which page is open stands in the address, so that a reload or a crash comes back to the same study. */
import { useSyncExternalStore } from 'react'

export type Page = { readonly name: 'worklist' } | { readonly name: 'reading'; readonly study: string }

export function pageOf(hash: string): Page {
  const study = /^#\/read\/([0-9.]{1,64})$/.exec(hash)?.[1]
  return study === undefined ? { name: 'worklist' } : { name: 'reading', study }
}

export function usePage(): Page & { toWorklist(): void; toReading(study: string): void } {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed)
      return () => window.removeEventListener('hashchange', changed)
    },
    () => window.location.hash,
  )
  return {
    ...pageOf(hash),
    toWorklist: () => {
      window.location.hash = '#/'
    },
    toReading: (study) => {
      window.location.hash = `#/read/${study}`
    },
  }
}
