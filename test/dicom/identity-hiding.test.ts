/** Where identity can hide from whoever looks only at the attributes that are made for it. Every name is invented. */
import { describe, expect, it } from 'vitest'
import { inspect, verdictOf } from '#dicom/inspect.ts'
import {
  jpeg2000,
  jpeg2000Comment,
  jpegApplication,
  jpegComment,
  jpegLs,
  rle,
} from '../hostile/codestreams.ts'
import { corpusProject } from '../hostile/corpus.ts'
import {
  type Attributes,
  element,
  encapsulated,
  item,
  latin1,
  raw,
  sequence,
  written,
} from '../hostile/encode.ts'
import { file, image, syntaxes } from '../hostile/image.ts'

const project = { protocolId: corpusProject }
const jpegLsSyntax = '1.2.840.10008.1.2.4.80'

function look(bytes: Uint8Array): { release: string | undefined; findings: readonly string[] } {
  const inspection = inspect(bytes, { project })
  if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
  const findings = inspection.findings.map(({ severity, kind, where }) => `${severity} ${kind} ${where}`)
  return { release: verdictOf(inspection).release, findings }
}
const written16 = (text: string): Buffer => latin1(text.padEnd(text.length + (text.length % 2)))
const name = 'DOE^JANE MRN 1234567'
const prose = 'seen by Doctor Jane Doe'

describe('a name', () => {
  it.each<[string, Attributes]>([
    ['a UID', { InstanceCreatorUID: written('UI', name) }],
    ['a time', { SeriesTime: name }],
    ['a number', { MagneticFieldStrength: written('DS', name) }],
    ['a count', { AcquisitionNumber: written('IS', name) }],
    ['text where numbers belong', { AcquisitionDuration: written('LO', name) }],
    ['text where a sequence belongs', { RequestAttributesSequence: written('LO', name) }],
    ['bytes where a sequence belongs', { RequestAttributesSequence: written('OB', written16(name)) }],
    ['the length of a group', { '00100000': written('OB', written16(name)) }],
    ['floating-point numbers', { PointCoordinatesData: written('OF', written16(name)) }],
    ['the points of a line', { GraphicData: written('FL', written16(name)) }],
    ['a table of numbers', { RedPaletteColorLookupTableDescriptor: written('US', written16(name)) }],
    [
      'the pixels of an icon',
      {
        IconImageSequence: raw(
          sequence('IconImageSequence', item(element('PixelData', written('OW', written16(name))))),
        ),
      },
    ],
  ])('is found in %s, and never released', (_, changes) => {
    const { release, findings } = look(file(image(changes)))
    expect(findings.some((finding) => finding.startsWith('found hidden-text'))).toBe(true)
    expect(release).toBe('never')
  })

  it.each<[string, Attributes]>([
    ['a code', { BodyPartExamined: 'DOE^JANE' }],
    ['an application’s title', { ScheduledStationAETitle: 'DOE^JANE' }],
    ['a UID, without a caret', { InstanceCreatorUID: written('UI', 'Jane Doe') }],
    ['a date, without a caret', { SeriesDate: 'Jane Doe' }],
    ['text where numbers belong, without a caret', { PixelPaddingValue: written('LO', 'Jane Doe') }],
    ['a look-up table, as a sentence', { LUTData: written('OW', written16(prose)) }],
    ['full-width letters', { DerivationDescription: 'seen by ＤＯＥ＾ＪＡＮＥ' }],
    ['letters with something unseen between them', { DerivationDescription: 'DO\u200bE\u200b^\u200bJANE' }],
    [
      'a character set that was not declared',
      { SeriesDescription: written('LO', latin1('\x1b$B;3ED\x1b(B')) },
    ],
    ['the name of whoever owns private elements', { '00290010': written('LO', 'JANE DOE') }],
    ['an overlay in the bits of the pixels', { '60000102': written('US', 12) }],
  ])('is suspected in %s', (_, changes) => {
    const { release, findings } = look(file(image(changes)))
    expect(findings.length).toBeGreaterThan(0)
    expect(release).not.toBe('never')
  })

  it('is suspected in an element of group 2 that the standard does not know', () => {
    const extraMeta = element('00020099', written('LO', 'Jane Doe'))
    expect(look(file(image(), { extraMeta })).findings).toEqual(['suspected unknown-element (0002,0099)'])
  })
})

