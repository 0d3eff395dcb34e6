/** How dcmtk and gdcm compress a file without losing a bit. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

export interface Encoding {
  readonly name: string
  readonly tool: string
  readonly options: readonly string[]
}

export const encodings: readonly Encoding[] = [
  { name: 'JPEG-LS', tool: 'dcmcjpls', options: [] },
  { name: 'JPEG 2000', tool: 'gdcmconv', options: ['--j2k'] },
  { name: 'JPEG lossless', tool: 'dcmcjpeg', options: ['+e1'] },
  { name: 'RLE', tool: 'dcmcrle', options: [] },
  { name: 'deflated', tool: 'dcmconv', options: ['+td'] },
]

const missing = encodings.map(({ tool }) => tool).filter((tool) => !existsSync(`/usr/bin/${tool}`))
/** why nothing can be encoded here; undefined where it can */
export const noEncoders = missing.length > 0 ? `no ${missing.join(', ')}` : undefined

const run = promisify(execFile)

export async function encode({ tool, options }: Encoding, file: string, copy: string): Promise<void> {
  await run(tool, [...options, file, copy])
}
