/** What `midwall agree` is given: readings or contours, one or a list; anything else is refused by name and place. */
import { basename } from 'node:path'
import type { z } from 'zod'
import type { Reading } from '#analysis/agreement/pairing.ts'
import { readingSchema } from '#contract/analysis-documents/agreement.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { refuse, textOf } from './file-command.ts'

export type Readings =
  | { readonly kind: 'measurements'; readonly readings: readonly Reading[] }
  | { readonly kind: 'contours'; readonly files: readonly ContourFile[] }

/** @throws Failure 'path-not-found', 'file-refused' */
export async function readReadings(path: string): Promise<Readings> {
  const document = jsonOf(path, await textOf(path))
  const list: readonly unknown[] = Array.isArray(document) ? document : [document]
  if (list.length === 0) return refuse(path, ['it is an empty list'])
  const formats = list.map(isContourFile)
  if (formats.every(Boolean)) return { kind: 'contours', files: checked(path, list, contourFileSchema) }
  if (formats.some(Boolean)) return refuse(path, ['it holds contours and measurements'])
  const readings = checked(path, list, readingSchema).map(
    ({ study, reader = `the reader of ${basename(path)}`, provisional = false, measurements }): Reading => ({
      study,
      reader,
      provisional,
      measurements: measurements as Reading['measurements'],
    }),
  )
  return { kind: 'measurements', readings }
}

const isContourFile = (item: unknown): boolean =>
  typeof item === 'object' &&
  item !== null &&
  'format' in item &&
  String(item.format).startsWith('midwall-contours/')

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    const position = /position (\d+)/.exec(message)?.[1]
    const line = text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
    return refuse(path, [`line ${line}: it is not JSON (${message})`], cause)
  }
}

/** Enough of them to mend a file by. */
const mostProblems = 20

function checked<T extends z.ZodType>(path: string, list: readonly unknown[], schema: T): z.infer<T>[] {
  const problems: string[] = []
  const documents = list.flatMap((item, index) => {
    const parsed = schema.safeParse(item)
    if (parsed.success) return [parsed.data]
    const where = list.length > 1 ? [`document ${index + 1}`] : []
    for (const { path: at, message } of parsed.error.issues)
      problems.push([...where, `${at.join('.') || 'the file'}: ${message}`].join(', '))
    return []
  })
  return problems.length > 0 ? refuse(path, problems.slice(0, mostProblems)) : documents
}
