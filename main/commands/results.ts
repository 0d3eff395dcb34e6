/** What leaves: upload, export, and where everything stands. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, exitCodes, option, positional } from './command.ts'
import { table } from './table.ts'

export const upload: Command = {
  name: 'upload',
  usage: 'upload READ',
  summary: 'send a signed read; done means read back and compared',
  async run(invocation) {
    const { client, output } = invocation
    const read = positional(invocation, 0, 'READ')
    const items = await client.results.upload({ read })
    const receipts = await client.results.receipts({ read })
    output.result(
      { items, receipts },
      table(items.map((i) => [i.kind, i.status, `${i.tries} tries`, i.detail ?? ''])),
    )
    return items.length > 0 && items.every(({ status }) => status === 'done')
      ? exitCodes.done
      : exitCodes.partly
  },
}

const formats = ['sr', 'seg', 'json', 'csv'] as const

export const exportRead: Command = {
  name: 'export',
  usage: 'export READ [--sr] [--seg] [--json] [--csv] [--out DIR]',
  summary: 'write the files of a signed read as they were signed (all four kinds when none is named)',
  options: {
    sr: { type: 'boolean' },
    seg: { type: 'boolean' },
    csv: { type: 'boolean' },
    out: { type: 'string' },
  },
  async run(invocation) {
    const { client, output, values } = invocation
    const read = positional(invocation, 0, 'READ')
    // here `--json` names a format as well as asking for one JSON document on stdout
    const wanted = formats.filter((format) => (format === 'json' ? output.json : values[format] === true))
    const folder = resolve(option(invocation, 'out') ?? '.')
    const files = await client.results.export({
      read,
      formats: wanted.length > 0 ? [...wanted] : [...formats],
    })
    await mkdir(folder, { recursive: true })
    const written = []
    for (const { name, mediaType, base64 } of files) {
      if (!/^[A-Za-z0-9._-]+$/.test(name))
        throw new Error(`the read offers a file with an unusable name: ${JSON.stringify(name)}`)
      const path = join(folder, name)
      await writeFile(path, Buffer.from(base64, 'base64'), { flag: 'w' })
      written.push({ path, mediaType })
    }
    output.result(
      { files: written },
      written.map(({ path }) => path),
    )
    return exitCodes.done
  },
}

export const status: Command = {
  name: 'status',
  usage: 'status',
  summary: 'the library, its registry, its reads and what waits to be sent',
  async run({ client, output }) {
    const [info, reads, outbox, studies, held] = [
      await client.system.info(),
      await client.reads.list({}),
      await client.results.outbox(),
      await client.studies.list({ refresh: false }),
      await client.quarantine.list(),
    ]
    output.result({ ...info, studies: studies.length, reads, outbox, quarantined: held.length }, [
      `library   ${info.library}`,
      `registry  ${info.registry.url ?? 'none'} (${info.registry.state})`,
      `studies   ${studies.length}, in quarantine ${held.length}`,
      ...table(reads.map((r) => ['read', r.read, r.study, r.reader, r.status, `${r.seq} events`])),
      ...table(outbox.map((o) => ['outbox', o.read, o.kind, o.status, `${o.tries} tries`, o.detail ?? ''])),
    ])
    return exitCodes.done
  },
}
