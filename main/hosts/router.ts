/**
 * The contract, carried. Every host serves this one router: input is parsed, a `Failure` that its call names
 * crosses as that fault, and whatever else goes wrong is logged here and crosses as `bug` with its id.
 */
import { randomUUID } from 'node:crypto'
import { implement, ORPCError, type Router } from '@orpc/server'
import { contract } from '#contract/contract.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services, Session } from '#contract/services.ts'

export interface HostContext {
  readonly session: Session
}

/** Where our own mistakes are written: with their stack, without anybody's identity. */
export type BugLog = (bug: { id: string; call: string; error: unknown }) => void

const hasOwn = (map: object, key: string): boolean => Object.hasOwn(map, key)

/** What a disk or a database says when it refuses, as a `Failure`; anything else unchanged. */
export type AsFailure = (error: unknown) => unknown

function crossing(error: unknown, call: string, named: object, log: BugLog): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error
  if (error instanceof Failure && hasOwn(named, error.code))
    return new ORPCError(error.code, { defined: true, data: error.data, cause: error, message: error.code })
  const id = randomUUID()
  log({ id, call, error })
  return new ORPCError('bug', { defined: true, data: { id }, cause: error, message: 'bug' })
}

async function* guarded(
  stream: AsyncIterable<unknown>,
  translate: (error: unknown) => Error,
): AsyncGenerator<unknown> {
  try {
    yield* stream
  } catch (error) {
    throw translate(error)
  }
}

const isStream = (output: unknown): output is AsyncIterable<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output

/** By the contract, not by what is written below: the compiler would spell it out at full length. */
export type MidwallRouter = Router<typeof contract, HostContext>

export function createRouter(
  services: Services,
  log: BugLog,
  asFailure: AsFailure = (error) => error,
): MidwallRouter {
  const os = implement(contract)
    .$context<HostContext>()
    .use(async ({ next, path, procedure }) => {
      const translate = (error: unknown): Error =>
        crossing(asFailure(error), path.join('.'), procedure['~orpc'].errorMap, log)
      try {
        const result = await next()
        return isStream(result.output) ? { ...result, output: guarded(result.output, translate) } : result
      } catch (error) {
        throw translate(error)
      }
    })

  const call = ({ context, signal }: { context: HostContext; signal?: AbortSignal | undefined }): Call =>
    signal ? { session: context.session, signal } : { session: context.session }

  const {
    system,
    readers,
    registry,
    projects,
    studies,
    images,
    downloads,
    imports,
    quarantine,
    reads,
    analyses,
    results,
    reports,
  } = services

  return os.router({
    system: {
      info: os.system.info.handler((c) => system.info(undefined, call(c))),
      announcements: os.system.announcements.handler((c) => system.announcements(undefined, call(c))),
      audit: os.system.audit.handler((c) => system.audit(c.input, call(c))),
      check: os.system.check.handler((c) => system.check(undefined, call(c))),
    },
    readers: {
      list: os.readers.list.handler((c) => readers.list(undefined, call(c))),
      create: os.readers.create.handler((c) => readers.create(c.input, call(c))),
      setPassphrase: os.readers.setPassphrase.handler((c) => readers.setPassphrase(c.input, call(c))),
      choose: os.readers.choose.handler((c) => readers.choose(c.input, call(c))),
    },
    registry: {
      state: os.registry.state.handler((c) => registry.state(undefined, call(c))),
      signIn: os.registry.signIn.handler((c) => registry.signIn(c.input, call(c))),
      signOut: os.registry.signOut.handler((c) => registry.signOut(undefined, call(c))),
      sync: os.registry.sync.handler((c) => registry.sync(c.input, call(c))),
    },
    projects: {
      list: os.projects.list.handler((c) => projects.list(c.input, call(c))),
      attachProtocol: os.projects.attachProtocol.handler((c) => projects.attachProtocol(c.input, call(c))),
      detachProtocol: os.projects.detachProtocol.handler((c) => projects.detachProtocol(c.input, call(c))),
    },
    studies: {
      list: os.studies.list.handler((c) => studies.list(c.input, call(c))),
      open: os.studies.open.handler((c) => studies.open(c.input, call(c))),
      series: os.studies.series.handler((c) => studies.series(c.input, call(c))),
    },
    images: {
      header: os.images.header.handler((c) => images.header(c.input, call(c))),
      overlays: os.images.overlays.handler((c) => images.overlays(c.input, call(c))),
    },
    downloads: {
      start: os.downloads.start.handler((c) => downloads.start(c.input, call(c))),
      pause: os.downloads.pause.handler((c) => downloads.pause(c.input, call(c))),
      resume: os.downloads.resume.handler((c) => downloads.resume(c.input, call(c))),
      cancel: os.downloads.cancel.handler((c) => downloads.cancel(c.input, call(c))),
      watch: os.downloads.watch.handler((c) => downloads.watch(c.input, call(c))),
    },
    imports: {
      pick: os.imports.pick.handler((c) => imports.pick(c.input, call(c))),
      run: os.imports.run.handler((c) => imports.run(c.input, call(c))),
    },
    quarantine: {
      list: os.quarantine.list.handler((c) => quarantine.list(undefined, call(c))),
      show: os.quarantine.show.handler((c) => quarantine.show(c.input, call(c))),
      release: os.quarantine.release.handler((c) => quarantine.release(c.input, call(c))),
      discard: os.quarantine.discard.handler((c) => quarantine.discard(c.input, call(c))),
    },
    reads: {
      list: os.reads.list.handler((c) => reads.list(c.input, call(c))),
      open: os.reads.open.handler((c) => reads.open(c.input, call(c))),
      show: os.reads.show.handler((c) => reads.show(c.input, call(c))),
      differences: os.reads.differences.handler((c) => reads.differences(c.input, call(c))),
      append: os.reads.append.handler((c) => reads.append(c.input, call(c))),
      openContours: os.reads.openContours.handler((c) => reads.openContours(c.input, call(c))),
      sign: os.reads.sign.handler((c) => reads.sign(c.input, call(c))),
      unlock: os.reads.unlock.handler((c) => reads.unlock(c.input, call(c))),
      recompute: os.reads.recompute.handler((c) => reads.recompute(c.input, call(c))),
    },
    analyses: {
      run: os.analyses.run.handler((c) => analyses.run(c.input, call(c))),
      uncertainty: os.analyses.uncertainty.handler((c) => analyses.uncertainty(c.input, call(c))),
      propagate: os.analyses.propagate.handler((c) => analyses.propagate(c.input, call(c))),
      interpolate: os.analyses.interpolate.handler((c) => analyses.interpolate(c.input, call(c))),
      propagateRead: os.analyses.propagateRead.handler((c) => analyses.propagateRead(c.input, call(c))),
      interpolateRead: os.analyses.interpolateRead.handler((c) => analyses.interpolateRead(c.input, call(c))),
    },
    results: {
      upload: os.results.upload.handler((c) => results.upload(c.input, call(c))),
      outbox: os.results.outbox.handler((c) => results.outbox(undefined, call(c))),
      receipts: os.results.receipts.handler((c) => results.receipts(c.input, call(c))),
      export: os.results.export.handler((c) => results.export(c.input, call(c))),
    },
    reports: {
      make: os.reports.make.handler((c) => reports.make(c.input, call(c))),
    },
  })
}
