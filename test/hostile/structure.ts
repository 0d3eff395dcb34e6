/** Is it a DICOM file, and does its structure hold? */
import { deflateRawSync } from 'node:zlib'
import { fileCases, type HostileCase } from './case.ts'
import {
  type Attributes,
  delimitedItem,
  delimitedSequence,
  element,
  elements,
  encapsulated,
  item,
  itemDelimiter,
  itemStart,
  latin1,
  raw,
  sequenceDelimiter,
  tagOf,
  written,
} from './encode.ts'
import { file, good, image, ramp, syntaxes } from './image.ts'

const scheduled = element('ScheduledProcedureStepDescription', 'scheduled')
const owner = { '00090010': written('LO', 'X') }
const undefinedLength = 0xffffffff

/** The data set cut in two at its PatientID. */
function aroundPatientId(): { before: Buffer; patientId: Buffer; after: Buffer } {
  const all = elements(image())
  const patientId = element('PatientID', 'SUBJ-01')
  const at = all.indexOf(patientId)
  return { before: all.subarray(0, at), patientId, after: all.subarray(at + patientId.length) }
}

/** Explicit VR Big Endian, for elements of 16-bit words and texts. */
function bigEndian(attributes: Attributes): Buffer {
  const little = elements(attributes)
  const parts: Buffer[] = []
  for (let at = 0; at < little.length; ) {
    const vr = little.toString('latin1', at + 4, at + 6)
    const long = vr === 'OW'
    const start = at + (long ? 12 : 8)
    const length = long ? little.readUInt32LE(at + 8) : little.readUInt16LE(at + 6)
    const header = Buffer.from(little.subarray(at, start))
    header.subarray(0, 4).swap16()
    if (long) header.subarray(8).swap32()
    else header.subarray(6).swap16()
    const value = Buffer.from(little.subarray(start, start + length))
    parts.push(header, vr === 'US' || vr === 'OW' ? value.swap16() : value)
    at = start + length
  }
  return Buffer.concat(parts)
}

function nested(depth: number): Buffer {
  const open = element('RequestAttributesSequence', written('SQ', itemStart(undefinedLength)), {
    length: undefinedLength,
  })
  const close = Buffer.concat([itemDelimiter, sequenceDelimiter])
  return Buffer.concat([...Array<Buffer>(depth).fill(open), scheduled, ...Array<Buffer>(depth).fill(close)])
}

function privateElements(count: number): Buffer {
  const first = tagOf('00091010')
  const key = (index: number): string => (first + (index % 0xef)).toString(16).padStart(8, '0')
  return Buffer.concat(Array.from({ length: count }, (_, index) => element(key(index), written('LO', 'v'))))
}

