/** A synthetic study as files, or some series of it, with what is drawn on them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ContourFile } from '#analysis/contours/file.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { type PhantomFile, phantomStudy } from '#dicom/write/mr/phantom-study.ts'

export interface StudyFiles {
  readonly files: readonly PhantomFile[]
  /** at end-diastole and end-systole, of the images that were made */
  readonly drawn: ContourFile
}

/** @param roles  all series when absent */
export function writeStudy(
  folder: string,
  made: PhantomStudyOptions,
  roles?: readonly SeriesRole[],
): StudyFiles {
  const files = [...phantomStudy(made, roles === undefined ? {} : { roles })]
  for (const { fileName, bytes } of files) {
    const path = join(folder, fileName)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  const here = new Set(files.map(({ sopInstanceUid }) => sopInstanceUid))
  const isHere = ({ sopInstanceUid }: { readonly sopInstanceUid: string }): boolean =>
    here.has(sopInstanceUid)
  const all = phantomContours(made, 'ed-es')
  return {
    files,
    drawn: {
      ...all,
      contours: all.contours.filter(isHere),
      landmarks: all.landmarks?.filter(isHere),
      empty: all.empty?.filter(isHere),
    },
  }
}
