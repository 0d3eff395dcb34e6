/**
 * The modules that every result shares: patient, trial and study from the source; series, equipment and
 * instance of its own. Type 2 attributes that the source lacks are written empty, type 3 left out.
 *
 * @source DICOM PS3.3 A.35.3 and A.51 (which modules), C.7 and C.12.1 (what they hold)
 */
import type { ReferencedImage } from '#analysis/report/items.ts'
import { privateScheme } from '#analysis/report/private-codes.ts'
import type { Dataset } from './part10.ts'
import type { SourceAttributes } from './source.ts'

export interface ResultHeader {
  readonly source: SourceAttributes
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly seriesInstanceUid: string
  readonly modality: 'SR' | 'SEG'
  readonly seriesNumber: number
  readonly instanceNumber: number
  readonly seriesDescription: string
  /** ISO 8601, UTC. Dates and times of the object are those of UTC; nothing is said of the source's zone. */
  readonly createdAt: string
  readonly software: { readonly name: string; readonly version: string }
}

/** A result that this one takes the place of. */
export interface Replaced {
  readonly studyInstanceUid: string
  readonly seriesInstanceUid: string
  readonly sopClassUid: string
  readonly sopInstanceUid: string
}

/** An image that a result refers to, with the series that it is in. */
export interface EvidenceImage extends ReferencedImage {
  readonly seriesInstanceUid: string
}

/** Attributes that must be there even without a value. */
const emptyUnlessKnown = {
  PatientName: '',
  PatientID: '',
  PatientBirthDate: '',
  PatientSex: '',
  StudyDate: '',
  StudyTime: '',
  StudyID: '',
  AccessionNumber: '',
  ReferringPhysicianName: '',
} as const

/** The trial modules are there as a whole or not at all. */
const emptyUnlessKnownInTrial = {
  ClinicalTrialProtocolName: '',
  ClinicalTrialSiteID: '',
  ClinicalTrialSiteName: '',
  ClinicalTrialTimePointID: '',
  ClinicalTrialCoordinatingCenterName: '',
} as const

/** Software has none, and an enhanced object needs one. */
const noSerialNumber = 'none'

export function resultHeader(header: ResultHeader): Dataset {
  const { source, createdAt, software } = header
  const date = dicomDate(createdAt)
  const time = dicomTime(createdAt)
  const inTrial = 'ClinicalTrialProtocolID' in source.attributes
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ...emptyUnlessKnown,
    ...(inTrial ? emptyUnlessKnownInTrial : {}),
    ...source.attributes,
    StudyInstanceUID: source.studyInstanceUid,
    SOPClassUID: header.sopClassUid,
    SOPInstanceUID: header.sopInstanceUid,
    SeriesInstanceUID: header.seriesInstanceUid,
    Modality: header.modality,
    SeriesNumber: header.seriesNumber,
    InstanceNumber: header.instanceNumber,
    SeriesDescription: header.seriesDescription,
    SeriesDate: date,
    SeriesTime: time,
    ContentDate: date,
    ContentTime: time,
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    Manufacturer: software.name,
    ManufacturerModelName: software.name,
    SoftwareVersions: software.version,
    DeviceSerialNumber: noSerialNumber,
    CodingSchemeIdentificationSequence: [
      {
        CodingSchemeDesignator: privateScheme.designator,
        CodingSchemeName: privateScheme.name,
        CodingSchemeResponsibleOrganization: privateScheme.organization,
      },
    ],
  }
}

export const referencedSop = (image: ReferencedImage): Dataset => ({
  ReferencedSOPClassUID: image.sopClassUid,
  ReferencedSOPInstanceUID: image.sopInstanceUid,
})

/** Images by series, each instance once. */
export function bySeries(images: readonly EvidenceImage[]): Map<string, EvidenceImage[]> {
  const series = new Map<string, EvidenceImage[]>()
  const seen = new Set<string>()
  for (const image of images) {
    if (seen.has(image.sopInstanceUid)) continue
    seen.add(image.sopInstanceUid)
    const members = series.get(image.seriesInstanceUid)
    if (members) members.push(image)
    else series.set(image.seriesInstanceUid, [image])
  }
  return series
}

/** @param iso  as `Date.prototype.toISOString` writes it */
const dicomDate = (iso: string): string => iso.slice(0, 10).replaceAll('-', '')
const dicomTime = (iso: string): string => iso.slice(11, 23).replaceAll(':', '')
export const dicomDateTime = (iso: string): string => `${dicomDate(iso)}${dicomTime(iso)}000`
