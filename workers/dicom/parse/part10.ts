/**
 * A DICOM file: preamble, group 2, data set. `parseFile` reads all of it; `parseHeader` stops in front of the
 * pixels and is content with the first bytes of the file.
 * @source DICOM PS3.10, 7.1; PS3.5, 10.1 (default transfer syntax)
 */
import { say } from '#analysis/sentences/say.ts'
import { tag } from './dictionary.ts'
import { columns, type ElementTable, lengthAt, rootLevel, startAt, tagAt } from './elements.ts'
import { inflate, inflatePrefix } from './inflate.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Encoding, NeedsMoreBytes, readElements } from './read.ts'
import { refuse } from './refusal.ts'
import { groupOf, type Tag } from './tags.ts'
import {
  explicitLittleEndian,
  implicitLittleEndian,
  type TransferSyntax,
  transferSyntax,
} from './transfer-syntax.ts'
import { uidText } from './values.ts'
import * as VR from './vr.ts'
import { type Warnings, warn } from './warnings.ts'

export interface DicomFile {
  /** 128 bytes; absent where the file is a bare data set */
  readonly preamble?: Buffer
  /** group 2; empty for a bare data set */
  readonly meta: ElementTable
  readonly syntax: TransferSyntax
  readonly dataset: ElementTable
  /** a deflated data set: where its stream lies in the file, and where the file ends */
  readonly deflated?: { readonly start: number; readonly end: number; readonly fileEnd: number }
  readonly warnings: Warnings
}

export type Header = { readonly kind: 'header'; readonly file: DicomFile } | NeedsMore

export interface NeedsMore {
  readonly kind: 'needs-more-bytes'
  /** of the file, from its start; more may be asked for after that */
  readonly atLeast: number
}

const preambleLength = 128
const metaStart = preambleLength + 4
const afterMeta: Tag = 0x00030000
const pixelGroup: Tag = 0x7fe00000
const explicitEncoding: Encoding = { explicit: true, littleEndian: true }
const groupLength = tag('FileMetaInformationGroupLength')
const transferSyntaxUid = tag('TransferSyntaxUID')

/**
 * @throws DicomRefusal 'not-dicom' when this is no DICOM file at all, another code when it is one that
 *   cannot be trusted
 */
export function parseFile(bytes: Uint8Array, limits: Limits = defaultLimits): DicomFile {
  return read(asBuffer(bytes), bytes.length, limits, undefined)
}

/**
 * The data set up to its pixels (group 7FE0), from the first bytes of a file.
 *
 * @param prefix      from the start of the file, of any length
 * @param fileLength  of the whole file: a length that passes it is refused without reading on
 * @throws DicomRefusal as `parseFile` does, for what lies in front of the pixels
 */
