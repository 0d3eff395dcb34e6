import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { inspect } from '#dicom/inspect.ts'
import { corpusProject } from '../hostile/corpus.ts'
import { type Attributes, element, elements, item, raw, sequence, written } from '../hostile/encode.ts'
import { enhancedMr, file, image, syntaxes } from '../hostile/image.ts'

const project = { protocolId: corpusProject }

function factsOf(changes: Attributes): InstanceFacts {
  const inspection = inspect(file(image(changes)), { project })
  if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
  return inspection.facts
}
const frameOf = (changes: Attributes): FrameFacts => {
  const [frame] = factsOf(changes).frames
  if (frame === undefined) throw new TypeError('no frame')
  return frame
}

const ge = (elements: Attributes): Attributes => ({
  Manufacturer: 'GE MEDICAL SYSTEMS',
  '00190010': written('LO', 'GEMS_ACQU_01'),
  '00430010': written('LO', 'GEMS_PARM_01'),
  ...elements,
})
const philips = (elements: Attributes): Attributes => ({
  Manufacturer: 'Philips Medical Systems',
  '20010010': written('LO', 'Philips Imaging DD 001'),
  ...elements,
})
const floats = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, k) => {
    bytes.writeFloatLE(value, 4 * k)
  })
  return bytes
}

describe('velocity encoding', () => {
  it('of Siemens stands in the name of the sequence, with the way through the plane', () => {
    const frame = frameOf({ SequenceName: '*fl2d1_v150in', ImageOrientationPatient: '1\\0\\0\\0\\0\\-1' })
    expect(frame.venc).toBe(150)
    expect(frame.velocityDirection?.map((part) => part + 0)).toEqual([0, 1, 0])
  })

  it.each([
    ['*fl3d1_v200rl', [1, 0, 0]],
    ['*fl3d1_v200ap', [0, 1, 0]],
    ['fl3d1_v200fh', [0, 0, 1]],
  ])('of %s is along an axis of the patient', (SequenceName, direction) => {
    expect(frameOf({ SequenceName })).toMatchObject({ venc: 200, velocityDirection: direction })
  })

  it.each(['*tfi2d1_15', '*fl2d1', '*fl2d1_v0in', 'other_v150in'])('is not read from %s', (SequenceName) => {
    expect(frameOf({ SequenceName })).not.toHaveProperty('venc')
  })

  it('of Siemens also stands in a private text, with or without its unit', () => {
    const text = (value: string): Attributes => ({
      '00510010': written('LO', 'SIEMENS MR HEADER'),
      '00511014': written('LO', value),
    })
    expect(frameOf(text('v80in')).venc).toBe(80)
    expect(frameOf(text('v150cm/s')).venc).toBe(150)
    expect(frameOf(text('p2 M/ND'))).not.toHaveProperty('venc')
  })

  it('of Siemens XA stands under its own creator, wherever the block lies', () => {
    const frame = frameOf({
      '00210011': written('LO', 'SIEMENS MR SDI 02'),
      '00211129': written('SH', 'v120_ap'),
      '00211134': written('IS', '120'),
    })
    expect(frame).toMatchObject({ venc: 120, velocityDirection: [0, 1, 0] })
  })

  it('of GE is in millimetres a second, with axis and scale', () => {
    const frame = frameOf(
      ge({
        '001910CB': written('SS', 3),
        '001910CC': written('SS', 1500),
        '001910E2': written('DS', '12.5'),
        '0043102F': written('SS', 1),
      }),
    )
    expect(frame).toMatchObject({ venc: 150, velocityAxis: 3, velocityScale: 12.5, component: 'phase' })
  })

  it('of Philips is the largest of three axes, and which one tells encodings apart', () => {
    expect(frameOf(philips({ '2001101A': written('FL', floats(0, 0, 200)) }))).toMatchObject({
      venc: 200,
      velocityAxis: 2,
    })
    const threefold = frameOf(philips({ '2001101A': written('FL', floats(150, -160, 150)) }))
    expect(threefold.venc).toBe(160)
    expect(threefold).not.toHaveProperty('velocityAxis')
    expect(frameOf(philips({ '2001101A': written('FL', floats(0, 0, 0)) }))).not.toHaveProperty('venc')
  })

  it('is read from the same bytes where a file states no value representations', () => {
    const attributes = image(philips({ '2001101A': written('UN', floats(0, 90, 0)) }))
    const bytes = file(attributes, { syntax: syntaxes.implicit, body: elements(attributes, true) })
    const inspection = inspect(bytes, { project })
    expect(inspection.kind === 'image' && inspection.facts.frames[0]).toMatchObject({
      venc: 90,
      velocityAxis: 1,
    })
  })

  it('is not read where another vendor owns the block, or nobody does', () => {
    const value = { '001910CC': written('SS', 1500) }
    expect(frameOf({ '00190010': written('LO', 'SIEMENS MR HEADER'), ...value })).not.toHaveProperty('venc')
    expect(frameOf(value)).not.toHaveProperty('venc')
    expect(frameOf({ '00190011': written('LO', 'GEMS_ACQU_01'), ...value })).not.toHaveProperty('venc')
  })

  it('is not read from an element that holds something else', () => {
    expect(frameOf(ge({ '001910CC': written('LO', 'fast') }))).not.toHaveProperty('venc')
    expect(frameOf(philips({ '2001101A': written('FL', Buffer.alloc(7)) }))).not.toHaveProperty('venc')
    expect(frameOf(philips({ '2001101A': written('FL', floats(1, 2)) }))).not.toHaveProperty('venc')
  })
})

