import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { type InspectedImage, type Inspection, inspect, verdictOf } from '#dicom/inspect.ts'
import { corpusProject } from '../hostile/corpus.ts'
import { type Attributes, element, item, raw, sequence, uid, written } from '../hostile/encode.ts'
import { enhancedMr, file, good, image, ramp, secondaryCapture } from '../hostile/image.ts'
import { directoryLoop } from '../hostile/objects.ts'

const project = { protocolId: corpusProject }
const look = (changes: Attributes): Inspection => inspect(file(image(changes)), { project })

function imageOf(changes: Attributes): InspectedImage {
  const inspection = look(changes)
  if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
  return inspection
}
const factsOf = (changes: Attributes): InstanceFacts => imageOf(changes).facts
const refusal = (changes: Attributes): string => {
  const inspection = look(changes)
  return 'code' in inspection ? inspection.code : inspection.kind
}
const warningsOf = (changes: Attributes): readonly string[] =>
  imageOf(changes).warnings.map(({ code }) => code)

const cine: Attributes = {
  TriggerTime: '292.207764',
  NominalInterval: '779',
  LowRRValue: '760',
  HighRRValue: '800',
  HeartRate: '77',
  CardiacNumberOfImages: '20',
  EchoTime: '1.532',
  RepetitionTime: '3.349',
  MagneticFieldStrength: '1.5',
  SpacingBetweenSlices: '10',
  SliceThickness: '8',
  AcquisitionTime: '084011.485317',
  WindowCenter: '684\\1',
  WindowWidth: '1369\\2',
  RescaleSlope: '2',
  RescaleIntercept: '-1024',
}

