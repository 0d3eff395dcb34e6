/** The protocol of a project that no registry has: what its reads are measured by and asked for. */
import type { ProjectView } from '#contract/views.ts'
import { type Command, exitCodes, positional, UsageError } from './command.ts'
import { textOf } from './file-command.ts'
import { lookAsReader } from './readers.ts'

export const protocol: Command = {
  name: 'protocol',
  usage: 'protocol show PROJECT | protocol attach PROJECT FILE [--reader ID] | protocol detach PROJECT',
  summary: 'the reading protocol and checklist of a project; `attach` gives one to a project of no registry',
  async run(invocation) {
    const { client, output, positionals } = invocation
    const what = positionals[0]
    const project = positional(invocation, 1, 'PROJECT')
    switch (what) {
      case 'show': {
        const view = (await client.projects.list({})).find(({ id }) => id === project)
        if (view === undefined) throw new UsageError(`there is no project '${project}' in this library`)
        output.result(view.protocol, linesOf(view))
        return exitCodes.done
      }
      case 'attach': {
        const path = positional(invocation, 2, 'FILE')
        await lookAsReader(invocation)
        const file = { name: path, text: await textOf(path) }
        const view = await client.projects.attachProtocol({ project, file })
        output.result(view.protocol, linesOf(view))
        return exitCodes.done
      }
      case 'detach': {
        await lookAsReader(invocation)
        const view = await client.projects.detachProtocol({ project })
        output.result(view.protocol, linesOf(view))
        return exitCodes.done
      }
      default:
        throw new UsageError('protocol takes show, attach or detach')
    }
  },
}

const sources = { registry: 'from its registry', file: 'from a file', usual: 'the usual one' } as const

const linesOf = ({
  id,
  protocol: { name, version, base, papillaries, checklist = [] },
  protocolFrom,
}: ProjectView) => [
  `${id}  ${name} ${version}, ${sources[protocolFrom]}: base by ${base}, papillaries as ${papillaries}`,
  ...(checklist.length === 0
    ? ['no checklist']
    : checklist.map(({ id: item, kind, need }) => `  ${item}  ${kind}  ${need}`)),
]