describe('numbers, codes and dates as they are', () => {
  it('pass, also where a writer said that there is none', () => {
    const usual: Attributes = {
      MagneticFieldStrength: '1.5E+00',
      AcquisitionNumber: 'N/A',
      ImagedNucleus: '1H',
      ScanOptions: 'CG_GEMS\\FAST_GEMS\\SENSE-Cardiac',
      PatientAge: 'ANON',
      AcquisitionTime: '10:21:33 AM',
      PulseSequenceName: '*tfi2d1_15',
      LargestImagePixelValue: written('US', 511),
      '00190010': written('LO', 'GEMS_ACQU_01'),
    }
    expect(look(file(image(usual))).findings).toEqual([])
  })
})

describe('a compressed frame', () => {
  const compressed = (frame: Buffer, syntax: string) =>
    look(file(image({ PixelData: encapsulated(frame) }), { syntax }))
  const where = 'a comment in (7FE0,0010)'

  it.each([
    ['JPEG-LS', jpegLs({ extra: jpegComment(name) }), jpegLsSyntax],
    ['JPEG-LS, behind the scan', jpegLs({ late: jpegComment(name) }), jpegLsSyntax],
    ['JPEG-LS, for an application', jpegLs({ extra: jpegApplication(name) }), jpegLsSyntax],
    ['JPEG 2000', jpeg2000({ main: jpeg2000Comment(name) }), syntaxes.jpeg2000],
    ['JPEG 2000, in a tile', jpeg2000({ tile: jpeg2000Comment(name) }), syntaxes.jpeg2000],
    ['RLE, in its header', rle({ head: name }), syntaxes.rle],
    ['RLE, behind a segment', rle({ tail: name }), syntaxes.rle],
  ])('of %s is not released with a name in a comment', (_, frame, syntax) => {
    expect(compressed(frame, syntax)).toEqual({ release: 'never', findings: [`found hidden-text ${where}`] })
  })

  it('is not released with a name in place of its offset table', () => {
    const pixels = raw(
      Buffer.concat([
        element('PixelData', written('OB', Buffer.alloc(0)), { length: 0xffffffff }),
        item(latin1('DOE^JANE MRN 1234567')),
        item(Buffer.concat([jpegLs(), Buffer.alloc(jpegLs().length % 2)])),
        Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]),
      ]),
    )
    expect(look(file(image({ PixelData: pixels }), { syntax: jpegLsSyntax })).release).toBe('never')
  })

  it('is looked at by a person when a comment says anything else', () => {
    const remarked = compressed(jpegLs({ extra: jpegComment('cine of Jane') }), jpegLsSyntax)
    expect(remarked).toEqual({ release: 'by-person', findings: [`suspected free-text ${where}`] })
  })

  it('may say which program made it', () => {
    for (const maker of [
      'Created by OpenJPEG version 2.5.0',
      'Kakadu-v7.10.2',
      'Creator: JasPer Version 1.701.0',
    ])
      expect(
        compressed(jpeg2000({ main: jpeg2000Comment(maker) }), syntaxes.jpeg2000).findings,
        maker,
      ).toEqual([])
    expect(compressed(jpegLs({ extra: jpegApplication('JFIF\0\x01\x02') }), jpegLsSyntax).findings).toEqual(
      [],
    )
    expect(compressed(rle(), syntaxes.rle).findings).toEqual([])
  })
})

describe('a line on an image', () => {
  it('is no name where its points happen to read as one', () => {
    // 51.1 and 51.07 pixels
    const points = latin1('hiLB^KLB')
    expect(points.readFloatLE(0)).toBeCloseTo(51.1, 2)
    expect(look(file(image({ GraphicData: written('FL', points) }))).findings).toEqual([])
    expect(look(file(image({ PointCoordinatesData: written('OF', points) }))).release).toBe('never')
  })
})
