/**
 * What the header says of the pixels, refused where it contradicts itself.
 * @source DICOM PS3.3, C.7.6.3
 */
import type { PixelFacts } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import { tag } from '../parse/dictionary.ts'
import type { Level } from '../parse/elements.ts'
import { refuse } from '../parse/refusal.ts'
import type { TransferSyntax } from '../parse/transfer-syntax.ts'
import { code, number } from '../parse/values.ts'
import { type Warnings, warn } from '../parse/warnings.ts'

export interface PixelDescription extends PixelFacts {
  readonly frames: number
}

const rows = tag('Rows')
const columns = tag('Columns')
const samplesPerPixel = tag('SamplesPerPixel')
const photometricInterpretation = tag('PhotometricInterpretation')
const bitsAllocated = tag('BitsAllocated')
const bitsStored = tag('BitsStored')
const highBit = tag('HighBit')
const pixelRepresentation = tag('PixelRepresentation')
const numberOfFrames = tag('NumberOfFrames')

const samples: Readonly<Record<string, number>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_PARTIAL_420: 3,
  YBR_PARTIAL_422: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
}

const allocations: readonly number[] = [1, 8, 16, 32, 64]

const impossible = (what: string): never => refuse('impossible-pixels', what)

/** @throws DicomRefusal 'impossible-pixels', or 'missing-attribute' where the pixels cannot be read without it */
export function describePixels(dataset: Level, warnings: Warnings): PixelDescription {
  const needed = (of: number, name: string): number =>
    number(dataset, of) ?? refuse('missing-attribute', say('dicom/is-missing', { element: name }))
  const frames = number(dataset, numberOfFrames) ?? 1
  const photometric = code(dataset, photometricInterpretation)
  const description: PixelDescription = {
    rows: needed(rows, 'Rows'),
    columns: needed(columns, 'Columns'),
    samplesPerPixel: needed(samplesPerPixel, 'SamplesPerPixel'),
    photometricInterpretation:
      photometric ??
      refuse('missing-attribute', say('dicom/is-missing', { element: 'PhotometricInterpretation' })),
    bitsAllocated: needed(bitsAllocated, 'BitsAllocated'),
    bitsStored: needed(bitsStored, 'BitsStored'),
    highBit: needed(highBit, 'HighBit'),
    signed: needed(pixelRepresentation, 'PixelRepresentation') === 1,
    frames,
  }
  refuseContradictions(description)
  if (description.highBit !== description.bitsStored - 1)
    warn(warnings, 'high-bit', say('dicom/high-bit-taken'))
  return description
}

const lossyImageCompression = tag('LossyImageCompression')

/** The flag outlives the encoding: what was once compressed with loss stays so. @source DICOM PS3.3, C.7.6.1.1.5 */
export function warnOfLoss(dataset: Level, { codec }: TransferSyntax, warnings: Warnings): void {
  if (codec === 'jpeg' || code(dataset, lossyImageCompression) === '01')
    warn(warnings, 'lossy-compression', say('dicom/with-loss'))
}

function refuseContradictions(pixels: PixelDescription): void {
  const { bitsAllocated: allocated, bitsStored: stored, highBit: high, photometricInterpretation } = pixels
  if (pixels.rows < 1 || pixels.columns < 1) impossible(say('dicom/no-rows'))
  if (pixels.frames < 1) impossible(say('dicom/no-frames'))
  if (!allocations.includes(allocated)) impossible(say('dicom/bits-allocated', { allocated }))
  if (stored < 1 || stored > allocated) impossible(say('dicom/bits-stored', { stored, allocated }))
  if (high < stored - 1 || high >= allocated) impossible(say('dicom/high-bit', { high, stored }))
  const expected = samples[photometricInterpretation]
  if (expected === undefined) impossible(say('dicom/photometric-unknown'))
  if (pixels.samplesPerPixel !== expected)
    impossible(
      say('dicom/samples-per-pixel', {
        samples: pixels.samplesPerPixel,
        photometric: photometricInterpretation,
      }),
    )
}

/** Bytes that the frames take as they are, rounded up; exact, or larger than any file. */
export function nativeBytes(pixels: PixelDescription): number {
  // 4:2:2 shares its colour between two pixels.
  const perPixel = pixels.photometricInterpretation.endsWith('_422') ? 2 : pixels.samplesPerPixel
  return Math.ceil((pixels.rows * pixels.columns * perPixel * pixels.bitsAllocated * pixels.frames) / 8)
}
