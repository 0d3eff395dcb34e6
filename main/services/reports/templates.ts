/**
 * The template that a project's reports are made by: a file of the library, `report-templates/<project>.json`. A
 * project without one has the usual report; a file that is none is refused by name and never half used.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ReportTemplate, usualTemplate } from '#analysis/report/printed/template.ts'
import { Failure } from '#contract/faults.ts'
import { reportTemplateSchema } from '#contract/report-template.ts'

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
  return parsedTemplate(path, text)
}

/** @throws Failure 'file-refused' with what is wrong, and where */
function parsedTemplate(path: string, text: string): ReportTemplate {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Failure('file-refused', { path, problems: ['it is no JSON'] }, { cause })
  }
  const parsed = reportTemplateSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`)
  throw new Failure('file-refused', { path, problems })
}