describe('what else vendors say', () => {
  it.each([
    [0, 'magnitude'],
    [1, 'phase'],
    [2, 'real'],
    [3, 'imaginary'],
  ] as const)('%i of GE is a %s image', (value, component) => {
    expect(frameOf(ge({ '0043102F': written('SS', value) })).component).toBe(component)
  })

  it('is the technique, the number of phases and the number of this one', () => {
    expect(
      factsOf(
        philips({
          '20011008': written('IS', '7'),
          '20011017': written('SL', Buffer.from([30, 0, 0, 0])),
          '20011020': written('LO', 'B-TFE'),
        }),
      ),
    ).toMatchObject({ technique: 'B-TFE', cardiacNumberOfImages: 30, frames: [{ phaseNumber: 7 }] })
    expect(factsOf(ge({ '0019109C': written('LO', 'FIESTA'), '001910D7': written('SS', 20) }))).toMatchObject(
      { technique: 'FIESTA', cardiacNumberOfImages: 20 },
    )
    expect(factsOf(ge({ '00191088': written('DS', '28') })).cardiacNumberOfImages).toBe(28)
    expect(factsOf(ge({ '001910D7': written('SS', 20), CardiacNumberOfImages: '25' }))).toMatchObject({
      cardiacNumberOfImages: 25,
    })
  })

  it('is the length of a T2 preparation in the comment of a Siemens image, zero as well', () => {
    expect(frameOf({ ImageComments: 'T2 prep. duration = 55 ms' }).preparationTime).toBe(55)
    expect(frameOf({ ImageComments: 'T2 prep. duration = 0 ms' }).preparationTime).toBe(0)
    expect(frameOf({ ImageComments: 'breath hold 12 ms' })).not.toHaveProperty('preparationTime')
  })

  it('is a contrast agent, unless the field says that there was none', () => {
    expect(factsOf({ ContrastBolusAgent: 'gadobutrol' }).contrastAgent).toBe('gadobutrol')
    for (const none of ['NONE', 'no', 'N/A', '0'])
      expect(factsOf({ ContrastBolusAgent: none })).not.toHaveProperty('contrastAgent')
  })

  it('is how values are to be read, beside the rescaling', () => {
    const units = sequence('MeasurementUnitsCodeSequence', item(elements({ CodeValue: 'ms' })))
    const mapping = item(
      elements({
        RealWorldValueIntercept: -2,
        RealWorldValueSlope: 0.5,
        MeasurementUnitsCodeSequence: raw(units),
      }),
    )
    const frame = frameOf({
      RescaleType: 'ms',
      RealWorldValueMappingSequence: raw(sequence('RealWorldValueMappingSequence', mapping)),
    })
    expect(frame).toMatchObject({ rescaleType: 'ms', realWorld: { slope: 0.5, intercept: -2, unit: 'ms' } })
  })

  it('is the kind of acquisition and its angle', () => {
    expect(factsOf({ MRAcquisitionType: '3D', FlipAngle: '12' })).toMatchObject({
      acquisitionType: '3D',
      flipAngle: 12,
    })
    expect(factsOf({ MRAcquisitionType: 'ND' })).not.toHaveProperty('acquisitionType')
  })

  it('leaves no trace where the header is silent', () => {
    const facts = factsOf({})
    for (const key of [
      'technique',
      'flipAngle',
      'contrastAgent',
      'acquisitionType',
      'numberOfTemporalPositions',
    ])
      expect(facts).not.toHaveProperty(key)
    for (const key of [
      'imageType',
      'component',
      'venc',
      'preparation',
      'preparationTime',
      'tagged',
      'realWorld',
    ])
      expect(facts.frames[0]).not.toHaveProperty(key)
  })
})

