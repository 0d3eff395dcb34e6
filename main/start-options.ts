/** What `npm start -- ...` understands; the same words for the window and the loopback host. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from './commands/command.ts'

export interface StartOptions {
  readonly libraryFolder: string
  /** 0: any free port */
  readonly port: number
  readonly open: boolean
  /** start the embedded demo registry and sign in to it when the library knows no other */
  readonly demoRegistry: boolean
}

/** Where a library lies when nobody names one: the same for the window and the command line. */
export function defaultLibrary(): string {
  const named = process.env['MIDWALL_LIBRARY']
  if (named) return resolve(named)
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? homedir(), 'Midwall', 'library')
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Midwall', 'library')
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'midwall', 'library')
}

/** @returns undefined where none is named @throws UsageError */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port wants a number from 0 to 65535, not '${text}'`)
  return port
}

/**
 * @param strict  an unknown word is wrong usage; Electron gets words of Chromium's beside ours
 * @throws UsageError, or what `parseArgs` throws
 */
export function parseStartOptions(args: readonly string[], { strict }: { strict: boolean }): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict,
    options: {
      library: { type: 'string' },
      port: { type: 'string' },
      /** understood by whoever started us: the loopback host instead of Electron */
      browser: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      'no-demo': { type: 'boolean' },
    },
  })
  const { library, port } = values
  if (library === '') throw new UsageError('--library is empty')
  return {
    libraryFolder: typeof library === 'string' ? resolve(library) : defaultLibrary(),
    port: portOf(typeof port === 'string' ? port : undefined) ?? 0,
    open: values['no-open'] !== true,
    demoRegistry: values['no-demo'] !== true,
  }
}
