/**
 * Value representations as their two ASCII letters in one number, as they stand in the file, so that the
 * parser compares numbers and never makes a string.
 * @source DICOM PS3.5, 6.2 and 7.1.2
 */
export type Vr = number

export const vr = (letters: string): Vr => (letters.charCodeAt(0) << 8) | letters.charCodeAt(1)
export const vrText = (code: Vr): string => String.fromCharCode(code >> 8, code & 0xff)

export const AE = vr('AE')
export const AS = vr('AS')
export const AT = vr('AT')
export const CS = vr('CS')
export const DA = vr('DA')
export const DS = vr('DS')
export const DT = vr('DT')
export const FD = vr('FD')
export const FL = vr('FL')
export const IS = vr('IS')
export const LO = vr('LO')
export const LT = vr('LT')
export const OB = vr('OB')
export const OV = vr('OV')
export const OW = vr('OW')
export const PN = vr('PN')
export const SH = vr('SH')
export const SL = vr('SL')
export const SQ = vr('SQ')
export const SS = vr('SS')
export const ST = vr('ST')
export const TM = vr('TM')
export const UC = vr('UC')
export const UI = vr('UI')
export const UL = vr('UL')
export const UN = vr('UN')
export const UR = vr('UR')
export const US = vr('US')
export const UT = vr('UT')

/** Explicit VR: how the length is written. */
export const unknownForm = 0
export const shortForm = 1
export const longForm = 2

const forms = new Uint8Array(0x10000)
for (const letters of 'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '))
  forms[vr(letters)] = shortForm
for (const letters of 'OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' ')) forms[vr(letters)] = longForm

export const lengthForm = (code: Vr): number => forms[code] ?? unknownForm

/** Two capital letters: perhaps a VR of a later edition, certainly not the length of an implicit element. */
export const looksLikeVr = (code: Vr): boolean => {
  const first = code >> 8
  const second = code & 0xff
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a
}

const texts = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' ').map(vr))
/** Values that are characters, so that a person could have typed an identity into them. */
export const isText = (code: Vr): boolean => texts.has(code)

const charsetDependent = new Set([LO, LT, PN, SH, ST, UC, UT])
/** Values that Specific Character Set (0008,0005) applies to; the others are ASCII. */
export const usesCharacterSet = (code: Vr): boolean => charsetDependent.has(code)
