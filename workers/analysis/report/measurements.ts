/**
 * Measurements as numeric content items (PS3.16 TID 300): value and unit, or no value with the reason; method
 * and version, conventions, and the images that each rests on.
 */
import type { Papillaries } from '../contours/contour.ts'
import { isMeasured, type Measurement, type Method, quantityUnits } from '../measurements/measurement.ts'
import { segmentOf } from '../measurements/scope.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { UnmeasuredReason } from '../units/outcome.ts'
import {
  type Code,
  concepts,
  cyclePoints,
  frame,
  papillaryCodes,
  qualifiers,
  unitCode,
  wallSegments,
} from './codes.ts'
import { type ContentItem, codeItem, container, imageItem, type NumItem, textItem, uidItem } from './items.ts'
import { baseRuleCodes, terms, unmeasuredCodes } from './private-codes.ts'
import { type CodedQuantity, codedQuantities, papillaryCode } from './quantities.ts'
import { type ReportedImage, referenceTo, type SignedRead } from './source.ts'

/** What is said by codes of our own, in groups of their own. */
const otherChambers = [
  { prefix: 'lv-', name: 'Left ventricle, shape and filling' },
  { prefix: 'rv-', name: 'Right ventricle' },
  { prefix: 'la-', name: 'Left atrium' },
  { prefix: 'ra-', name: 'Right atrium' },
] as const

/** @param uidFor  a UID that is the same whenever it is asked for the same thing */
export function measurementGroups(read: SignedRead, uidFor: (what: string) => string): ContentItem[] {
  const ofHeart = read.measurements.filter((m) => codedQuantities[m.quantity].site !== undefined)
  const others = read.measurements.filter((m) => codedQuantities[m.quantity].site === undefined)
  const group = (name: string, members: readonly Measurement[]): ContentItem[] =>
    members.length === 0
      ? []
      : [
          container(
            frame.measurementGroup,
            [
              textItem('HAS OBS CONTEXT', frame.trackingIdentifier, name),
              uidItem('HAS OBS CONTEXT', frame.trackingUid, uidFor(`group ${name}`)),
              ...members.map((member) =>
                measurementItem(
                  member,
                  read.papillaries,
                  sourceImages(codedQuantities[member.quantity], read),
                ),
              ),
            ],
            '1501',
          ),
        ]
  // what is computed beside the numbers of the protocol stands apart, so that no reader takes one for the other
  const scopes = [...new Set(ofHeart.map(({ scope }) => scope))]
  return [
    ...scopes.flatMap((scope) =>
      group(
        scope === undefined ? 'Left ventricle' : `Left ventricle, ${scope}`,
        ofHeart.filter((m) => m.scope === scope),
      ),
    ),
    ...otherChambers.flatMap(({ prefix, name }) =>
      group(
        name,
        others.filter(({ quantity }) => quantity.startsWith(prefix)),
      ),
    ),
    ...group(
      'Patient and rhythm',
      others.filter(({ quantity }) => !otherChambers.some(({ prefix }) => quantity.startsWith(prefix))),
    ),
  ]
}

/**
 * @param papillaries  the convention of the read, for a number that names none of its own
 * @param images  that this number rests on
 * @param known  the method that a group has named for all its numbers: said again only where another was used
 */
export function measurementItem(
  measurement: Measurement,
  papillaries: Papillaries,
  images: readonly ReportedImage[],
  known?: Method,
): NumItem {
  const coded = codedQuantities[measurement.quantity]
  const children = [...conventionItems(measurement, coded, papillaries, known)]
  if (!isMeasured(measurement)) {
    children.push(codeItem('HAS PROPERTIES', terms.unmeasured, unmeasuredCodes[measurement.unmeasured]))
    if (measurement.detail !== undefined)
      children.push(textItem('HAS PROPERTIES', terms.detail, measurement.detail))
  } else {
    for (const warning of measurement.warnings)
      children.push(textItem('HAS PROPERTIES', terms.warning, warning))
  }
  for (const image of images)
    children.push(imageItem('INFERRED FROM', referenceTo(image), frame.sourceOfMeasurement))
  return {
    type: 'NUM',
    relationship: 'CONTAINS',
    concept: coded.concept,
    measured: isMeasured(measurement)
      ? { value: measurement.value, unit: unitCode(quantityUnits[measurement.quantity]) }
      : { qualifier: qualifierOf(measurement.unmeasured) },
    children,
  }
}

