/** What the library knows of its studies: images in order, and under which hash each lies. */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Sorted } from '#analysis/protocol/stack.ts'
import type { FrameIndex } from '#dicom/pixels/frames.ts'
import type { InstanceRow, Rows } from './rows.ts'

export type StoredImage = InstanceFacts & { readonly sha256: string }

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
  /** images of a study that may be shown and measured; none for a study that is not here */
  instancesOf(study: string): readonly StoredImage[]
  /** everything of a study that lies in the library, images or not */
  objectsOf(study: string): readonly StoredInstance[]
  stacksOf(study: string): Sorted
  hasImage(sha256: string): boolean
  /** where each frame lies in the file of this hash; absent for what is no image, not here or held back */
  framesOf(sha256: string): FrameIndex | undefined
  /** how many of its files are in quarantine */
  heldOf(study: string): number
  /** these studies have changed */
  forget(studies: Iterable<string>): void
}

interface Remembered {
  readonly images: readonly StoredImage[]
  sorted: Sorted | undefined
}

/** Facts of a study take a few MB at most; a reader goes back and forth between few. */
const rememberedStudies = 4

export function createIndex(rows: Rows): LibraryIndex {
  const remembered = new Map<string, Remembered>()

  function recall(study: string): Remembered {
    const known = remembered.get(study) ?? { images: readImages(study), sorted: undefined }
    remembered.delete(study)
    remembered.set(study, known)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= rememberedStudies) break
      remembered.delete(oldest)
    }
    return known
  }

  const readImages = (study: string): StoredImage[] =>
    rows.instancesOfStudy(study).flatMap((row) => {
      const facts = factsOf(row)
      return facts ? [{ ...facts, sha256: row.sha256 }] : []
    })

  return {
    stateOf(study) {
      const state = rows.study(study)?.state ?? 'not-here'
      return state === 'here' && rows.isWhole(study) === undefined ? 'not-here' : state
    },
    projectOf: (study) => rows.study(study)?.project,
    studies: () => rows.studies(),
    instancesOf: (study) => recall(study).images,

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

    stacksOf(study) {
      const known = recall(study)
      known.sorted ??= sortIntoStacks(known.images)
      return known.sorted
    },

    hasImage: (sha256) => rows.imageWithHash(sha256) !== undefined,

    framesOf(sha256) {
      const frames = rows.framesByHash(sha256)?.frames
      return frames == null ? undefined : (JSON.parse(frames) as FrameIndex)
    },

    heldOf: (study) => rows.heldOfStudy(study)?.n ?? 0,

    forget(studies) {
      for (const study of studies) remembered.delete(study)
    },
  }
}

const factsOf = (row: InstanceRow): InstanceFacts | undefined =>
  row.facts === null ? undefined : (JSON.parse(row.facts) as InstanceFacts)
