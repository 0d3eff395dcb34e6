/** What was held back: a person looks, and releases or discards one entry or several. */
import type { QuarantineView } from '#contract/views.ts'
import {
  type Command,
  CommandCancelled,
  type ExitCode,
  exitCodes,
  type Invocation,
  positional,
  requiredOption,
  UsageError,
} from './command.ts'
import { chooseReader } from './readers.ts'
import { table } from './table.ts'

export const quarantine: Command = {
  name: 'quarantine',
  usage:
    'quarantine [list] | quarantine show ENTRY | quarantine release ENTRY ... --reason TEXT | quarantine discard ENTRY ... --reason TEXT',
  summary: 'what was held back at import or download, and why; a person may release what is only suspected',
  options: { reason: { type: 'string' }, reader: { type: 'string' } },
  async run(invocation) {
    const { client, output, positionals } = invocation
    const action = positionals[0] ?? 'list'
    switch (action) {
      case 'list': {
        const list = await client.quarantine.list()
        output.result(list, table(list.map(row)))
        return exitCodes.done
      }
      case 'show': {
        const view = await client.quarantine.show({ entry: positional(invocation, 1, 'ENTRY') })
        output.result(view, [
          `${view.entry}  ${view.file}`,
          ...view.findings.map((f) => `${f.severity}: ${f.sentence} (${f.where})`),
        ])
        return exitCodes.done
      }
      case 'release':
      case 'discard':
        return decide(invocation, action)
      default:
        throw new UsageError(`quarantine knows list, show, release and discard, not '${action}'`)
    }
  },
}

const row = ({ entry, releasable, file, findings }: QuarantineView): string[] => [
  entry,
  releasable ? 'suspected' : 'found',
  file,
  findings.map(({ sentence }) => sentence).join('; '),
]

/** One after the other, as far as it goes: what was decided before a refusal is said before the refusal. */
async function decide(invocation: Invocation, action: 'release' | 'discard'): Promise<ExitCode> {
  const { client, output, positionals, signal } = invocation
  positional(invocation, 1, 'ENTRY')
  const entries = [...new Set(positionals.slice(1))]
  const reason = requiredOption(invocation, 'reason')
  await chooseReader(invocation)
  const decided: unknown[] = []
  for (const entry of entries) {
    if (signal.aborted) throw new CommandCancelled()
    if (action === 'release') decided.push(await client.quarantine.release({ entry, reason }))
    else decided.push(await client.quarantine.discard({ entry, reason }))
    output.progress(said(entry, action))
  }
  // one entry, one document: several are a list
  output.result(
    decided.length === 1 ? decided[0] : decided,
    entries.map((entry) => said(entry, action)),
  )
  return exitCodes.done
}

const said = (entry: string, action: 'release' | 'discard'): string =>
  action === 'release' ? `${entry} was released into the library.` : `${entry} was discarded.`
