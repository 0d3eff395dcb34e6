import { describe, expect, it } from 'vitest'
import { kg } from '#analysis/units/units.ts'
import { bodySurface } from '#analysis/volumes/body-size.ts'
import { clinicalView } from '../../main/services/studies/clinical.ts'

const dicom = { heightCm: 180, weight: kg(80) }

describe('body size in the reading room', () => {
  it('is the registry\u2019s where it says enough, height and weight or a body surface', () => {
    expect(clinicalView({ heightCm: 170, weightKg: 70 }, dicom)).toEqual({
      heightCm: 170,
      weightKg: 70,
      bodySizeSource: 'registry',
    })
    expect(clinicalView({ bsa: 1.8 })).toEqual({ bsa: 1.8, bodySizeSource: 'registry' })
  })

  it('is what the indices are made with, whatever each of the two says', () => {
    const registries = [{}, { heightCm: 170 }, { bsa: 1.8 }, { heightCm: 170, bsa: 1.8 }]
    const images = [{}, { weight: kg(80) }, dicom]
    for (const registry of registries)
      for (const patient of images) {
        const { heightCm, weight } = { heightCm: undefined, weight: undefined, ...patient }
        const both = bodySurface({
          registry,
          dicom: {
            ...(heightCm === undefined ? {} : { heightCm }),
            ...(weight === undefined ? {} : { weightKg: weight }),
          },
        })
        const { bodySizeSource, sex: _, age: __, heartRate: ___, ...size } = clinicalView(registry, patient)
        const shown = bodySurface(bodySizeSource === undefined ? {} : { [bodySizeSource]: size })
        expect(shown.measured ? shown.value.bsa : shown.reason).toBe(
          both.measured ? both.value.bsa : both.reason,
        )
      }
  })
})
