/** What a read needs of its study: which images there are, where each lies, and what they say of the patient. */

import { type FrameFacts, type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { PersonSources, StatedPerson } from '#analysis/ranges/person.ts'
import type { BodySize, BodySizes } from '#analysis/volumes/body-size.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import type { LibraryIndex, SortedStudy, StoredImage } from '../library/index.ts'

export interface StudyImage extends ImageKey {
  readonly instance: StoredImage
  readonly facts: FrameFacts
  /** in the stack that volumes are read on */
  readonly slice?: number
  readonly phase?: number
}

export interface ReadStudy {
  readonly stacks: readonly Stack[]
  /** that volumes are read on; absent where the study has no short-axis cine */
  readonly stack: Stack | undefined
  /** by `imageKeyText` */
  readonly images: ReadonlyMap<string, StudyImage>
  readonly sizes: Pick<BodySizes, 'registry' | 'dicom'>
  readonly person: Pick<PersonSources, 'registry' | 'dicom'>
}

/** What a registry says of a patient at the date of the exam; what it does not say is absent. */
export interface RegistryPatient {
  readonly size?: BodySize
  readonly person?: StatedPerson
}
export type RegistryPatientOf = (study: string) => RegistryPatient

type PlacedStudy = Omit<ReadStudy, 'sizes' | 'person'>
const known = new WeakMap<SortedStudy, PlacedStudy>()

/**
 * @returns a study without images where it is not here
 * @throws Failure 'cancelled'
 */
export async function readStudy(
  index: LibraryIndex,
  registryPatient: RegistryPatientOf,
  study: string,
  signal?: AbortSignalLike,
): Promise<ReadStudy> {
  const sorted = await index.stacksOf(study, signal)
  const placed = known.get(sorted) ?? place(sorted)
  known.set(sorted, placed)
  const { size, person } = registryPatient(study)
  return {
    ...placed,
    sizes: { registry: size, dicom: dicomSize(sorted.images) },
    person: { ...(person === undefined ? {} : { registry: person }), dicom: dicomPerson(sorted.images) },
  }
}

/** Age and sex, each of the first image that says it. */
function dicomPerson(instances: readonly StoredImage[]): StatedPerson {
  const age = instances.find(({ patient }) => patient.age !== undefined)?.patient.age
  const sex = instances.find(({ patient }) => patient.sex !== undefined)?.patient.sex
  return { ...(age === undefined ? {} : { age }), ...(sex === undefined ? {} : { sex }) }
}

function place({ images: instances, stacks }: SortedStudy): PlacedStudy {
  const stack = shortAxisOf(stacks)
  const places = stack && placesIn(stack)
  const images = new Map<string, StudyImage>()
  for (const instance of instances)
    for (const facts of instance.frames) {
      const key = { sopInstanceUid: instance.sopInstanceUid, frame: facts.frame }
      const found = places?.get(imageKeyText(key))
      const at = found ? { slice: found[0], phase: found[1] } : {}
      images.set(imageKeyText(key), { ...key, instance, facts, ...at })
    }
  return { stacks, stack, images }
}

/** Of the first image that says both, else of the first that says one; DICOM knows no body surface. */
function dicomSize(instances: readonly StoredImage[]): BodySizes['dicom'] {
  const sizes = instances.flatMap(({ patient: { heightCm, weight: weightKg } }) =>
    heightCm === undefined && weightKg === undefined
      ? []
      : [
          {
            ...(heightCm === undefined ? {} : { heightCm }),
            ...(weightKg === undefined ? {} : { weightKg }),
          },
        ],
  )
  return sizes.find(({ heightCm, weightKg }) => heightCm !== undefined && weightKg !== undefined) ?? sizes[0]
}
