import { describe, expect, it } from 'vitest'
import { type HeaderLine, headerListing } from '#dicom/listing/header.ts'
import { overlayPlanes } from '#dicom/listing/overlay-planes.ts'
import { parseFile } from '#dicom/parse/part10.ts'
import { type Attributes, element, item, latin1, raw, sequence, written } from '../hostile/encode.ts'
import { file, image } from '../hostile/image.ts'

const list = (changes: Attributes, frame = 0) => headerListing(parseFile(file(image(changes))), frame)
const linesOf = (changes: Attributes, frame = 0): readonly HeaderLine[] => list(changes, frame).lines

/** Keyword, or tag, and what is shown as its value. */
function shown(line: HeaderLine): string {
  const { value } = line
  const text =
    value.kind === 'text' ? value.text : value.kind === 'withheld' ? 'withheld' : JSON.stringify(value)
  return `${'  '.repeat(line.depth)}${line.keyword ?? line.tag}: ${text}`
}
const shownAs = (keyword: string, changes: Attributes = {}): HeaderLine['value'] | undefined =>
  linesOf(changes).find((line) => line.keyword === keyword)?.value

describe('the header of an image, as a reader may see it', () => {
  it('says how the image was made', () => {
    const text = linesOf({}).map(shown)
    expect(text).toContain('ScanningSequence: GR')
    expect(text).toContain('PixelSpacing: 1.5\\1.5')
    expect(text).toContain('Rows: 16')
    expect(text).toContain('PatientSex: O')
    expect(text).toContain('TransferSyntaxUID: 1.2.840.10008.1.2.1')
  })

  it('does not say who the patient is, nor where and on which day, nor of which site and trial', () => {
    const more: Attributes = {
      PatientBirthDate: '19700101',
      InstitutionName: 'General Hospital',
      StationName: 'MR1',
      AccessionNumber: '4711',
      PatientComments: 'known from visit 2',
      OperatorsName: 'DOE^JANE',
      AcquisitionDateTime: '20250101120000',
    }
    const withheld = linesOf(more).filter(({ value }) => value.kind === 'withheld')
    expect(withheld.map(({ keyword }) => keyword)).toEqual([
      'StudyDate',
      'AcquisitionDateTime',
      'AccessionNumber',
      'InstitutionName',
      'StationName',
      'OperatorsName',
      'PatientName',
      'PatientID',
      'PatientBirthDate',
      'PatientComments',
      'ClinicalTrialSponsorName',
      'ClinicalTrialProtocolID',
      'ClinicalTrialSiteID',
      'ClinicalTrialSubjectID',
      'StudyID',
    ])
    expect(JSON.stringify(linesOf(more))).not.toMatch(/SITE01|S-01|SUBJ|General|4711|DOE|20250101/)
  })

  it('does not say it inside of sequences either', () => {
    const nested = raw(
      sequence(
        'ReferencedImageSequence',
        item(element('ReferencedFrameNumber', '1'), element('PatientID', 'X-1')),
      ),
    )
    expect(linesOf({ ReferencedImageSequence: nested }).map(shown)).toEqual(
      expect.arrayContaining([
        'ReferencedImageSequence: {"kind":"items","items":1}',
        '  ReferencedFrameNumber: 1',
        '  PatientID: withheld',
      ]),
    )
    expect(JSON.stringify(linesOf({ ReferencedImageSequence: nested }))).not.toContain('X-1')
  })

  it('counts the items of a sequence from 1, each in front of its elements', () => {
    const two = raw(
      sequence(
        'ReferencedImageSequence',
        item(element('ReferencedFrameNumber', '7')),
        item(element('ReferencedFrameNumber', '8')),
      ),
    )
    const inside = linesOf({ ReferencedImageSequence: two }).filter(({ depth }) => depth === 1)
    expect(inside.map(({ value }) => (value.kind === 'item' ? `item ${value.item}` : 'element'))).toEqual([
      'item 1',
      'element',
      'item 2',
      'element',
    ])
  })

  it('lists of what is said of each frame only what is said of the one that is shown', () => {
    const frames = [1, 2, 3].map((n) =>
      item(sequence('FrameContentSequence', item(element('StackID', String(n))))),
    )
    const each = raw(sequence('PerFrameFunctionalGroupsSequence', ...frames))
    const text = linesOf({ PerFrameFunctionalGroupsSequence: each }, 1).map(shown)
    expect(text.filter((line) => line.includes('StackID'))).toEqual(['    StackID: 2'])
    expect(text).toContain('  (FFFE,E000): {"kind":"item","item":2}')
  })

  it('withholds private values that may hold anything, and shows those that are known physics', () => {
    const block: Attributes = {
      '00190010': written('LO', 'SIEMENS MR HEADER'),
      '0019100C': written('IS', '50'),
      '00191015': written('UN', latin1('anything that a vendor may write')),
    }
    const owned = linesOf(block).filter(({ owner }) => owner === 'SIEMENS MR HEADER')
    expect(owned.map(({ tag, value }) => [tag, value.kind])).toEqual([
      ['(0019,100C)', 'text'],
      ['(0019,1015)', 'withheld'],
    ])
  })

  it('cuts a long value and says how long it was; bytes are counted and not shown', () => {
    const long = 'a'.repeat(10_000)
    const value = shownAs('DerivationDescription', { DerivationDescription: long })
    expect(value).toEqual({ kind: 'text', text: long.slice(0, 4_096), characters: 10_000 })
    const table = { RedPaletteColorLookupTableData: written('OW', Buffer.alloc(512)) }
    expect(shownAs('RedPaletteColorLookupTableData', table)).toEqual({ kind: 'bytes', bytes: 512 })
  })

  it('shows numbers as they are, and what would write over the line as dots', () => {
    expect(shownAs('DiffusionBValue', { DiffusionBValue: written('FD', [0.1]) })).toEqual({
      kind: 'text',
      text: '0.1',
    })
    const turned = shownAs('SeriesDescription', { SeriesDescription: 'cine \u202e enic\u0007' })
    expect(turned).toEqual({ kind: 'text', text: 'cine · enic·' })
  })

  it('leaves lines out beyond five thousand and says how many', () => {
    const items = Array.from({ length: 4_000 }, () => item(element('ReferencedFrameNumber', '1')))
    const { lines, more } = list({
      ReferencedImageSequence: raw(sequence('ReferencedImageSequence', ...items)),
    })
    expect(lines).toHaveLength(5_000)
    expect(more).toBeGreaterThan(3_000)
  })
})

