/**
 * Kinds of objects by SOP class. Only what the gate and the reading room must tell apart has a name here.
 * @source DICOM PS3.4, B.5
 */
const storage = '1.2.840.10008.5.1.4.1.1'

export const mediaDirectory = '1.2.840.10008.1.3.10'

const magneticResonance = new Set([`${storage}.4`, `${storage}.4.1`, `${storage}.4.3`, `${storage}.4.4`])
const enhanced = new Set(
  ['2.1', '2.2', '4.1', '4.3', '4.4', '6.2', '12.1.1', '12.2.1', '128.1', '130'].map(
    (part) => `${storage}.${part}`,
  ),
)
/** Images as such, by the part after the common root: CR, DX, CT, US, MR, NM, SC, XA, VL, PET and their enhanced forms. */
const images =
  /^(1|1\.1(\.1)?|1\.2(\.1)?|1\.3(\.1)?|2|2\.1|2\.2|3|3\.1|4|4\.1|4\.3|4\.4|6|6\.1|6\.2|7|7\.[1-4]|12\.1|12\.1\.1|12\.2|12\.2\.1|13\.1\.[1-5]|20|77\.1\.[1-6](\.\d)?|77\.1\.5\.\d|128|128\.1|130|481\.1)$/

const partOf = (sopClass: string): string | undefined =>
  sopClass.startsWith(`${storage}.`) ? sopClass.slice(storage.length + 1) : undefined

export const isImage = (sopClass: string): boolean => images.test(partOf(sopClass) ?? '')
/** Frames that volumes may rest on, and that must therefore say where they lie. */
export const isMagneticResonance = (sopClass: string): boolean => magneticResonance.has(sopClass)
/** Attributes of a frame stand in functional groups. */
export const isEnhanced = (sopClass: string): boolean => enhanced.has(sopClass)
export const isSecondaryCapture = (sopClass: string): boolean => /^7(\.[1-4])?$/.test(partOf(sopClass) ?? '')
export const isStructuredReport = (sopClass: string): boolean => /^88\./.test(partOf(sopClass) ?? '')
export const isEncapsulatedDocument = (sopClass: string): boolean => /^104\./.test(partOf(sopClass) ?? '')
/** A vendor's own class, or raw data: nobody else can read it, so nobody can say whom it names. */
export const isOpaque = (sopClass: string): boolean =>
  !sopClass.startsWith('1.2.840.10008.') || partOf(sopClass) === '66'
