/** What `npm start -- ...` understands; the same words for the window and the loopback host. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

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

export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      library: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      'no-demo': { type: 'boolean' },
    },
  })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`--port wants a number from 0 to 65535, not '${String(values.port)}'`)
  return {
    libraryFolder: typeof values.library === 'string' ? resolve(values.library) : defaultLibrary(),
    port,
    open: values['no-open'] !== true,
    demoRegistry: values['no-demo'] !== true,
  }
}