export function parseHeader(prefix: Uint8Array, fileLength: number, limits: Limits = defaultLimits): Header {
  try {
    return { kind: 'header', file: read(asBuffer(prefix), fileLength, limits, pixelGroup) }
  } catch (error) {
    if (error instanceof NeedsMoreBytes) return { kind: 'needs-more-bytes', atLeast: error.atLeast }
    throw error
  }
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function read(bytes: Buffer, end: number, limits: Limits, stopBefore: Tag | undefined): DicomFile {
  if (end === 0) refuse('empty-file', say('dicom/file-empty'))
  if (end > limits.maxFileBytes) refuse('too-large', say('dicom/file-bytes', { bytes: end }))
  if (bytes.length < Math.min(metaStart, end)) throw new NeedsMoreBytes(Math.min(metaStart, end))
  const warnings: Warnings = new Map()
  const common = { end, limits, warnings }

  if (bytes.toString('latin1', preambleLength, metaStart) !== 'DICM') {
    const syntax = bareSyntax(bytes)
    const dataset = readElements(bytes, { ...common, start: 0, encoding: syntax, ...stopAt(stopBefore) })
    warn(warnings, 'no-preamble', say('dicom/read-as', { syntax: syntax.name }))
    return { meta: emptyTable(bytes), syntax, dataset, warnings }
  }

  const meta = readElements(bytes, {
    ...common,
    start: metaStart,
    encoding: explicitEncoding,
    stopBefore: afterMeta,
  })
  const syntax = statedSyntax(meta, end, warnings)
  const head = { preamble: bytes.subarray(0, preambleLength), meta, syntax, warnings }
  if (!syntax.deflated) {
    const dataset = readElements(bytes, {
      ...common,
      start: meta.end,
      encoding: syntax,
      ...stopAt(stopBefore),
    })
    return { ...head, dataset }
  }

  const stream = bytes.subarray(meta.end)
  const whole = bytes.length === end
  const { bytes: inflated, consumed } = whole
    ? inflate(stream, limits)
    : { bytes: inflatePrefix(stream, limits), consumed: stream.length }
  try {
    const dataset = readElements(inflated, {
      ...common,
      start: 0,
      end: whole ? inflated.length : limits.maxInflatedBytes,
      encoding: syntax,
      ...stopAt(stopBefore),
    })
    return { ...head, dataset, deflated: { start: meta.end, end: meta.end + consumed, fileEnd: end } }
  } catch (error) {
    // How many deflated bytes give the inflated ones that are missing is unknown: double.
    if (error instanceof NeedsMoreBytes) throw new NeedsMoreBytes(Math.min(end, bytes.length * 2))
    throw error
  }
}

const stopAt = (stopBefore: Tag | undefined) => (stopBefore === undefined ? {} : { stopBefore })

const emptyTable = (bytes: Buffer): ElementTable => ({
  bytes,
  cells: new Uint32Array(columns),
  count: 0,
  end: 0,
})

function statedSyntax(meta: ElementTable, fileEnd: number, warnings: Warnings): TransferSyntax {
  if (meta.count === 0 || groupOf(tagAt(meta, 0)) !== 2) refuse('no-file-meta', say('dicom/no-group-2'))
  if (tagAt(meta, 0) === groupLength && lengthAt(meta, 0) === 4) {
    const stated = startAt(meta, 0) + 4 + meta.bytes.readUInt32LE(startAt(meta, 0))
    if (stated > fileEnd) refuse('truncated', say('dicom/group-2-too-long'))
    if (stated !== meta.end) warn(warnings, 'meta-length', say('dicom/group-2-length'))
  }
  const stated = uidText(rootLevel(meta), transferSyntaxUid, warnings)
  if (stated === undefined) refuse('no-transfer-syntax', say('dicom/no-transfer-syntax'))
  const syntax = transferSyntax(stated)
  if (!syntax) refuse('unsupported-transfer-syntax', say('dicom/syntax-not-supported', { syntax: stated }))
  if (!syntax.littleEndian)
    warn(warnings, 'retired-transfer-syntax', say('dicom/syntax-retired', { syntax: syntax.name }))
  return syntax
}

/**
 * The transfer syntax of a data set without preamble, from its first element, which must be one of group 2 or 8.
 * Everything after it is then read strictly, so that a wrong guess ends in a refusal.
 */
function bareSyntax(bytes: Buffer): TransferSyntax {
  const noDicom = () => refuse('not-dicom', say('dicom/not-dicom'))
  if (bytes.length < 8) noDicom()
  const group = bytes.readUInt16LE(0)
  const element = bytes.readUInt16LE(2)
  if (group !== 0x0008 || element > 0x0100) noDicom()
  const explicit = VR.lengthForm(bytes.readUInt16BE(4)) !== VR.unknownForm
  if (!explicit && bytes.readUInt32LE(4) > bytes.length) noDicom()
  const syntax = transferSyntax(explicit ? explicitLittleEndian : implicitLittleEndian)
  return syntax ?? noDicom()
}
