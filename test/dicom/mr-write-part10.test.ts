/** The bytes that we write: another reader finds the same values, and what cannot be written is refused. */
import { describe, expect, it } from 'vitest'
import { decimalString } from '#dicom/write/encode/values.ts'
import { type Dataset, writePart10 } from '#dicom/write/part10.ts'

const base: Dataset = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: '1.2.3' }

interface Element {
  readonly tag: string
  readonly vr: string
  readonly value: Uint8Array
}

/** The elements of a data set in file order, read with nothing but PS3.5 at hand. */
function elements(bytes: Uint8Array): Element[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = [view.getUint16(at, true), view.getUint16(at + 2, true)]
      .map((part) => part.toString(16).padStart(4, '0'))
      .join('')
    const vr = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5))
    const long = ['OB', 'OW', 'SQ', 'UT', 'UN'].includes(vr)
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true)
    const start = at + (long ? 12 : 8)
    found.push({ tag, vr, value: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

/** Items of explicit length. */
function items(sequence: Uint8Array): Element[][] {
  const view = new DataView(sequence.buffer, sequence.byteOffset, sequence.length)
  const found: Element[][] = []
  for (let at = 0; at < sequence.length; ) {
    expect(view.getUint32(at, true)).toBe(0xe000fffe)
    const length = view.getUint32(at + 4, true)
    found.push(elements(sequence.subarray(at + 8, at + 8 + length)))
    at += 8 + length
  }
  return found
}

const bytesOf = (of: readonly Element[], tag: string): Uint8Array =>
  of.find((element) => element.tag === tag)?.value ?? new Uint8Array()
const textOf = (of: readonly Element[], tag: string): string =>
  new TextDecoder().decode(bytesOf(of, tag)).replace(/[ \0]+$/, '')

describe('a written file', () => {
  const file = writePart10({
    ...base,
    SpecificCharacterSet: 'ISO_IR 192',
    SeriesDescription: 'Größe',
    Rows: 3,
    Columns: 1,
    BitsAllocated: 8,
    ImagePositionPatient: [1 / 3, -12.5, 1e-17],
    InstanceNumber: 12,
    PatientBirthDate: '',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    NominalCardiacTriggerDelayTime: 36.25,
    FrameIncrementPointer: 'FrameTime',
    DeidentificationMethodCodeSequence: [
      { CodeValue: '113100', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Profile' },
      { CodeValue: '113108', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Characteristics' },
    ],
    PixelData: Uint8Array.of(1, 2, 3),
    StudyID: undefined,
  })
  const written = elements(file.subarray(132))

  it('is a Part 10 file whose elements ascend and have even lengths', () => {
    expect(String.fromCharCode(...file.slice(128, 132))).toBe('DICM')
    const tags = written.map(({ tag }) => tag)
    expect(tags).toEqual([...tags].sort())
    expect(written.every(({ value }) => value.length % 2 === 0)).toBe(true)
    expect(new Set(tags).size).toBe(tags.length)
  })

  it('names its object, its encoding and the length of both in front', () => {
    expect(textOf(written, '00020003')).toBe('1.2.3')
    expect(textOf(written, '00020010')).toBe('1.2.840.10008.1.2.1')
    const group = written.filter(({ tag }) => tag.startsWith('0002') && tag !== '00020000')
    const length = group.reduce((sum, { vr, value }) => sum + (vr === 'OB' ? 12 : 8) + value.length, 0)
    expect([...bytesOf(written, '00020000')]).toEqual([length & 0xff, length >> 8, 0, 0])
  })

  it('holds text as UTF-8, numbers in their binary or decimal form, and tags for keywords', () => {
    expect(textOf(written, '0008103e')).toBe('Größe')
    expect(textOf(written, '00080008')).toBe('ORIGINAL\\PRIMARY')
    expect(textOf(written, '00200013')).toBe('12')
    expect(textOf(written, '00200032')).toBe('0.33333333333333\\-12.5\\1e-17')
    expect([...bytesOf(written, '00280010')]).toEqual([3, 0])
    expect(new Float64Array(bytesOf(written, '00209153').slice().buffer)).toEqual(Float64Array.of(36.25))
    expect([...bytesOf(written, '00280009')]).toEqual([0x18, 0, 0x63, 0x10])
  })

  it('holds every item of a sequence', () => {
    const codes = items(bytesOf(written, '00120064')).map((item) => textOf(item, '00080100'))
    expect(codes).toEqual(['113100', '113108'])
  })

  it('writes an attribute without a value and leaves out what is undefined', () => {
    expect(written.find(({ tag }) => tag === '00100030')).toMatchObject({ vr: 'DA', value: new Uint8Array() })
    expect(written.some(({ tag }) => tag === '00200010')).toBe(false)
  })

  it('pads odd pixels and keeps eight-bit ones as bytes', () => {
    expect(written.at(-1)).toEqual({ tag: '7fe00010', vr: 'OB', value: Uint8Array.of(1, 2, 3, 0) })
  })

  it('repeats byte for byte, in whatever order its attributes were named', () => {
    const one = writePart10({ ...base, Rows: 1, StudyID: 'a' })
    const other = writePart10({ StudyID: 'a', Rows: 1, ...base })
    expect(other).toEqual(one)
  })
})

describe('what cannot be written is refused', () => {
  it.each<[string, Dataset]>([
    ['an attribute that DICOM does not have', { PatientNickname: 'x' }],
    ['rows beyond 16 bits', { Rows: 70000 }],
    ['half a row', { Rows: 1.5 }],
    ['a number that is none', { SliceThickness: Number.NaN }],
    ['a fraction in an integer string', { InstanceNumber: 1.5 }],
    ['a number where only text belongs', { StudyDate: 20250101 }],
    ['text longer than its length field', { CodeMeaning: 'x'.repeat(70000) }],
    ['text where a sequence belongs', { AcquisitionContextSequence: 'x' }],
    ['bytes where text belongs', { StudyID: Uint8Array.of(1) }],
  ])('%s', (_, wrong) => {
    expect(() => writePart10({ ...base, ...wrong })).toThrow()
  })

  it('a dataset without its identifiers', () => {
    expect(() => writePart10({ SOPClassUID: '1.2' })).toThrow(/SOPInstanceUID/)
  })
})

describe('decimal strings', () => {
  it.each([0, -0, 1.5, 1 / 3, -1 / 3, 1e-17, -2.0138746369e-17, 123456.789012345, Math.PI * 1e20])(
    'hold %s in 16 characters, to within one part in 10⁹',
    (value) => {
      const text = decimalString(value)
      expect(text.length).toBeLessThanOrEqual(16)
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value))
    },
  )
})
