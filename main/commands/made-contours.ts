/** Commands that make contours from those of a file, and write a file again. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { MadeContours, MadeContoursProgress } from '#contract/analysis-documents/made-contours.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import { type ExitCode, exitCodes, type Invocation, positional, requiredOption } from './command.ts'
import { contourFile } from './contours.ts'
import { refusalInWords } from './outcome-words.ts'

export interface Making<Found> {
  make(study: string, file: ContourFile): Promise<AsyncIterable<MadeContoursProgress<Found>>>
  /** whether something that was to be made was not */
  partly(found: Found): boolean
  linesOf(found: Found): string[]
}

export const filesOptions = { contours: { type: 'string' }, out: { type: 'string' } } as const

/** The file is written at the end, and not at all where nothing was made or the command is cancelled. */
export async function madeContours<Found extends object>(
  invocation: Invocation,
  format: string,
  { make, partly, linesOf }: Making<Found>,
): Promise<ExitCode> {
  const { output } = invocation
  const study = positional(invocation, 0, 'STUDY')
  const file = await contourFile(requiredOption(invocation, 'contours'))
  const out = resolve(requiredOption(invocation, 'out'))
  let ended: MadeContours<Found> | undefined
  for await (const state of await make(study, file))
    if (state.kind === 'working') output.progress(`${Math.round((100 * state.done) / state.total)} %`)
    else ended = state
  if (ended === undefined) throw new Error('contours were neither made nor refused')
  if (ended.kind === 'refused') {
    output.result({ format, study, ...ended.refused }, [refusalInWords(ended.refused)])
    return exitCodes.refused
  }
  await writeFile(out, JSON.stringify(ended.file))
  output.result({ format, study, out, ...ended.found }, [`written to ${out}`, ...linesOf(ended.found)])
  return partly(ended.found) ? exitCodes.partly : exitCodes.done
}
