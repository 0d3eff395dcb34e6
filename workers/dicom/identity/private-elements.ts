/**
 * Private elements that are known to hold physics and nothing else: those that PS3.15 calls safe, and those
 * that tell phases, image kind and velocity encoding of a cardiac MR series. All others may hold anything.
 */
import { elementOf, groupOf, type Tag } from '../parse/tags.ts'
import { hiddenContent } from './texts.ts'

type Elements = readonly (readonly [creator: string, group: number, elements: string])[]

/** @source DICOM PS3.15, Table E.3.10-1 "Safe Private Attributes", those of MR */
const safeByStandard: Elements = [
  // pulse sequence name
  ['GEMS_ACQU_01', 0x0019, '9E'],
  // images in series
  ['GEMS_SERS_01', 0x0025, '07'],
  // diffusion b value; scanner table
  ['GEMS_PARM_01', 0x0043, '39 6F'],
  // diffusion b factor and direction
  ['PHILIPS IMAGING DD 001', 0x2001, '03 04'],
  // scale intercept and slope
  ['PHILIPS MR IMAGING DD 001', 0x2005, '0D 0E'],
  // diffusion b value, directionality, direction, matrix
  ['SIEMENS MR HEADER', 0x0019, '0C 0D 0E 27'],
]

/** @source conformance statements of GE, Philips and Siemens */
const safeByVendor: Elements = [
  // images per cycle, phases; velocity encoding: axis, value, scale
  ['GEMS_ACQU_01', 0x0019, '9C 88 D7 CB CC E2'],
  // magnitude, phase, real or imaginary
  ['GEMS_PARM_01', 0x0043, '2F'],
  // phase number, number of phases, technique, velocity encoding
  ['PHILIPS IMAGING DD 001', 0x2001, '08 17 1A 20'],
  // velocity encoding as text
  ['SIEMENS MR HEADER', 0x0051, '14'],
  // velocity encoding: direction and value; image type
  ['SIEMENS MR SDI 02', 0x0021, '29 34 75'],
]

const key = (creator: string, group: number, element: number): string =>
  `${creator.toUpperCase()} ${group} ${element & 0xff}`

const known = new Set(
  [...safeByStandard, ...safeByVendor].flatMap(([creator, group, elements]) =>
    elements.split(' ').map((element) => key(creator, group, Number.parseInt(element, 16))),
  ),
)

/** Numbers and codes; a safe element with prose in it is not the element that we know. */
const longestSafeValue = 128
const codeText = /^[A-Za-z0-9_*+./\\:-]*[\0 ]*$/

/** Too short for a name, a record number or a date. */
export const harmlessLength = 4

/** Whoever owns blocks in files of cardiac MR: vendors of scanners, archives and programs that they pass through. */
const owner =
  /^(AGFA|BRUKER|CANON|CMR42|CTP|DCMTK|ELSCINT|GE[ _HM]|HITACHI|INTELERAD|MERGE|MITRA|PHILIPS|PICKER|PMS|SIEMENS|SPI|TOSHIBA|UIH)[ -~]*$/i

/** A name that claims a block is a text like any other, and may be anybody's. */
export const isKnownOwner = (creator: string): boolean => owner.test(creator)

/** @param creator  of the element's block; undefined where the block has none */
export function isSafePrivate(creator: string | undefined, of: Tag, value: Uint8Array): boolean {
  if (value.length <= harmlessLength) return true
  if (creator === undefined || value.length > longestSafeValue) return false
  if (!known.has(key(creator, groupOf(of), elementOf(of)))) return false
  return hiddenContent(value) !== 'text' || codeText.test(Buffer.from(value).toString('latin1'))
}
