/**
 * Codecs that take a compressed frame apart. They are the ones that the window shows images with, so that what is
 * measured is what is seen. Each is loaded when a frame first needs it; WebAssembly, so that a thread that runs
 * one may be terminated at any moment.
 */
import { createRequire } from 'node:module'
import type { Codec } from '#dicom/parse/transfer-syntax.ts'
import { decodeRle, type FrameShape } from './rle.ts'

/** Stored values as bytes, little endian, in as many bits as the codestream says. */
export interface Unpacked {
  readonly bytes: Uint8Array
  readonly bitsPerSample: number
}

/** @throws Error for a codestream that is damaged or of another shape */
export type Decode = (frame: Uint8Array, shape: FrameShape) => Unpacked

/** The decoders that share one manner: bytes in, decode, bytes out. @source the packages' own type files */
interface HeapDecoder {
  getEncodedBuffer(length: number): Uint8Array
  getDecodedBuffer(): Uint8Array
  decode(): void
  getFrameInfo(): {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
  }
  delete(): void
}

type HeapModule = Readonly<Record<string, new () => HeapDecoder>>
type Factory = (options?: object) => Promise<HeapModule>

const require = createRequire(import.meta.url)

const loaders: Readonly<Record<Codec, () => Promise<Decode>>> = {
  rle: async () => (frame, shape) => ({ bytes: decodeRle(frame, shape), bitsPerSample: shape.bitsAllocated }),
  'jpeg-ls': () => fromHeap('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder'),
  'jpeg-2000': () => fromHeap('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder'),
  htj2k: () => fromHeap('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KDecoder'),
  jpeg: () => fromHeap('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs', 'JPEGDecoder'),
  'jpeg-lossless': losslessJpeg,
}

const loaded = new Map<Codec, Promise<Decode>>()

export function decoderOf(codec: Codec): Promise<Decode> {
  const known = loaded.get(codec) ?? loaders[codec]()
  loaded.set(codec, known)
  return known
}

async function fromHeap(path: string, name: string): Promise<Decode> {
  const factory = require(path) as Factory
  const heap = await factory({ print: silent, printErr: silent })
  const Decoder = heap[name]
  if (Decoder === undefined) throw new Error(`${path} has no ${name}`)
  return (frame, { rows, columns }) => {
    const decoder = new Decoder()
    try {
      decoder.getEncodedBuffer(frame.length).set(frame)
      decoder.decode()
      const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo()
      if (width !== columns || height !== rows || componentCount !== 1)
        throw new RangeError(
          `the codestream has ${height} rows of ${width} with ${componentCount} components, the header says ${rows} of ${columns}`,
        )
      // a copy: the decoder's memory is used again for the next frame
      return { bytes: decoder.getDecodedBuffer().slice(), bitsPerSample }
    } finally {
      decoder.delete()
    }
  }
}

/** What a codec says of a damaged stream is thrown by it as well. */
const silent = (): void => undefined

async function losslessJpeg(): Promise<Decode> {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js')
  return (frame, { rows, columns, bitsAllocated }) => {
    const bytesPerSample = bitsAllocated > 8 ? 2 : 1
    // a copy that begins its own memory: the decoder takes a whole buffer
    const stream = Uint8Array.from(frame).buffer
    const values = new Decoder().decode(stream, 0, stream.byteLength, bytesPerSample)
    if (values.length !== rows * columns)
      throw new RangeError(`the codestream has ${values.length} pixels, the header says ${rows} x ${columns}`)
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    return { bytes, bitsPerSample: 8 * bytesPerSample }
  }
}
