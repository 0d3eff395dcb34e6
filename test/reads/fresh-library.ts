/** A library of its own for a test, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReadProtocol } from '#analysis/reading/events.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'

export const protocol: ReadProtocol = {
  name: 'SCMR 2020 left ventricle',
  version: '1',
  base: 'reader-slices',
  papillaries: 'cavity',
}
export const author = { id: 'R01', role: 'reader' }

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-reads-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function freshLibrary(folder = freshFolder()): Library {
  const library = openLibrary(folder)
  onTestFinished(() => library.close())
  return library
}
