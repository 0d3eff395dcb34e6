/** JSON that a person or a program wrote, taken whole or refused with the place of every problem. */
import type { z } from 'zod'
import { refuse } from './file-command.ts'

/** @throws Failure 'file-refused' with the line, from 1 */
export function jsonOf(path: string, text: string): unknown {
  if (text.trim() === '') return refuse(path, ['it is empty'])
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    // a text that merely stops has its problem on the last line that says anything
    const end = text.trimEnd().length
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? end)
    const line = text.slice(0, Math.min(position, end)).split(/\r\n|\r|\n/).length
    // the message may quote the text over several lines
    return refuse(path, [`line ${line}: it is not JSON (${message.replace(/\s+/g, ' ')})`], cause)
  }
}

/** As the schema says it, without its own vocabulary. */
const inWords = (message: string): string =>
  message.endsWith('received undefined')
    ? 'it is missing'
    : message.replace(/^Invalid (?:input|option): /, '')

/** Enough of them to mend a file by. */
const mostProblems = 20

/** @throws Failure 'file-refused' with the document, counted from 1, and the place in it of each problem */
export function checked<T extends z.ZodType>(
  path: string,
  list: readonly unknown[],
  schema: T,
): z.infer<T>[] {
  const problems: string[] = []
  const documents = list.flatMap((item, index) => {
    const parsed = schema.safeParse(item)
    if (parsed.success) return [parsed.data]
    const where = list.length > 1 ? [`document ${index + 1}`] : []
    for (const { path: at, message } of parsed.error.issues)
      problems.push([...where, `${at.join('.') || 'the file'}: ${inWords(message)}`].join(', '))
    return []
  })
  return problems.length > 0 ? refuse(path, problems.slice(0, mostProblems)) : documents
}