describe('the facts of a classic image', () => {
  it('are those of its header, in units', () => {
    expect(factsOf(cine).frames).toEqual([
      {
        frame: 0,
        plane: {
          position: [0, 0, 0],
          rowDirection: [1, 0, 0],
          columnDirection: [0, 1, 0],
          rowSpacing: 1.5,
          columnSpacing: 1.5,
          rows: 16,
          columns: 16,
        },
        sliceThickness: 8,
        spacingBetweenSlices: 10,
        triggerTime: 292.207764,
        nominalInterval: 779,
        lowRR: 760,
        highRR: 800,
        heartRate: 77,
        echoTime: 1.532,
        acquisitionTime: '084011.485317',
        rescaleSlope: 2,
        rescaleIntercept: -1024,
        window: { center: 684, width: 1369 },
      },
    ])
  })

  it('leave out what the header lacks, and what a scanner writes as zero for lack of knowledge', () => {
    const [frame] = factsOf({
      TriggerTime: undefined,
      NominalInterval: '0',
      HeartRate: '0',
      InversionTime: '0',
    }).frames
    for (const absent of [
      'triggerTime',
      'nominalInterval',
      'heartRate',
      'inversionTime',
      'window',
      'echoTime',
    ])
      expect(frame).not.toHaveProperty(absent)
    expect(frame).toMatchObject({ rescaleSlope: 1, rescaleIntercept: 0 })
  })

  it('leave out an RR interval that is no integer string: the times of the frames tell it too', () => {
    expect(factsOf({ NominalInterval: '750.5' }).frames[0]).not.toHaveProperty('nominalInterval')
    expect(warningsOf({ NominalInterval: '750.5' })).toEqual(['number-dropped'])
  })

  it('keep a trigger time of zero: it is a time', () => {
    expect(factsOf({ TriggerTime: '0' }).frames[0]?.triggerTime).toBe(0)
  })

  it('hold a body size in centimetres and kilograms, and none that is zero or no number', () => {
    expect(
      factsOf({ PatientSize: '1.7', PatientWeight: '70', PatientSex: 'F', PatientAge: '063Y' }).patient,
    ).toEqual({
      heightCm: 170,
      weight: 70,
      sex: 'F',
      age: '063Y',
    })
    expect(
      factsOf({ PatientSize: '0', PatientWeight: '70,5', PatientSex: '', PatientAge: '63' }).patient,
    ).toEqual({})
    expect(warningsOf({ PatientWeight: '70,5' })).toEqual(['number-dropped'])
  })

  it('come with a warning where the pixels were once compressed with loss', () => {
    expect(warningsOf({ LossyImageCompression: '01' })).toEqual(['lossy-compression'])
    expect(warningsOf({ LossyImageCompression: '00' })).toEqual([])
  })

  it('carry valid dates only', () => {
    expect(factsOf({ StudyDate: '20120000' })).not.toHaveProperty('studyDate')
    expect(factsOf({ StudyDate: '20120401' }).studyDate).toBe('20120401')
  })

  it('tell row spacing from column spacing', () => {
    expect(factsOf({ PixelSpacing: '1.0\\2.0' }).frames[0]?.plane).toMatchObject({
      rowSpacing: 1,
      columnSpacing: 2,
    })
  })

  it('have unit directions even where the header rounds them to three decimals', () => {
    const plane = factsOf({ ImageOrientationPatient: '0.707\\0.707\\0\\0\\0\\1' }).frames[0]?.plane
    expect(Math.hypot(...(plane?.rowDirection ?? []))).toBeCloseTo(1, 12)
  })

  it('have no plane where it is missing or impossible, and the image is held back with the reason', () => {
    for (const [changes, kind] of [
      [{ ImagePositionPatient: undefined }, 'no-geometry'],
      [{ ImagePositionPatient: '1\\2' }, 'no-geometry'],
      [{ ImageOrientationPatient: '1\\0\\0\\0.5\\0.866\\0' }, 'not-orthogonal'],
      [{ ImageOrientationPatient: '2\\0\\0\\0\\2\\0' }, 'not-orthogonal'],
      [{ PixelSpacing: '0\\1' }, 'impossible-spacing'],
    ] as const) {
      const { facts, findings } = imageOf(changes)
      expect(facts.frames[0]).not.toHaveProperty('plane')
      expect(findings.map((finding) => finding.kind)).toEqual([kind])
    }
  })

  it('count the frames of a classic multi-frame image in time', () => {
    const pixels = written('OW', Buffer.concat([ramp, ramp, ramp]))
    const { frames } = factsOf({ NumberOfFrames: '3', FrameTime: '40', TriggerTime: '10', PixelData: pixels })
    expect(frames.map(({ triggerTime }) => triggerTime)).toEqual([10, 50, 90])
  })

  it('are refused when a number that is measured with is none', () => {
    for (const changes of [
      { PixelSpacing: '1,5\\1,5' },
      { RescaleSlope: 'NaN' },
      { RescaleSlope: '0' },
      { TriggerTime: '12ms' },
      { ImagePositionPatient: '0\\0\\1e999' },
      { SliceThickness: 'eight' },
    ])
      expect(refusal(changes), JSON.stringify(changes)).toBe('bad-number')
  })

  it('are refused without an identifier, or with one that is a path', () => {
    for (const keyword of ['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID', 'Modality'])
      expect(
        inspect(file(image({ [keyword]: undefined }), { instance: uid('x') }), { project }),
        keyword,
      ).toMatchObject({
        kind: 'refused',
        code: 'missing-attribute',
      })
    expect(refusal({ StudyInstanceUID: '../../etc/passwd' })).toBe('bad-uid')
    expect(refusal({ StudyInstanceUID: `1.${'2'.repeat(70)}` })).toBe('bad-uid')
    expect(warningsOf({ StudyInstanceUID: '1.2.03' })).toEqual(['uid-leading-zero'])
  })
})

