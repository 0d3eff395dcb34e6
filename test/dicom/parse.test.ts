import { describe, expect, it } from 'vitest'
import { tag } from '#dicom/parse/dictionary.ts'
import { findRow, items, rootLevel, tagAt } from '#dicom/parse/elements.ts'
import { defaultLimits } from '#dicom/parse/limits.ts'
import { type DicomFile, parseFile, parseHeader } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { decimalValue, isDate, isTime, numbers } from '#dicom/parse/values.ts'
import { corpus } from '../hostile/corpus.ts'
import {
  type Attributes,
  delimitedItem,
  element,
  elements,
  item,
  itemDelimiter,
  itemStart,
  latin1,
  raw,
  sequence,
  sequenceDelimiter,
  written,
} from '../hostile/encode.ts'
import { file, good, image, syntaxes } from '../hostile/image.ts'

const refusalOf = (bytes: Uint8Array, limits = defaultLimits): string => {
  try {
    parseFile(bytes, limits)
    return 'accepted'
  } catch (error) {
    if (error instanceof DicomRefusal) return error.code
    throw error
  }
}

const named = (id: string): Uint8Array => {
  const content = Object.values(corpus.find((one) => one.id === id)?.files() ?? {})[0]
  if (!(content instanceof Uint8Array)) throw new RangeError(`no file ${id}`)
  return content
}

const rootTags = ({ dataset }: DicomFile): readonly number[] => {
  const tags: number[] = []
  for (let row = 0; row < dataset.count; row += 1) tags.push(tagAt(dataset, row))
  return tags
}

const spacing = (bytes: Uint8Array): readonly number[] =>
  numbers(rootLevel(parseFile(bytes).dataset), tag('PixelSpacing'))

describe('a data set', () => {
  it('reads the same from explicit, implicit, big endian and deflated files', () => {
    const expected = rootTags(parseFile(good()))
    for (const id of [
      'S02-good-implicit',
      'S03-good-bigendian',
      'S04-good-deflated',
      'S05-no-preamble-raw',
    ]) {
      expect(rootTags(parseFile(named(id))), id).toEqual(expected)
      expect(numbers(rootLevel(parseFile(named(id)).dataset), tag('Rows')), id).toEqual([16])
    }
  })

  it('is never accepted when the file is cut, wherever the cut lies', () => {
    const whole = good()
    const accepted: number[] = []
    for (let length = 0; length < whole.length; length += 1) {
      const outcome = refusalOf(whole.subarray(0, length))
      // A cut between two elements parses; that the pixels are missing is found by whoever looks for them.
      if (
        outcome === 'accepted' &&
        findRow(rootLevel(parseFile(whole.subarray(0, length)).dataset), tag('PixelData')) >= 0
      )
        accepted.push(length)
    }
    expect(accepted).toEqual([])
  })

  it('may nest 100 sequences and not 101, and 20,000 are refused without exhausting the stack', () => {
    const open = element('RequestAttributesSequence', written('SQ', itemStart(0xffffffff)), {
      length: 0xffffffff,
    })
    const close = Buffer.concat([itemDelimiter, sequenceDelimiter])
    const nested = (depth: number): Buffer =>
      file(image({ RequestAttributesSequence: raw(...Array(depth).fill(open), ...Array(depth).fill(close)) }))
    expect(refusalOf(nested(100))).toBe('accepted')
    expect(refusalOf(nested(101))).toBe('too-deep')
    expect(refusalOf(nested(20_000))).toBe('too-deep')
  })

  it('is refused when it has more elements or items than it may', () => {
    expect(refusalOf(named('S42-100k-elements'), { ...defaultLimits, maxElements: 50_000 })).toBe(
      'too-many-elements',
    )
    const many = file(
      image({
        RequestAttributesSequence: raw(sequence('RequestAttributesSequence', ...Array(11).fill(item()))),
      }),
    )
    expect(refusalOf(many, { ...defaultLimits, maxItems: 10 })).toBe('too-many-elements')
    expect(refusalOf(many)).toBe('accepted')
  })

  it('shows what a sequence holds that was written as UN, with or without a length', () => {
    const content = element('ScheduledProcedureStepDescription', 'x', { implicit: true })
    for (const encoded of [
      element('RequestAttributesSequence', written('UN', item(content))),
      element(
        'RequestAttributesSequence',
        written('UN', Buffer.concat([delimitedItem(content), sequenceDelimiter])),
        {
          length: 0xffffffff,
        },
      ),
    ]) {
      const { dataset } = parseFile(file(image({ RequestAttributesSequence: raw(encoded) })))
      const [first] = items(rootLevel(dataset), tag('RequestAttributesSequence'))
      expect(first && findRow(first, tag('ScheduledProcedureStepDescription'))).toBeGreaterThan(0)
    }
  })

  it('is refused when an element of it occurs twice, even far apart and out of order', () => {
    const twice = Buffer.concat([elements(image()), element('PatientID', 'OTHER-99')])
    expect(refusalOf(file(image(), { body: twice }))).toBe('duplicate-element')
  })

  it('may end in zeros, and in nothing else that is no element', () => {
    expect(refusalOf(Buffer.concat([good(), Buffer.alloc(3)]))).toBe('accepted')
    expect(refusalOf(Buffer.concat([good(), Buffer.alloc(512), latin1('x')]))).toBe('broken-structure')
    expect(refusalOf(Buffer.concat([good(), latin1('DOE^JANE')]))).not.toBe('accepted')
  })

  it('is refused by name in an encoding that we do not read', () => {
    expect(refusalOf(file(image(), { syntax: '1.2.840.10008.1.2.4.100' }))).toBe(
      'unsupported-transfer-syntax',
    )
    expect(refusalOf(file(image(), { syntax: '1.2.840.113619.5.2' }))).toBe('unsupported-transfer-syntax')
  })
})

