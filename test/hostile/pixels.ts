/** Do the pixels fit what the header says of them? */
import { fileCases, type HostileCase } from './case.ts'
import { type Attributes, written } from './encode.ts'
import { file, image, words } from './image.ts'

const changed = (changes: Attributes) => () => file(image(changes))
const signed = words(Array.from({ length: 256 }, (_, index) => index - 128))

export const pixels: readonly HostileCase[] = fileCases(
  [
    'P01-rows-65535',
    'reject',
    '8.6 GB claimed, 512 B given',
    'bytes given must equal the claim, before allocating',
    changed({ Rows: 65535, Columns: 65535 }),
  ],
  ['P02-rows-0', 'reject', 'zero rows', '>0', changed({ Rows: 0 })],
  [
    'P03-frames-2e9',
    'reject',
    'NumberOfFrames 2^31-1',
    'overflow-safe product',
    changed({ NumberOfFrames: '2147483647' }),
  ],
  ['P04-frames-neg', 'reject', '-1', '', changed({ NumberOfFrames: '-1' })],
  ['P07-bitsalloc-0', 'reject', '0', '', changed({ BitsAllocated: 0 })],
  ['P08-bitsstored-gt', 'reject', 'BitsStored 20 > 16', '', changed({ BitsStored: 20 })],
  [
    'P09-highbit-15',
    'accept+warn',
    'HighBit != BitsStored-1',
    'mask rule stated; DICOM requires BitsStored-1',
    changed({ HighBit: 15 }),
  ],
  [
    'P10-junk-above-bitsstored',
    'accept+warn',
    'unused high bits set',
    'mask to BitsStored',
    changed({ PixelData: written('OW', Buffer.alloc(512, 0xff)) }),
  ],
  [
    'P12-pix-long',
    'accept+warn',
    '4096 extra bytes',
    'use the first; warn (PHI can hide there)',
    changed({ PixelData: written('OW', Buffer.alloc(512 + 4096)) }),
  ],
  ['P13-no-pixels', 'reject', 'MR image without pixels', '', changed({ PixelData: undefined })],
  ['P14-spp3-mono', 'reject', '3 samples MONOCHROME2', '', changed({ SamplesPerPixel: 3 })],
  [
    'P16-slope-nan',
    'reject',
    'NaN',
    'Number() check with DS grammar',
    changed({ RescaleIntercept: '0', RescaleSlope: 'NaN' }),
  ],
  [
    'P17-slope-1e400',
    'reject',
    'Infinity',
    'isFinite',
    changed({ RescaleIntercept: '0', RescaleSlope: '1e400' }),
  ],
  [
    'P18-window-0',
    'accept+warn',
    'WindowWidth 0',
    'no division by zero; auto window',
    changed({ WindowCenter: '100', WindowWidth: '0' }),
  ],
  [
    'P19-signed-good',
    'accept',
    'signed',
    '',
    changed({ PixelData: written('OW', signed), PixelRepresentation: 1, BitsStored: 16, HighBit: 15 }),
  ],
  [
    'P21-ds-comma',
    'reject',
    'decimal comma',
    'never parseFloat: parseFloat("1,5") = 1 = wrong area by 2.25x',
    changed({ PixelSpacing: '1,5\\1,5' }),
  ],
)
