/** Flows of an examination beside each other and beside its ventricles, found by the names of vessels. */
import { describe, expect, it } from 'vitest'
import { runFlowRelations, type VesselFlow } from '#analysis/examination/relations.ts'
import { flowDefaults } from '#analysis/flow/input.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'

const made = { method: 'm', version: '1', unit: 'mL', warnings: [] } as const
const flow = (vessel: string, forward: number, net: number): VesselFlow => ({
  vessel,
  outcome: measured({
    method: 'phase-contrast/frame-wise',
    version: '1',
    options: flowDefaults,
    measurements: [
      { quantity: 'flow-forward', scope: `region:${vessel}`, value: forward, ...made },
      { quantity: 'flow-net', scope: `region:${vessel}`, value: net, ...made },
    ],
    warnings: [],
    curve: [],
    reversed: false,
    unwrapped: [],
  }),
})
const volumes = (...measurements: Measurement[]): Outcome<Volumes> =>
  // only its measurements are looked at
  measured({ measurements } as Partial<Volumes> as Volumes)
const strokes = volumes(
  { quantity: 'lv-sv', scope: 'method:clipped', value: 999, ...made },
  { quantity: 'lv-sv', value: 100, ...made, warnings: ['provisional'] },
  { quantity: 'rv-sv', value: 90, ...made },
)
const numberOf = (outcome: ReturnType<typeof runFlowRelations>, quantity: string) => {
  if (!outcome.measured) return [outcome.reason, outcome.detail]
  const found = outcome.value.measurements.find((m) => m.quantity === quantity)
  return found && (isMeasured(found) ? found.value : [found.unmeasured, found.detail])
}

describe('flows and ventricles', () => {
  const both = runFlowRelations([flow('aorta', 75, 70), flow('pulmonary-artery', 88, 84)], strokes)

  it('give Qp/Qs of 1.2 of 84 and 70 mL', () => {
    expect(numberOf(both, 'qp-qs')).toBeCloseTo(1.2, 12)
  })

  it('give 25 mL of mitral regurgitation where 100 mL leave the ventricle and 75 mL reach the aorta', () => {
    expect(numberOf(both, 'mitral-rvol')).toBe(25)
    expect(numberOf(both, 'mitral-rf')).toBe(25)
    expect(numberOf(both, 'tricuspid-rvol')).toBe(2)
    expect(both).toMatchObject({
      value: {
        method: 'flow-relations',
        version: '1',
        options: { systemic: 'aorta', pulmonary: 'pulmonary-artery', consistencyTolerance: 10 },
        warnings: [],
      },
    })
  })

  it('hand on what is doubted of a stroke volume', () => {
    const found = both.measured ? both.value.measurements : []
    expect(found.find(({ quantity }) => quantity === 'mitral-rvol')).toMatchObject({
      warnings: ['provisional'],
    })
  })

  it('need a partner: without the pulmonary artery, without a ventricle, without either vessel', () => {
    const alone = runFlowRelations([flow('aorta', 75, 70)], strokes)
    expect(numberOf(alone, 'qp-qs')).toEqual(['no-partner', 'a pulmonary and an aortic flow are needed'])
    expect(numberOf(alone, 'mitral-rvol')).toBe(25)
    expect(alone).toMatchObject({ value: { options: { systemic: 'aorta' } } })
    const pulmonary = runFlowRelations([flow('pulmonary-artery', 88, 84)], strokes)
    expect(numberOf(pulmonary, 'mitral-rvol')).toEqual(['no-partner', 'LVSV and an aortic flow are needed'])
    expect(numberOf(pulmonary, 'tricuspid-rvol')).toBe(2)
    expect(numberOf(runFlowRelations([flow('vessel', 75, 70)], strokes), 'qp-qs')).toEqual([
      'no-partner',
      'no series is named as of the aorta or of the pulmonary artery',
    ])
  })

  it('say why a partner has no number', () => {
    const why = unmeasured('no-contours', 'no cine is contoured')
    expect(numberOf(runFlowRelations([flow('aorta', 75, 70)], why), 'mitral-rvol')).toEqual([
      'no-contours',
      'no cine is contoured',
    ])
    const aliased = { vessel: 'aorta', outcome: unmeasured('aliased', 'twice the VENC') }
    expect(numberOf(runFlowRelations([aliased], strokes), 'mitral-rvol')).toEqual([
      'aliased',
      'twice the VENC',
    ])
    const noRight = volumes({ quantity: 'rv-sv', unmeasured: 'missing-slice', detail: 'slice 3' })
    const found = runFlowRelations([flow('pulmonary-artery', 88, 84), flow('aorta', 75, 70)], noRight)
    expect(numberOf(found, 'tricuspid-rf')).toEqual(['missing-slice', 'slice 3'])
    expect(numberOf(found, 'mitral-rf')).toEqual(['no-contours', 'lv-sv is not among the measurements'])
  })

  it('take the first of two flows through one vessel, and say so', () => {
    const twice = runFlowRelations([flow('aorta', 75, 70), flow('aorta-2', 60, 60)], strokes)
    expect(numberOf(twice, 'mitral-rvol')).toBe(25)
    expect(twice).toMatchObject({
      value: { warnings: ['aorta-2 is a second flow through the same vessel, and the first is compared'] },
    })
  })
})
