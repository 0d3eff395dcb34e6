/**
 * What a command says: its result on stdout, all else on stderr. Nothing that a file or a server wrote can drive
 * the terminal, and whoever stops reading is not told about it: `midwall studies | head -1` is well used.
 */
import type { Output } from './command.ts'
import { shown } from './table.ts'

export interface CommandOutput extends Output {
  /**
   * Waits until all is out of our hands.
   * @returns why some of it could not be written, a closed pipe apart
   */
  flush(): Promise<string | undefined>
}

interface Streams {
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

export function createOutput(json: boolean, { stdout, stderr }: Streams = process): CommandOutput {
  let lost: string | undefined
  for (const stream of [stdout, stderr])
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') lost ??= code ?? message
    })
  return {
    json,
    result: (document, lines) =>
      void stdout.write(
        json ? `${escapedJson(document)}\n` : lines.map((line) => `${shown(line)}\n`).join(''),
      ),
    progress: (text) =>
      void stderr.write(
        text
          .split('\n')
          .map((line) => `${shown(line)}\n`)
          .join(''),
      ),
    async flush() {
      await Promise.all([stdout, stderr].map((stream) => new Promise((out) => stream.write('', out))))
      return lost
    },
  }
}

/** What JSON leaves as it is and a terminal may obey. It occurs in strings only, where it may be written so. */
const obeyed = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

const escapedJson = (document: unknown): string =>
  JSON.stringify(document, null, 2).replace(obeyed, (found) =>
    Array.from({ length: found.length }, (_, i) => found.charCodeAt(i))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  )
