/** What `npm start -- ...` understands; the same words for the window and the loopback host. */
import { parseArgs } from 'node:util'

export interface StartOptions {
  readonly libraryFolder: string
  /** 0: any free port */
  readonly port: number
  readonly open: boolean
  /** start the embedded demo registry and sign in to it when the library knows no other */
  readonly demoRegistry: boolean
}

export function parseStartOptions(args: readonly string[], defaultLibrary: string): StartOptions {
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
    libraryFolder: typeof values.library === 'string' ? values.library : defaultLibrary,
    port,
    open: values['no-open'] !== true,
    demoRegistry: values['no-demo'] !== true,
  }
}
