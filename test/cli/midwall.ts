/** The command line as a person or a batch runs it: a process of its own, with what it prints and how it ends. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { volumesDocumentSchema } from '#contract/documents.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

export const exits = { done: 0, usage: 2, refused: 3, partly: 4, cancelled: 130 } as const

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** what is typed: a passphrase or a registry's secret */
  readonly stdin?: string
  readonly cwd?: string
  /** Ctrl-C is pressed as soon as this stands on stderr */
  readonly interruptOn?: RegExp
}

export function midwall(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'midwall.mjs'), ...args], {
    cwd: options.cwd ?? root,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  let interrupted = false
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.stderr += text
    if (!interrupted && options.interruptOn?.test(said.stderr)) interrupted = child.kill('SIGINT')
  })
  child.stdin.end(options.stdin === undefined ? '' : `${options.stdin}\n`)
  return new Promise((ended, failed) => {
    child.on('error', failed)
    child.on('close', (code) => ended({ code, ...said }))
  })
}

/** A library of its own, spoken to by commands. */
export interface CommandLine {
  readonly folder: string
  /** runs a command on the library */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  /** and gives its one document; a command that ended otherwise than asked is an error */
  json(args: readonly string[], options?: RunOptions & { readonly exit?: number }): Promise<unknown>
  /** applies contours and gives what was measured */
  volumes(study: string, file: string, reader?: string): Promise<Volumes>
  remove(): void
}

export type Volumes = ReturnType<typeof volumesDocumentSchema.parse>

export function openCommandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-cli-'))
  const library = join(folder, 'library')
  const run: CommandLine['run'] = (args, options) => midwall([...args, '--library', library], options)
  const json: CommandLine['json'] = async (args, { exit = exits.done, ...options } = {}) => {
    const { code, stdout, stderr } = await run([...args, '--json'], options)
    if (code !== exit) throw new Error(`midwall ${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout)
  }
  return {
    folder,
    run,
    json,
    volumes: async (study, file, reader = 'anna') =>
      volumesDocumentSchema.parse(await json(['volumes', study, '--contours', file, '--reader', reader])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The number of a quantity. @throws when there is none */
export function numberOf({ measurements }: Volumes, quantity: string): number {
  const found = measurements.find((measurement) => measurement.quantity === quantity)
  if (found === undefined || !('value' in found))
    throw new Error(`${quantity} was not measured: ${JSON.stringify(found)}`)
  return found.value
}
