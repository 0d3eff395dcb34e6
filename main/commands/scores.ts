/** Scores of segments as `analyse` takes them. */
import { at } from '#analysis/units/at.ts'
import { type ScoreFile, scoreFileSchema } from '#contract/analysis-documents/scores.ts'
import { refuse, textOf } from './file-command.ts'
import { checked, jsonOf } from './json-file.ts'

/** @throws Failure 'path-not-found'; 'file-refused' for what is no such file, or one of another study */
export async function scoreFile(path: string, study: string): Promise<ScoreFile> {
  const file = at(checked(path, [jsonOf(path, await textOf(path))], scoreFileSchema), 0)
  return file.study === study
    ? file
    : refuse(path, [`the scores are of study ${file.study}, not of ${study}`])
}