describe('overlays that a file carries', () => {
  const plane = (group: string, changes: Attributes): Attributes => ({
    [`${group}0010`]: written('US', 2),
    [`${group}0011`]: written('US', 5),
    [`${group}0040`]: written('CS', 'G'),
    [`${group}0050`]: written('SS', [3, 0]),
    [`${group}0100`]: written('US', 1),
    [`${group}0102`]: written('US', 0),
    ...changes,
  })
  const planesOf = (changes: Attributes, frame = 0) => overlayPlanes(parseFile(file(image(changes))), frame)
  const bitsOf = (bits: Uint8Array | undefined, count: number): string =>
    Array.from({ length: count }, (_, k) => ((bits?.[k >> 3] ?? 0) >> (k & 7)) & 1).join('')

  it('are none where the file has none', () => {
    expect(planesOf({})).toEqual([])
  })

  it('are read by group, with the place on the image that their origin gives', () => {
    const [found] = planesOf(plane('6002', { '60023000': written('OW', Buffer.from([0b10100101, 0b11])) }))
    expect(found).toMatchObject({ group: 0x6002, rows: 2, columns: 5, origin: [2, -1] })
    expect(bitsOf(found?.bits, 10)).toBe('1010010111')
  })

  it('of several frames begin each where the one before ends, whichever bit that is', () => {
    // three frames of ten bits: 0123456789 of each are set where the number is
    const bits = '100000000001000000001111111111'
    const bytes = Buffer.alloc(4)
    Array.from(bits).forEach((bit, k) => {
      if (bit === '1') bytes[k >> 3] = (bytes[k >> 3] ?? 0) | (1 << (k & 7))
    })
    const three = plane('6000', {
      '60000015': written('IS', '3'),
      '60000051': written('US', 2),
      '60003000': written('OW', bytes),
    })
    expect(planesOf(three, 0)).toEqual([])
    expect(bitsOf(planesOf(three, 1)[0]?.bits, 10)).toBe(bits.slice(0, 10))
    expect(bitsOf(planesOf(three, 3)[0]?.bits, 10)).toBe(bits.slice(20))
  })

  it('that lie in unused bits of the pixels are named and have no bits of their own', () => {
    const [found] = planesOf(plane('6000', { '60000102': written('US', 12) }))
    expect(found).toMatchObject({ group: 0x6000 })
    expect(found?.bits).toBeUndefined()
  })
})
