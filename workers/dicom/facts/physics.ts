/**
 * How the signal of a frame came about: preparation, complex component, velocity encoding, meaning of the values.
 * Public attributes come first; private elements speak where those are silent.
 * @source DICOM PS3.3, C.8.13.5.6 (modifiers), C.8.13.5.10 (velocity encoding), C.7.6.16.2.11 (real world values)
 */
import { type ImagePlane, length, normalised, planeNormal, type Vector3 } from '#analysis/geometry/plane.ts'
import type { ComplexComponent, FrameFacts, Preparation } from '#analysis/protocol/facts.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { tag } from '../parse/dictionary.ts'
import { firstItem, type Level } from '../parse/elements.ts'
import { converted, plainText, present, type Source } from '../parse/source.ts'
import { ascii, code, codes, numbers, optionalNumber } from '../parse/values.ts'
import {
  type VelocityAxis,
  vendorComponent,
  vendorImageType,
  vendorPhaseNumber,
  vendorVelocity,
  vendorVelocityScale,
} from './vendor.ts'

/** Where the attributes of one frame stand; a classic image has them all in the data set. */
export interface PhysicsSource {
  readonly frameType: Level | undefined
  readonly modifier: Level | undefined
  readonly imagingModifier: Level | undefined
  readonly velocity: Level | undefined
  readonly content: Level | undefined
  readonly values: Level | undefined
  readonly realWorld: Level | undefined
  /** nearest first */
  readonly vendor: readonly Level[]
}

type Physics = Pick<
  FrameFacts,
  | 'imageType'
  | 'component'
  | 'venc'
  | 'velocityDirection'
  | 'velocityAxis'
  | 'velocityScale'
  | 'phaseNumber'
  | 'preparation'
  | 'preparationTime'
  | 'tagged'
  | 'rescaleType'
  | 'realWorld'
>

const complexComponent = tag('ComplexImageComponent')
const frameTypeTag = tag('FrameType')
const imageTypeTag = tag('ImageType')
const inversionRecovery = tag('InversionRecovery')
const saturationRecovery = tag('SaturationRecovery')
const t2Preparation = tag('T2Preparation')
const taggingTag = tag('Tagging')
const velocityMaximum = tag('VelocityEncodingMaximumValue')
const velocityDirection = tag('VelocityEncodingDirection')
const imageComments = tag('ImageComments')
const frameComments = tag('FrameComments')
const rescaleType = tag('RescaleType')
const realWorldSlope = tag('RealWorldValueSlope')
const realWorldIntercept = tag('RealWorldValueIntercept')
const measurementUnits = tag('MeasurementUnitsCodeSequence')
const codeValue = tag('CodeValue')

export function framePhysics(
  source: Source,
  at: PhysicsSource,
  plane: ImagePlane | undefined,
  sequenceName: string | undefined,
): Physics {
  return {
    ...present('imageType', imageTypeOf(source, at)),
    ...present('component', componentOf(source, at)),
    ...velocityOf(source, at, plane, sequenceName),
    ...present('phaseNumber', vendorPhaseNumber(at.vendor)),
    ...present('preparation', preparationOf(source, at)),
    ...present('preparationTime', converted(preparationTimeOf(source, at), ms)),
    ...(isTagged(at) ? { tagged: true } : {}),
    ...present('rescaleType', at.values && ascii(at.values, rescaleType)),
    ...present('realWorld', realWorldOf(source, at)),
  }
}

/** Only where it says more than the image's own: that of an object of several kinds is MIXED. */
function imageTypeOf({ root }: Source, at: PhysicsSource): readonly string[] | undefined {
  const own = at.frameType && at.frameType !== root ? codes(at.frameType, frameTypeTag) : []
  const image = codes(root, imageTypeTag)
  const tokens = [...(own.length > 0 ? own : image), ...vendorImageType(at.vendor)]
  const distinct = [...new Set(tokens)]
  return distinct.join() === [...new Set(image)].join() ? undefined : distinct
}

