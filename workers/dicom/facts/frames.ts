/**
 * Facts of each frame. An enhanced image keeps them in functional groups, shared or one a frame; a classic
 * image keeps them in the data set itself, which then serves as every group.
 * @source DICOM PS3.3, C.7.6.16 (functional groups), C.8.13.5 (MR), C.8.3.1 (classic MR)
 */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { FrameFacts } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import { beatsPerMinute, mm, ms } from '#analysis/units/units.ts'
import { tag } from '../parse/dictionary.ts'
import { findRow, firstItem, items, type Level } from '../parse/elements.ts'
import { refuse } from '../parse/refusal.ts'
import { converted, positive, present, type Source } from '../parse/source.ts'
import type { Tag } from '../parse/tags.ts'
import { ascii, isTime, number, optionalNumber } from '../parse/values.ts'
import { type Warnings, warn } from '../parse/warnings.ts'
import type { PixelDescription } from '../pixels/description.ts'
import { framePhysics, type PhysicsSource } from './physics.ts'
import { framePlane, type GeometryProblem } from './plane.ts'
import { vendorLevels } from './vendor.ts'

export interface FramesOfInstance {
  readonly frames: readonly FrameFacts[]
  /** of the first frame that has one */
  readonly problem?: GeometryProblem
}

const groups = {
  position: tag('PlanePositionSequence'),
  orientation: tag('PlaneOrientationSequence'),
  measures: tag('PixelMeasuresSequence'),
  cardiac: tag('CardiacSynchronizationSequence'),
  content: tag('FrameContentSequence'),
  echo: tag('MREchoSequence'),
  modifier: tag('MRModifierSequence'),
  values: tag('PixelValueTransformationSequence'),
  window: tag('FrameVOILUTSequence'),
  frameType: tag('MRImageFrameTypeSequence'),
  imagingModifier: tag('MRImagingModifierSequence'),
  velocity: tag('MRVelocityEncodingSequence'),
} as const
type Group = keyof typeof groups
/** Where the attributes of a group stand for one frame. */
type Groups = (group: Group) => Level | undefined
/** Of a frame: the groups, and what may hold private elements of it. */
interface FrameLevels {
  readonly at: Groups
  readonly realWorld: Level | undefined
  readonly vendor: readonly Level[]
}

const sharedGroups = tag('SharedFunctionalGroupsSequence')
const perFrameGroups = tag('PerFrameFunctionalGroupsSequence')
const realWorldValues = tag('RealWorldValueMappingSequence')

const sliceThickness = tag('SliceThickness')
const spacingBetweenSlices = tag('SpacingBetweenSlices')
const triggerTime = tag('TriggerTime')
const triggerDelay = tag('NominalCardiacTriggerDelayTime')
const frameTime = tag('FrameTime')
const nominalInterval = tag('NominalInterval')
const nominalIntervalOfFrame = tag('RRIntervalTimeNominal')
const lowRR = tag('LowRRValue')
const highRR = tag('HighRRValue')
const heartRate = tag('HeartRate')
const echoTime = tag('EchoTime')
const effectiveEchoTime = tag('EffectiveEchoTime')
const inversionTime = tag('InversionTime')
const inversionTimes = tag('InversionTimes')
const temporalPosition = tag('TemporalPositionIdentifier')
const temporalPositionOfFrame = tag('TemporalPositionIndex')
const acquisitionTime = tag('AcquisitionTime')
const acquisitionOfFrame = tag('FrameAcquisitionDateTime')
const rescaleSlope = tag('RescaleSlope')
const rescaleIntercept = tag('RescaleIntercept')
const windowCenter = tag('WindowCenter')
const windowWidth = tag('WindowWidth')

/** @throws DicomRefusal 'functional-groups-broken' when there is not one item a frame */
export function enhancedFrames(
  source: Source,
  pixels: PixelDescription,
  sequenceName: string | undefined,
): FramesOfInstance {
  const shared = firstItem(source.root, sharedGroups)
  const perFrame = items(source.root, perFrameGroups)
  if (perFrame.length !== pixels.frames)
    refuse(
      'functional-groups-broken',
      say('dicom/functional-groups', { groups: perFrame.length, frames: pixels.frames }),
    )
  return collect(source, pixels, sequenceName, (frame) => {
    const own = perFrame[frame]
    const inGroups = (of: Tag): Level | undefined =>
      (own && firstItem(own, of)) ?? (shared && firstItem(shared, of))
    return {
      at: (group) => inGroups(groups[group]),
      realWorld: inGroups(realWorldValues),
      vendor: vendorLevels(source.root, [own, shared]),
    }
  })
}

export function classicFrames(
  source: Source,
  pixels: PixelDescription,
  sequenceName: string | undefined,
): FramesOfInstance {
  const levels: FrameLevels = {
    at: () => source.root,
    realWorld: firstItem(source.root, realWorldValues),
    vendor: [source.root],
  }
  return collect(source, pixels, sequenceName, () => levels)
}

