/**
 * The public attributes that carry identity, by what kind of identity it is. They are found at any depth, in
 * every item of every sequence; a sequence counts when it holds anything.
 * @source DICOM PS3.15, Table E.1-1 (Basic Application Level Confidentiality Profile)
 */
import { registeredTag, tag } from '../parse/dictionary.ts'
import type { Tag } from '../parse/tags.ts'
import type { FindingKind, Severity } from './finding.ts'

export interface IdentityRule {
  readonly kind: FindingKind
  readonly severity: Severity
}

const rules: readonly (readonly [FindingKind, Severity, string])[] = [
  [
    'patient-identifier',
    'found',
    `OtherPatientIDs OtherPatientNames OtherPatientIDsSequence PatientBirthName PatientMotherBirthName
     PatientAddress PatientTelephoneNumbers PatientTelecomInformation MedicalRecordLocator
     ReferencedPatientPhotoSequence InsurancePlanIdentification PatientInsurancePlanCodeSequence
     PatientBirthDateInAlternativeCalendar PatientDeathDateInAlternativeCalendar ResponsiblePerson
     ResponsibleOrganization MilitaryRank BranchOfService CountryOfResidence RegionOfResidence
     PatientReligiousPreference PatientPrimaryLanguageCodeSequence PersonAddress PersonTelephoneNumbers
     PersonTelecomInformation ReferringPhysicianAddress ReferringPhysicianTelephoneNumbers
     OrderCallbackPhoneNumber OrderCallbackTelecomInformation DistributionAddress`,
  ],
  [
    'person-name',
    'found',
    `ReferringPhysicianIdentificationSequence ConsultingPhysicianIdentificationSequence
     PhysiciansOfRecordIdentificationSequence PerformingPhysicianIdentificationSequence
     PhysiciansReadingStudyIdentificationSequence OperatorIdentificationSequence
     ScheduledPerformingPhysicianIdentificationSequence PersonIdentificationCodeSequence
     ContentCreatorIdentificationCodeSequence ActualHumanPerformersSequence ScheduledHumanPerformersSequence
     IntendedRecipientsOfResultsIdentificationSequence DigitalSignaturesSequence CameraOwnerName`,
  ],
  [
    'institution',
    'found',
    `InstitutionName InstitutionAddress InstitutionCodeSequence InstitutionalDepartmentName
     InstitutionalDepartmentTypeCodeSequence RequestingService RequestedProcedureLocation
     PerformedLocation CurrentPatientLocation PatientInstitutionResidence
     ScheduledPatientInstitutionResidence OrderEntererLocation ScheduledProcedureStepLocation
     ScheduledStudyLocation`,
  ],
  [
    'institution',
    'suspected',
    'VerifyingOrganization CustodialOrganizationSequence HumanPerformerOrganization',
  ],
  [
    'record-number',
    'suspected',
    `AccessionNumber AdmissionID ServiceEpisodeID RequestedProcedureID ScheduledProcedureStepID
     PerformedProcedureStepID PlacerOrderNumberImagingServiceRequest FillerOrderNumberImagingServiceRequest
     IssuerOfPatientID IssuerOfPatientIDQualifiersSequence IssuerOfAdmissionIDSequence
     IssuerOfAccessionNumberSequence IssuerOfServiceEpisodeIDSequence IssuerOfServiceEpisodeID
     StudyIDIssuer SpecimenAccessionNumber InterpretationID InterpretationIDIssuer ResultsID ResultsIDIssuer
     ContainerIdentifier SpecimenIdentifier BarcodeValue`,
  ],
  [
    'free-text',
    'suspected',
    `PatientComments AdditionalPatientHistory MedicalAlerts Allergies SpecialNeeds PatientState VisitComments
     StudyComments IdentifyingComments ReasonForStudy ReasonForVisit ReasonForTheRequestedProcedure
     ReasonForTheImagingServiceRequest ImagingServiceRequestComments RequestedProcedureComments
     AdmittingDiagnosesDescription InterpretationText Impressions ResultsComments TextComments Arbitrary
     CommentsOnThePerformedProcedureStep PatientTransportArrangements Occupation
     ConfidentialityConstraintOnPatientDataDescription OverlayComments ImagePresentationComments
     ImageComments FrameComments AcquisitionComments EthnicGroup ServiceEpisodeDescription
     DischargeDiagnosisDescription InterpretationDiagnosisDescription CommentsOnRadiationDose TopicTitle
     TopicSubject TopicAuthor TopicKeywords TextString LabelText ModifiedImageDescription MakerNote`,
  ],
  [
    'device-identity',
    'suspected',
    `DeviceSerialNumber StationName DeviceUID GantryID DetectorID PlateID CassetteID GeneratorID
     UniqueDeviceIdentifier UDISequence ManufacturerDeviceIdentifier ManufacturerDeviceClassUID NetworkID
     StationAETitle PerformedStationName PerformedStationAETitle PerformedStationNameCodeSequence
     PerformedStationGeographicLocationCodeSequence ScheduledStationName ScheduledStationAETitle
     ScheduledStationNameCodeSequence ScheduledStationGeographicLocationCodeSequence LensSerialNumber
     TransducerIdentificationSequence DateOfLastCalibration DateTimeOfLastCalibration DateOfManufacture
     DateOfInstallation ModifyingDeviceID RetrieveAETitle ScheduledStudyLocationAETitle ReceivingAE RequestingAE
     DestinationAE Originator`,
  ],
  [
    'original-attributes',
    'found',
    `OriginalAttributesSequence ModifiedAttributesSequence NonconformingModifiedAttributesSequence
     NonconformingDataElementValue`,
  ],
  ['encrypted-attributes', 'found', 'EncryptedAttributesSequence EncryptedContent'],
  ['overlay', 'suspected', 'OverlayData CurveData'],
  ['encapsulated-document', 'suspected', 'EncapsulatedDocument'],
]

const byTag = new Map<Tag, IdentityRule>()
for (const [kind, severity, keywords] of rules)
  for (const keyword of keywords.trim().split(/\s+/)) byTag.set(tag(keyword), { kind, severity })

export const identityRule = (of: Tag): IdentityRule | undefined => byTag.get(registeredTag(of))

/** Dates of the standard's own tables, not of anybody's life. */
const editions = new Set(
  ['ContextGroupVersion', 'ContextGroupLocalVersion', 'TemplateVersion', 'TemplateLocalVersion'].map(tag),
)
export const isEdition = (of: Tag): boolean => editions.has(of)

/** Texts in which a caret separates parts of a description, not of a name. */
const descriptions = new Set(
  `StudyDescription SeriesDescription ProtocolName RequestedProcedureDescription SequenceName
   PerformedProcedureStepDescription ScheduledProcedureStepDescription`
    .split(/\s+/)
    .map(tag),
)
export const isDescription = (of: Tag): boolean => descriptions.has(of)
