/** From a frame's bytes to the numbers that are measured: stored values, then slope and intercept. */
import type { FrameFacts, PixelFacts } from '#analysis/protocol/facts.ts'
import { transferSyntax } from '#dicom/parse/transfer-syntax.ts'
import { type FrameIndex, frameBytes } from '#dicom/pixels/frames.ts'
import { decoderOf } from './codecs.ts'

/** A frame that is no picture of one signal in at most 16 bits, or whose bytes are not what the header says. */
export class UnreadablePixels extends Error {
  /** by which main knows it again: only message and code leave a thread */
  readonly code = 'unreadable-pixels'
}

/**
 * Modality values, rows × columns, row by row.
 *
 * @param file  the whole file, or of native pixels at least the part that the index points at
 * @throws UnreadablePixels with a sentence that says why
 */
export async function modalityValues(
  file: Uint8Array,
  index: FrameIndex,
  pixels: PixelFacts,
  { frame, rescaleSlope, rescaleIntercept }: Pick<FrameFacts, 'frame' | 'rescaleSlope' | 'rescaleIntercept'>,
): Promise<Float32Array<ArrayBuffer>> {
  refuseUnmeasurable(pixels)
  const { rows, columns, bitsAllocated } = pixels
  let stored: { readonly bytes: Uint8Array; readonly bytesPerValue: number }
  try {
    const { bytes } = frameBytes(file, index, frame)
    stored =
      index.kind === 'native'
        ? { bytes, bytesPerValue: bitsAllocated / 8 }
        : await unpacked(bytes, index.transferSyntaxUid, pixels)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new UnreadablePixels(`frame ${frame + 1} cannot be decoded: ${why}`, { cause })
  }
  if (stored.bytes.length < rows * columns * stored.bytesPerValue)
    throw new UnreadablePixels(`frame ${frame + 1} has fewer pixels than the header says`)
  return scaled(stored, pixels, rescaleSlope, rescaleIntercept)
}

function refuseUnmeasurable({
  samplesPerPixel,
  photometricInterpretation: colour,
  bitsAllocated,
}: PixelFacts) {
  if (samplesPerPixel !== 1 || !colour.startsWith('MONOCHROME'))
    throw new UnreadablePixels(`${colour} pixels are a picture of something measured, not a measurement`)
  if (bitsAllocated !== 8 && bitsAllocated !== 16)
    throw new UnreadablePixels(`pixels of ${bitsAllocated} bits are not measured on`)
}

async function unpacked(
  frame: Uint8Array,
  transferSyntaxUid: string,
  pixels: PixelFacts,
): Promise<{ readonly bytes: Uint8Array; readonly bytesPerValue: number }> {
  const codec = transferSyntax(transferSyntaxUid)?.codec
  if (codec === undefined) throw new RangeError(`no codec is known for ${transferSyntaxUid}`)
  const decode = await decoderOf(codec)
  const { bytes, bitsPerSample } = decode(frame, pixels)
  return { bytes, bytesPerValue: bitsPerSample > 8 ? 2 : 1 }
}

/** Bits above HighBit are no signal: older scanners keep overlays there. */
function scaled(
  { bytes, bytesPerValue }: { readonly bytes: Uint8Array; readonly bytesPerValue: number },
  { rows, columns, bitsStored, highBit, signed }: PixelFacts,
  slope: number,
  intercept: number,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(rows * columns)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const below = highBit + 1 - bitsStored
  const unused = 32 - bitsStored
  for (let i = 0; i < values.length; i++) {
    const word = bytesPerValue === 2 ? view.getUint16(2 * i, true) : view.getUint8(i)
    const bits = (word >>> below) << unused
    values[i] = (signed ? bits >> unused : bits >>> unused) * slope + intercept
  }
  return values
}
