/** What a read measured on its images, with the pixel values under its regions: image by image, decoded in threads. */
import { isRegion } from '#analysis/annotations/annotation.ts'
import { statedAnnotations } from '#analysis/annotations/stated.ts'
import type { StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { AnnotationRecord, ReadState } from '#analysis/reading/state.ts'
import type { Library } from '../../store/library.ts'
import { imagePlaces } from '../analyses/examination.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { ReadStudy } from './study.ts'

/** In the order of their numbers. */
export type StateAnnotations = (
  state: Pick<ReadState, 'annotations'>,
  study: ReadStudy,
) => Promise<readonly StatedAnnotation[]>

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
}

export function createStatingAnnotations({ library, index, threads }: Parts): StateAnnotations {
  return async ({ annotations }, study) => {
    const places = imagePlaces(library, index, study)
    const byImage = new Map<string, [string, AnnotationRecord][]>()
    for (const [key, record] of annotations) {
      const image = imageKeyText(record.annotation.image)
      byImage.set(image, [...(byImage.get(image) ?? []), [key, record]])
    }
    const stated: StatedAnnotation[] = []
    for (const members of byImage.values()) {
      const seen = await seenUnder(members)
      stated.push(...statedAnnotations({ annotations: new Map(members) }, study.stacks, () => seen))
    }
    return stated.toSorted((a, b) => a.number - b.number)

    /** One image at a time: a study of thousands is never in memory. */
    async function seenUnder(members: readonly (readonly [string, AnnotationRecord])[]) {
      const image = members.find(([, { annotation }]) => isRegion(annotation.kind))?.[1].annotation.image
      if (image === undefined || !canBeLoaded(image, study)) return undefined
      const found = await threads.run('pixel-values', { source: one(places.sources([image])) })
      return found ?? undefined
    }
  }
}

function one<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('an image that is here has a source')
  return first
}

const canBeLoaded = (image: ImageKey, { images }: ReadStudy): boolean =>
  images.get(imageKeyText(image))?.facts.plane !== undefined
