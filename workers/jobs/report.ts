/** A report as files, with the pictures that it names. A picture that cannot be read is missing, and said to be. */
import { picturesOf } from '#analysis/report/printed/document.ts'
import { reportWords } from '#analysis/report/printed/report-words.ts'
import type { ReportInput, ReportOutput } from '#contract/report-jobs.ts'
import { loadImages } from '../pixels/load.ts'
import { UnreadablePixels } from '../pixels/values.ts'
import { reportHtml } from '../report/html.ts'
import { reportPdf } from '../report/pdf/report-pdf.ts'
import type { Pictures } from '../report/pictures.ts'
import { picturePng } from '../report/png.ts'

export async function report({
  report: content,
  formats,
  sources,
  producer,
}: ReportInput): Promise<ReportOutput> {
  const pictures = new Map<Parameters<Pictures['get']>[0], Uint8Array>()
  const warnings: string[] = []
  for (const [k, picture] of picturesOf(content).entries()) {
    const source = sources[k]
    if (source === undefined) continue
    try {
      const [image] = await loadImages([source])
      if (image === undefined) continue
      pictures.set(picture, picturePng(image, picture))
    } catch (error) {
      if (!(error instanceof UnreadablePixels)) throw error
      warnings.push(`${picture.caption}: ${error.message}`)
    }
  }
  const pdf = formats.includes('pdf') ? await reportPdf(content, pictures, producer) : undefined
  if (pdf && pdf.unset.length > 0)
    warnings.push(reportWords[content.language].cannotSet(pdf.unset.map(named).join(', ')))
  if (pdf && pdf.leftOut.length > 0)
    warnings.push(reportWords[content.language].leftOutForSpace(pdf.leftOut.join('; ')))
  return {
    ...(pdf === undefined ? {} : { pdf: new Uint8Array(pdf.bytes) }),
    ...(formats.includes('html') ? { html: reportHtml(content, pictures) } : {}),
    warnings,
  }
}

const named = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
