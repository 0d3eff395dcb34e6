/**
 * A command is a call of the contract with words around it. It gets the same router client that the window
 * has, prints progress on stderr and its result on stdout: as text, or as one JSON document with `--json`.
 */
import type { RouterClient } from '@orpc/server'
import type { MidwallRouter } from '../hosts/router.ts'

export const exitCodes = {
  done: 0,
  /** a mistake of ours */
  bug: 1,
  usage: 2,
  /** the world refused: no such study, registry down, wrong passphrase, read not complete ... */
  refused: 3,
  /** done, but not wholly: some files refused or quarantined, results still waiting, numbers that differ */
  partly: 4,
  cancelled: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export type Client = RouterClient<MidwallRouter>

export interface Output {
  readonly json: boolean
  /** the result: `document` with --json, else the lines */
  result(document: unknown, lines: readonly string[]): void
  progress(line: string): void
}

export interface Invocation {
  readonly client: Client
  readonly output: Output
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly libraryFolder: string
  readonly signal: AbortSignal
  /** the first line of stdin, without asking on a terminal for an echo */
  secret(prompt: string): Promise<string>
}

export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options?: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>
  /** takes the library as it lies: nothing that was interrupted is taken up, nothing is sent */
  readonly onlyLooks?: true
  run(invocation: Invocation): Promise<ExitCode>
}

export class UsageError extends Error {}

/** A person asked the command to stop. */
export class CommandCancelled extends Error {}

export function positional(
  { positionals }: Pick<Invocation, 'positionals'>,
  index: number,
  name: string,
): string {
  const value = positionals[index]
  if (value === undefined) throw new UsageError(`${name} is missing`)
  return value
}

export function option({ values }: Pick<Invocation, 'values'>, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function requiredOption(invocation: Invocation, name: string): string {
  const value = option(invocation, name)
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}
