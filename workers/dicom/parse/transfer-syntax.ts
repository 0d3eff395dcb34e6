/**
 * The encodings that we read, by UID. A file in any other is refused by name: guessing an encoding is how raw
 * bytes become an image.
 * @source DICOM PS3.5 Annex A, PS3.6 Annex A; media types by PS3.18, 8.7.3
 */
import type { Encoding } from './read.ts'

export type Codec = 'rle' | 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k'

export interface TransferSyntax extends Encoding {
  readonly uid: string
  readonly name: string
  readonly deflated: boolean
  /** how each frame is compressed; absent for pixels as they are */
  readonly codec?: Codec
  /** of one frame */
  readonly mediaType: string
}

export const implicitLittleEndian = '1.2.840.10008.1.2'
export const explicitLittleEndian = '1.2.840.10008.1.2.1'
const deflatedExplicitLittleEndian = '1.2.840.10008.1.2.1.99'
const explicitBigEndian = '1.2.840.10008.1.2.2'

const octets = 'application/octet-stream'

const native = (uid: string, name: string, encoding: Encoding, deflated = false): TransferSyntax => ({
  uid,
  name,
  ...encoding,
  deflated,
  mediaType: octets,
})

const encapsulated = (uid: string, name: string, codec: Codec, mediaType: string): TransferSyntax => ({
  uid,
  name,
  explicit: true,
  littleEndian: true,
  deflated: false,
  codec,
  mediaType,
})

const jpeg = '1.2.840.10008.1.2.4'

const known: readonly TransferSyntax[] = [
  native(implicitLittleEndian, 'Implicit VR Little Endian', { explicit: false, littleEndian: true }),
  native(explicitLittleEndian, 'Explicit VR Little Endian', { explicit: true, littleEndian: true }),
  native(
    deflatedExplicitLittleEndian,
    'Deflated Explicit VR Little Endian',
    { explicit: true, littleEndian: true },
    true,
  ),
  native(explicitBigEndian, 'Explicit VR Big Endian', { explicit: true, littleEndian: false }),
  encapsulated('1.2.840.10008.1.2.5', 'RLE Lossless', 'rle', 'image/dicom-rle'),
  encapsulated(`${jpeg}.50`, 'JPEG Baseline', 'jpeg', 'image/jpeg'),
  encapsulated(`${jpeg}.51`, 'JPEG Extended', 'jpeg', 'image/jpeg'),
  encapsulated(`${jpeg}.57`, 'JPEG Lossless', 'jpeg-lossless', 'image/jpeg'),
  encapsulated(`${jpeg}.70`, 'JPEG Lossless, First-Order Prediction', 'jpeg-lossless', 'image/jpeg'),
  encapsulated(`${jpeg}.80`, 'JPEG-LS Lossless', 'jpeg-ls', 'image/jls'),
  encapsulated(`${jpeg}.81`, 'JPEG-LS Near-Lossless', 'jpeg-ls', 'image/jls'),
  encapsulated(`${jpeg}.90`, 'JPEG 2000 Lossless', 'jpeg-2000', 'image/jp2'),
  encapsulated(`${jpeg}.91`, 'JPEG 2000', 'jpeg-2000', 'image/jp2'),
  encapsulated(`${jpeg}.201`, 'High-Throughput JPEG 2000 Lossless', 'htj2k', 'image/jphc'),
  encapsulated(`${jpeg}.202`, 'High-Throughput JPEG 2000 Lossless RPCL', 'htj2k', 'image/jphc'),
  encapsulated(`${jpeg}.203`, 'High-Throughput JPEG 2000', 'htj2k', 'image/jphc'),
]

const byUid = new Map(known.map((syntax) => [syntax.uid, syntax]))

export const transferSyntax = (uid: string): TransferSyntax | undefined => byUid.get(uid)
