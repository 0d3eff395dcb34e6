/** Whether a stack is a cine, a scout or something else: before planes, from timing and image type. */
import { at } from '../units/at.ts'
import { otherPurposeInText, planeInText } from './language.ts'
import { acquisitionSeconds } from './placed.ts'
import type { Evidence, Stack, StackFrame } from './stack.ts'

/** fewer phases than this do not show a beat */
const cinePhases = 12
/** s; images at one position over a longer time are one a beat: first pass, not cine */
const firstPass = 20
const scoutPositions = 9

const velocityTokens = new Set(['P', 'PHASE', 'PHASE MAP', 'VELOCITY', 'VELOCITY MAP', 'PHASE CONTRAST M'])

export interface Kind {
  readonly kind: 'cine' | 'scout' | 'other'
  readonly evidence: readonly Evidence[]
}

type Sight = Pick<Stack, 'frames' | 'phaseCount' | 'normal' | 'seriesUids' | 'positions' | 'description'>

/** @param study  all stacks of the study, this one among them */
export function kindOfStack(stack: Sight, study: readonly Sight[]): Kind {
  const frames = stack.frames.flat().filter((frame) => frame !== null)
  const first = at(frames, 0)
  const text = describedAs(first)
  const say = (kind: Kind['kind'], rule: string, weight: number, sentence: string): Kind => ({
    kind,
    evidence: [{ rule, weight, text: sentence }],
  })

  if (first.instance.pixels.samplesPerPixel !== 1)
    return say('other', 'colour', 5, 'a colour picture, not a measurement of signal')
  if (isVelocity(first)) return say('other', 'image-type', 5, 'velocity images')
  if (study.some((partner) => isMagnitudeOf(stack, partner)))
    return say('other', 'image-type', 4, 'magnitude images of a velocity series')
  if (stack.phaseCount === 1 && isScout(stack, study, first))
    return say('scout', 'several-planes', 3, 'single images in planes that cross, in one series')
  if (stack.phaseCount === 1 && planeInText(text) === 'scout')
    return say('scout', 'text', 1.5, 'the description says localizer')
  if (stack.phaseCount < cinePhases)
    return say('other', 'few-phases', 3, `${stack.phaseCount} images at a position: not a whole beat`)
  if (isPrepared(first)) return say('other', 'inversion', 3, 'inversion recovery at many times: a TI scout')
  if (isFirstPass(stack)) return say('other', 'one-per-beat', 3, 'one image a beat over many beats')
  const otherwise = otherPurposeInText(text)
  if (otherwise !== undefined) return say('other', 'text', 1.5, `the description says ${otherwise}`)
  if (first.instance.scanningSequence.length > 0 && !first.instance.scanningSequence.includes('GR'))
    return say('other', 'sequence', 2, 'not a gradient echo')
  return {
    kind: 'cine',
    evidence: [
      { rule: 'phases', weight: 3, text: `${stack.phaseCount} phases at each position` },
      ...(isSteadyState(first) ? [{ rule: 'sequence', weight: 1, text: 'steady-state gradient echo' }] : []),
    ],
  }
}

export const describedAs = ({ instance }: StackFrame): string =>
  [instance.seriesDescription, instance.protocolName].filter((text) => text !== undefined).join(' / ')

const isVelocity = ({ instance }: StackFrame): boolean =>
  instance.imageType.slice(2).some((token) => velocityTokens.has(token.trim().toUpperCase()))

/** The same planes and times as a velocity series: its anatomy, not a cine of the protocol. */
function isMagnitudeOf(stack: Sight, partner: Sight): boolean {
  const velocity = partner.frames[0]?.[0]
  const own = stack.frames[0]?.[0]
  if (partner === stack || velocity == null || own == null || !isVelocity(velocity)) return false
  const here = own.facts.plane?.position
  const there = velocity.facts.plane?.position
  return (
    here !== undefined &&
    there !== undefined &&
    stack.phaseCount === partner.phaseCount &&
    here.every((value, k) => Math.abs(value - at(there, k)) < 0.1) &&
    own.facts.triggerTime === velocity.facts.triggerTime
  )
}

const isPrepared = ({ facts, instance }: StackFrame): boolean =>
  (facts.inversionTime ?? 0) > 0 || instance.scanningSequence.includes('IR')

const isSteadyState = ({ instance, facts }: StackFrame): boolean =>
  instance.sequenceVariant.includes('SS') ||
  ((facts.echoTime ?? 100) < 2 && (instance.repetitionTime ?? 100) < 5)

function isScout(stack: Sight, study: readonly Sight[], first: StackFrame): boolean {
  if (isPrepared(first) || stack.positions.length > scoutPositions) return false
  return study.some(
    (other) =>
      other.phaseCount === 1 &&
      other.seriesUids.some((uid) => stack.seriesUids.includes(uid)) &&
      Math.abs(
        other.normal[0] * stack.normal[0] +
          other.normal[1] * stack.normal[1] +
          other.normal[2] * stack.normal[2],
      ) < 0.9,
  )
}

function isFirstPass(stack: Sight): boolean {
  const times = (stack.frames[0] ?? []).flatMap((frame) =>
    frame === null ? [] : (acquisitionSeconds(frame) ?? []),
  )
  const distinct = new Set(times)
  return distinct.size > 0.8 * stack.phaseCount && Math.max(...times) - Math.min(...times) >= firstPass
}
