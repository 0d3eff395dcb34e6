/** A command that works on the files it is given: no library is opened, none is needed, none is locked. */
import { readFile } from 'node:fs/promises'
import { Failure } from '#contract/faults.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

export type FileInvocation = Pick<Invocation, 'output' | 'positionals' | 'values'>

export interface FileCommand extends Pick<Command, 'name' | 'usage' | 'summary' | 'options'> {
  run(invocation: FileInvocation): Promise<ExitCode>
}

/** A byte order mark at the start is no text. @throws Failure 'path-not-found' */
export async function textOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('path-not-found', { path }, { cause })
  })
  return text.replace(/^\uFEFF/, '')
}

/** @throws Failure 'file-refused' */
export function refuse(path: string, problems: readonly string[], cause?: unknown): never {
  throw new Failure('file-refused', { path, problems: [...problems] }, cause === undefined ? {} : { cause })
}
