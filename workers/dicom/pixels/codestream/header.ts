/** What a codestream says of its image, to be compared with what the data set says before anything is decoded. */
import { say } from '#analysis/sentences/say.ts'
import { refuse } from '../../parse/refusal.ts'
import type { PixelDescription } from '../description.ts'

export interface CodestreamHeader {
  readonly rows: number
  readonly columns: number
  readonly components: number
  /** bits a sample */
  readonly precision: number
}

export const broken = (what: string): never => refuse('codestream-broken', what)

/** @throws DicomRefusal 'codestream-mismatch': a 16 x 16 header over a 60000 x 60000 codestream is a trap */
export function refuseMismatch(stream: CodestreamHeader, pixels: PixelDescription): void {
  const mismatch = (what: string): never => refuse('codestream-mismatch', what)
  if (stream.rows !== pixels.rows || stream.columns !== pixels.columns)
    mismatch(
      say('dicom/codestream-size', {
        columns: stream.columns,
        rows: stream.rows,
        headerColumns: pixels.columns,
        headerRows: pixels.rows,
      }),
    )
  if (stream.components !== pixels.samplesPerPixel)
    mismatch(
      say('dicom/codestream-components', { components: stream.components, samples: pixels.samplesPerPixel }),
    )
  if (stream.precision > pixels.bitsAllocated)
    mismatch(say('dicom/codestream-bits', { precision: stream.precision, allocated: pixels.bitsAllocated }))
}

/** Encoders pad to an even length; anything else behind the end of a codestream has no business there. */
export function refuseTail(bytes: Buffer, end: number): void {
  for (let at = end; at < bytes.length; at += 1)
    if (bytes[at] !== 0 && bytes[at] !== 0xff) broken(say('dicom/codestream-followed'))
}