const componentCodes: Readonly<Record<string, ComplexComponent>> = {
  MAGNITUDE: 'magnitude',
  PHASE: 'phase',
  REAL: 'real',
  IMAGINARY: 'imaginary',
}

function componentOf({ root }: Source, { frameType, vendor }: PhysicsSource): ComplexComponent | undefined {
  const stated = (frameType && code(frameType, complexComponent)) ?? code(root, complexComponent)
  return (stated === undefined ? undefined : componentCodes[stated]) ?? vendorComponent(vendor)
}

function velocityOf(
  { root, warnings }: Source,
  { velocity, vendor }: PhysicsSource,
  plane: ImagePlane | undefined,
  sequenceName: string | undefined,
): Physics {
  const maximum =
    velocity && velocity !== root ? optionalNumber(velocity, velocityMaximum, warnings) : undefined
  if (velocity && maximum !== undefined && maximum > 0) {
    const [x, y, z] = numbers(velocity, velocityDirection)
    const vector: Vector3 | undefined =
      x === undefined || y === undefined || z === undefined ? undefined : [x, y, z]
    return {
      venc: cmPerS(maximum),
      ...(vector !== undefined && length(vector) > 0 ? { velocityDirection: normalised(vector) } : {}),
    }
  }
  const found = vendorVelocity(vendor, sequenceName)
  if (found === undefined) return {}
  return {
    venc: cmPerS(found.venc),
    ...present('velocityDirection', directionOf(found.direction, plane)),
    ...present('velocityAxis', found.encodingAxis),
    ...present('velocityScale', vendorVelocityScale(vendor)),
  }
}

function directionOf(axis: VelocityAxis | undefined, plane: ImagePlane | undefined): Vector3 | undefined {
  switch (axis) {
    case 'right-left':
      return [1, 0, 0]
    case 'anterior-posterior':
      return [0, 1, 0]
    case 'foot-head':
      return [0, 0, 1]
    case 'through-plane':
      return plane && planeNormal(plane)
    case undefined:
      return undefined
  }
}

/** A T2 preparation comes first: images without it in such a series are not prepared at all. */
function preparationOf({ root }: Source, { modifier }: PhysicsSource): Preparation | undefined {
  const says = (level: Level | undefined, of: number): boolean => !!level && code(level, of) === 'YES'
  if (says(modifier, t2Preparation)) return 't2'
  if (says(modifier, inversionRecovery)) return 'inversion'
  return says(root, saturationRecovery) ? 'saturation' : undefined
}

/** How Siemens' T2 mapping says it, in the comment of each image: no attribute of the standard holds it. */
const preparationGrammar = /T2 ?-?prep\w*\.?(?: duration)? *[=:]? *(\d+(?:\.\d+)?) *ms/i

function preparationTimeOf(source: Source, { content }: PhysicsSource): number | undefined {
  const comment =
    (content && content !== source.root ? ascii(content, frameComments) : undefined) ??
    plainText(source, imageComments)
  const found = comment === undefined ? null : preparationGrammar.exec(comment)
  return found === null ? undefined : Number(found[1])
}

const isTagged = ({ imagingModifier }: PhysicsSource): boolean => {
  const pattern = imagingModifier && code(imagingModifier, taggingTag)
  return pattern === 'GRID' || pattern === 'LINE'
}

function realWorldOf({ warnings }: Source, { realWorld }: PhysicsSource): FrameFacts['realWorld'] {
  if (!realWorld) return undefined
  const slope = optionalNumber(realWorld, realWorldSlope, warnings)
  const intercept = optionalNumber(realWorld, realWorldIntercept, warnings)
  const units = firstItem(realWorld, measurementUnits)
  const unit = units && ascii(units, codeValue)
  return slope === undefined || slope === 0 || intercept === undefined || unit === undefined
    ? undefined
    : { slope, intercept, unit }
}
