/** A read and its study as one examination: what analyses are made of. */
import type { ContrastAgent, Examination } from '../examination/examination.ts'
import type { Stack } from '../protocol/stack.ts'
import type { PersonSources } from '../ranges/person.ts'
import { ms } from '../units/units.ts'
import type { BodySizes } from '../volumes/body-size.ts'
import type { AnalysisGiven, GivenValues } from './events.ts'
import { contoursOf, landmarksOf, type ReadState } from './state.ts'

export interface ExaminedStudy {
  readonly stacks: readonly Stack[]
  readonly sizes: Pick<BodySizes, 'registry' | 'dicom'>
}

export function examinationOf(
  state: ReadState,
  { stacks, sizes }: ExaminedStudy,
  {
    haematocrit,
    haematocritFormula,
    relaxivity,
    saturationTime,
    restWork,
    preBolus,
    territories,
    mapMotion,
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
    ...(mapMotion === undefined ? {} : { mapMotion }),
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
