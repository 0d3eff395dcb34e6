/**
 * Coded terms of the reports, in one place, so that a code is looked up once and cannot land on a second
 * quantity unseen.
 *
 * DCM, SCT and LN codes were looked up in two independent transcripts of DICOM PS3.16 (one of them of edition
 * 2025e) and stand under the context group in which they were found. What was not checked at its source:
 *
 * - LOINC and SNOMED CT themselves were not at hand: LN and SCT meanings are those that PS3.16 prints;
 * - C0034375 (UMLS) is named by TID 1500 as other programs write it, the template itself was not at hand;
 * - 111030 is marked as retired in the later transcript, which names no successor; TID 1410 as others write and
 *   read it still uses it;
 * - unit codes follow the grammar of UCUM; PS3.16 lists only some of them.
 */
export interface Code {
  readonly value: string
  readonly scheme: string
  readonly meaning: string
}

/** Where PS3.16 has it: a context group (CID), or the table of DICOM's own definitions (annex D). */
export interface StandardCode extends Code {
  readonly source: string
}

const standard = (value: string, scheme: string, meaning: string, source: string): StandardCode => ({
  value,
  scheme,
  meaning,
  source,
})

/** The frame of a TID 1500 measurement report. */
export const frame = {
  measurementReport: standard('126000', 'DCM', 'Imaging Measurement Report', 'CID 7021'),
  language: standard('121049', 'DCM', 'Language of Content Item and Descendants', 'annex D'),
  english: standard('en', 'RFC5646', 'English', 'RFC 5646'),
  observerType: standard('121005', 'DCM', 'Observer Type', 'annex D'),
  person: standard('121006', 'DCM', 'Person', 'CID 270'),
  personName: standard('121008', 'DCM', 'Person Observer Name', 'annex D'),
  procedureReported: standard('121058', 'DCM', 'Procedure reported', 'annex D'),
  cardiacMr: standard('241620005', 'SCT', 'Cardiac MRI', 'CID 3206'),
  imageLibrary: standard('111028', 'DCM', 'Image Library', 'annex D'),
  imageLibraryGroup: standard('126200', 'DCM', 'Image Library Group', 'annex D'),
  imagingMeasurements: standard('126010', 'DCM', 'Imaging Measurements', 'annex D'),
  measurementGroup: standard('125007', 'DCM', 'Measurement Group', 'annex D'),
  trackingIdentifier: standard('112039', 'DCM', 'Tracking Identifier', 'annex D'),
  trackingUid: standard('112040', 'DCM', 'Tracking Unique Identifier', 'annex D'),
  finding: standard('121071', 'DCM', 'Finding', 'CID 9000'),
  findingSite: standard('363698007', 'SCT', 'Finding Site', 'CID 9000'),
  measurementMethod: standard('370129005', 'SCT', 'Measurement Method', 'CID 9000'),
  algorithmName: standard('111001', 'DCM', 'Algorithm Name', 'annex D'),
  algorithmVersion: standard('111003', 'DCM', 'Algorithm Version', 'annex D'),
  sourceOfMeasurement: standard('121112', 'DCM', 'Source of Measurement', 'annex D'),
  imageRegion: standard('111030', 'DCM', 'Image Region', 'annex D'),
  qualitativeEvaluations: standard('C0034375', 'UMLS', 'Qualitative Evaluations', 'TID 1500'),
  comment: standard('121106', 'DCM', 'Comment', 'annex D'),
} as const

export const sites = {
  leftVentricle: standard('87878005', 'SCT', 'Left Ventricle', 'CID 3462'),
  leftVentricularMyocardium: standard('49848007', 'SCT', 'Left Ventricle Myocardium', 'CID 12305'),
  rightVentricle: standard('53085002', 'SCT', 'Right Ventricle', 'CID 3462'),
  leftAtrium: standard('82471001', 'SCT', 'Left Atrium', 'CID 3462'),
  rightAtrium: standard('73829009', 'SCT', 'Right Atrium', 'CID 3462'),
} as const

