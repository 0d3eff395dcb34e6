/**
 * Frames that are stored without compression: their bytes are their pixels, and no decoder, no worker and no library
 * is needed for them. Most MR images come so.
 */
import type { StackFrame } from '#analysis/protocol/stack.ts'
import type { DecodedFrame, PixelArray } from './picture.ts'
import { storedAs } from './pixel-type.ts'

/** Implicit, explicit, deflated and big-endian: the host serves the frames of all of them in explicit little endian. */
const uncompressed = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.99',
  '1.2.840.10008.1.2.2',
])
const served = '1.2.840.10008.1.2.1'

const wholeBytes = [8, 16] as const

/** Grey, of one or two bytes: colour and anything rarer is the decoder's. */
export function isPlain({ instance: { transferSyntaxUid, pixels } }: StackFrame): boolean {
  return (
    uncompressed.has(transferSyntaxUid) &&
    pixels.samplesPerPixel === 1 &&
    wholeBytes.some((bits) => bits === pixels.bitsAllocated)
  )
}

/** The server said no, or nothing where the status is 0. */
export class NotServed extends Error {
  readonly status: number
  constructor(status: number, options?: ErrorOptions) {
    super(`HTTP ${status}`, options)
    this.status = status
  }
}

/** @throws NotServed, or RangeError for bytes that are not this picture */
export async function fetchPlain(url: string, frame: StackFrame): Promise<DecodedFrame> {
  const answer = await fetch(url).catch((cause: unknown) => {
    throw new NotServed(0, { cause })
  })
  if (!answer.ok) throw new NotServed(answer.status)
  const syntax = /transfer-syntax=([\d.]+)/.exec(answer.headers.get('content-type') ?? '')?.[1]
  if (syntax !== undefined && syntax !== served) throw new RangeError(`transfer syntax ${syntax}`)
  const bytes = await answer.arrayBuffer().catch((cause: unknown) => {
    throw new NotServed(0, { cause })
  })
  const { rows, columns } = frame.instance.pixels
  const values = valuesOf(bytes, frame)
  return { rows, columns, getPixelData: () => values }
}

/**
 * Stored values after slope and intercept, in the array that holds them all.
 * @throws RangeError for fewer bytes than the picture has
 */
export function valuesOf(bytes: ArrayBuffer, frame: StackFrame): PixelArray {
  const { rows, columns, bitsAllocated, bitsStored, signed } = frame.instance.pixels
  const { rescaleSlope: slope, rescaleIntercept: intercept } = frame.facts
  const count = rows * columns
  if (bytes.byteLength < (count * bitsAllocated) / 8)
    throw new RangeError(`${bytes.byteLength} bytes for ${columns} x ${rows} pixels`)
  const stored = samples(bytes, count, bitsAllocated, signed)
  if (bitsStored < bitsAllocated) clearUnusedBits(stored, bitsStored, signed)
  const into = arrayOf(storedAs(frame), stored)
  const asStored = slope === 1 && intercept === 0
  if (asStored && into.buffer === stored.buffer) return into
  for (let k = 0; k < count; k++) into[k] = (stored[k] ?? 0) * slope + intercept
  return into
}

/** Of a signed sample the sign stands in its highest stored bit; what lies above is none of it, an overlay perhaps. */
function clearUnusedBits(stored: ReturnType<typeof samples>, bitsStored: number, signed: boolean): void {
  const unused = 32 - bitsStored
  for (let k = 0; k < stored.length; k++) {
    const bits = (stored[k] ?? 0) << unused
    stored[k] = signed ? bits >> unused : bits >>> unused
  }
}

/** Hosts and browsers that run this are little-endian, as the frames are. */
function samples(bytes: ArrayBuffer, count: number, bits: number, signed: boolean) {
  if (bits === 8) return signed ? new Int8Array(bytes, 0, count) : new Uint8Array(bytes, 0, count)
  return signed ? new Int16Array(bytes, 0, count) : new Uint16Array(bytes, 0, count)
}

/**
 * The same piece of memory where a value takes as many bytes as its sample: the array holds every value, so that both
 * write them alike where nothing is rescaled.
 */
function arrayOf(
  kind: ReturnType<typeof storedAs>,
  { buffer, BYTES_PER_ELEMENT: bytes, length }: ReturnType<typeof samples>,
): PixelArray {
  switch (kind) {
    case 'Uint8Array':
      return bytes === 1 ? new Uint8Array(buffer, 0, length) : new Uint8Array(length)
    case 'Int16Array':
      return bytes === 2 ? new Int16Array(buffer, 0, length) : new Int16Array(length)
    case 'Uint16Array':
      return bytes === 2 ? new Uint16Array(buffer, 0, length) : new Uint16Array(length)
    case 'Float32Array':
      return new Float32Array(length)
  }
}
