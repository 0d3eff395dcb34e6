/** A read as a report for people, without a window. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type ReportLanguage, reportLanguages } from '#analysis/report/printed/document.ts'
import type { ReportTemplate } from '#analysis/report/printed/template.ts'
import { Failure } from '#contract/faults.ts'
import { type ReportFormat, reportFormats } from '#contract/report-jobs.ts'
import { reportTemplateSchema } from '#contract/report-template.ts'
import { type Command, exitCodes, type Invocation, option, positional, UsageError } from './command.ts'
import { textOf } from './file-command.ts'
import { checked, jsonOf } from './json-file.ts'

export const reportRead: Command = {
  name: 'report',
  usage: `report READ [--format ${reportFormats.join(',')}] [--out FOLDER] [--template FILE] [--language ${reportLanguages.join('|')}]`,
  summary: "a read's report of one to four pages; of a read that is not signed a draft that says so",
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    template: { type: 'string' },
    language: { type: 'string' },
  },
  onlyLooks: true,
  async run(invocation) {
    const { client, output, signal } = invocation
    const read = positional(invocation, 0, 'READ')
    const language = languageIn(invocation)
    const path = option(invocation, 'template')
    const template = path === undefined ? undefined : await templateIn(path)
    const folder = resolve(option(invocation, 'out') ?? '.')
    const made = await client.reports.make(
      {
        read,
        formats: formatsIn(invocation),
        ...(language === undefined ? {} : { language }),
        ...(template === undefined ? {} : { template }),
      },
      { signal },
    )
    const written: string[] = []
    for (const { name, base64 } of made.files)
      written.push(await writeWhole(join(folder, name), Buffer.from(base64, 'base64')))
    for (const warning of made.warnings) output.progress(warning)
    output.result({ files: written, draft: made.draft, warnings: made.warnings }, written)
    return exitCodes.done
  },
}

/** @throws Failure 'path-not-found', 'file-refused' */
async function templateIn(path: string): Promise<ReportTemplate | undefined> {
  const [template] = checked(path, [jsonOf(path, await textOf(path))], reportTemplateSchema)
  return template
}

function formatsIn(invocation: Invocation): ReportFormat[] {
  const given = option(invocation, 'format') ?? 'pdf'
  return given.split(',').map((word) => {
    const format = reportFormats.find((one) => one === word.trim())
    if (format === undefined)
      throw new UsageError(`--format takes ${reportFormats.join(' and ')}, not '${word}'`)
    return format
  })
}

function languageIn(invocation: Invocation): ReportLanguage | undefined {
  const given = option(invocation, 'language')
  const language = reportLanguages.find((one) => one === given)
  if (given !== undefined && language === undefined)
    throw new UsageError(`--language takes ${reportLanguages.join(' or ')}, not '${given}'`)
  return language
}

/** Whole or not at all: a report that was cut off could be taken for one. @throws Failure 'path-not-found' */
async function writeWhole(path: string, bytes: Uint8Array): Promise<string> {
  const aside = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(aside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (cause) {
    await rm(aside, { force: true })
    throw new Failure('path-not-found', { path }, { cause })
  }
  return path
}
