/**
 * A dataset as a DICOM Part 10 file in Explicit VR Little Endian.
 *
 * The dictionary is dcmjs's; the writer is our own, because it repeats byte for byte, gives sequences and
 * items explicit lengths, and throws on a value that does not fit its VR where dcmjs writes or warns.
 *
 * @source DICOM PS3.5 7.1.2 (explicit VR), 7.5 (sequences); PS3.10 7.1 (file meta information)
 */
import { ByteSink } from './encode/bytes.ts'
import { type DictionaryEntry, dictionaryEntry } from './encode/dictionary.ts'
import { valueText, writeNumber } from './encode/values.ts'

/**
 * Attribute keyword to value. An empty string or list writes the element without a value (type 2), `undefined`
 * leaves it out. DS and IS take numbers or text, AT takes keywords. Order does not matter.
 */
export interface Dataset {
  readonly [keyword: string]: ElementValue | undefined
}
export type ElementValue =
  | string
  | number
  | Uint8Array
  | readonly string[]
  | readonly number[]
  | readonly Dataset[]

export const explicitLittleEndian = '1.2.840.10008.1.2.1'
/** A UUID of our own under the 2.25 arc (PS3.5 B.2): names the software that encoded a file. */
const implementationClassUid = '2.25.184391275086316932418607123850247916355'
const implementationVersionName = 'MIDWALL_1'

/**
 * @param dataset  with SOPClassUID and SOPInstanceUID; without group 2, which is made here
 * @throws TypeError or RangeError for an unknown keyword or a value that its VR cannot hold: the caller has a bug
 */
export function writePart10(dataset: Dataset): Uint8Array<ArrayBuffer> {
  const { SOPClassUID: classUid, SOPInstanceUID: instanceUid, PixelData: pixels } = dataset
  if (typeof classUid !== 'string' || typeof instanceUid !== 'string' || !classUid || !instanceUid)
    throw new TypeError('a file needs its SOPClassUID and SOPInstanceUID')
  const sink = new ByteSink(8192 + (pixels instanceof Uint8Array ? pixels.length : 0))
  sink.skip(128)
  sink.text('DICM')
  const groupLengthValue = sink.length + 8
  writeElements(sink, {
    FileMetaInformationGroupLength: 0,
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: classUid,
    MediaStorageSOPInstanceUID: instanceUid,
    TransferSyntaxUID: explicitLittleEndian,
    ImplementationClassUID: implementationClassUid,
    ImplementationVersionName: implementationVersionName,
  })
  sink.patchUint32(groupLengthValue, sink.length - groupLengthValue - 4)
  writeElements(sink, dataset)
  return sink.bytes()
}

function writeElements(sink: ByteSink, dataset: Dataset): void {
  const elements: { entry: DictionaryEntry; value: ElementValue }[] = []
  for (const [keyword, value] of Object.entries(dataset))
    if (value !== undefined) elements.push({ entry: dictionaryEntry(keyword), value })
  elements.sort((a, b) => a.entry.tag - b.entry.tag)
  for (const { entry, value } of elements) writeElement(sink, entry, value, dataset)
}

const longForm = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

function writeElement(sink: ByteSink, entry: DictionaryEntry, value: ElementValue, dataset: Dataset): void {
  const vr = concreteVr(entry, value, dataset)
  writeTag(sink, entry.tag)
  sink.text(vr)
  const long = longForm.has(vr)
  if (long) sink.uint16(0)
  const lengthAt = sink.length
  sink.skip(long ? 4 : 2)
  const start = sink.length
  writeValue(sink, vr, value, entry.keyword)
  if ((sink.length - start) % 2 === 1) sink.uint8(vr === 'UI' || vr === 'OB' || vr === 'UN' ? 0 : 0x20)
  const size = sink.length - start
  if (long) sink.patchUint32(lengthAt, size)
  else if (size <= 0xfffe) sink.patchUint16(lengthAt, size)
  else throw new RangeError(`${entry.keyword}: ${size} bytes do not fit the VR ${vr}`)
}

/** The dictionary leaves a few VRs open, which the dataset settles (PS3.5 8.2, PS3.6 6). */
function concreteVr({ vr, keyword }: DictionaryEntry, value: ElementValue, dataset: Dataset): string {
  const { BitsAllocated: bits, PixelRepresentation: signed } = dataset
  if (vr === 'ox') return keyword === 'PixelData' && Number(bits) <= 8 ? 'OB' : 'OW'
  if (vr === 'xs') return signed === 1 || Number(value) < 0 ? 'SS' : 'US'
  if (!/^[A-Z]{2}$/.test(vr)) throw new TypeError(`${keyword}: no rule for the open VR ${vr}`)
  return vr
}

function writeValue(sink: ByteSink, vr: string, value: ElementValue, keyword: string): void {
  if (value instanceof Uint8Array) {
    if (!/^O[BDFLVW]$|^UN$/.test(vr)) throw new TypeError(`${keyword}: bytes in the VR ${vr}`)
    sink.append(value)
    return
  }
  const values: readonly (string | number | Dataset)[] = typeof value === 'object' ? value : [value]
  const texts: string[] = []
  for (const one of values) {
    if (vr === 'SQ') writeItem(sink, one, keyword)
    else if (typeof one === 'object') throw new TypeError(`${keyword}: a dataset in the VR ${vr}`)
    else if (one === '') texts.push('')
    else if (vr === 'AT') writeTag(sink, dictionaryEntry(String(one)).tag)
    else if (!writeNumber(sink, vr, one, keyword)) texts.push(valueText(vr, one, keyword))
  }
  sink.text(texts.join('\\'))
}

function writeTag(sink: ByteSink, tag: number): void {
  sink.uint16(tag >>> 16)
  sink.uint16(tag & 0xffff)
}

function writeItem(sink: ByteSink, item: string | number | Dataset, keyword: string): void {
  if (typeof item !== 'object') throw new TypeError(`${keyword}: a sequence holds datasets`)
  writeTag(sink, 0xfffee000)
  const lengthAt = sink.length
  sink.skip(4)
  writeElements(sink, item)
  sink.patchUint32(lengthAt, sink.length - lengthAt - 4)
}