describe('an enhanced image', () => {
  const group = (key: string, attributes: Attributes): Attributes => ({
    [key]: raw(sequence(key, item(elements(attributes)))),
  })
  const place = {
    ...group('PlanePositionSequence', { ImagePositionPatient: '0\\0\\0' }),
    ...group('PlaneOrientationSequence', { ImageOrientationPatient: '1\\0\\0\\0\\1\\0' }),
    ...group('PixelMeasuresSequence', { PixelSpacing: '1.5\\1.5', SliceThickness: '8' }),
  }
  const enhanced = (frame: Attributes, root: Attributes = {}, shared: Attributes = {}): InstanceFacts => {
    const inspection = inspect(
      file(
        image({
          SOPClassUID: enhancedMr,
          ImageOrientationPatient: undefined,
          ImagePositionPatient: undefined,
          PixelSpacing: undefined,
          SliceThickness: undefined,
          TriggerTime: undefined,
          ScanningSequence: undefined,
          NumberOfFrames: '1',
          SharedFunctionalGroupsSequence: raw(
            sequence('SharedFunctionalGroupsSequence', item(elements({ ...place, ...shared }))),
          ),
          PerFrameFunctionalGroupsSequence: raw(
            sequence('PerFrameFunctionalGroupsSequence', item(elements(frame))),
          ),
          ...root,
        }),
        { sopClass: enhancedMr },
      ),
      { project },
    )
    if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
    return inspection.facts
  }

  it('says its sequence in the words of a classic one', () => {
    const balanced = enhanced(
      {},
      { EchoPulseSequence: 'GRADIENT', SteadyStatePulseSequence: 'FREE_PRECESSION' },
    )
    expect(balanced).toMatchObject({ scanningSequence: ['GR'], sequenceVariant: ['SS'] })
    const inverted = enhanced(
      group('MRModifierSequence', { InversionRecovery: 'YES', Spoiling: 'RF' }),
      { EchoPulseSequence: 'GRADIENT', EchoPlanarPulseSequence: 'YES', SteadyStatePulseSequence: 'NONE' },
      group('MRTimingAndRelatedParametersSequence', { RepetitionTime: '5.5', FlipAngle: '25' }),
    )
    expect(inverted).toMatchObject({
      scanningSequence: ['GR', 'IR', 'EP'],
      sequenceVariant: ['SP'],
      repetitionTime: 5.5,
      flipAngle: 25,
      frames: [{ preparation: 'inversion' }],
    })
    expect(enhanced({}, { EchoPulseSequence: 'SPIN' }).scanningSequence).toEqual(['SE'])
    expect(enhanced({}, { EchoPulseSequence: 'BOTH' }).scanningSequence).toEqual(['SE', 'GR'])
  })

  it('says of each frame what it is, where the object is of several kinds', () => {
    const facts = enhanced(
      group('MRImageFrameTypeSequence', {
        FrameType: 'ORIGINAL\\PRIMARY\\PHASE MAP\\NONE',
        ComplexImageComponent: 'PHASE',
      }),
      { ImageType: 'ORIGINAL\\PRIMARY\\CARDIAC\\MIXED' },
    )
    expect(facts.imageType).toEqual(['ORIGINAL', 'PRIMARY', 'CARDIAC', 'MIXED'])
    expect(facts.frames[0]).toMatchObject({
      imageType: ['ORIGINAL', 'PRIMARY', 'PHASE MAP', 'NONE'],
      component: 'phase',
    })
  })

  it('adds what Siemens says of the frame in an element of its own, in a private sequence', () => {
    const own = siemensGroup(
      element('00210010', written('LO', 'SIEMENS MR SDI 02')),
      element('00211075', written('CS', 'DERIVED\\PRIMARY\\T1 MAP\\MOCO')),
    )
    expect(enhanced({ '002111FE': raw(own) }).frames[0]?.imageType).toEqual([
      'ORIGINAL',
      'PRIMARY',
      'M',
      'NONE',
      'DERIVED',
      'T1 MAP',
      'MOCO',
    ])
  })

  it('says velocity, preparation and tag lines in attributes of the standard', () => {
    const facts = enhanced({
      ...group('MRVelocityEncodingSequence', {
        VelocityEncodingDirection: written('FD', doubles(0, 0, 2)),
        VelocityEncodingMaximumValue: 180,
      }),
      ...group('MRModifierSequence', { T2Preparation: 'YES', InversionRecovery: 'NO' }),
      ...group('MRImagingModifierSequence', { Tagging: 'GRID' }),
      ...group('FrameContentSequence', { FrameComments: 'T2 prep. duration = 25 ms' }),
    })
    expect(facts.frames[0]).toMatchObject({
      venc: 180,
      velocityDirection: [0, 0, 1],
      preparation: 't2',
      preparationTime: 25,
      tagged: true,
    })
    expect(enhanced({}, { SaturationRecovery: 'YES' }).frames[0]?.preparation).toBe('saturation')
  })
})

const siemensGroup = (...content: Buffer[]): Buffer => element('002111FE', written('SQ', item(...content)))

const doubles = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length)
  values.forEach((value, k) => {
    bytes.writeDoubleLE(value, 8 * k)
  })
  return bytes
}
