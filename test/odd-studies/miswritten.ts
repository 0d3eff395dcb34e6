/** Pictures whose header is right and whose pixels nobody can read. */
import { type Dataset, writePart10 } from '#dicom/write/part10.ts'
import { jpeg2000 } from '../hostile/codestreams.ts'
import { encapsulated } from '../hostile/encode.ts'
import { meta, syntaxes } from '../hostile/image.ts'

/** The codestreams by hand are of so many rows and columns. */
export const codestreamMatrix = [16, 16] as const
const mpeg2 = '1.2.840.10008.1.2.4.100'
/** preamble, and what stands in front of the group length's value */
const metaLengthAt = 132 + 8

/** A codestream that is whole as far as its headers go, without a picture in it. */
export const undecodable = (dataset: Dataset): Uint8Array => encodedAs(dataset, syntaxes.jpeg2000)

/** Video, which no import takes. */
export const unsupported = (dataset: Dataset): Uint8Array => encodedAs(dataset, mpeg2)

function encodedAs({ PixelData: _, ...dataset }: Dataset, syntax: string): Uint8Array {
  const plain = Buffer.from(writePart10(dataset))
  const body = plain.subarray(metaLengthAt + 4 + plain.readUInt32LE(metaLengthAt))
  const { SOPInstanceUID: instance } = dataset
  return Buffer.concat([
    plain.subarray(0, 132),
    meta({ SOPInstanceUID: String(instance) }, { syntax }),
    body,
    encapsulated(jpeg2000()).raw,
  ])
}