describe('a header', () => {
  const long: Attributes = { PatientComments: 'x'.repeat(9000), RequestingService: 'y'.repeat(9000) }
  const files = {
    explicit: file(image(long)),
    implicit: file(image(long), { syntax: syntaxes.implicit, body: elements(image(long), true) }),
    deflated: named('S04-good-deflated'),
    bare: named('S05-no-preamble-raw'),
    small: good(),
  }

  for (const [name, bytes] of Object.entries(files)) {
    it(`is read from the first bytes of a file (${name}), and asks for more until they suffice`, () => {
      const whole = rootTags(parseFile(bytes)).filter((of) => of < tag('PixelData'))
      let length = 1
      let rounds = 0
      for (;;) {
        const header = parseHeader(bytes.subarray(0, length), bytes.length)
        if (header.kind === 'header') {
          expect(rootTags(header.file)).toEqual(whole)
          break
        }
        expect(header.atLeast).toBeGreaterThan(length)
        expect(header.atLeast).toBeLessThanOrEqual(bytes.length)
        length = header.atLeast
        rounds += 1
        expect(rounds).toBeLessThan(500)
      }
    })
  }

  it('does not ask for the pixels', () => {
    const bytes = good()
    const header = parseHeader(bytes.subarray(0, bytes.length - 512), bytes.length)
    expect(header.kind).toBe('header')
  })

  it('is refused at once when a length in it passes the end of the file', () => {
    const bytes = named('S17-len-2g')
    expect(() => parseHeader(bytes.subarray(0, 1024), bytes.length)).toThrow(DicomRefusal)
  })
})

describe('a number', () => {
  it('is a finite decimal with a point, and nothing that parseFloat would make one', () => {
    for (const [text, value] of [
      ['1.5', 1.5],
      [' -2e-1 ', -0.2],
      ['+.5', 0.5],
      ['3.', 3],
    ] as const)
      expect(decimalValue(text), text).toBe(value)
    for (const text of ['1,5', 'NaN', '1e400', 'Infinity', '0x10', '1.5mm', '', '1 5', '--1'])
      expect(decimalValue(text), text).toBeNaN()
  })

  it('keeps both values of a pixel spacing apart', () => {
    expect(spacing(file(image({ PixelSpacing: '1.0\\2.0' })))).toEqual([1, 2])
    expect(() => spacing(file(image({ PixelSpacing: '1.0\\' })))).toThrow(DicomRefusal)
  })
})

describe('a date', () => {
  it('is a day of the calendar: 20120000, 00000000 and 20230229 are none', () => {
    expect(['20120101', '20240229', '19991231'].every(isDate)).toBe(true)
    expect(['20120000', '00000000', '20230229', '20121301', '2012', '2012-01-01', ''].some(isDate)).toBe(
      false,
    )
  })

  it('goes with a time of the day', () => {
    expect(['083237', '0832', '08', '235960.123456'].every(isTime)).toBe(true)
    expect(['240000', '08:32', '8', '083299'].some(isTime)).toBe(false)
  })
})
