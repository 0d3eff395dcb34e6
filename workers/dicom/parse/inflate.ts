/**
 * The deflated data set of a file, inflated as far as its size allows.
 * @source DICOM PS3.5, A.5: a raw deflate stream (RFC 1951) without zlib header, padded to an even length
 */
import { constants, inflateRawSync, type ZlibOptions } from 'node:zlib'
import { say } from '#analysis/sentences/say.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusal.ts'

export interface Inflated {
  readonly bytes: Buffer
  /** bytes of the file that the stream used; what follows them belongs to no element */
  readonly consumed: number
}

/** A small data set may be nothing but a blank image: the ratio counts from here on. */
const ratioFloor = 4 * 2 ** 20

/** @throws DicomRefusal 'inflates-too-far' or 'deflate-broken' */
export function inflate(deflated: Buffer, limits: Limits): Inflated {
  const result = inflateWithin(deflated, limits, { info: true })
  if (!hasEngine(result)) throw new TypeError('zlib gave no engine where it was asked for one')
  return { bytes: result.buffer, consumed: result.engine.bytesWritten }
}

/** The part of a data set that the first bytes of its deflated form give. */
export function inflatePrefix(deflated: Buffer, limits: Limits): Buffer {
  const result = inflateWithin(deflated, limits, { finishFlush: constants.Z_SYNC_FLUSH })
  if (!Buffer.isBuffer(result)) throw new TypeError('zlib gave no buffer')
  return result
}

function inflateWithin(deflated: Buffer, limits: Limits, options: ZlibOptions): unknown {
  const byRatio = Math.max(ratioFloor, deflated.length * limits.maxInflationRatio)
  const maxOutputLength = Math.min(limits.maxInflatedBytes, byRatio)
  try {
    return inflateRawSync(deflated, { maxOutputLength, ...options })
  } catch (cause) {
    if (cause instanceof RangeError)
      refuse(
        'inflates-too-far',
        say('dicom/deflated-too-far', { deflated: deflated.length, most: maxOutputLength }),
        { cause },
      )
    return refuse('deflate-broken', say('dicom/deflated-damaged'), { cause })
  }
}

/** `info` makes zlib answer with its engine too, which alone knows how much input the stream used; its types do not say so. */
function hasEngine(result: unknown): result is { buffer: Buffer; engine: { bytesWritten: number } } {
  if (typeof result !== 'object' || result === null || !('buffer' in result) || !('engine' in result))
    return false
  const { engine } = result
  return typeof engine === 'object' && engine !== null && 'bytesWritten' in engine
}
