/** The files that are measured: a real stack where there is one, and synthetic files of the same size. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedFolder } from '../../shared.ts'
import { writeNoiseFiles } from './synthetic.ts'

export interface FileSet {
  readonly name: 'sunnybrook' | 'synthetic'
  readonly folder: string
  readonly files: readonly string[]
  readonly megabytes: number
  /** why somebody vouches for files that merely lack the marker of de-identification */
  readonly attest?: string
}

export function realSet(): FileSet | undefined {
  if (sharedFolder === undefined) return undefined
  const folder = join(sharedFolder, 'data/sunnybrook/dicom')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => join(folder, name))
  return {
    name: 'sunnybrook',
    folder,
    files,
    megabytes: warmed(files),
    attest: 'public CC0 set',
  }
}

export function syntheticSet(folder: string, count: number): FileSet {
  const files = writeNoiseFiles(folder, count)
  return { name: 'synthetic', folder, files, megabytes: warmed(files) }
}

/** Reads every file once, so that what is measured next finds them in memory. */
const warmed = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + readFileSync(file).length, 0) / 1e6
