/**
 * Which commands can be run now, and by whom. A component offers what it can do while it is shown; keys,
 * palette and buttons run it by name. The one that offered last is asked.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keysOf } from './assigned.ts'
import { type CommandId, commandIds } from './commands.ts'

/** `unavailable` says why not now; the command stays listed and the reason is told when it is tried. */
export type Offer = (() => void) | { readonly run: () => void; readonly unavailable?: string | undefined }
export type Offers = { readonly [K in CommandId]?: Offer }

let stack: readonly { readonly current: Offers }[] = []
let version = 0
const watchers = new Set<() => void>()

function changed(): void {
  version += 1
  for (const watch of watchers) watch()
}

/** Offers commands while the component is mounted; the handlers may change on every render. */
export function useCommands(offers: Offers): void {
  const latest = useRef(offers)
  useEffect(() => {
    latest.current = offers
  })
  useEffect(() => {
    stack = [...stack, latest]
    changed()
    return () => {
      stack = stack.filter((entry) => entry !== latest)
      changed()
    }
  }, [])
}

function offerOf(id: CommandId): Offer | undefined {
  for (const { current } of stack.toReversed()) {
    const offer = current[id]
    if (offer) return offer
  }
  return undefined
}

export type Ran = 'ran' | 'not-offered' | { readonly unavailable: string }

export function runCommand(id: CommandId): Ran {
  const offer = offerOf(id)
  if (!offer) return 'not-offered'
  if (typeof offer === 'function') {
    offer()
    return 'ran'
  }
  if (offer.unavailable !== undefined) return { unavailable: offer.unavailable }
  offer.run()
  return 'ran'
}

/** Whether a command can be run now; where it is offered and cannot, why. */
export function standingOf(id: CommandId): 'ready' | 'not-offered' | { readonly unavailable: string } {
  const offer = offerOf(id)
  if (!offer) return 'not-offered'
  return typeof offer === 'function' || offer.unavailable === undefined
    ? 'ready'
    : { unavailable: offer.unavailable }
}

/** The first offered command with that chord. */
export function commandFor(chord: string): CommandId | undefined {
  return commandIds.find((id) => keysOf(id).includes(chord) && offerOf(id) !== undefined)
}

/** Renders again when commands are offered or taken back. */
export function useOffersChanging(): void {
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => version,
  )
}
