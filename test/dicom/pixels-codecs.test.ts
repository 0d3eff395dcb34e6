import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '#dicom/inspect.ts'
import { frameBytes, frameCount } from '#dicom/pixels/frames.ts'
import { corpusProject } from '../hostile/corpus.ts'
import { type Attributes, written } from '../hostile/encode.ts'
import { file, image, words } from '../hostile/image.ts'

const project = { protocolId: corpusProject }
const available = (tool: string): boolean => existsSync(`/usr/bin/${tool}`)

/** Three frames of a moving ramp, 12 of 16 bits. */
const side = 32
const frames = [0, 1, 2].map((shift) =>
  words(Array.from({ length: side * side }, (_, index) => (index * 3 + shift * 100) % 4096)),
)
const several: Attributes = {
  Rows: side,
  Columns: side,
  NumberOfFrames: '3',
  // Secondary Capture has a multi-frame form, which the encoders insist on.
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.3',
  PixelData: written('OW', Buffer.concat(frames)),
}
const source = file(image(several), { sopClass: '1.2.840.10008.5.1.4.1.1.7.3' })

interface Encoder {
  readonly tool: string
  readonly options: readonly string[]
  readonly syntax: string
  readonly mediaType: string
}

const jpeg = '1.2.840.10008.1.2.4'
const encoders: readonly Encoder[] = [
  { tool: 'dcmcjpls', options: [], syntax: `${jpeg}.80`, mediaType: 'image/jls' },
  { tool: 'dcmcjpeg', options: ['+e1'], syntax: `${jpeg}.70`, mediaType: 'image/jpeg' },
  { tool: 'dcmcjpeg', options: ['+el'], syntax: `${jpeg}.57`, mediaType: 'image/jpeg' },
  { tool: 'dcmcjpeg', options: ['+eb'], syntax: `${jpeg}.50`, mediaType: 'image/jpeg' },
  { tool: 'dcmcrle', options: [], syntax: '1.2.840.10008.1.2.5', mediaType: 'image/dicom-rle' },
  { tool: 'gdcmconv', options: ['--j2k'], syntax: `${jpeg}.90`, mediaType: 'image/jp2' },
  { tool: 'gdcmconv', options: ['--jpegls'], syntax: `${jpeg}.80`, mediaType: 'image/jls' },
  { tool: 'gdcmconv', options: ['--jpeg'], syntax: `${jpeg}.70`, mediaType: 'image/jpeg' },
  { tool: 'gdcmconv', options: ['--rle'], syntax: '1.2.840.10008.1.2.5', mediaType: 'image/dicom-rle' },
]
const rewriters: readonly (readonly [string, string])[] = [
  ['+td', 'deflated'],
  ['+ti', 'implicit'],
  ['+tb', 'big endian'],
  ['+te', 'explicit with undefined lengths'],
]

describe('a copy made by others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-codecs-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const original = join(folder, 'original.dcm')
  writeFileSync(original, source)

  const convert = (tool: string, options: readonly string[]): Buffer => {
    const copy = join(folder, `${tool}${options.join('')}.dcm`)
    execFileSync(tool, [...options, original, copy], { stdio: 'pipe' })
    return readFileSync(copy)
  }

  for (const { tool, options, syntax, mediaType } of encoders)
    it.skipIf(!available(tool))(
      `has three frames by ${tool} ${options.join(' ')}, each a whole codestream`,
      () => {
        const copy = convert(tool, options)
        const inspection = inspect(copy, { project })
        if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
        expect(inspection.facts.transferSyntaxUid).toBe(syntax)
        expect(frameCount(inspection.frames)).toBe(3)
        const streams = [0, 1, 2].map((frame) => frameBytes(copy, inspection.frames, frame))
        for (const { bytes, contentType } of streams) {
          expect(contentType).toBe(`${mediaType}; transfer-syntax=${syntax}`)
          const stream = Buffer.from(bytes)
          if (mediaType === 'image/dicom-rle') expect(stream.readUInt32LE(4)).toBe(64)
          else expect(stream.subarray(0, 2).toString('hex')).toBe(mediaType === 'image/jp2' ? 'ff4f' : 'ffd8')
        }
        expect(new Set(streams.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(3)
      },
    )

  for (const [option, name] of rewriters)
    it.skipIf(!available('dcmconv'))(`gives the same native frames when it is ${name}`, () => {
      const copy = convert('dcmconv', option === '+te' ? [option, '-e', '-p'] : [option])
      const inspection = inspect(copy, { project })
      if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
      for (const [index, frame] of frames.entries())
        expect(Buffer.from(frameBytes(copy, inspection.frames, index).bytes).equals(frame)).toBe(true)
    })
})
