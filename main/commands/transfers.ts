/** What brings studies in: downloads, imports, and what was held back. */
import { resolve } from 'node:path'
import { type Command, exitCodes, option, positional, requiredOption, UsageError } from './command.ts'
import { chooseReader } from './readers.ts'
import { shown, table } from './table.ts'

export const download: Command = {
  name: 'download',
  usage: 'download STUDY ...',
  summary: 'download studies; an interrupted one is resumed by instance',
  async run(invocation) {
    const { client, output, positionals, signal } = invocation
    positional(invocation, 0, 'STUDY')
    const ended = []
    for (const study of positionals) {
      let state = await client.downloads.start({ study })
      for await (const view of await client.downloads.watch({ study }, { signal })) {
        state = view
        const { done, total } = view.instances
        output.progress(`${study}: ${done} of ${total ?? '?'} instances, ${(view.bytes / 1e6).toFixed(1)} MB`)
      }
      ended.push(state)
    }
    output.result(
      ended,
      table(
        ended.map((d) => [
          d.study,
          d.status,
          `${d.instances.done} instances`,
          `${d.quarantined} in quarantine`,
          d.problem ?? '',
        ]),
      ),
    )
    return ended.every(({ status }) => status === 'complete') ? exitCodes.done : exitCodes.partly
  },
}

export const importFiles: Command = {
  name: 'import',
  usage: 'import PATH --project PROJECT [--attest REASON]',
  summary: 'take in a folder tree or a ZIP; every file is named with what became of it',
  options: { project: { type: 'string' }, attest: { type: 'string' } },
  async run(invocation) {
    const { client, output, signal } = invocation
    const attest = option(invocation, 'attest')
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
    return exitCodes.cancelled
  },
}

export const quarantine: Command = {
  name: 'quarantine',
  usage:
    'quarantine [list] | quarantine show ENTRY | quarantine release ENTRY --reason TEXT | quarantine discard ENTRY --reason TEXT',
  summary: 'what was held back at import or download, and why',
  options: { reason: { type: 'string' }, reader: { type: 'string' } },
  async run(invocation) {
    const { client, output, positionals } = invocation
    const action = positionals[0] ?? 'list'
    if (action === 'list') {
      const list = await client.quarantine.list()
      output.result(
        list,
        table(
          list.map((q) => [
            q.entry,
            q.releasable ? 'suspected' : 'found',
            q.file,
            q.findings.map((f) => f.sentence).join('; '),
          ]),
        ),
      )
      return exitCodes.done
    }
    const entry = positional(invocation, 1, 'ENTRY')
    if (action === 'show') {
      const view = await client.quarantine.show({ entry })
      output.result(view, [
        `${view.entry}  ${shown(view.file)}`,
        ...view.findings.map((f) => `${f.severity}: ${shown(f.sentence)} (${f.where})`),
      ])
      return exitCodes.done
    }
    const reason = requiredOption(invocation, 'reason')
    await chooseReader(invocation)
    if (action === 'release') {
      const view = await client.quarantine.release({ entry, reason })
      output.result(view, [`${view.entry} was released into the library.`])
    } else if (action === 'discard') {
      const gone = await client.quarantine.discard({ entry, reason })
      output.result(gone, [`${gone.entry} was discarded.`])
    } else throw new UsageError(`quarantine knows list, show, release and discard, not '${action}'`)
    return exitCodes.done
  },
}