describe('the facts of an enhanced image', () => {
  const group = (key: string, ...content: readonly Uint8Array[]): Buffer => sequence(key, item(...content))
  const enhanced = (frames: number): Attributes => {
    const shared = item(
      group('MREchoSequence', element('EffectiveEchoTime', 1.5)),
      group('PlaneOrientationSequence', element('ImageOrientationPatient', '1\\0\\0\\0\\1\\0')),
      group('PixelMeasuresSequence', element('SliceThickness', '8'), element('PixelSpacing', '1.5\\1.25')),
    )
    const perFrame = (index: number): Buffer =>
      item(
        group(
          'CardiacSynchronizationSequence',
          element('NominalCardiacTriggerDelayTime', index * 40),
          element('RRIntervalTimeNominal', 1000),
        ),
        group('FrameContentSequence', element('FrameAcquisitionDateTime', '20250101120000.5')),
        group('PlanePositionSequence', element('ImagePositionPatient', `0\\0\\${index * 10}`)),
        group('FrameVOILUTSequence', element('WindowCenter', '100'), element('WindowWidth', '200')),
        group(
          'PixelValueTransformationSequence',
          element('RescaleIntercept', '-5'),
          element('RescaleSlope', String(index + 1)),
        ),
      )
    return {
      SOPClassUID: enhancedMr,
      NumberOfFrames: String(frames),
      ImagePositionPatient: undefined,
      ImageOrientationPatient: undefined,
      PixelSpacing: undefined,
      SliceThickness: undefined,
      TriggerTime: undefined,
      SharedFunctionalGroupsSequence: raw(sequence('SharedFunctionalGroupsSequence', shared)),
      PerFrameFunctionalGroupsSequence: raw(
        sequence(
          'PerFrameFunctionalGroupsSequence',
          ...Array.from({ length: frames }, (_, index) => perFrame(index)),
        ),
      ),
      PixelData: written('OW', Buffer.concat(Array(frames).fill(ramp))),
    }
  }

  it('come from the groups of each frame and from those that all share', () => {
    const inspection = inspect(file(image(enhanced(3)), { sopClass: enhancedMr }), { project })
    if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
    expect(verdictOf(inspection)).toEqual({ outcome: 'accepted' })
    expect(inspection.facts.frames).toHaveLength(3)
    expect(inspection.facts.frames[2]).toEqual({
      frame: 2,
      plane: {
        position: [0, 0, 20],
        rowDirection: [1, 0, 0],
        columnDirection: [0, 1, 0],
        rowSpacing: 1.5,
        columnSpacing: 1.25,
        rows: 16,
        columns: 16,
      },
      sliceThickness: 8,
      triggerTime: 80,
      nominalInterval: 1000,
      echoTime: 1.5,
      acquisitionTime: '120000.5',
      rescaleSlope: 3,
      rescaleIntercept: -5,
      window: { center: 100, width: 200 },
    })
  })
})

describe('what a file is', () => {
  it('is known by content: nothing, noise, a picture and a text are no DICOM', () => {
    expect(verdictOf(inspect(Buffer.alloc(0), { project })).outcome).toBe('refused')
    for (const text of ['hello', '\x89PNG\r\n\x1a\n', `${'x'.repeat(200)}`, '\0'.repeat(500)])
      expect(verdictOf(inspect(Buffer.from(text, 'latin1'), { project })), text).toEqual({
        outcome: 'ignored',
        reason: 'not a DICOM file',
      })
  })

  it('is an object without pixels for a presentation state, a key object and a segmentation', () => {
    for (const sopClass of ['11.1', '88.59', '66.4'].map((part) => `1.2.840.10008.5.1.4.1.1.${part}`)) {
      const bytes = file(image({ SOPClassUID: sopClass, PixelData: undefined }), { sopClass })
      expect(inspect(bytes, { project })).toMatchObject({
        kind: 'other-object',
        facts: { sopClassUid: sopClass, modality: 'MR' },
      })
    }
  })

  it("is suspicious when it is a vendor's own class, raw data or a secondary capture", () => {
    const kinds = (sopClass: string): readonly string[] => {
      const inspection = inspect(file(image({ SOPClassUID: sopClass }), { sopClass }), { project })
      return 'findings' in inspection ? inspection.findings.map(({ kind }) => kind) : [inspection.kind]
    }
    expect(kinds('1.3.12.2.1107.5.9.1')).toEqual(['opaque-object'])
    expect(kinds('1.2.840.10008.5.1.4.1.1.66')).toEqual(['opaque-object'])
    expect(kinds(secondaryCapture)).toEqual(['secondary-capture'])
  })

  it('is no trusted index when its records lead back to themselves', () => {
    const records = Buffer.from(directoryLoop(0)).indexOf(Buffer.from([0xfe, 0xff, 0x00, 0xe0]))
    expect(inspect(directoryLoop(records), { project })).toMatchObject({
      kind: 'refused',
      reason: 'a directory record is reached twice',
    })
  })

  it('has the hash of its bytes, and a subject key that is the same within its study and nowhere else', () => {
    const inspection = imageOf({})
    expect(inspection.sha256).toBe(createHash('sha256').update(good()).digest('hex'))
    expect(imageOf({ InstanceNumber: '2' }).subjectKey).toBe(inspection.subjectKey)
    expect(imageOf({ PatientID: 'SUBJ-02' }).subjectKey).not.toBe(inspection.subjectKey)
    expect(imageOf({ StudyInstanceUID: uid('elsewhere') }).subjectKey).not.toBe(inspection.subjectKey)
    expect(imageOf({ PatientID: '' })).not.toHaveProperty('subjectKey')
  })
})
