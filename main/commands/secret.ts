/** A passphrase, or a registry's secret, as one line of stdin: typed without an echo, or piped in. */
import { createInterface } from 'node:readline'
import type { ReadStream } from 'node:tty'
import { CommandCancelled, UsageError } from './command.ts'

export interface SecretSource {
  readonly stdin: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>
  readonly stderr: NodeJS.WritableStream
  /** the command was asked to stop */
  readonly signal?: AbortSignal
}

/**
 * @throws UsageError when stdin ends before a line does
 * @throws CommandCancelled when Ctrl-C is typed instead
 */
export function readSecret(prompt: string, { stdin, stderr, signal }: SecretSource): Promise<string> {
  const terminal = stdin.isTTY === true
  // on a terminal readline takes the keys over, and echoes to an output: there is none
  const lines = createInterface({ input: stdin, terminal, ...(signal ? { signal } : {}) })
  if (terminal) stderr.write(`${prompt}: `)
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      lines.removeAllListeners()
      lines.close()
      if (terminal) stderr.write('\n')
      settle()
    }
    lines.once('line', (line) => end(() => resolve(line)))
    lines.once('SIGINT', () => end(() => reject(new CommandCancelled())))
    lines.once('close', () => end(() => reject(new UsageError(`${prompt} is expected on stdin`))))
  })
}
