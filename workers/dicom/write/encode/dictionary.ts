/**
 * The data dictionary that we write with: attribute keyword to tag and value representation. dcmjs brings
 * the current edition of PS3.6, so that no tag is typed by hand.
 */
import dcmjs from 'dcmjs'

export interface DictionaryEntry {
  readonly keyword: string
  /** group in the upper, element in the lower 16 bits */
  readonly tag: number
  /** two letters as in PS3.5; 'ox' (OB or OW) and 'xs' (US or SS) depend on the dataset */
  readonly vr: string
}

const entries = new Map<string, DictionaryEntry>()

/** A private element in place of a keyword: its tag with the block of its creator, and its VR. */
const privateElement = /^\(([0-9A-F]{3}[13579BDF]),([0-9A-F]{4})\)([A-Z]{2})$/

/** @throws TypeError for a keyword that PS3.6 does not have: a typing error, not a fact of the data */
export function dictionaryEntry(keyword: string): DictionaryEntry {
  const known = entries.get(keyword)
  if (known) return known
  const [, group, element, vr] = privateElement.exec(keyword) ?? []
  if (group && element && vr) return { keyword, tag: Number.parseInt(group + element, 16), vr }
  const found = dcmjs.data.DicomMetaDictionary.nameMap[keyword]
  const digits = found?.tag.replace(/[(),]/g, '')
  if (!found || !digits || !/^[0-9A-F]{8}$/.test(digits))
    throw new TypeError(`no DICOM attribute is named ${keyword}`)
  const entry = { keyword, tag: Number.parseInt(digits, 16), vr: found.vr }
  entries.set(keyword, entry)
  return entry
}