function collect(
  source: Source,
  pixels: PixelDescription,
  sequenceName: string | undefined,
  levelsOf: (frame: number) => FrameLevels,
): FramesOfInstance {
  const frames: FrameFacts[] = []
  let problem: GeometryProblem | undefined
  for (let frame = 0; frame < pixels.frames; frame += 1) {
    const levels = levelsOf(frame)
    const { at } = levels
    const plane = framePlane(
      { position: at('position'), orientation: at('orientation'), measures: at('measures') },
      pixels.rows,
      pixels.columns,
    )
    if (typeof plane === 'string') problem ??= plane
    const known = typeof plane === 'string' ? undefined : plane
    frames.push({
      ...frameFacts(source, frame, at, known),
      ...framePhysics(source, physicsSource(levels), known, sequenceName),
    })
  }
  return { frames, ...present('problem', problem) }
}

const physicsSource = ({ at, realWorld, vendor }: FrameLevels): PhysicsSource => ({
  frameType: at('frameType'),
  modifier: at('modifier'),
  imagingModifier: at('imagingModifier'),
  velocity: at('velocity'),
  content: at('content'),
  values: at('values'),
  realWorld,
  vendor,
})

function frameFacts(
  { root, warnings }: Source,
  frame: number,
  at: Groups,
  plane: ImagePlane | undefined,
): FrameFacts {
  const strict = (group: Group, ...tags: readonly Tag[]) => firstOf(at(group), tags, number)
  const lenient = (group: Group, ...tags: readonly Tag[]) =>
    positive(firstOf(at(group), tags, (level, of) => optionalNumber(level, of, warnings)))
  // Intervals of the whole acquisition stand in the data set itself, in both kinds of image.
  const interval = (of: Tag) => positive(optionalNumber(root, of, warnings))
  const slope = strict('values', rescaleSlope) ?? identitySlope
  if (slope === 0) refuse('bad-number', say('dicom/rescale-slope-zero'))
  return {
    frame,
    ...present('plane', plane),
    ...present('sliceThickness', converted(positive(strict('measures', sliceThickness)), mm)),
    ...present('spacingBetweenSlices', converted(positive(strict('measures', spacingBetweenSlices)), mm)),
    ...present('triggerTime', converted(triggerTimeOf(root, frame, at), ms)),
    ...present('nominalInterval', converted(lenient('cardiac', nominalIntervalOfFrame, nominalInterval), ms)),
    ...present('lowRR', converted(interval(lowRR), ms)),
    ...present('highRR', converted(interval(highRR), ms)),
    ...present('heartRate', converted(interval(heartRate), beatsPerMinute)),
    ...present('echoTime', converted(lenient('echo', effectiveEchoTime, echoTime), ms)),
    ...present('inversionTime', converted(lenient('modifier', inversionTimes, inversionTime), ms)),
    ...present('temporalPosition', lenient('content', temporalPositionOfFrame, temporalPosition)),
    ...present('acquisitionTime', acquisitionTimeOf(at)),
    rescaleSlope: slope,
    rescaleIntercept: strict('values', rescaleIntercept) ?? identityIntercept,
    ...present('window', windowOf(at('window'), warnings)),
  }
}

/** Without a modality transformation stored values are the values: PS3.3, C.11.1. */
const identitySlope = 1
const identityIntercept = 0

/** Milliseconds after the R wave; a classic multi-frame image counts its frames from the first one's. */
function triggerTimeOf(root: Level, frame: number, at: Groups): number | undefined {
  const stated = firstOf(at('cardiac'), [triggerTime, triggerDelay], number)
  if (frame === 0 || at('cardiac') !== root) return stated
  const step = number(root, frameTime)
  return stated === undefined || step === undefined ? undefined : stated + frame * step
}

function acquisitionTimeOf(at: Groups): string | undefined {
  const content = at('content')
  if (!content) return undefined
  const dateTime = ascii(content, acquisitionOfFrame)
  const time = dateTime?.slice('YYYYMMDD'.length).replace(/[+-]\d{4}$/, '') ?? ascii(content, acquisitionTime)
  return time !== undefined && isTime(time) ? time : undefined
}

function windowOf(level: Level | undefined, warnings: Warnings): FrameFacts['window'] {
  if (!level || findRow(level, windowCenter) < 0) return undefined
  const center = optionalNumber(level, windowCenter, warnings)
  const width = optionalNumber(level, windowWidth, warnings)
  if (center === undefined || width === undefined) return undefined
  if (width <= 0) {
    warn(warnings, 'window-width', say('dicom/window-width'))
    return undefined
  }
  return { center, width }
}

function firstOf(
  level: Level | undefined,
  tags: readonly Tag[],
  read: (level: Level, of: Tag) => number | undefined,
): number | undefined {
  if (!level) return undefined
  for (const of of tags) {
    const value = read(level, of)
    if (value !== undefined) return value
  }
  return undefined
}
