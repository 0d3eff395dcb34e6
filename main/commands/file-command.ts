/** A command that works on the files it is given: no library is opened, none is needed, none is locked. */
import { readFile } from 'node:fs/promises'
import { Failure } from '#contract/faults.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

export type FileInvocation = Pick<Invocation, 'output' | 'positionals' | 'values'>

export interface FileCommand extends Pick<Command, 'name' | 'usage' | 'summary' | 'options'> {
  run(invocation: FileInvocation): Promise<ExitCode>
}

/** @throws Failure 'path-not-found', 'file-refused' where there is something that cannot be read */
export const bytesOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Failure('path-not-found', { path }, { cause })
    return refuse(
      path,
      [code === 'EISDIR' ? 'it is a folder, not a file' : `it cannot be read (${code})`],
      cause,
    )
  })

/** A byte order mark at the start is no text. @throws Failure 'path-not-found', 'file-refused' */
export const textOf = async (path: string): Promise<string> => decoded(path, await bytesOf(path))

/** Another encoding would change names without a word. @throws Failure 'file-refused' */
export function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    return refuse(path, ['it is not text in UTF-8: save it as UTF-8 and try again'], cause)
  }
}

/** @throws Failure 'file-refused' */
export function refuse(path: string, problems: readonly string[], cause?: unknown): never {
  throw new Failure('file-refused', { path, problems: [...problems] }, cause === undefined ? {} : { cause })
}
