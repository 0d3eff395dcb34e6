import { userInfo } from 'node:os'
import { type Command, exitCodes, type Invocation, option, positional, UsageError } from './command.ts'
import { table } from './table.ts'

export const readers: Command = {
  name: 'readers',
  usage:
    'readers [list] | readers add ID [--name NAME] [--role ROLE] [--account ACCOUNT] | readers passphrase ID',
  summary: 'who reads with this library; `add` and `passphrase` take the passphrase from stdin',
  options: { name: { type: 'string' }, role: { type: 'string' }, account: { type: 'string' } },
  async run(invocation) {
    const { client, output, positionals } = invocation
    switch (positionals[0] ?? 'list') {
      case 'list': {
        const list = await client.readers.list()
        output.result(
          list,
          table(list.map((r) => [r.id, r.name, r.role, r.hasPassphrase ? 'can sign' : 'cannot sign yet'])),
        )
        return exitCodes.done
      }
      case 'add': {
        const id = positional(invocation, 1, 'ID')
        const account = option(invocation, 'account')
        const reader = await client.readers.create({
          id,
          name: option(invocation, 'name') ?? id,
          role: roleOf(option(invocation, 'role') ?? 'reader'),
          passphrase: await invocation.secret(`Passphrase for ${id}`),
          ...(account === undefined ? {} : { registryAccount: account }),
        })
        output.result(reader, [`${reader.id} can read and sign.`])
        return exitCodes.done
      }
      case 'passphrase': {
        const id = positional(invocation, 1, 'ID')
        const reader = await client.readers.setPassphrase({
          reader: id,
          passphrase: await invocation.secret(`First passphrase for ${id}`),
        })
        output.result(reader, [`${reader.id} can sign.`])
        return exitCodes.done
      }
      default:
        throw new UsageError(`readers knows list, add and passphrase, not '${positionals[0]}'`)
    }
  },
}

function roleOf(role: string): 'reader' | 'trainee' | 'adjudicator' | 'coordinator' {
  if (role === 'reader' || role === 'trainee' || role === 'adjudicator' || role === 'coordinator') return role
  throw new UsageError(`--role is reader, trainee, adjudicator or coordinator, not '${role}'`)
}

/** Whose reads a list shows: `--reader`, else the library's only profile, else nobody's. */
export async function lookAsReader(invocation: Invocation): Promise<void> {
  const { client } = invocation
  const known = await client.readers.list()
  const reader = option(invocation, 'reader') ?? (known.length === 1 ? known[0]?.id : undefined)
  if (reader !== undefined) await client.readers.choose({ reader })
}

/**
 * Who writes: `--reader`, else the library's only profile, else a local profile of this account's name, which
 * is made here (without a passphrase: it can read but not sign) and said aloud.
 */
export async function chooseReader(invocation: Invocation): Promise<string> {
  const { client, output } = invocation
  const known = await client.readers.list()
  const named = option(invocation, 'reader')
  const only = known.length === 1 ? known[0]?.id : undefined
  const reader = named ?? only ?? (userInfo().username.replace(/[^A-Za-z0-9._-]/g, '-') || 'local')
  if (!known.some(({ id }) => id === reader)) {
    await client.readers.create({ id: reader, name: reader, role: 'reader' })
    output.progress(
      `Made the local profile '${reader}'. It has no passphrase yet: its first signature sets it.`,
    )
  }
  await client.readers.choose({ reader })
  return reader
}
