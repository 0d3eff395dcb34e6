/**
 * `midwall <command>`: the same services as the window, without one. Results go to stdout, progress and
 * refusals to stderr; `midwall help` names the exit codes.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { createRouterClient, ORPCError } from '@orpc/server'
import { Failure, type Fault, type FaultCode, faults } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import { type Command, type ExitCode, exitCodes, type Output, UsageError } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import { readers } from './commands/readers.ts'
import { recompute, series, sign, unlock, volumes } from './commands/reading.ts'
import { projects, registry, studies } from './commands/registry.ts'
import { exportRead, status, upload } from './commands/results.ts'
import { download, importFiles, quarantine } from './commands/transfers.ts'
import { serve } from './serve.ts'
import { defaultLibrary } from './start-options.ts'
import { startWorkstation } from './workstation.ts'

const commands: readonly Command[] = [
  registry,
  projects,
  studies,
  download,
  importFiles,
  quarantine,
  readers,
  series,
  volumes,
  sign,
  unlock,
  upload,
  recompute,
  status,
  exportRead,
]

const help = (): string[] => [
  'midwall <command> [options]',
  '',
  ...commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}`),
  '  serve [--port N] [--no-open] [--no-demo]',
  '      the workstation for a browser on this machine',
  '',
  'Everywhere:',
  `  --library DIR   the library's folder (default ${defaultLibrary()}, or MIDWALL_LIBRARY)`,
  '  --reader ID     who reads; a profile that does not exist yet is made, without a passphrase',
  '  --json          one JSON document on stdout, progress on stderr',
  '',
  'Exit codes: 0 done, 1 a mistake of Midwall, 2 wrong usage, 3 refused (the reason is on stderr),',
  '            4 done in part (files refused or held, results waiting, numbers that differ), 130 cancelled',
]

const everywhere = {
  library: { type: 'string' },
  reader: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function outputOf(json: boolean): Output {
  return {
    json,
    result(document, lines) {
      process.stdout.write(
        json ? `${JSON.stringify(document, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
      )
    },
    progress(line) {
      process.stderr.write(`${line}\n`)
    },
  }
}

/** One line of stdin; on a terminal it is not echoed. */
async function readSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  const lines = createInterface({ input: stdin, terminal: false })
  if (stdin.isTTY) {
    stderr.write(`${prompt}: `)
    stdin.setRawMode?.(false)
  }
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new UsageError(`${prompt} is expected on stdin`)
}

const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faults, code)

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Failure) return error.fault
  if (error instanceof ORPCError && isFaultCode(error.code))
    return { code: error.code, data: error.data } as Fault
  return undefined
}

/** Says what happened and what to do; with --json as a document too, so that a batch can branch on the code. */
function report(error: unknown, output: Output): ExitCode {
  if (error instanceof UsageError || (error instanceof TypeError && 'code' in error)) {
    output.progress(`${error.message}. See 'midwall help'.`)
    return exitCodes.usage
  }
  const fault = faultOf(error)
  if (fault) {
    const { what, todo } = faultSentence(fault)
    output.progress(`${what} ${todo}`)
    if (output.json) output.result({ error: fault }, [])
    if (fault.code === 'cancelled') return exitCodes.cancelled
    return fault.code === 'bug' ? exitCodes.bug : exitCodes.refused
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    const issues =
      (error.data as { issues?: { path?: unknown[]; message: string }[] } | undefined)?.issues ?? []
    output.progress(
      issues.map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`).join('; ') || error.message,
    )
    return exitCodes.usage
  }
  output.progress(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return exitCodes.bug
}

async function run(command: Command, args: readonly string[]): Promise<ExitCode> {
  const json = args.includes('--json')
  const output = outputOf(json)
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...command.options, ...everywhere },
    })
    if (values.help) {
      output.result({ usage: command.usage }, [`midwall ${command.usage}`, `  ${command.summary}`])
      return exitCodes.done
    }
    const libraryFolder = resolve(values.library ?? process.env['MIDWALL_LIBRARY'] ?? defaultLibrary())
    const cancel = new AbortController()
    process.once('SIGINT', () => cancel.abort())
    const workstation = await startWorkstation({
      host: 'command-line',
      dist: join(import.meta.dirname, '..'),
      libraryFolder,
      demoRegistry: false,
    })
    try {
      return await command.run({
        client: createRouterClient(workstation.router, { context: { session: { reader: undefined } } }),
        output,
        positionals,
        values,
        libraryFolder,
        signal: cancel.signal,
        secret: readSecret,
      })
    } finally {
      await workstation.close()
    }
  } catch (error) {
    return report(error, output)
  }
}

export async function runCommand([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (name === 'serve') return serve(args)
  if (name === 'registry' && args[0] === 'demo') return demo(args.slice(1))
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return run(command, args)
  const known = name === 'help' || name === '--help' || name === '-h'
  const text = `${known ? '' : `There is no command '${name}'.\n\n`}${help().join('\n')}\n`
  ;(known ? process.stdout : process.stderr).write(text.replaceAll(homedir(), '~'))
  return known ? exitCodes.done : exitCodes.usage
}
