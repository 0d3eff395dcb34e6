/** The project API, answered from the registry's records. */
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { type Permission, projectApi } from '#contract/project-api.ts'
import type { Archive } from '../archive/archive.ts'
import { may, permissionsOf, projectOf, withoutWithheld } from '../projects/access.ts'
import type { Accounts, SignedIn } from '../projects/accounts.ts'
import type { ProjectRecord, RecordKeeper } from '../projects/records.ts'
import type { Documents } from './documents.ts'
import { confirmReceipt } from './receipts.ts'

export interface ApiContext {
  readonly who: SignedIn | undefined
}

export interface ApiParts {
  readonly records: RecordKeeper
  readonly accounts: Accounts
  readonly archive: Archive
  readonly documents: Documents
  /** the registry's name on its receipts */
  readonly name: string
}

/** What a call may refuse with; each procedure brings its own constructors. */
interface Refusals {
  UNAUTHORIZED(): Error
  FORBIDDEN(): Error
  NOT_FOUND(): Error
}

export function createApi({ records, accounts, archive, documents, name }: ApiParts) {
  const os = implement(projectApi).$context<ApiContext>()

  const accountOf = ({ who }: ApiContext, errors: Pick<Refusals, 'UNAUTHORIZED'>): string => {
    if (!who) throw errors.UNAUTHORIZED()
    return who.account
  }

  /** Who asks, once it is clear that he may; with no permission named, any grant lets him in. */
  const enter = (
    context: ApiContext,
    errors: Refusals,
    project: string,
    needs?: Permission,
  ): { account: string; project: ProjectRecord } => {
    const account = accountOf(context, errors)
    const record = projectOf(records.now, project)
    if (!record) throw errors.NOT_FOUND()
    const held = permissionsOf(records.now, project, account)
    if (held.length === 0 || (needs && !held.includes(needs))) throw errors.FORBIDDEN()
    return { account, project: record }
  }

  return os.router({
    sessions: {
      signIn: os.sessions.signIn.handler(async ({ input, errors }) => {
        const session = await accounts.signIn(input.account, input.secret)
        if (!session) throw errors.UNAUTHORIZED()
        return { ...session, account: input.account }
      }),
      signOut: os.sessions.signOut.handler(async ({ context, errors }) => {
        accountOf(context, errors)
        if (context.who?.tokenHash !== undefined) await accounts.signOut(context.who.tokenHash)
        return {}
      }),
    },

    projects: {
      list: os.projects.list.handler(({ context, errors }) => {
        const account = accountOf(context, errors)
        return records.now.projects.flatMap((project) => {
          const permissions = [...permissionsOf(records.now, project.id, account)]
          return permissions.length === 0 ? [] : [{ ...project, permissions }]
        })
      }),
    },

    grants: {
      list: os.grants.list.handler(({ context, input, errors }) => {
        enter(context, errors, input.project, 'coordinate')
        const grants = records.now.grants[input.project] ?? {}
        return Object.entries(grants).map(([account, held]) => ({ account, permissions: [...held] }))
      }),
      set: os.grants.set.handler(async ({ context, input, errors }) => {
        const { project, account, permissions } = input
        enter(context, errors, project, 'coordinate')
        if (!Object.hasOwn(records.now.accounts, account)) throw errors.NOT_FOUND()
        await records.change(({ grants }) => {
          grants[project] = { ...grants[project], [account]: permissions }
        })
        return { account, permissions }
      }),
      remove: os.grants.remove.handler(async ({ context, input, errors }) => {
        enter(context, errors, input.project, 'coordinate')
        await records.change(({ grants }) => {
          const { [input.account]: _, ...others } = grants[input.project] ?? {}
          grants[input.project] = others
        })
        return {}
      }),
    },

    studies: {
      list: os.studies.list.handler(async ({ context, input, errors }) => {
        const { project } = enter(context, errors, input.project, 'download')
        const shared = await archive.studies(project.id)
        return shared.map(({ record }) => withoutWithheld(record, project))
      }),
    },

    assignments: {
      list: os.assignments.list.handler(({ context, input, errors }) => {
        const { account } = enter(context, errors, input.project)
        const all = may(records.now, account, input.project, 'coordinate')
        return records.now.assignments
          .filter((one) => one.project === input.project && (all || one.account === account))
          .map(({ project: _, ...assignment }) => assignment)
      }),
      create: os.assignments.create.handler(async ({ context, input, errors }) => {
        const { project, ...asked } = input
        enter(context, errors, project, 'coordinate')
        const known = (await archive.studies(project)).some(({ record }) => record.study === asked.study)
        if (!known || !Object.hasOwn(records.now.accounts, asked.account)) throw errors.NOT_FOUND()
        const assignment = { id: randomUUID(), ...asked }
        await records.change(({ assignments }) => void assignments.push({ project, ...assignment }))
        return assignment
      }),
    },

    results: {
      record: os.results.record.handler(async ({ context, input, errors }) => {
        const { account, project } = enter(context, errors, input.project, 'upload')
        const { document, project: _, ...result } = input
        const shared = await archive.studies(project.id)
        if (!shared.some(({ record }) => record.study === result.study)) throw errors.NOT_FOUND()
        const key = { project: project.id, ...result }
        const before = documents.find(key)
        if (before && (before.sha256 !== result.sha256 || before.account !== account)) throw errors.CONFLICT()
        if (!before && !(await documents.keep(document, { ...key, account }))) throw errors.BAD_REQUEST()
        return { sha256: result.sha256 }
      }),
      show: os.results.show.handler(async ({ context, input, errors }) => {
        const { account, project } = enter(context, errors, input.project)
        const found = documents.find(input)
        const sees =
          found?.account === account ||
          project.protocol.sharesResults ||
          may(records.now, account, project.id, 'coordinate')
        // that another reader has finished is already more than a blinded reader may know
        if (!found || !sees) throw errors.NOT_FOUND()
        const { project: _, account: __, ...result } = found
        return { ...result, document: await documents.read(found.sha256) }
      }),
    },

    receipts: {
      issue: os.receipts.issue.handler(async ({ context, input, errors }) => {
        const { account } = enter(context, errors, input.project, 'upload')
        const confirmed = await confirmReceipt({ archive, documents }, input)
        if (confirmed === 'missing') throw errors.NOT_FOUND()
        if (confirmed === 'differs') throw errors.CONFLICT()
        const { project, ...asked } = input
        const before = records.now.receipts.find(
          (one) => one.project === project && one.read === asked.read && one.version === asked.version,
        )
        if (before && before.head !== asked.head) throw errors.CONFLICT()
        const receipt = before ?? {
          ...asked,
          id: randomUUID(),
          at: new Date().toISOString(),
          registry: name,
          project,
          account,
        }
        if (!before) await records.change(({ receipts }) => void receipts.push(receipt))
        const { project: _, account: __, ...shown } = receipt
        return shown
      }),
      list: os.receipts.list.handler(({ context, input, errors }) => {
        const { account } = enter(context, errors, input.project)
        const all = may(records.now, account, input.project, 'coordinate')
        return records.now.receipts
          .filter((one) => one.project === input.project && (all || one.account === account))
          .map(({ project: _, account: __, ...receipt }) => receipt)
      }),
    },

    withdrawals: {
      list: os.withdrawals.list.handler(({ context, input, errors }) => {
        enter(context, errors, input.project)
        return records.now.withdrawals
          .filter((one) => one.project === input.project)
          .map(({ project: _, ...withdrawal }) => withdrawal)
      }),
      record: os.withdrawals.record.handler(async ({ context, input, errors }) => {
        const { project, ...asked } = input
        enter(context, errors, project, 'coordinate')
        const leaving = (await archive.studies(project))
          .filter(({ record }) => asked.withdrawn === (asked.scope === 'site' ? record.site : record.subject))
          .map(({ record }) => record.study)
        const withdrawal = { id: randomUUID(), at: new Date().toISOString(), ...asked, studies: leaving }
        await records.change(({ withdrawals }) => void withdrawals.push({ project, ...withdrawal }))
        for (const study of leaving) await archive.remove(study)
        return withdrawal
      }),
    },
  })
}
