/** Who reads here: local profiles, each with a role and, for signing, a passphrase. */
import { Failure } from '#contract/faults.ts'
import type { Services } from '#contract/services.ts'
import type { ReaderRole, ReaderView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import { verifierOf, verifies } from './passphrase.ts'

export interface Readers {
  readonly service: Services['readers']
  /** @throws Failure 'no-such-reader' */
  view(reader: string): ReaderView
  /** Everything that somebody who reads here is called by: ids, names, accounts. */
  names(): readonly string[]
  /**
   * False for a wrong passphrase, and for a profile that has none: such a profile cannot sign.
   * @throws Failure 'no-such-reader'
   */
  verifyPassphrase(reader: string, passphrase: string): Promise<boolean>
}

interface ReaderRow {
  readonly id: string
  readonly name: string
  readonly role: ReaderRole
  readonly registry_account: string | null
  readonly verifier: string | null
}

export function createReaders({ db, transaction, audit }: Library): Readers {
  const all = db.prepare('SELECT * FROM readers ORDER BY name, id')
  const one = db.prepare('SELECT * FROM readers WHERE id = ?')
  const add = db.prepare(
    `INSERT INTO readers (id, name, role, registry_account, verifier, created) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  )
  const setVerifier = db.prepare('UPDATE readers SET verifier = ? WHERE id = ? AND verifier IS ?')

  const find = (reader: string): ReaderRow => {
    const row = one.get(reader) as ReaderRow | undefined
    if (!row) throw new Failure('no-such-reader', { reader })
    return row
  }
  const view = (reader: string): ReaderView => viewOf(find(reader))

  async function verifyPassphrase(reader: string, passphrase: string): Promise<boolean> {
    const { verifier } = find(reader)
    return verifier !== null && verifies(passphrase, verifier)
  }

  return {
    view,
    names: () =>
      (all.all() as ReaderRow[])
        .flatMap(({ id, name, registry_account }) => [id, name, registry_account])
        .filter((called) => called !== null),
    verifyPassphrase,

    service: {
      list: async () => (all.all() as ReaderRow[]).map(viewOf),

      create: async ({ id, name, role, registryAccount, passphrase }, call) => {
        const verifier = passphrase === undefined ? null : await verifierOf(passphrase)
        transaction(() => {
          const at = new Date().toISOString()
          const { changes } = add.run(id, name, role, registryAccount ?? null, verifier, at)
          if (changes === 0) throw new Failure('reader-exists', { reader: id })
          audit(call.session.reader ?? id, 'reader-created', JSON.stringify({ reader: id, role }))
        })
        return view(id)
      },

      setPassphrase: async ({ reader, old, passphrase }, call) => {
        const before = find(reader).verifier
        if (before !== null && !(old !== undefined && (await verifies(old, before)))) {
          throw new Failure('wrong-passphrase', { reader })
        }
        const verifier = await verifierOf(passphrase)
        transaction(() => {
          // Somebody else may have set one while ours was being stretched.
          if (setVerifier.run(verifier, reader, before).changes === 0) {
            throw new Failure('wrong-passphrase', { reader })
          }
          audit(call.session.reader ?? reader, 'passphrase-set', JSON.stringify({ reader }))
        })
        return view(reader)
      },

      choose: async ({ reader }, call) => {
        const chosen = view(reader)
        call.session.reader = chosen.id
        return chosen
      },
    },
  }
}

const viewOf = ({ id, name, role, registry_account, verifier }: ReaderRow): ReaderView => ({
  id,
  name,
  role,
  ...(registry_account === null ? {} : { registryAccount: registry_account }),
  hasPassphrase: verifier !== null,
})