/** AHA segments 1 to 17, in this order. */
export const wallSegments = [
  standard('264850008', 'SCT', 'Left ventricle basal anterior segment', 'CID 3717'),
  standard('396482007', 'SCT', 'Left ventricle basal anteroseptal segment', 'CID 3717'),
  standard('396646008', 'SCT', 'Left ventricle basal inferoseptal segment', 'CID 3717'),
  standard('264846001', 'SCT', 'Left ventricle basal inferior segment', 'CID 3717'),
  standard('396652009', 'SCT', 'Left ventricle basal inferolateral segment', 'CID 3717'),
  standard('396654005', 'SCT', 'Left ventricle basal anterolateral segment', 'CID 3717'),
  standard('264848000', 'SCT', 'Left ventricle mid anterior segment', 'CID 3717'),
  standard('396647004', 'SCT', 'Left ventricle mid anteroseptal segment', 'CID 3717'),
  standard('396649001', 'SCT', 'Left ventricle mid inferoseptal segment', 'CID 3717'),
  standard('264847005', 'SCT', 'Left ventricle mid inferior segment', 'CID 3717'),
  standard('396655006', 'SCT', 'Left ventricle mid inferolateral segment', 'CID 3717'),
  standard('396656007', 'SCT', 'Left ventricle mid anterolateral segment', 'CID 3717'),
  standard('264844003', 'SCT', 'left ventricle apical anterior segment', 'CID 3717'),
  standard('264845002', 'SCT', 'left ventricle apical septal segment', 'CID 3717'),
  standard('264849008', 'SCT', 'left ventricle apical inferior segment', 'CID 3717'),
  standard('264853005', 'SCT', 'left ventricle apical lateral segment', 'CID 3717'),
  standard('128564006', 'SCT', 'apex of left ventricle', 'CID 3717'),
] as const

/** CID 12233: end diastole is 416190007 and end systole 416430001, not the other way round. */
export const cyclePoints = {
  cyclePoint: standard('272518008', 'SCT', 'Cardiovascular cycle point', 'annex O'),
  endDiastole: standard('416190007', 'SCT', 'End Diastole', 'CID 12233'),
  endSystole: standard('416430001', 'SCT', 'End Systole', 'CID 12233'),
} as const

/** "Included" and "excluded" are said of the measurement at hand: what is cavity is left out of the mass. */
export const papillaryCodes = {
  convention: standard('122670', 'DCM', 'Papillary Muscle Included/Excluded', 'annex D'),
  excluded: standard('122620', 'DCM', 'Papillary Muscle Excluded', 'CID 3821'),
  included: standard('122621', 'DCM', 'Papillary Muscle Included', 'CID 3821'),
} as const

export const concepts = {
  lvEndDiastolicVolume: standard('8821-1', 'LN', 'Left Ventricular ED Volume', 'CID 3468'),
  lvEndSystolicVolume: standard('8823-7', 'LN', 'Left Ventricular ES Volume', 'CID 3469'),
  strokeVolume: standard('90096001', 'SCT', 'Stroke Volume', 'CID 3835'),
  strokeIndex: standard('277381004', 'SCT', 'Stroke Index', 'CID 12239'),
  lvEjectionFraction: standard('8811-2', 'LN', 'Left ventricular ejection fraction by MR', 'CID 3833'),
  wallMass: standard('122447', 'DCM', 'Wall Mass', 'CID 12255'),
  cardiacOutput: standard('82799009', 'SCT', 'Cardiac Output', 'CID 12239'),
  cardiacIndex: standard('54993008', 'SCT', 'Cardiac Index', 'CID 12239'),
  heartRate: standard('8867-4', 'LN', 'Heart rate', 'CID 12220'),
  rrInterval: standard('122182', 'DCM', 'R-R interval', 'CID 3613'),
  bodySurfaceArea: standard('8277-6', 'LN', 'BSA', 'CID 3455'),
  /** with a value of CID 3455: the measurement was divided by it */
  index: standard('121425', 'DCM', 'Index', 'annex D'),
} as const

export const methods = {
  /** "Volume method based on multiple slice"; 122503 says it more closely, in more letters than an LO holds */
  multipleSlices: standard('122562', 'DCM', 'Multiple Slices', 'CID 3453'),
} as const

