/**
 * One run of one download: the list of instances, so that complete means something; the study in one stream,
 * which is how archives are fast; then, one by one, whatever the stream did not bring.
 */
import { join } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import type { DicomWeb, InstanceRow, Scope } from '../../dicomweb/client.ts'
import { type Chance, patiently, persevering } from '../../dicomweb/retry.ts'
import { broken, passes, type Trouble, troubleOf } from '../../dicomweb/trouble.ts'
import { asFailure } from '../../store/database.ts'
import { isOpinion } from './blinding.ts'
import { createIntake, type Intake, type IntakeParts } from './intake.ts'
import type { ExpectedInstance } from './ledger.ts'
import { receive } from './receive.ts'

export interface TransferParts extends Omit<IntakeParts, 'progress'> {
  readonly dicomWeb: DicomWeb
  /** an empty folder on the library's disk */
  readonly folder: string
  readonly chance: Chance
  /** bytes that came over the wire, or instances that found their place */
  readonly moved: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Fewer are fetched one by one: a stream would bring many that are here already. */
const worthAStream = 3
const oneByOneTogether = 4

/** More series are not looked at one by one before the list of instances is there. */
const mostSampled = 24

/**
 * @throws RegistryTrouble for what the registry did in the end, Failure 'disk-full', or the signal's reason
 */
export async function transfer(parts: TransferParts): Promise<void> {
  const { ledger, study } = parts
  const run = createRun(parts)
  const early = ledger.isFresh(study) ? await beforeTheList(parts) : []
  const listing = list(parts)
  // awaited in its turn; a failure before that must not count as nobody's
  listing.catch(() => undefined)
  for (const scope of early) await run.stream(scope, 'unlisted')
  const held = await listing
  if (early.length === 0)
    for (const scope of streams(study, held, ledger.missing(study)))
      await run.stream(scope, ledger.missing(study))
  await run.oneByOne(ledger.missing(study))
}

/** Writes down what is expected, as soon as it is known. @returns all that the registry holds of the study */
async function list(parts: TransferParts): Promise<readonly InstanceRow[]> {
  const { ledger, study, dicomWeb, chance, signal, sharesResults } = parts
  const held = await persevering(() => dicomWeb.instances({ study }, signal), patiently, chance, signal)
  const allowed = held.filter((row) => sharesResults || !isOpinion(row))
  if (allowed.length === 0) throw broken(say('registry/no-images-listed'))
  const expected = allowed.map(({ sopInstanceUid, series }) => ({ sopInstanceUid, series }))
  await ledger.expect(study, expected)
  parts.moved(0)
  return held
}

/**
 * What may be streamed while the list of instances is still on its way: archives take as long to list a study as
 * to send it. One instance a series tells whether it is images or an opinion on them.
 */
async function beforeTheList({ study, dicomWeb, sharesResults, signal }: TransferParts): Promise<Scope[]> {
  try {
    const rows = await dicomWeb.series(study, signal)
    if (rows.length === 0 || rows.length > mostSampled) return []
    const samples = await Promise.all(rows.map(({ series }) => dicomWeb.sample({ study, series }, signal)))
    const open = samples.filter((row) => row?.sopClassUid !== undefined && (sharesResults || !isOpinion(row)))
    if (open.length === rows.length) return [{ study }]
    return open.flatMap((row) => (row ? [{ study, series: row.series }] : []))
  } catch (error) {
    // the list will tell, and what the matter is
    if (!troubleOf(error)) throw error
    return []
  }
}

/**
 * The whole study when all of it is wanted, else each series that is wanted whole: what must not be seen, or is
 * here already, is not asked for.
 */
function streams(study: string, held: readonly InstanceRow[], missing: readonly ExpectedInstance[]): Scope[] {
  if (missing.length < worthAStream) return []
  if (missing.length === held.length) return [{ study }]
  const inSeries = (rows: readonly { readonly series: string }[], series: string): number =>
    rows.filter((row) => row.series === series).length
  return [...new Set(missing.map(({ series }) => series))]
    .filter((series) => inSeries(missing, series) >= worthAStream)
    .filter((series) => inSeries(missing, series) === inSeries(held, series))
    .map((series) => ({ study, series }))
}

function createRun(parts: TransferParts) {
  const { ledger, study, dicomWeb, folder, chance, signal } = parts
  let files = 0

  const intakeFor = (missing: readonly ExpectedInstance[] | 'unlisted'): Intake =>
    createIntake(
      { ...parts, progress: () => parts.moved(0) },
      missing === 'unlisted' ? missing : missing.map(({ sopInstanceUid }) => sopInstanceUid),
    )

  /** @returns why nothing usable came, if nothing did */
  async function fetchInto(intake: Intake, scope: Scope): Promise<string | undefined> {
    let refused: string | undefined = say('files/registry-sent-nothing')
    for await (const part of dicomWeb.retrieve(scope, signal)) {
      const file = await receive(part, join(folder, String(files++))).catch((error: unknown) => {
        throw asFailure(error, parts.library)
      })
      parts.moved(file.bytes)
      const taken = await intake.take(file, scope.instance)
      refused = taken ? undefined : (file.refusal ?? say('files/registry-sent-other'))
    }
    return refused
  }

  /** Whole files that came before a cut are kept; the rest is left to be fetched one by one. */
  async function stream(scope: Scope, missing: readonly ExpectedInstance[] | 'unlisted'): Promise<void> {
    const intake = intakeFor(missing)
    try {
      await fetchInto(intake, scope)
    } catch (error) {
      const trouble = troubleOf(error)
      if (!trouble || isFinal(trouble)) throw error
    } finally {
      await intake.settle()
    }
  }

  async function fetchOne(intake: Intake, { sopInstanceUid, series }: ExpectedInstance): Promise<void> {
    const scope = { study, series, instance: sopInstanceUid }
    const refuse = (reason: string): void =>
      ledger.record(study, [{ sopInstanceUid, series, status: 'refused', reason }])
    try {
      // a body that was cut right behind the whole file has brought it all the same
      const fetch = async (): Promise<string | undefined> =>
        intake.wants(sopInstanceUid) ? fetchInto(intake, scope) : undefined
      const refused = await persevering(fetch, patiently, chance, signal, comesAgain)
      if (refused !== undefined) refuse(refused)
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble?.kind !== 'refused' || isFinal(trouble) || comesAgain(trouble)) throw error
      refuse(say('files/registry-gives-no-longer', { status: trouble.status }))
    }
  }

  async function oneByOne(missing: readonly ExpectedInstance[]): Promise<void> {
    const intake = intakeFor(missing)
    const queue = [...missing]
    const worker = async (): Promise<void> => {
      try {
        for (let next = queue.shift(); next; next = queue.shift()) await fetchOne(intake, next)
      } finally {
        // what stops one stops all
        queue.splice(0)
      }
    }
    const workers = Array.from({ length: Math.min(oneByOneTogether, queue.length) }, worker)
    const ended = await Promise.allSettled(workers)
    await intake.settle()
    for (const one of ended) if (one.status === 'rejected') throw one.reason
  }

  return { stream, oneByOne }
}

/** A cut body is worth another try: it is what a server that restarts looks like. */
const comesAgain = (trouble: Trouble): boolean => passes(trouble) || trouble.kind === 'broken'

/** What holds for the study as a whole: signed out, shut out, withdrawn. */
const isFinal = (trouble: Trouble): boolean =>
  trouble.kind === 'refused' && [401, 403, 410].includes(trouble.status)