export const structure: readonly HostileCase[] = fileCases(
  ['S01-good-explicit', 'accept', 'control', 'the corpus control must pass, or the test is broken', good],
  [
    'S02-good-implicit',
    'accept',
    'implicit VR LE',
    'default TS is mandatory',
    () => file(image(), { syntax: syntaxes.implicit, body: elements(image(), true) }),
  ],
  [
    'S03-good-bigendian',
    'accept+warn',
    'retired TS',
    'old archives still hold it; accept or refuse by name, never byte-swapped garbage',
    () => file(image(), { syntax: syntaxes.bigEndian, body: bigEndian(image()) }),
  ],
  [
    'S04-good-deflated',
    'accept',
    'deflated',
    'inflate is raw (no zlib header)',
    () => file(image(), { syntax: syntaxes.deflated, body: deflateRawSync(elements(image()), { level: 9 }) }),
  ],
  [
    'S05-no-preamble-raw',
    'accept+warn',
    'dataset only, no DICM',
    'only with the user asking; else reject "not a DICOM file"',
    () => elements(image(), true),
  ],
  [
    'S06-no-meta',
    'reject',
    'no group 2',
    'no transfer syntax, do not guess silently',
    () => Buffer.concat([Buffer.alloc(128), latin1('DICM'), elements(image())]),
  ],
  [
    'S09-metalen-huge',
    'reject',
    'length past EOF',
    'check length against bytes left before allocating',
    () => file(image(), { metaLength: 0xfffffff0 }),
  ],
  ['S11-trunc-meta', 'reject', 'cut in group 2', 'no partial object', () => good().subarray(0, 170)],
  [
    'S12-trunc-header',
    'reject',
    'cut in dataset',
    'pixel data never silently absent',
    () => good().subarray(0, -(ramp.length + 100)),
  ],
  [
    'S13-trunc-pixels',
    'reject',
    'pixel data short',
    'never zero-fill measured pixels',
    () => good().subarray(0, -200),
  ],
  [
    'S14-trunc-1byte',
    'reject',
    'one byte short',
    'exact length check, also after download',
    () => good().subarray(0, -1),
  ],
  ['S15-empty', 'reject', 'zero bytes', 'disk-full leftovers', () => Buffer.alloc(0)],
  [
    'S16-len-past-eof',
    'reject',
    'LO length 65520',
    'bounds check',
    () => file(image({ PatientID: raw(element('PatientID', 'SUBJ-01', { length: 0xfff0 })) })),
  ],
  [
    'S17-len-2g',
    'reject',
    'OB length 2 GiB',
    'no allocation by declared length',
    () =>
      file(
        image({
          ...owner,
          '00091010': raw(element('00091010', written('OB', latin1('abcd')), { length: 0x7ffffffe })),
        }),
      ),
  ],
  [
    'S18-odd-length',
    'accept+warn',
    'odd value length',
    'seen in the wild',
    () => file(image({ PatientID: latin1('SUBJ-01') })),
  ],
  [
    'S19-out-of-order',
    'accept+warn',
    'PatientID first',
    'order is a must for writers, readers tolerate',
    () => {
      const { before, patientId, after } = aroundPatientId()
      return file(image(), { body: Buffer.concat([patientId, before, after]) })
    },
  ],
  [
    'S20-duplicate-tag',
    'reject',
    'two Patient IDs',
    'first-wins in one reader, last-wins in another = wrong subject',
    () => {
      const { before, patientId, after } = aroundPatientId()
      return file(image(), {
        body: Buffer.concat([before, element('PatientID', 'OTHER-99'), patientId, after]),
      })
    },
  ],
  [
    'S21-trailing-zeros',
    'accept+warn',
    'vtk-dicom #201 looped',
    'tag 0000,0000 after the data = stop',
    () => Buffer.concat([good(), Buffer.alloc(4096)]),
  ],
  [
    'S23-padding-fffc',
    'accept',
    'Data Set Trailing Padding',
    'legal',
    () => Buffer.concat([good(), element('DataSetTrailingPadding', Buffer.alloc(64))]),
  ],
  [
    'S24-sq-undef-ok',
    'accept',
    'undefined length SQ + item',
    'normal',
    () =>
      file(
        image({
          RequestAttributesSequence: raw(
            delimitedSequence('RequestAttributesSequence', 'SQ', delimitedItem(scheduled)),
          ),
        }),
      ),
  ],
  [
    'S26-sq-undef-item-def',
    'accept',
    'dicomParser #181',
    'item end by its own length',
    () =>
      file(
        image({
          RequestAttributesSequence: raw(
            delimitedSequence('RequestAttributesSequence', 'SQ', item(scheduled)),
          ),
        }),
      ),
  ],
  [
    'S27-sq-len-short',
    'reject',
    'SQ length cuts its item',
    'desync',
    () =>
      file(
        image({
          RequestAttributesSequence: raw(
            element('RequestAttributesSequence', written('SQ', item(scheduled)), { length: 8 }),
          ),
        }),
      ),
  ],
  [
    'S28-nest-60',
    'accept',
    '60 levels',
    'deep SR trees exist',
    () => file(image({ RequestAttributesSequence: raw(nested(60)) })),
  ],
  [
    'S30-sq-zero',
    'accept',
    'fo-dicom #1009 froze',
    'progress check',
    () => file(image({ RequestAttributesSequence: written('SQ', Buffer.alloc(0)) })),
  ],
  [
    'S31-un-undef',
    'accept',
    'UN undefined length = implicit VR SQ (CP-246)',
    'parse as implicit',
    () => {
      const content = delimitedItem(element('ScheduledProcedureStepDescription', 'x', { implicit: true }))
      return file(image({ ...owner, '00091010': raw(delimitedSequence('00091010', 'UN', content)) }))
    },
  ],
  [
    'S32-unknown-vr',
    'accept+warn',
    'VR ZZ',
    'length form is ambiguous',
    () => file(image({ ...owner, '00091010': written('ZZ', latin1('abcd')) })),
  ],
  [
    'S33-vr-mismatch',
    'reject',
    'Rows as LO',
    'types checked before use',
    () => file(image({ Rows: written('LO', '16') })),
  ],
  [
    'S34-seqdelim-undef',
    'reject',
    'dicomParser #266',
    'delimiter length is not a seek',
    () => {
      const wrongEnd = Buffer.concat([sequenceDelimiter.subarray(0, 4), Buffer.alloc(4, 0xff)])
      const pixels = Buffer.concat([item(), item(Buffer.from([0xff, 0xd8, 0xff, 0xd9])), wrongEnd])
      const encoded = element('PixelData', written('OB', pixels), { length: undefinedLength })
      return file(image({ PixelData: raw(encoded) }), { syntax: syntaxes.jpegLossless })
    },
  ],
  [
    'S35-encaps-cut-fragment',
    'reject',
    'fragment past EOF',
    'bounds',
    () => {
      const pixels = Buffer.concat([item(), itemStart(5000), Buffer.from([0xff, 0xd8])])
      const encoded = element('PixelData', written('OB', pixels), { length: undefinedLength })
      return file(image({ PixelData: raw(encoded) }), { syntax: syntaxes.jpegLossless })
    },
  ],
  [
    'S36-encaps-no-fragment',
    'reject',
    'no frames',
    'frames counted before decode',
    () => file(image({ PixelData: encapsulated() }), { syntax: syntaxes.jpegLossless }),
  ],
  ['S37-ts-missing', 'reject', 'no TS UID', 'do not guess', () => file(image(), { withoutSyntax: true })],
  [
    'S39-ts-lies-native',
    'reject',
    'TS says J2K, data native',
    'reject, do not decode raw bytes',
    () => file(image(), { syntax: syntaxes.jpeg2000 }),
  ],
  [
    'S40-ts-lies-implicit',
    'reject',
    'explicit declared, implicit written',
    'detect; pydicom guesses, we log',
    () => file(image(), { body: elements(image(), true) }),
  ],
  [
    'S41-ts-trailing-space',
    'accept+warn',
    'UI padded with space',
    'trim NUL and space',
    () => file(image(), { syntax: `${syntaxes.explicit} ` }),
  ],
  [
    'S42-100k-elements',
    'accept+warn',
    '100,000 elements',
    'linear time; duplicates are private',
    () => file(image({ ...owner, '00091010': raw(privateElements(100_000)) })),
  ],
)