function* conventionItems(
  measurement: Measurement,
  coded: CodedQuantity,
  ofRead: Papillaries,
  known: Method | undefined,
): Generator<ContentItem> {
  const modifier = (concept: Code, code: Code) => codeItem('HAS CONCEPT MOD', concept, code)
  if (coded.cyclePoint) yield modifier(cyclePoints.cyclePoint, coded.cyclePoint)
  if (coded.indexed) yield modifier(concepts.index, concepts.bodySurfaceArea)
  const site = coded.site ?? segmentIn(measurement)
  if (site) yield modifier(frame.findingSite, site)
  const papillaries = papillaryCode(coded, conventionOf(measurement, ofRead))
  if (papillaries) yield modifier(papillaryCodes.convention, papillaries)
  if (measurement.scope !== undefined) yield textItem('HAS CONCEPT MOD', terms.scope, measurement.scope)
  if (!isMeasured(measurement)) return
  if (coded.method) yield modifier(frame.measurementMethod, coded.method)
  const rule = baseRuleOf(measurement.method)
  if (coded.site && rule) yield modifier(terms.baseRule, rule)
  if (measurement.method === known?.method && measurement.version === known.version) return
  yield* methodItems(measurement)
}

/** PS3.16 TID 4019, of a number or of all numbers of a group. */
export const methodItems = ({ method, version }: Method): ContentItem[] => [
  textItem('HAS CONCEPT MOD', frame.algorithmName, method),
  textItem('HAS CONCEPT MOD', frame.algorithmVersion, version),
]

/** The AHA segment that the scope names; the scope stands beside it as text, with all else that it says. */
function segmentIn({ scope }: Measurement): Code | undefined {
  const segment = segmentOf(scope)
  return segment === undefined ? undefined : wallSegments[segment - 1]
}

/** The convention of the number itself, else that of the read. */
const conventionOf = (measurement: Measurement, ofRead: Papillaries): Papillaries =>
  (isMeasured(measurement) ? measurement.papillaries : undefined) ?? ofRead

/** A method is named technique/base rule, with what follows: disc-summation/reader-slices/bsa-mosteller. */
function baseRuleOf(method: string): Code | undefined {
  const rule = method.split('/')[1]
  return rule === 'reader-slices' || rule === 'plane-clipped' ? baseRuleCodes[rule] : undefined
}

/** The contoured images of the phases that the quantity is about. */
function sourceImages(coded: CodedQuantity, { stack, images, contours }: SignedRead): ReportedImage[] {
  const phases = coded.phases.map((role) => stack?.[role])
  const contoured = new Set(contours.map(({ image }) => imageKeyText(image)))
  return images.filter(
    (image) =>
      image.phase !== undefined && phases.includes(image.phase) && contoured.has(imageKeyText(image)),
  )
}

/** CID 42 has few words; the reason itself stands beside this as a code of our own. */
function qualifierOf(reason: UnmeasuredReason): Code {
  switch (reason) {
    case 'no-heart-rate':
    case 'no-body-size':
    case 'no-geometry':
    case 'no-times':
    case 'no-haematocrit':
    case 'no-venc':
      return qualifiers.unknown
    case 'body-size-out-of-range':
    case 'out-of-range':
    case 'outside-population':
      return qualifiers.outOfRange
    case 'no-contours':
    case 'no-epicardial-contours':
    case 'open-slice':
    case 'phases-not-chosen':
    case 'valve-plane-missing':
    case 'tricuspid-plane-missing':
    case 'not-evaluable':
    case 'no-images':
    case 'no-landmarks':
    case 'no-arterial-input':
    case 'no-partner':
    case 'model-locked':
      return qualifiers.notAttempted
    case 'no-cavity':
    case 'missing-slice':
    case 'single-slice':
    case 'no-phases':
    case 'no-complete-phase':
    case 'self-intersecting-contour':
    case 'degenerate-contour':
    case 'unusable-images':
    case 'contradictory-input':
    case 'too-few-slices':
    case 'too-few-phases':
    case 'too-few-points':
    case 'too-few-pixels':
    case 'contours-cross':
    case 'tracking-failed':
    case 'fit-failed':
    case 'analysis-failed':
    case 'no-remote':
    case 'no-enhancement':
    case 'saturated-input':
    case 'no-baseline':
    case 'aliased':
    case 'no-convergence':
    case 'no-events':
    case 'too-few-subjects':
    case 'no-spread':
      return qualifiers.failure
  }
}
