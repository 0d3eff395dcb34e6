/**
 * The template that a project's reports are made by: a file of the library, `report-templates/<project>.json`. A
 * project without one has the usual report; a file that is none is refused by name and never half used.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ReportTemplate, usualTemplate } from '#analysis/report/printed/template.ts'
import { reportTemplateSchema } from '#contract/report-template.ts'
import { parsedFile } from '../given-file.ts'

/** @throws Failure 'file-refused' */
export async function templateOf(libraryFolder: string, project: string): Promise<ReportTemplate> {
  const path = join(libraryFolder, 'report-templates', `${encodeURIComponent(project)}.json`)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return usualTemplate
    throw cause
  }
  return parsedFile(path, text, reportTemplateSchema)
}
