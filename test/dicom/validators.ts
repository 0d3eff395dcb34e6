/** What other people's programs say of a file that we wrote. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const found = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))

export const hasValidators = found('dciodvfy') && found('dsrdump')
export const noValidators = 'no dciodvfy or dsrdump'
export const python = '/usr/bin/python3'
export const hasPydicom =
  existsSync(python) && spawnSync(python, ['-c', 'import pydicom, numpy']).status === 0
export const noPydicom = 'no pydicom'

export interface Said {
  readonly status: number | null
  readonly lines: readonly string[]
}

/** Runs a program on a file with these bytes; its name is the last argument. */
export function runOn(bytes: Uint8Array, program: string, ...args: readonly string[]): Said {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-'))
  try {
    const file = join(folder, 'result.dcm')
    writeFileSync(file, bytes)
    const { status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' })
    return { status, lines: `${stdout}\n${stderr}`.split('\n').filter((line) => line !== '') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Errors that dciodvfy names; warnings are about codes and names that it does not know. */
export const dciodvfyErrors = (bytes: Uint8Array): string[] =>
  runOn(bytes, 'dciodvfy', '-new').lines.filter((line) => line.startsWith('Error'))

/** What a Python script prints as JSON of the file whose name is its first argument. */
export function pydicomSays(bytes: Uint8Array, script: string): unknown {
  const { status, lines } = runOn(bytes, python, '-c', script)
  if (status !== 0) throw new Error(lines.join('\n'))
  return JSON.parse(lines.join(''))
}
