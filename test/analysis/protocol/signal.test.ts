import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import {
  componentOf,
  imageTokens,
  isColour,
  isDerived,
  isGradientEcho,
  isInverted,
  isMotionCorrected,
  isResampled,
  isSaturated,
  isSecondary,
  isSpinEcho,
  isSteadyState,
  isUndistorted,
  isVolume,
  mapInTokens,
  sequenceText,
  unitOf,
} from '#analysis/protocol/signal.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { instance as instanceOf } from '../synthetic.ts'

function frame(instance: Partial<InstanceFacts> = {}, facts: Partial<FrameFacts> = {}): StackFrame {
  const whole = instanceOf({ uid: '1.2', position: [0, 0, 0], instance, facts })
  const [first] = whole.frames
  if (first === undefined) throw new Error('no frame')
  return { sopInstanceUid: whole.sopInstanceUid, frame: 0, instance: whole, facts: first }
}
const typed = (...tokens: string[]): StackFrame => frame({ imageType: ['ORIGINAL', 'PRIMARY', ...tokens] })

describe('the component of an image', () => {
  it.each([
    [['M', 'ND'], 'magnitude'],
    [['M_FFE', 'M', 'FFE'], 'magnitude'],
    [['P', 'DIS2D'], 'velocity'],
    [['VELOCITY MAP', 'P', 'PCA'], 'velocity'],
    [['PHASE MAP', 'P', 'PCA'], 'velocity'],
    [['PHASE CONTRAST M', 'P', 'PCA'], 'velocity'],
    [['PSIR', 'M'], 'psir'],
    [['R_IR', 'R', 'IR'], 'psir'],
    [['R'], 'real'],
    [['OTHER'], undefined],
  ] as const)('%j is %s', (tokens, component) => {
    expect(componentOf(typed(...tokens))).toBe(component)
  })

  it('counts as stated where tokens say nothing', () => {
    const stated = (component: FrameFacts['component'] & string, facts: Partial<FrameFacts> = {}) =>
      componentOf(frame({ imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'] }, { component, ...facts }))
    expect(stated('magnitude')).toBe('magnitude')
    expect(stated('phase')).toBe('velocity')
    expect(stated('real', { inversionTime: ms(300) })).toBe('psir')
    expect(stated('real')).toBe('real')
    // of an inversion recovery the phase is no velocity, unless there is a venc
    expect(stated('phase', { inversionTime: ms(300) })).toBe('phase')
    expect(stated('phase', { inversionTime: ms(300), venc: cmPerS(150) })).toBe('velocity')
  })

  it('in the first two values is no component', () => {
    expect(componentOf(frame({ imageType: ['P', 'R'] }))).toBeUndefined()
  })
})

describe('maps in the image type', () => {
  it.each([
    [['T1 MAP', 'ND'], 't1-map'],
    [['T1', 'MAP'], 't1-map'],
    [['T2', 'MAP'], 't2-map'],
    [['T2_STAR MAP'], 't2star-map'],
    [['T2_STAR', 'MAP'], 't2star-map'],
    [['T2_MAP'], 't2-map'],
    [['ECV MAP'], 'ecv-map'],
    [['MAP'], undefined],
    [['T1'], undefined],
    [['PHASE MAP'], undefined],
  ] as const)('%j is %s', (tokens, map) => {
    expect(mapInTokens(typed(...tokens))).toBe(map)
  })
})

describe('a balanced steady state', () => {
  const spoiled = { sequenceVariant: ['SK', 'SP'] }
  it('is known by the name of the sequence or technique, whatever its variant says', () => {
    expect(isSteadyState(frame({ ...spoiled, sequenceName: '*tfi2d1_15' }))).toBe(true)
    for (const technique of ['FIESTA', 'B-TFE', 'BTFE', 'bFFE', 'TrueFISP'])
      expect(isSteadyState(frame({ ...spoiled, technique }))).toBe(true)
    expect(isSteadyState(frame({ ...spoiled, sequenceName: '*fl2d1', technique: 'TFE' }))).toBe(false)
  })

  it('is known by its variant, and by its echo and repetition only together', () => {
    expect(isSteadyState(frame({ sequenceVariant: ['SS'] }))).toBe(true)
    const timed = (echo?: number, repetition?: number) =>
      isSteadyState(
        frame(
          {
            sequenceVariant: ['SK'],
            ...(repetition === undefined ? {} : { repetitionTime: ms(repetition) }),
          },
          echo === undefined ? {} : { echoTime: ms(echo) },
        ),
      )
    expect(timed(1.4, 3)).toBe(true)
    expect(timed(2, 3)).toBe(false)
    expect(timed(1.4, 5)).toBe(false)
    expect(timed(1.4)).toBe(false)
    expect(timed(undefined, 3)).toBe(false)
    expect(isSteadyState(frame({ ...spoiled, repetitionTime: ms(3) }, { echoTime: ms(1) }))).toBe(false)
  })
})

it('an inversion is stated, or has an inversion time where no other preparation is stated', () => {
  expect(isInverted(frame({}, { preparation: 'inversion' }))).toBe(true)
  expect(isInverted(frame({ scanningSequence: ['GR', 'IR'] }))).toBe(true)
  expect(isInverted(frame({}, { inversionTime: ms(300) }))).toBe(true)
  expect(isInverted(frame({}, { inversionTime: ms(300), preparation: 'saturation' }))).toBe(false)
  expect(isInverted(frame({}, { inversionTime: ms(0) }))).toBe(false)
  expect(isInverted(frame())).toBe(false)
})

it('a spin echo is no gradient and spin echo', () => {
  expect(isSpinEcho(frame({ scanningSequence: ['SE', 'IR'] }))).toBe(true)
  expect(isSpinEcho(frame({ scanningSequence: ['SE', 'GR'] }))).toBe(false)
})

it('the unit of values is that of the real world before that of the rescaling', () => {
  const realWorld = { slope: 0.1, intercept: 0, unit: 'ms' }
  expect(unitOf(frame({}, { realWorld, rescaleType: 'PCT' }))).toBe('ms')
  expect(unitOf(frame({}, { rescaleType: 'PCT' }))).toBe('%')
  expect(unitOf(frame({}, { rescaleType: 'US' }))).toBeUndefined()
})

it('corrections are told by their tokens', () => {
  expect(isMotionCorrected(typed('M', 'MOCO'))).toBe(true)
  expect(isMotionCorrected(typed('M'))).toBe(false)
  expect(isUndistorted(typed('M', 'DIS2D'))).toBe(true)
  expect(isUndistorted(typed('M', 'ND'))).toBe(false)
  expect(isUndistorted(typed('M'))).toBeUndefined()
})

describe('tokens of the image type', () => {
  it('are read in upper case, without underscores and numbers', () => {
    expect(
      imageTokens(frame({ imageType: ['ORIGINAL', ' primary ', 'm_ffe', '', '12', 'TI300', '_'] })),
    ).toEqual(['ORIGINAL', 'PRIMARY', 'M FFE', 'TI300', ' '])
  })

  it('say original or derived first, primary or secondary second', () => {
    const of = (...imageType: string[]) => {
      const one = frame({ imageType })
      return [isDerived(one), isSecondary(one)]
    }
    expect(of('DERIVED', 'SECONDARY')).toEqual([true, true])
    expect(of('ORIGINAL', 'PRIMARY', 'DERIVED', 'SECONDARY')).toEqual([false, false])
  })

  it('name what was computed from other images', () => {
    for (const token of [
      'MPR',
      'MIP',
      'MINIP',
      'SUBTRACTION',
      'SUB',
      'PROJECTION IMAGE',
      'RESAMPLED',
      'CSA MPR',
    ])
      expect(isResampled(typed(token))).toBe(true)
    expect(isResampled(typed('M'))).toBe(false)
    expect(isResampled(frame({ imageType: ['MPR', 'MIP'] }))).toBe(false)
  })

  it.each([
    ['VELOCITY', 'velocity'],
    ['FLOW_ENCODED', 'velocity'],
    ['PHASE', 'velocity'],
    ['PHASE_SENSITIVE', 'psir'],
    ['REAL', 'real'],
    ['MAG', 'magnitude'],
    ['MAGNITUDE', 'magnitude'],
    ['M_IR', 'magnitude'],
    ['FFE', 'magnitude'],
  ] as const)('%s is %s', (token, component) => {
    expect(componentOf(typed(token))).toBe(component)
  })

  it('yield to a stated component, but for those that name a sign or a velocity', () => {
    const stated = (token: string, component: 'magnitude' | 'real') =>
      componentOf(frame({ imageType: ['ORIGINAL', 'PRIMARY', token] }, { component }))
    expect(stated('P', 'magnitude')).toBe('magnitude')
    expect(stated('R', 'magnitude')).toBe('magnitude')
    expect(stated('M', 'real')).toBe('real')
    expect(stated('VELOCITY', 'magnitude')).toBe('velocity')
    expect(stated('PSIR', 'magnitude')).toBe('psir')
    expect(componentOf(frame({ imageType: ['ORIGINAL', 'PRIMARY', 'R'] }, { inversionTime: ms(300) }))).toBe(
      'psir',
    )
    expect(componentOf(frame({ imageType: ['ORIGINAL', 'PRIMARY', 'P'] }, { inversionTime: ms(300) }))).toBe(
      'phase',
    )
  })
})

it('sequences are told by what the header calls them', () => {
  expect(isColour(frame())).toBe(false)
  const colour = frame()
  expect(
    isColour({
      ...colour,
      instance: { ...colour.instance, pixels: { ...colour.instance.pixels, samplesPerPixel: 3 } },
    }),
  ).toBe(true)
  expect(isSaturated(frame({}, { preparation: 'saturation' }))).toBe(true)
  expect(isSaturated(frame({}, { preparation: 'inversion' }))).toBe(false)
  expect(isGradientEcho(frame({ scanningSequence: ['GR', 'IR'] }))).toBe(true)
  expect(isGradientEcho(frame({ scanningSequence: ['SE'] }))).toBe(false)
  expect(isSpinEcho(frame({ scanningSequence: ['EP'] }))).toBe(false)
  expect(isVolume(frame({ acquisitionType: '3D' }))).toBe(true)
  expect(isVolume(frame({ acquisitionType: '2D' }))).toBe(false)
  expect(isVolume(frame())).toBe(false)
  expect(sequenceText(frame({ sequenceName: '*tfi2d1', technique: 'FIESTA' }))).toBe('*tfi2d1 / FIESTA')
  expect(sequenceText(frame({ technique: 'FIESTA' }))).toBe('FIESTA')
  expect(sequenceText(frame())).toBe('')
  expect(isUndistorted(typed('ND', 'DIS3D'))).toBe(true)
  expect(isUndistorted(frame({ imageType: ['DIS2D', 'ND'] }))).toBeUndefined()
  expect(isMotionCorrected(frame({ imageType: ['MOCO', 'MOCO'] }))).toBe(false)
  for (const sequenceName of ['tfi2d1', '*TF3D'])
    expect(isSteadyState(frame({ sequenceVariant: ['SP'], sequenceName }))).toBe(true)
  for (const sequenceName of ['fl2d', 'xtfi2d', 'tfx2d'])
    expect(isSteadyState(frame({ sequenceVariant: ['SP'], sequenceName }))).toBe(false)
  for (const [rescaleType, unit] of [
    ['MS', 'ms'],
    ['s', 's'],
    ['%', '%'],
    ['CM/S', 'cm/s'],
  ] as const)
    expect(unitOf(frame({}, { rescaleType }))).toBe(unit)
  expect(unitOf(frame())).toBeUndefined()
})
