/**
 * 132 inputs that are hostile, broken or merely odd, each with the outcome that an import must come to, and
 * controls among them that must pass. Everything is made up; nobody's data is in it.
 *
 * Letters: S structure, D decompression, P pixels, G geometry, I identifiers, C character sets, H health
 * information that should have been removed, O objects and folders, Z archives.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { archives } from './archives.ts'
import type { Content, HostileCase } from './case.ts'
import { charset } from './charset.ts'
import { decompression } from './decompression.ts'
import { geometry } from './geometry.ts'
import { identity } from './identity.ts'
import { objects } from './objects.ts'
import { phi } from './phi.ts'
import { pixels } from './pixels.ts'
import { structure } from './structure.ts'

export const corpus: readonly HostileCase[] = [
  ...structure,
  ...decompression,
  ...pixels,
  ...geometry,
  ...identity,
  ...charset,
  ...phi,
  ...objects,
  ...archives,
]

export interface ManifestEntry {
  readonly id: string
  readonly files: readonly string[]
  readonly expect: HostileCase['expect']
  readonly why: string
  readonly rule: string
}

/** The protocol ID of the project that the cases are made for. */
export const corpusProject = 'CMR-TRIAL-01'

/**
 * Writes each case into a folder of its own and `manifest.json` beside them.
 *
 * @param folder  is made if needed; files of the same name are replaced
 * @param only    ids to write; all where absent
 */
export function writeCorpus(
  folder: string,
  { only = /./ }: { readonly only?: RegExp } = {},
): readonly ManifestEntry[] {
  const manifest = corpus.filter(({ id }) => only.test(id)).map((one) => writeCase(folder, one))
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  return manifest
}

function writeCase(folder: string, { id, files, expect, why, rule }: HostileCase): ManifestEntry {
  const contents = Object.entries(files())
  for (const [name, content] of contents) writeContent(join(folder, id, name), content)
  return { id, files: contents.map(([name]) => name).toSorted(), expect, why, rule }
}

function writeContent(path: string, content: Content): void {
  mkdirSync(dirname(path), { recursive: true })
  if (content === 'pipe') execFileSync('mkfifo', [path])
  else if (content instanceof Uint8Array) writeFileSync(path, content)
  else symlinkSync(content.linkTo, path)
}
