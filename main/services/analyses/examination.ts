/** A read and its study as one examination, and where the images of it lie. */
import type { ContrastAgent, Examination } from '#analysis/examination/examination.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { PersonSources } from '#analysis/ranges/person.ts'
import { basisText, restsOn } from '#analysis/reading/dependence.ts'
import type { AnalysisGiven, GivenValues } from '#analysis/reading/events.ts'
import { contoursOf, landmarksOf, type ReadState } from '#analysis/reading/state.ts'
import { ms } from '#analysis/units/units.ts'
import type { ImageSource } from '#contract/analysis-jobs.ts'
import { Failure } from '#contract/faults.ts'
import type { Library } from '../../store/library.ts'
import type { LibraryIndex } from '../library/index.ts'
import { sha256Of } from '../reads/chain.ts'
import type { ReadStudy } from '../reads/study.ts'

export function examinationOf(
  state: ReadState,
  { stacks, sizes }: Pick<ReadStudy, 'stacks' | 'sizes'>,
  {
    haematocrit,
    haematocritFormula,
    relaxivity,
    saturationTime,
    restWork,
    preBolus,
    territories,
    person,
  }: AnalysisGiven,
): Examination {
  const { choices, protocol } = state
  return {
    stacks,
    contours: [...contoursOf(state)],
    landmarks: landmarksOf(state),
    empty: Array.from(state.empty.values(), ({ image, chamber, assumed }) => ({ image, chamber, assumed })),
    phases: {
      ...(choices.ed === undefined ? {} : { ed: choices.ed }),
      ...(choices.es === undefined ? {} : { es: choices.es }),
    },
    papillaries: choices.papillaries,
    base: protocol.base,
    bodySizes: { ...sizes, reader: choices.bodySize },
    ...(person === undefined ? {} : { person }),
    ...(choices.scores === undefined ? {} : { scores: choices.scores }),
    ...(protocol.motionScale === undefined ? {} : { motionScale: protocol.motionScale }),
    ...(haematocrit === undefined ? {} : { haematocrit: { kind: 'sample', fraction: haematocrit } }),
    ...(haematocritFormula === undefined
      ? {}
      : { haematocrit: { kind: 'synthetic', formula: haematocritFormula } }),
    ...(relaxivity === undefined ? {} : { agent: agentOf(relaxivity, saturationTime) }),
    ...(restWork === undefined ? {} : { restWork }),
    ...(preBolus === undefined ? {} : { preBolus }),
    ...(territories === undefined ? {} : { territories }),
  }
}

/** What is given with an order in place of what was entered in the read, beside what the registry and the images say. */
export function givenOf(
  entered: GivenValues = {},
  ordered: GivenValues,
  person: PersonSources,
): AnalysisGiven {
  const { haematocrit: _, haematocritFormula: __, ...others } = entered
  const has = ordered.haematocrit !== undefined || ordered.haematocritFormula !== undefined
  const { age, sex, ethnicity, ...values } = { ...(has ? others : entered), ...ordered }
  const given = {
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
    ...(ethnicity === undefined ? {} : { ethnicity }),
  }
  return { ...values, person: { ...person, given } }
}

const agentOf = (relaxivity: number, saturationTime: number | undefined): ContrastAgent => ({
  relaxivity,
  ...(saturationTime === undefined ? {} : { saturationTime: ms(saturationTime) }),
})

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
          const detail = `it is not known where the pixels of image ${imageKeyText(key)} lie`
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
