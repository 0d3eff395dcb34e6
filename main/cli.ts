/**
 * `midwall <command>`: the same services as the window, without one. Results go to stdout, progress and
 * refusals to stderr; `midwall help` names the exit codes.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createRouterClient } from '@orpc/server'
import { agree } from './commands/agree.ts'
import { analyse } from './commands/analyse.ts'
import { check } from './commands/check.ts'
import { type Command, type ExitCode, exitCodes, type Output, UsageError } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import type { FileCommand } from './commands/file-command.ts'
import { interpolate } from './commands/interpolate.ts'
import { createOutput } from './commands/output.ts'
import { phantom } from './commands/phantom.ts'
import { propagate } from './commands/propagate.ts'
import { protocol } from './commands/protocol.ts'
import { quarantine } from './commands/quarantine.ts'
import { readers } from './commands/readers.ts'
import { recompute, series, sign, unlock, volumes } from './commands/reading.ts'
import { projects, registry, studies } from './commands/registry.ts'
import { report } from './commands/report.ts'
import { reportRead } from './commands/report-read.ts'
import { exportRead, status, upload } from './commands/results.ts'
import { risk } from './commands/risk.ts'
import { schemas } from './commands/schemas.ts'
import { readSecret } from './commands/secret.ts'
import { untilStopped } from './commands/stop.ts'
import { survival } from './commands/survival.ts'
import { download, importFiles } from './commands/transfers.ts'
import { serve } from './serve.ts'
import { defaultLibrary } from './start-options.ts'
import { startWorkstation } from './workstation.ts'

const commands: readonly Command[] = [
  registry,
  projects,
  protocol,
  studies,
  download,
  importFiles,
  quarantine,
  readers,
  series,
  volumes,
  analyse,
  propagate,
  interpolate,
  sign,
  unlock,
  upload,
  recompute,
  status,
  exportRead,
  reportRead,
  check,
]

/** These open no library. */
const fileCommands: readonly FileCommand[] = [agree, phantom, survival, risk, schemas]

const help = (): string[] => [
  'midwall <command> [options]',
  '',
  ...[...commands, ...fileCommands].flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary}`]),
  '  serve [--port N] [--no-open] [--no-demo]',
  '      the workstation for a browser on this machine',
  '',
  'Everywhere:',
  `  --library DIR   the library's folder (default ${defaultLibrary()}, or MIDWALL_LIBRARY)`,
  '  --reader ID     who reads; a profile that does not exist yet is made, without a passphrase',
  '  --json          one JSON document on stdout, progress on stderr',
  '',
  'Exit codes: 0 done, 1 a mistake of Midwall, 2 wrong usage, 3 refused (the reason is on stderr),',
  '            4 done in part (files refused or held, results waiting, numbers that differ,',
  '            damage found), 130 cancelled',
]

const everywhere = {
  library: { type: 'string' },
  reader: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function parsed(command: Command | FileCommand, args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...command.options, ...everywhere },
  })
}

function explain({ usage, summary }: Command | FileCommand, output: Output): ExitCode {
  output.result({ usage }, [`midwall ${usage}`, `  ${summary}`])
  return exitCodes.done
}

async function runOnFiles(command: FileCommand, args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parsed(command, args)
  return values.help ? explain(command, output) : await command.run({ output, positionals, values })
}

async function run(command: Command, args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parsed(command, args)
  if (values.help) return explain(command, output)
  if (values.library === '') throw new UsageError('--library is empty')
  const libraryFolder = values.library === undefined ? defaultLibrary() : resolve(values.library)
  const workstation = await startWorkstation({
    host: 'command-line',
    dist: join(import.meta.dirname, '..'),
    libraryFolder,
    demoRegistry: false,
    resume: command.onlyLooks !== true,
  })
  const client = createRouterClient(workstation.router, {
    context: { session: { reader: undefined, looksOn: true } },
  })
  try {
    return await untilStopped((signal) => {
      const { stdin, stderr } = process
      const secret = (prompt: string) => readSecret(prompt, { stdin, stderr, signal })
      return command.run({ client, output, positionals, values, libraryFolder, signal, secret })
    })
  } finally {
    await workstation.close()
  }
}

function dispatch(name: string, args: readonly string[], output: Output): Promise<number> | number {
  if (name === 'serve') return serve(args)
  if (name === 'registry' && args[0] === 'demo') return demo(args.slice(1))
  const onFiles = fileCommands.find((candidate) => candidate.name === name)
  if (onFiles) return runOnFiles(onFiles, args, output)
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return run(command, args, output)
  const lines = help().map((line) => line.replaceAll(homedir(), '~'))
  if (['help', '--help', '-h'].includes(name)) {
    output.result({ usage: lines }, lines)
    return exitCodes.done
  }
  output.progress([`There is no command '${name}'.`, '', ...lines].join('\n'))
  return exitCodes.usage
}

export async function runCommand([name = 'help', ...args]: readonly string[]): Promise<number> {
  const output = createOutput(args.includes('--json'))
  let exit: number
  try {
    exit = await dispatch(name, args, output)
  } catch (error) {
    exit = report(error, output)
  }
  const lost = await output.flush()
  if (lost === undefined) return exit
  output.progress(`The result could not be written (${lost}). What the command did stays done.`)
  return exitCodes.refused
}
