/** Contour files as commands take them. */
import { readFile } from 'node:fs/promises'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { Failure } from '#contract/faults.ts'

/** Reads a contour file and says by name what is wrong with it. */
export async function contourFile(path: string): Promise<ContourFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('path-not-found', { path }, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Failure('contour-file-invalid', { problems: [`${path} is not JSON`] }, { cause })
  }
  const parsed = contourFileSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  )
  throw new Failure('contour-file-invalid', { problems })
}
