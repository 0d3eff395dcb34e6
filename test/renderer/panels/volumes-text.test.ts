import { describe, expect, it } from 'vitest'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { volumesText } from '../../../renderer/panels/volumes-text.ts'

const made = { method: 'disc-summation', version: '1', warnings: [] } as const
const measurements: readonly Measurement[] = [
  { quantity: 'lv-edv', value: 151.23456, unit: 'mL', ...made },
  { quantity: 'lv-edv-index', value: 80.87, unit: 'mL/m2', ...made },
  { quantity: 'lv-ef', value: 61.5, unit: '%', ...made },
  { quantity: 'lv-sv', unmeasured: 'no-contours' },
]
const ranges = [
  {
    comparisons: [
      {
        compared: true as const,
        quantity: 'lv-edv-index' as const,
        value: 80.87,
        verdict: 'within' as const,
        ranges: [{ sex: 'F' as const, low: 50, high: 100, z: 0.46, zUncertainty: 0.1 }],
        table: { id: 't', version: '1', source: 's', status: 'unverified source' as const, interval: '95 %' },
      },
    ],
  },
]

describe('the table of the left ventricle as text', () => {
  const [head, ...rows] = volumesText(measurements, ranges)
    .split('\n')
    .map((line) => line.split('\t'))

  it('has numbers in full with their units, by body surface too, and beside those of healthy people', () => {
    expect(head).toEqual('Quantity,Value,Unit,per m² BSA,Unit,Normal from,Normal to,Unit,z'.split(','))
    expect(rows[0]).toEqual(['EDV', '151.23456', 'mL', '80.87', 'mL/m²', '50', '100', 'mL/m²', '0.46'])
    expect(rows.find(([name]) => name === 'EF')).toEqual(['EF', '61.5', '%', '', '', '', '', '', ''])
  })

  it('says in place of a number why there is none', () => {
    expect(rows.find(([name]) => name === 'SV')?.[1]).toBe('no contours yet')
    expect(rows.find(([name]) => name === 'HR')?.[1]).toBe('not measured')
  })
})
