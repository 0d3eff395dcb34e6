/**
 * A case of the hostile corpus, imported as a coordinator would: its folder, with a good file beside it, into a
 * fresh library. In a process of its own a case can neither hang nor swell unseen.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportedFile } from '#contract/import-report.ts'
import type { ManifestEntry } from '../hostile/corpus.ts'
import { uid } from '../hostile/encode.ts'
import { file, image } from '../hostile/image.ts'
import type { ImportRun } from './import-run.ts'
import { startImport } from './import-runs.ts'
import { temporaryFolder } from './workplace.ts'

export interface HostileRun {
  readonly id: string
  readonly seconds: number
  readonly megabytes: number
  /** empty when the case ended as its manifest says */
  readonly problems: readonly string[]
}

const mostSeconds = 10
const mostMegabytes = 500

const beside = 'zz-beside.dcm'
const goodFile = (): Buffer =>
  file(
    image(
      {
        StudyInstanceUID: uid('study beside'),
        SeriesInstanceUID: uid('series beside'),
        FrameOfReferenceUID: uid('frame of reference beside'),
      },
      'beside',
    ),
  )

/** Imports a folder into a fresh library; undefined, with what it said, when it did not come to its end. */
export type ImportOnce = (
  library: string,
  path: string,
) => Promise<{ run: ImportRun | undefined; said: string }>

/** Killed after 10 s; what it takes of memory is its own. */
export const inItsOwnProcess: ImportOnce = async (library, path) => {
  const started = await startImport(library, path)
  const timer = setTimeout(() => started.process.kill('SIGKILL'), mostSeconds * 1000)
  const run = await started.ended
  clearTimeout(timer)
  return { run, said: started.said() }
}

/** @param corpus where `writeCorpus` has written the case */
export async function runHostileCase(
  corpus: string,
  entry: ManifestEntry,
  importOnce: ImportOnce,
): Promise<HostileRun> {
  const folder = join(corpus, entry.id)
  const library = temporaryFolder()
  writeFileSync(join(folder, beside), goodFile())
  try {
    const { run, said } = await importOnce(library, folder)
    if (!run) {
      const problem = `it did not end within ${mostSeconds} s, or broke: ${said.slice(-2_000)}`
      return { id: entry.id, seconds: mostSeconds, megabytes: 0, problems: [problem] }
    }
    return { id: entry.id, seconds: run.seconds, megabytes: run.megabytes, problems: problemsOf(entry, run) }
  } finally {
    rmSync(join(folder, beside))
    rmSync(library, { recursive: true })
  }
}

/** Files of a case that its conflict is not about. */
const innocent: Readonly<Record<string, readonly string[]>> = { 'G10-dup-position': ['02.dcm', '03.dcm'] }

const used = ({ outcome }: ImportedFile): boolean =>
  outcome === 'accepted' || outcome === 'accepted-with-warning'

function problemsOf({ id, expect }: ManifestEntry, run: ImportRun): string[] {
  const good = run.report.files.filter(({ path }) => path === beside)
  const lines = run.report.files.filter(({ path }) => path !== beside)
  const usedLines = lines.filter(used)
  const none = (what: string, found: readonly ImportedFile[]): string[] =>
    found.map(({ path, outcome, reason }) => `${what}: ${path} ${outcome} ${reason ?? ''}`)
  const problems = [
    ...(good.length === 1 && good.every(used) ? [] : none('the good file beside it', good)),
    ...(run.whole ? [] : ['the library is not whole']),
    ...(run.instances === usedLines.length + good.length ? [] : [`${run.instances} instances can be used`]),
    ...none(
      'without a reason',
      lines.filter((line) => line.outcome !== 'accepted' && !line.reason),
    ),
    ...(run.seconds < mostSeconds ? [] : [`it took ${run.seconds.toFixed(1)} s`]),
    ...(run.megabytes < mostMegabytes ? [] : [`it took ${run.megabytes.toFixed(0)} MB`]),
  ]
  switch (expect) {
    case 'reject':
      return [
        ...problems,
        ...none(
          'not refused',
          lines.filter(({ outcome }) => outcome !== 'refused'),
        ),
      ]
    case 'quarantine': {
      const guilty = usedLines.filter(({ path }) => !innocent[id]?.includes(path))
      const held = lines.some(({ outcome }) => outcome === 'quarantined')
      return [...problems, ...none('can be used', guilty), ...(held ? [] : ['nothing is in quarantine'])]
    }
    case 'accept':
    case 'accept+warn': {
      const lost = lines.filter(({ outcome }) => outcome === 'refused' || outcome === 'quarantined')
      return [...problems, ...none('lost', lost), ...(usedLines.length > 0 ? [] : ['nothing can be used'])]
    }
  }
}
