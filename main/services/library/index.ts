/** What the library knows of its studies: images in order, and under which hash each lies. */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import type { FrameIndex } from '#dicom/pixels/frames.ts'
import type { Threads } from '../jobs/threads.ts'
import type { Renewal } from './renewal.ts'
import type { InstanceRow, Rows } from './rows.ts'
import { shareWork } from './shared-work.ts'
import { type SortedStudy, sortStudy } from './sorting.ts'

export type { SortedStudy, StoredImage } from './sorting.ts'

export interface StoredInstance {
  readonly sopInstanceUid: string
  readonly seriesUid: string
  readonly sopClassUid: string
  readonly sha256: string
  readonly bytes: number
  /** absent for a report, a segmentation, a document */
  readonly image: InstanceFacts | undefined
  readonly warnings: readonly string[]
  /** who vouched for it, when something had to be vouched for */
  readonly attestation: Attestation | undefined
}

export interface Attestation {
  readonly at: string
  readonly who: string
  readonly reason: string
}

export type StudyState = 'not-here' | 'here' | 'withdrawn'

export interface LibraryIndex {
  /** a study that comes by download is here once it is complete: nobody reads a part of it by mistake */
  stateOf(study: string): StudyState
  projectOf(study: string): string | undefined
  studies(): readonly { readonly study: string; readonly project: string; readonly state: StudyState }[]
  /** everything of a study that lies in the library, images or not */
  objectsOf(study: string): readonly StoredInstance[]
  /**
   * Images of a study that may be shown and measured, and their order; none for a study that is not here.
   * @throws Failure 'cancelled'
   */
  stacksOf(study: string, signal?: AbortSignalLike): Promise<SortedStudy>
  hasImage(sha256: string): boolean
  /** where each frame lies in the file of this hash; absent for what is no image, not here or held back */
  framesOf(sha256: string): FrameIndex | undefined
  /** how many of its files are in quarantine */
  heldOf(study: string): number
  /** these studies have changed */
  forget(studies: Iterable<string>): void
}

/** Facts of a study take a few MB at most; a reader goes back and forth between few. */
const rememberedStudies = 4

interface Parts {
  readonly rows: Rows
  readonly threads: Pick<Threads, 'run'>
  readonly renewal: Pick<Renewal, 'ofStudy'>
}

export function createIndex({ rows, threads, renewal }: Parts): LibraryIndex {
  const remembered = new Map<string, SortedStudy>()
  const changes = new Map<string, number>()

  function remember(study: string, sorted: SortedStudy): void {
    remembered.delete(study)
    remembered.set(study, sorted)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= rememberedStudies) break
      remembered.delete(oldest)
    }
  }

  /** Again, where the study changes meanwhile. */
  const sorting = shareWork(async (study, signal) => {
    await renewal.ofStudy(study, signal)
    for (;;) {
      const before = changes.get(study)
      const sorted = await sortStudy(study, rows, threads, signal)
      if (changes.get(study) !== before) continue
      remember(study, sorted)
      return sorted
    }
  })

  return {
    stateOf(study) {
      const state = rows.study(study)?.state ?? 'not-here'
      return state === 'here' && rows.isWhole(study) === undefined ? 'not-here' : state
    },
    projectOf: (study) => rows.study(study)?.project,
    studies: () => rows.studies(),

    objectsOf: (study) =>
      rows.instancesOfStudy(study).map((row) => ({
        sopInstanceUid: row.sop_instance_uid,
        seriesUid: row.series,
        sopClassUid: row.sop_class,
        sha256: row.sha256,
        bytes: row.bytes,
        image: factsOf(row),
        warnings: JSON.parse(row.warnings) as string[],
        attestation: row.attestation === null ? undefined : rows.attestation(row.attestation),
      })),

    async stacksOf(study, signal) {
      const known = remembered.get(study)
      if (known === undefined) return sorting(study, signal)
      remember(study, known)
      return known
    },

    hasImage: (sha256) => rows.imageWithHash(sha256) !== undefined,

    framesOf(sha256) {
      const frames = rows.framesByHash(sha256)?.frames
      return frames == null ? undefined : (JSON.parse(frames) as FrameIndex)
    },

    heldOf: (study) => rows.heldOfStudy(study)?.n ?? 0,

    forget(studies) {
      for (const study of studies) {
        remembered.delete(study)
        changes.set(study, (changes.get(study) ?? 0) + 1)
      }
    },
  }
}

const factsOf = (row: InstanceRow): InstanceFacts | undefined =>
  row.facts === null ? undefined : (JSON.parse(row.facts) as InstanceFacts)
