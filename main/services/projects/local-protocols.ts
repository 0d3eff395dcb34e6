/**
 * Protocols that a person attached to projects of this library. None is ever overwritten: a read says which name and
 * version it was read under, and that must stay one content for good.
 */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { type ProtocolFile, protocolFileSchema } from '#contract/protocol-file.ts'
import type { Library } from '../../store/library.ts'
import { parsedFile } from '../given-file.ts'

export interface LocalProtocols {
  /** in force now */
  of(project: string): ProtocolFile | undefined
  /** @throws Failure 'file-refused' */
  attach(project: string, file: { readonly name: string; readonly text: string }, who: string): void
  detach(project: string, who: string): void
}

const row = z.object({ protocol: z.string().nullable() })

export function createLocalProtocols(library: Pick<Library, 'db' | 'audit' | 'transaction'>): LocalProtocols {
  const { db } = library
  const select = db.prepare('SELECT protocol FROM local_protocols WHERE project = ? ORDER BY id')
  const insert = db.prepare('INSERT INTO local_protocols (project, protocol, attached_at) VALUES (?, ?, ?)')
  const all = (project: string): (ProtocolFile | undefined)[] =>
    select.all(project).map((found) => {
      const { protocol } = row.parse(found)
      return protocol === null ? undefined : protocolFileSchema.parse(JSON.parse(protocol))
    })

  function record(project: string, protocol: ProtocolFile | undefined, who: string): void {
    library.transaction(() => {
      insert.run(project, protocol === undefined ? null : JSON.stringify(protocol), new Date().toISOString())
      const { name, version } = protocol ?? {}
      const what = protocol === undefined ? 'protocol-detached' : 'protocol-attached'
      library.audit(who, what, JSON.stringify({ project, name, version }))
    })
  }

  return {
    of: (project) => all(project).at(-1),
    attach(project, { name: path, text }, who) {
      const protocol = parsedFile(path, text, protocolFileSchema)
      const { name, version } = protocol
      const namesake = all(project).find((known) => known?.name === name && known.version === version)
      if (namesake !== undefined && !isDeepStrictEqual(namesake, protocol))
        throw new Failure('file-refused', {
          path,
          problems: [say('files/attached-otherwise', { name, version })],
        })
      record(project, protocol, who)
    },
    detach: (project, who) => record(project, undefined, who),
  }
}
