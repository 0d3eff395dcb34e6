/**
 * Pixels against their description, before anything is allocated or decoded: native ones by length, compressed
 * ones by the header of every frame's codestream.
 */
import { say } from '#analysis/sentences/say.ts'
import {
  bytesAt,
  findRow,
  hasFlag,
  lengthAt,
  rootLevel,
  startAt,
  undefinedLength,
  vrAt,
} from '../parse/elements.ts'
import type { Limits } from '../parse/limits.ts'
import type { DicomFile } from '../parse/part10.ts'
import { refuse } from '../parse/refusal.ts'
import { pixelData, tagText } from '../parse/tags.ts'
import type { Codec } from '../parse/transfer-syntax.ts'
import * as VR from '../parse/vr.ts'
import { warn } from '../parse/warnings.ts'
import { refuseMismatch } from './codestream/header.ts'
import { jpegHeader } from './codestream/jpeg.ts'
import { jpeg2000Header } from './codestream/jpeg2000.ts'
import { type Remark, unheard } from './codestream/remark.ts'
import { checkRle } from './codestream/rle.ts'
import { nativeBytes, type PixelDescription } from './description.ts'
import { encapsulatedFrames, falseOffsetTable, joined } from './fragments.ts'
import type { FrameIndex } from './frames.ts'

/**
 * @param remark  is told what compressed frames hold beside the image
 * @throws DicomRefusal when the file does not hold exactly the pixels that its header describes
 * @returns where each frame lies
 */
export function checkPixels(
  file: DicomFile,
  pixels: PixelDescription,
  limits: Limits,
  remark: Remark = unheard,
): FrameIndex {
  const { dataset, syntax } = file
  const row = findRow(rootLevel(dataset), pixelData)
  if (row < 0 || lengthAt(dataset, row) === 0) return refuse('no-pixels', say('dicom/no-pixels'))
  if (pixels.frames > limits.maxFrames)
    refuse('impossible-pixels', say('dicom/frames-number', { frames: pixels.frames }))
  const code = vrAt(dataset, row)
  if (code !== VR.OB && code !== VR.OW)
    refuse(
      'wrong-value-representation',
      say('dicom/written-as', { tag: tagText(pixelData), vr: VR.vrText(code) }),
    )
  const encapsulated = hasFlag(dataset, row, undefinedLength)
  if (encapsulated !== (syntax.codec !== undefined))
    refuse('transfer-syntax-mismatch', say('dicom/pixels-not-encoded', { syntax: syntax.name }))
  return syntax.codec
    ? checkEncapsulated(file, row, pixels, syntax.codec, remark)
    : checkNative(file, row, pixels)
}

function checkNative(file: DicomFile, row: number, pixels: PixelDescription): FrameIndex {
  const { dataset, syntax, deflated, warnings } = file
  const claimed = nativeBytes(pixels)
  const given = lengthAt(dataset, row)
  if (claimed > given) refuse('pixels-too-short', say('dicom/pixels-too-short', { claimed, given }))
  if (given > claimed + (claimed % 2))
    warn(warnings, 'pixels-too-long', say('dicom/pixels-too-long', { bytes: given - claimed }))
  if (pixels.bitsAllocated === 16 && pixels.highBit < 15) warnUnusedBits(file, row, claimed, pixels)
  const bytesPerFrame = claimed / pixels.frames
  const swapped = !syntax.littleEndian && vrAt(dataset, row) === VR.OW
  if (swapped && bytesPerFrame % 2 !== 0) refuse('impossible-pixels', say('dicom/frames-half-words'))
  return {
    kind: 'native',
    count: pixels.frames,
    offset: startAt(dataset, row),
    bytesPerFrame,
    swapped,
    ...(deflated ? { deflated: { start: deflated.start, end: deflated.end } } : {}),
  }
}

/**
 * Old scanners keep overlays above the stored bits; a viewer masks them away. A negative value whose sign was
 * carried on to the top has nothing in them.
 */
function warnUnusedBits(
  { dataset, syntax, warnings }: DicomFile,
  row: number,
  length: number,
  pixels: PixelDescription,
): void {
  const bytes = bytesAt(dataset, row)
  const [low, high] = syntax.littleEndian ? [0, 1] : [1, 0]
  const unused = (0xffff << (pixels.highBit + 1)) & 0xffff
  if (length % 4 === 0 && hasNoneOf(bytes.subarray(0, length), [unused >> (8 * low), unused >> (8 * high)]))
    return
  const sign = pixels.signed ? 1 << pixels.highBit : 0
  for (let at = 0; at < length; at += 2) {
    const word = (bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8)
    const above = word & unused
    if (above === 0 || (above === unused && (word & sign) !== 0)) continue
    warn(warnings, 'unused-bits-set', say('dicom/unused-bits'))
    return
  }
}

/** Whether no word has one of these bits in its first or second byte: the usual image, looked at four bytes at a time. */
function hasNoneOf(bytes: Uint8Array, [first, second]: readonly [number, number]): boolean {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const quads = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  const [mask = 0] = new Int32Array(Uint8Array.of(first, second, first, second).buffer)
  let seen = 0
  // indexed: an iterator over typed arrays costs ten times as much
  for (let k = 0; k < quads.length; k++) seen |= quads[k] ?? 0
  return (seen & mask) === 0
}

function checkEncapsulated(
  file: DicomFile,
  row: number,
  pixels: PixelDescription,
  codec: Codec,
  remark: Remark,
): FrameIndex {
  const { dataset, syntax } = file
  const frames = encapsulatedFrames(dataset, row, pixels.frames, codec)
  const somethingElse = falseOffsetTable(dataset, row)
  if (somethingElse) remark(somethingElse)
  for (const ranges of frames) {
    const stream = joined(dataset.bytes, ranges)
    if (codec === 'rle') checkRle(stream, pixels, remark)
    else if (codec === 'jpeg-2000' || codec === 'htj2k')
      refuseMismatch(jpeg2000Header(stream, remark), pixels)
    else refuseMismatch(jpegHeader(stream, codec, remark), pixels)
  }
  return { kind: 'encapsulated', frames, transferSyntaxUid: syntax.uid, mediaType: syntax.mediaType }
}
