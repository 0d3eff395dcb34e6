/** What brings studies in: downloads and imports. */
import { resolve } from 'node:path'
import type { DownloadView } from '#contract/views.ts'
import {
  type Command,
  CommandCancelled,
  exitCodes,
  type Invocation,
  option,
  positional,
  requiredOption,
} from './command.ts'
import { lookAsReader } from './readers.ts'
import { table } from './table.ts'

export const download: Command = {
  name: 'download',
  usage: 'download STUDY ... [--attest REASON]',
  summary:
    'download studies; an interrupted one is resumed by instance; --attest lets in what merely lacks the marker',
  options: { attest: { type: 'string' } },
  async run(invocation) {
    const { client, output, positionals, signal } = invocation
    positional(invocation, 0, 'STUDY')
    const attest = option(invocation, 'attest')
    await lookAsReader(invocation)
    const ended: DownloadView[] = []
    for (const study of positionals) {
      if (signal.aborted) break
      await client.downloads.start({ study, ...(attest === undefined ? {} : { attest }) })
      ended.push(await untilItRests(invocation, study))
    }
    output.result(
      ended,
      ended.flatMap(({ study, status, instances, quarantined, problem }) => [
        ...table([[study, status, `${instances.done} instances`, `${quarantined} in quarantine`]]),
        ...(problem === undefined ? [] : [`  ${problem}`]),
      ]),
    )
    if (signal.aborted) return exitCodes.cancelled
    return ended.every(isWhole) ? exitCodes.done : exitCodes.partly
  },
}

const isWhole = ({ status, problem }: DownloadView): boolean => status === 'complete' && problem === undefined

/** Who asks to stop gets a download that is paused, and resumes with the same command. */
async function untilItRests({ client, output, signal }: Invocation, study: string): Promise<DownloadView> {
  let last: DownloadView | undefined
  try {
    for await (const view of await client.downloads.watch({ study }, { signal })) {
      last = view
      const { done, total } = view.instances
      output.progress(`${study}: ${done} of ${total ?? '?'} instances, ${(view.bytes / 1e6).toFixed(1)} MB`)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return last && !signal.aborted ? last : client.downloads.pause({ study })
}

export const importFiles: Command = {
  name: 'import',
  usage: 'import PATH --project PROJECT [--attest REASON]',
  summary: 'take in a folder tree or a ZIP; every file is named with what became of it',
  options: { project: { type: 'string' }, attest: { type: 'string' } },
  async run(invocation) {
    const { client, output, signal } = invocation
    const attest = option(invocation, 'attest')
    await lookAsReader(invocation)
    const progress = await client.imports.run(
      {
        path: resolve(positional(invocation, 0, 'PATH')),
        project: requiredOption(invocation, 'project'),
        ...(attest === undefined ? {} : { attest }),
      },
      { signal },
    )
    for await (const step of progress) {
      if (step.kind === 'counting') output.progress(`${step.found} files found`)
      if (step.kind === 'reading') output.progress(`${step.done} of ${step.total} files`)
      if (step.kind !== 'finished') continue
      const { files } = step.report
      output.result(step.report, [
        ...table(files.map((f) => [f.outcome, f.path, f.reason ?? ''])),
        `${files.length} files; studies: ${step.studies.join(', ') || 'none'}`,
      ])
      const whole = files.every(({ outcome }) => outcome !== 'refused' && outcome !== 'quarantined')
      return whole ? exitCodes.done : exitCodes.partly
    }
    throw new CommandCancelled()
  },
}
