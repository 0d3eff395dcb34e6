/**
 * A synthetic study on its way into a folder: listed from headers before a pixel is computed, then made part by part.
 * A part that somebody waits for is made at once, the others in their order.
 */
import { at } from '#analysis/units/at.ts'
import type { StudyPart } from '../synthesis/source.ts'
import type { HeldInstance } from './archive.ts'
import { describe } from './describe.ts'

export interface NewFile {
  readonly file: Uint8Array
  readonly instance: HeldInstance
}

export interface MakingParts {
  readonly study: string
  readonly parts: readonly StudyPart[]
  /** how many are made beside each other */
  readonly together: number
  readonly isKept: (sopInstanceUid: string) => boolean
  /** durably */
  readonly keep: (files: readonly NewFile[]) => Promise<void>
  /** once, when everything is kept */
  readonly finish: () => Promise<void>
}

export interface Making {
  /** in the order in which they are made */
  readonly instances: readonly HeldInstance[]
  /**
   * Makes what is missing. What a part met ends it, for a later call to try again.
   * @throws NotMade, or what `keep` throws
   */
  whole(): Promise<void>
  /**
   * Ends when the instance is kept.
   * @throws as `whole`, for its own part alone
   */
  one(sopInstanceUid: string): Promise<void>
  /** keeps nothing more, and waits for what is being kept */
  stop(): Promise<void>
}

/** A synthetic study, or a part of it, is not there and did not come. */
export class NotMade extends Error {
  constructor(study: string, why: string, options?: { cause?: unknown }) {
    super(`the synthetic study ${study} ${why}`, options)
    this.name = 'NotMade'
  }
}

interface Planned {
  readonly header: Uint8Array
  readonly instance: HeldInstance
}

interface PlannedPart {
  readonly planned: readonly Planned[]
  readonly part: StudyPart
  /** absent before anybody asked, and after it failed */
  making?: Promise<void>
}

/** As many files are written beside each other. */
const filesTogether = 64

/** @throws NotMade when its headers could not be made */
export async function startMaking(options: MakingParts): Promise<Making> {
  const { study, together, isKept, keep, finish } = options
  const failed = (cause: unknown): never => {
    throw cause instanceof NotMade ? cause : new NotMade(study, 'could not be made', { cause })
  }
  const parts: readonly PlannedPart[] = await Promise.all(
    options.parts.map(async (part) => ({ part, planned: plannedOf(await part.headers()) })),
  ).catch(failed)
  const partWith = new Map(
    parts.flatMap((part) => part.planned.map(({ instance }) => [instance.sopInstanceUid, part] as const)),
  )
  const underWay = new Set<Promise<void>>()
  let stopped = false
  let running: Promise<void> | undefined

  const goOn = (): void => {
    if (stopped) throw new NotMade(study, 'is made no further')
  }

  async function make({ part, planned }: PlannedPart): Promise<void> {
    if (planned.every(({ instance }) => isKept(instance.sopInstanceUid))) return
    goOn()
    const files = asPlanned(study, planned, await part.files().catch(failed))
    for (let first = 0; first < files.length; first += filesTogether) {
      goOn()
      const keeping = keep(files.slice(first, first + filesTogether))
      underWay.add(keeping)
      await keeping.finally(() => underWay.delete(keeping))
    }
  }

  const made = (part: PlannedPart): Promise<void> => {
    part.making ??= make(part).catch((error: unknown) => {
      delete part.making
      throw error
    })
    return part.making
  }

  async function all(): Promise<void> {
    const queue = parts.values()
    let goesOn = true
    const inTurn = async (): Promise<void> => {
      for (const part of queue) {
        if (!goesOn) return
        await made(part).catch((error: unknown) => {
          goesOn = false
          throw error
        })
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: together }, inTurn))
    for (const one of ended) if (one.status === 'rejected') throw one.reason
    goOn()
    await finish()
  }

  return {
    instances: parts.flatMap(({ planned }) => planned.map(({ instance }) => instance)),

    whole() {
      running ??= all().finally(() => {
        running = undefined
      })
      return running
    },

    async one(sopInstanceUid) {
      const part = partWith.get(sopInstanceUid)
      if (part) await made(part)
    },

    async stop() {
      stopped = true
      await Promise.allSettled(underWay)
    },
  }
}

const plannedOf = (headers: readonly Uint8Array[]): readonly Planned[] =>
  headers.map((header) => ({ header, instance: describe(header).instance }))

/**
 * What was listed was promised: a file is its listed header with pixels behind it.
 * @throws NotMade for other files
 */
function asPlanned(
  study: string,
  planned: readonly Planned[],
  files: readonly Uint8Array[],
): readonly NewFile[] {
  if (files.length !== planned.length) throw new NotMade(study, 'came in other files than were listed')
  return files.map((file, i) => {
    const { header, instance } = at(planned, i)
    if (Buffer.compare(header, file.subarray(0, header.length)) !== 0)
      throw new NotMade(study, `came with another ${instance.sopInstanceUid} than was listed`)
    return { file, instance }
  })
}
