/**
 * What the analyses found: one measurement group each (PS3.16 TID 1501), with the method that made it, its options,
 * its warnings and the images that it was made on. The images stand with the group: an analysis of a beat rests on
 * hundreds, and so does each of its numbers.
 */
import { isMeasured, type Measurement } from '../measurements/measurement.ts'
import { analysisIn } from '../reading/record-name.ts'
import { frame, sites } from './codes.ts'
import {
  type ContainerItem,
  type ContentItem,
  codeItem,
  container,
  imageItem,
  textItem,
  uidItem,
} from './items.ts'
import { measurementItem, methodItems } from './measurements.ts'
import { terms } from './private-codes.ts'
import type { ReportedAnalysis, ReportedFile, SignedRead } from './source.ts'

/** @param uidFor  a UID that is the same whenever it is asked for the same thing */
export const analysisGroups = (read: SignedRead, uidFor: (what: string) => string): ContainerItem[] =>
  read.analyses.map((one) =>
    container(
      frame.measurementGroup,
      [
        textItem('HAS OBS CONTEXT', frame.trackingIdentifier, `Analysis ${one.analysis}`),
        uidItem('HAS OBS CONTEXT', frame.trackingUid, uidFor(`analysis ${one.analysis}`)),
        textItem('HAS CONCEPT MOD', terms.analysis, one.analysis),
        ...siteItems(one),
        ...methodItems(one),
        textItem('HAS CONCEPT MOD', terms.options, JSON.stringify(one.options)),
        ...one.warnings.map((warning) => textItem('CONTAINS', terms.warning, warning)),
        ...one.images.map((image) =>
          imageItem('CONTAINS', referenceToFile(image), frame.sourceOfMeasurement),
        ),
        ...one.measurements
          .filter((m) => !isSaidByRead(m, read))
          .map((m) => measurementItem(m, read.papillaries, [], one)),
      ],
      '1501',
    ),
  )

/** Of one chamber or vessel, as each number or the name says, or of both ventricles. */
const ofNoOneSite = new Set(['volumes', 'flow', 'ranges', 'inclusion'])

const siteItems = ({ analysis }: ReportedAnalysis): ContentItem[] =>
  ofNoOneSite.has(analysisIn(analysis))
    ? []
    : [codeItem('HAS CONCEPT MOD', frame.findingSite, sites.leftVentricularMyocardium)]

/** A report that says EDV twice makes its readers choose: what the signature itself rests on is said once. */
const isSaidByRead = (m: Measurement, { measurements }: SignedRead): boolean =>
  measurements.some(
    (said) =>
      said.quantity === m.quantity &&
      said.scope === m.scope &&
      (isMeasured(said) && isMeasured(m)
        ? Object.is(said.value, m.value)
        : !isMeasured(said) && !isMeasured(m) && said.unmeasured === m.unmeasured),
  )

export const referenceToFile = ({ sopClassUid, sopInstanceUid }: ReportedFile) => ({
  sopClassUid,
  sopInstanceUid,
})
