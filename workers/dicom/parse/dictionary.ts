/**
 * The registry of public data elements, by keyword and by tag. dcmjs brings it in the current edition with the
 * retired elements, so that no tag and no VR is typed by hand.
 * @source DICOM PS3.6, chapters 6 to 8
 */
import dcmjs from 'dcmjs'
import { elementOf, groupOf, isGroupLength, isPrivate, isPrivateCreator, type Tag } from './tags.ts'
import * as VR from './vr.ts'

export interface PublicElement {
  readonly keyword: string
  readonly vr: VR.Vr
}

/** Where the registry leaves the VR open, the one that says how to read the bytes of an implicit file. */
const settled: Readonly<Record<string, VR.Vr>> = { ox: VR.OW, xs: VR.US, lt: VR.OW, up: VR.UL, na: VR.UN }
const retired = 'RETIRED_'

const elements = new Map<Tag, PublicElement>()
for (const [name, entry] of Object.entries(dcmjs.data.DicomMetaDictionary.nameMap)) {
  if (!entry) continue
  const keyword = name.startsWith(retired) ? name.slice(retired.length) : name
  const code = settled[entry.vr] ?? VR.vr(entry.vr)
  elements.set(Number.parseInt(entry.tag.replace(/[(),]/g, ''), 16), { keyword, vr: code })
}

/** @throws TypeError for a keyword that PS3.6 does not have: a typing error, not a fact of the data */
export function tag(keyword: string): Tag {
  const { nameMap } = dcmjs.data.DicomMetaDictionary
  const entry = nameMap[keyword] ?? nameMap[retired + keyword]
  if (!entry) throw new TypeError(`no DICOM attribute is named ${keyword}`)
  return Number.parseInt(entry.tag.replace(/[(),]/g, ''), 16)
}

/** Curves and overlays repeat in the even groups 50xx and 60xx and are registered in the first of them. */
export function registeredTag(of: Tag): Tag {
  const family = groupOf(of) & 0xff00
  return family === 0x5000 || family === 0x6000 ? family * 0x10000 + elementOf(of) : of
}

/** @returns undefined for a private element and for one that the registry does not have */
export const publicElement = (of: Tag): PublicElement | undefined => elements.get(registeredTag(of))

/** The VR of an element in a file that does not state it; UN where nobody can know. */
export function implicitVr(of: Tag): VR.Vr {
  if (isGroupLength(of)) return VR.UL
  if (isPrivateCreator(of)) return VR.LO
  if (isPrivate(of)) return VR.UN
  return publicElement(of)?.vr ?? VR.UN
}