/** Why a NUM has no value (CID 42); the exact reason stands beside it as one of our own codes. */
export const qualifiers = {
  failure: standard('114006', 'DCM', 'Measurement failure', 'CID 42'),
  notAttempted: standard('114007', 'DCM', 'Measurement not attempted', 'CID 42'),
  outOfRange: standard('114009', 'DCM', 'Value out of range', 'CID 42'),
  unknown: standard('114010', 'DCM', 'Value unknown', 'CID 42'),
} as const

export const evaluations = {
  studyQuality: standard('122739', 'DCM', 'Overall study quality', 'annex D'),
  goodQuality: standard('122741', 'DCM', 'Good image quality', 'CID 3114'),
  poorQuality: standard('122742', 'DCM', 'Poor image quality', 'CID 3114'),
  cardiacRhythm: standard('8884-9', 'LN', 'Cardiac Rhythm', 'CID 3441'),
  sinusRhythm: standard('64730000', 'SCT', 'normal sinus rhythm', 'CID 3826'),
  atrialFibrillation: standard('49436004', 'SCT', 'Atrial fibrillation', 'CID 3230'),
} as const

/** Of what is measured on one image by hand. */
export const onImage = {
  length: standard('410668003', 'SCT', 'Length', 'CID 7470'),
  area: standard('42798000', 'SCT', 'Area', 'CID 7471'),
  angle: standard('1483009', 'SCT', 'Angle', 'CID 12304'),
  path: standard('121055', 'DCM', 'Path', 'annex D'),
  derivation: standard('121401', 'DCM', 'Derivation', 'CID 9000'),
  mean: standard('373098007', 'SCT', 'Mean', 'CID 7464'),
  standardDeviation: standard('386136009', 'SCT', 'Standard Deviation', 'CID 7464'),
  minimum: standard('255605001', 'SCT', 'Minimum', 'CID 7464'),
  maximum: standard('56851009', 'SCT', 'Maximum', 'CID 7464'),
} as const

/** Of the SEG: what a segment is. */
export const segmentCodes = {
  anatomicalStructure: standard('91723000', 'SCT', 'Anatomical Structure', 'CID 7150'),
  segmentation: standard('113076', 'DCM', 'Segmentation', 'CID 7203'),
  sourceImage: standard('121322', 'DCM', 'Source image for image processing operation', 'CID 7202'),
} as const

const units = {
  mL: standard('mL', 'UCUM', 'milliliter', 'UCUM'),
  '%': standard('%', 'UCUM', 'percent', 'UCUM'),
  g: standard('g', 'UCUM', 'gram', 'UCUM'),
  'L/min': standard('L/min', 'UCUM', 'liter per minute', 'UCUM'),
  'L/min/m2': standard('L/min/m2', 'UCUM', 'liter per minute per square meter', 'UCUM'),
  'mL/m2': standard('mL/m2', 'UCUM', 'milliliter per square meter', 'UCUM'),
  'mL/m': standard('mL/m', 'UCUM', 'milliliter per meter', 'UCUM'),
  'g/m': standard('g/m', 'UCUM', 'gram per meter', 'UCUM'),
  'g/m2': standard('g/m2', 'UCUM', 'gram per square meter', 'UCUM'),
  '/min': standard('/min', 'UCUM', 'per minute', 'UCUM'),
  ms: standard('ms', 'UCUM', 'millisecond', 'UCUM'),
  mm: standard('mm', 'UCUM', 'millimeter', 'UCUM'),
  mm2: standard('mm2', 'UCUM', 'square millimeter', 'UCUM'),
  deg: standard('deg', 'UCUM', 'degree', 'UCUM'),
  m2: standard('m2', 'UCUM', 'square meter', 'UCUM'),
  '1': standard('1', 'UCUM', 'no units', 'UCUM'),
} as const

/** UCUM says what a unit means by its own grammar; the words are for people. */
export const unitCode = (ucum: string): Code =>
  (units as Readonly<Record<string, Code>>)[ucum] ?? { value: ucum, scheme: 'UCUM', meaning: ucum }

export const sameCode = (a: Code | undefined, b: Code | undefined): boolean =>
  a !== undefined && b !== undefined && a.value === b.value && a.scheme === b.scheme
