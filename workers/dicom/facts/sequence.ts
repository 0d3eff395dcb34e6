/**
 * The pulse sequence in the words of classic MR, whichever kind of image says it, so that nobody later has to
 * know which it was.
 * @source DICOM PS3.3, C.8.3.1 (classic MR), C.8.13.4 (MR Pulse Sequence)
 */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { ms } from '#analysis/units/units.ts'
import { tag } from '../parse/dictionary.ts'
import { firstItem, items, type Level } from '../parse/elements.ts'
import { converted, plainText, positive, present, type Source } from '../parse/source.ts'
import type { Tag } from '../parse/tags.ts'
import { code, codes, optionalNumber } from '../parse/values.ts'
import { vendorLevels, vendorPhases, vendorTechnique } from './vendor.ts'

type Sequence = Pick<
  InstanceFacts,
  | 'scanningSequence'
  | 'sequenceVariant'
  | 'technique'
  | 'acquisitionType'
  | 'flipAngle'
  | 'contrastAgent'
  | 'repetitionTime'
  | 'cardiacNumberOfImages'
  | 'numberOfTemporalPositions'
>

const scanningSequence = tag('ScanningSequence')
const sequenceVariant = tag('SequenceVariant')
const echoPulseSequence = tag('EchoPulseSequence')
const echoPlanar = tag('EchoPlanarPulseSequence')
const steadyState = tag('SteadyStatePulseSequence')
const inversionRecovery = tag('InversionRecovery')
const spoiling = tag('Spoiling')
const modifierGroup = tag('MRModifierSequence')
const timingGroup = tag('MRTimingAndRelatedParametersSequence')
const sharedGroups = tag('SharedFunctionalGroupsSequence')
const perFrameGroups = tag('PerFrameFunctionalGroupsSequence')
const acquisitionType = tag('MRAcquisitionType')
const flipAngle = tag('FlipAngle')
const repetitionTime = tag('RepetitionTime')
const contrastAgent = tag('ContrastBolusAgent')
const contrastAgents = tag('ContrastBolusAgentSequence')
const codeMeaning = tag('CodeMeaning')
const cardiacImages = tag('CardiacNumberOfImages')
const temporalPositions = tag('NumberOfTemporalPositions')

const acquisitionTypes = ['2D', '3D'] as const

/** @param enhanced  attributes stand in functional groups; of a group that differs between frames the first counts */
export function sequenceFacts(source: Source, enhanced: boolean): Sequence {
  const { root, warnings } = source
  const shared = enhanced ? firstItem(root, sharedGroups) : undefined
  const [first] = enhanced ? items(root, perFrameGroups) : []
  const group = (of: Tag): Level | undefined =>
    enhanced ? ((first && firstItem(first, of)) ?? (shared && firstItem(shared, of))) : root
  const modifier = group(modifierGroup)
  const timing = group(timingGroup)
  const vendor = vendorLevels(root, [first, shared])
  const numberIn = (level: Level | undefined, of: Tag): number | undefined =>
    positive(level && optionalNumber(level, of, warnings))
  const type = acquisitionTypes.find((one) => one === code(root, acquisitionType))
  return {
    scanningSequence: enhanced ? sequenceWords(root, modifier) : codes(root, scanningSequence),
    sequenceVariant: enhanced ? variantWords(root, modifier) : codes(root, sequenceVariant),
    ...present('technique', vendorTechnique(vendor)),
    ...present('acquisitionType', type),
    ...present('flipAngle', numberIn(timing, flipAngle)),
    ...present('contrastAgent', agentOf(source)),
    ...present('repetitionTime', converted(numberIn(timing, repetitionTime), ms)),
    ...present('cardiacNumberOfImages', numberIn(root, cardiacImages) ?? positive(vendorPhases(vendor))),
    ...present('numberOfTemporalPositions', numberIn(root, temporalPositions)),
  }
}

function sequenceWords(root: Level, modifier: Level | undefined): string[] {
  const echo = code(root, echoPulseSequence)
  return [
    ...(echo === 'SPIN' || echo === 'BOTH' ? ['SE'] : []),
    ...(echo === 'GRADIENT' || echo === 'BOTH' ? ['GR'] : []),
    ...(modifier && code(modifier, inversionRecovery) === 'YES' ? ['IR'] : []),
    ...(code(root, echoPlanar) === 'YES' ? ['EP'] : []),
  ]
}

/** Balanced steady states only are SS here, as in a cine's header; a spoiled one is none. */
function variantWords(root: Level, modifier: Level | undefined): string[] {
  const state = code(root, steadyState)
  const spoiled = modifier && code(modifier, spoiling)
  return [
    ...(state === 'FREE_PRECESSION' ? ['SS'] : []),
    ...(state === 'TIME_REVERSED' ? ['TRSS'] : []),
    ...(spoiled === 'RF' || spoiled === 'RF_AND_GRADIENT' ? ['SP'] : []),
  ]
}

/** What a form leaves where there was none. */
const none = /^(no|none|nil|n\/?a|0|-)$/i

function agentOf(source: Source): string | undefined {
  const agent = plainText(source, contrastAgent)
  if (agent !== undefined) return none.test(agent) ? undefined : agent
  const item = firstItem(source.root, contrastAgents)
  return item && code(item, codeMeaning)
}
