import { type Command, exitCodes, option, positional, requiredOption, UsageError } from './command.ts'
import { lookAsReader } from './readers.ts'
import { table } from './table.ts'

export const registry: Command = {
  name: 'registry',
  usage:
    'registry [show] | registry sign-in URL --account NAME [--kind auto|midwall|dicomweb] | registry sign-out | registry sync PROJECT | registry demo [--port N] [--folder DIR]',
  summary:
    'the registry of this library (`sign-in` takes the secret from stdin); `demo` serves synthetic studies',
  options: {
    account: { type: 'string' },
    kind: { type: 'string' },
    port: { type: 'string' },
    folder: { type: 'string' },
  },
  async run(invocation) {
    const { client, output, positionals } = invocation
    switch (positionals[0] ?? 'show') {
      case 'show': {
        const state = await client.registry.state()
        output.result(state, [
          `${state.url ?? 'no registry'}  ${state.state}${state.account ? ` as ${state.account}` : ''}`,
        ])
        return exitCodes.done
      }
      case 'sign-in': {
        const url = positional(invocation, 1, 'URL')
        const kind = option(invocation, 'kind') ?? 'auto'
        if (kind !== 'auto' && kind !== 'midwall' && kind !== 'dicomweb')
          throw new UsageError(`--kind is auto, midwall or dicomweb, not '${kind}'`)
        const account = requiredOption(invocation, 'account')
        const secret = await invocation.secret(`Password of ${account}`)
        const state = await client.registry.signIn({ url, kind, account, secret })
        output.result(state, [`Signed in to ${state.url} as ${state.account} (${state.kind}).`])
        return exitCodes.done
      }
      case 'sign-out': {
        const state = await client.registry.signOut()
        output.result(state, ['Signed out.'])
        return exitCodes.done
      }
      case 'sync': {
        const news = await client.registry.sync({ project: positional(invocation, 1, 'PROJECT') })
        output.result(news, [`${news.studies} studies; withdrawn: ${news.withdrawn.join(', ') || 'none'}`])
        return exitCodes.done
      }
      default:
        throw new UsageError(`registry knows show, sign-in, sign-out, sync and demo, not '${positionals[0]}'`)
    }
  },
}

export const projects: Command = {
  name: 'projects',
  usage: 'projects [--refresh]',
  summary: 'the projects that this account may read',
  options: { refresh: { type: 'boolean' } },
  async run({ client, output, values }) {
    const list = await client.projects.list({ refresh: values['refresh'] === true })
    output.result(list, table(list.map((p) => [p.id, p.title, `${p.downloaded} of ${p.studies} here`])))
    return exitCodes.done
  },
}

export const studies: Command = {
  name: 'studies',
  usage: 'studies [--project PROJECT] [--refresh] [--reader ID]',
  summary: 'studies with the state of their download and of the reader’s own read and upload',
  options: { project: { type: 'string' }, refresh: { type: 'boolean' } },
  async run(invocation) {
    const { client, output, values } = invocation
    const project = option(invocation, 'project')
    await lookAsReader(invocation)
    const list = await client.studies.list({
      refresh: values['refresh'] === true,
      ...(project === undefined ? {} : { project }),
    })
    output.result(
      list,
      table(
        list.map((s) => [s.project, s.subject, s.study, s.download.status, s.read.status, s.upload.status]),
      ),
    )
    return exitCodes.done
  },
}
