/** A small synthetic study as files in a folder: a short axis, three long axes and scouts in coarse pixels. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PhantomOptions } from '#analysis/phantom/options.ts'
import type { PhantomPart } from '#dicom/write/mr/parts.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { project } from './workplace.ts'

export interface SyntheticStudy extends PhantomPart {
  readonly subject?: string
  readonly seed?: number
  readonly enhanced?: boolean
  readonly vendor?: NonNullable<PhantomOptions['vendor']>
  /** with all that is in an examination beside its cines */
  readonly whole?: boolean
}

/** @returns the paths of its files, relative to `folder` */
export function writeSyntheticStudy(
  folder: string,
  { subject, seed, enhanced, vendor, whole, ...part }: SyntheticStudy = {},
): string[] {
  const options = {
    preset: 'normal',
    seed: seed ?? 1,
    small: true,
    project,
    site: 'SITE01',
    subject: subject ?? 'S-0001',
    studyDate: '20250101',
    ...(enhanced ? { enhanced } : {}),
    ...(whole ? { examination: 'whole' as const } : {}),
    ...(vendor === undefined ? {} : { vendor }),
  } as const
  return Array.from(phantomStudy(options, part), ({ fileName, bytes }) => {
    const path = join(folder, fileName)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    return fileName
  })
}
