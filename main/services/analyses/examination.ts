/** Under which digest an analysis of a read is recorded, and where the images of its study lie. */
import type { Examination } from '#analysis/examination/examination.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { basisText, restsOn } from '#analysis/reading/dependence.ts'
import { say } from '#analysis/sentences/say.ts'
import type { ImageSource } from '#contract/analysis-jobs.ts'
import { Failure } from '#contract/faults.ts'
import type { Library } from '../../store/library.ts'
import type { LibraryIndex } from '../library/index.ts'
import { sha256Of } from '../reads/chain.ts'
import type { ReadStudy } from '../reads/study.ts'

/**
 * Of what an analysis, or a part of it, rests on of a read. One that was made under another digest is not of the read
 * as it is.
 *
 * @param examination  with ED and ES as they are used
 */
export const basisDigest = (record: string, examination: Examination): string =>
  sha256Of(Buffer.from(basisText(restsOn(record, examination)), 'utf8'))

/**
 * Of everything that a reader drew, marked, chose or entered, whatever the order in which it is kept: what analyses
 * were recorded with before it was known what each of them rests on.
 */
export function drawnDigest({
  contours,
  landmarks,
  empty,
  phases,
  papillaries,
  base,
  bodySizes,
  scores,
}: Examination): string {
  const lines = [...contours, ...landmarks, ...empty].map((one) => JSON.stringify(one)).toSorted()
  return sha256Of(
    Buffer.from(JSON.stringify({ lines, phases, papillaries, base, bodySizes, scores }), 'utf8'),
  )
}

export interface ImagePlaces {
  /** @throws Failure 'library-damaged' when the library does not say where an image's pixels lie */
  sources(images: readonly ImageKey[]): ImageSource[]
  /** SOP Instance UID to content hash */
  hashes(images: readonly ImageKey[]): Record<string, string>
}

export function imagePlaces(library: Library, index: LibraryIndex, study: ReadStudy): ImagePlaces {
  const imageOf = (key: ImageKey) => {
    const image = study.images.get(imageKeyText(key))
    if (image === undefined) throw new RangeError(`the study has no image ${imageKeyText(key)}`)
    return image
  }
  return {
    sources: (images) =>
      images.map((key): ImageSource => {
        const { instance, facts } = imageOf(key)
        const frames = index.framesOf(instance.sha256)
        if (frames === undefined || facts.plane === undefined) {
          const detail = say('library/image-place-unknown', { image: imageKeyText(key) })
          throw new Failure('library-damaged', { library: library.folder, detail })
        }
        return {
          sopInstanceUid: key.sopInstanceUid,
          frame: key.frame,
          file: library.objects.pathOf(instance.sha256),
          frames: JSON.stringify(frames),
          pixels: instance.pixels,
          plane: facts.plane,
          rescaleSlope: facts.rescaleSlope,
          rescaleIntercept: facts.rescaleIntercept,
        }
      }),
    hashes: (images) =>
      Object.fromEntries(images.map((key) => [key.sopInstanceUid, imageOf(key).instance.sha256])),
  }
}
