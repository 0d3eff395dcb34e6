/**
 * How an exchange with a registry can fail. The three kinds ask for three treatments: try again later, ask a
 * person, or distrust what was received.
 */
export type Trouble =
  /** no answer: refused connection, reset, time-out, unverified certificate */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** an answer that says no */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly detail: string
      readonly retryAfterMs?: number
    }
  /** an answer that does not hold together: cut, too large, another thing than was asked for */
  | { readonly kind: 'broken'; readonly detail: string }

export class RegistryTrouble extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble, options?: { cause?: unknown }) {
    super(trouble.detail, options)
    this.name = 'RegistryTrouble'
    this.trouble = trouble
  }
}

export const broken = (detail: string, cause?: unknown): RegistryTrouble =>
  new RegistryTrouble({ kind: 'broken', detail }, { cause })

export const unreachable = (detail: string, cause?: unknown): RegistryTrouble =>
  new RegistryTrouble({ kind: 'unreachable', detail }, { cause })

export const troubleOf = (error: unknown): Trouble | undefined =>
  error instanceof RegistryTrouble ? error.trouble : undefined

/** Whether the same request may succeed later without anybody doing anything. */
export function passes(trouble: Trouble): boolean {
  if (trouble.kind === 'unreachable') return true
  if (trouble.kind === 'broken') return false
  return trouble.status === 408 || trouble.status === 429 || trouble.status >= 500
}
