import { describe, expect, it } from 'vitest'
import { bodySurface } from '#analysis/volumes/body-size.ts'

describe('body surface', () => {
  it('of 180 cm and 73 kg is 1.9105 m² by Mosteller, 1.9202 by DuBois, 1.9101 by Haycock', () => {
    const registry = { heightCm: 180, weightKg: 73 }
    expect(bodySurface({ registry })).toMatchObject({
      value: { bsa: expect.closeTo(1.9105, 4), formula: 'mosteller', heightCm: 180 },
    })
    expect(bodySurface({ registry }, 'dubois')).toMatchObject({ value: { bsa: expect.closeTo(1.9202, 4) } })
    expect(bodySurface({ registry }, 'haycock')).toMatchObject({ value: { bsa: expect.closeTo(1.9101, 4) } })
  })

  it('comes from the registry before DICOM before the reader', () => {
    const sizes = {
      registry: { heightCm: 180, weightKg: 80 },
      dicom: { heightCm: 180, weightKg: 78 },
      reader: { heightCm: 170, weightKg: 80 },
    }
    expect(bodySurface(sizes)).toMatchObject({
      value: { bsa: 2, source: 'registry' },
      warnings: ['height is 180 cm by registry and 170 cm by reader'],
    })
    expect(bodySurface({ ...sizes, registry: { heightCm: 180 } })).toMatchObject({
      value: { source: 'dicom' },
    })
    expect(bodySurface({ reader: sizes.reader })).toMatchObject({ value: { source: 'reader' } })
  })

  it('given as such is held against height and weight of another source, and against its own', () => {
    const dicom = { heightCm: 180, weightKg: 80 }
    expect(bodySurface({ registry: { bsa: 2.5 }, dicom })).toMatchObject({
      value: { bsa: 2.5, formula: 'unknown' },
      warnings: ['body surface is 2.5 m² by registry and 2 m² by dicom'],
    })
    expect(bodySurface({ registry: { bsa: 2.05 }, dicom })).toMatchObject({ warnings: [] })
    expect(bodySurface({ dicom, reader: { bsa: 1.7 } })).toMatchObject({
      value: { bsa: 2 },
      warnings: ['body surface is 2 m² by dicom and 1.7 m² by reader'],
    })
    expect(bodySurface({ registry: { ...dicom, bsa: 1.5 } })).toMatchObject({
      value: { bsa: 2, formula: 'mosteller' },
      warnings: ['body surface is 1.5 m² as given by registry, 2 m² by height and weight'],
    })
  })

  it('may come from height and weight of two sources, and says so', () => {
    expect(bodySurface({ dicom: { weightKg: 80 }, reader: { heightCm: 180 } })).toMatchObject({
      value: { bsa: 2, source: 'reader' },
      warnings: ['height is by reader, weight by dicom'],
    })
  })

  it('given without height and weight is taken, with its formula unknown', () => {
    expect(bodySurface({ registry: { bsa: 1.8 } })).toMatchObject({ value: { bsa: 1.8, formula: 'unknown' } })
  })

  it.each([
    [{ heightCm: 39.9, weightKg: 50 }, 'height 39.9 cm'],
    [{ heightCm: 251, weightKg: 50 }, 'height 251 cm'],
    [{ heightCm: 170, weightKg: 1.9 }, 'weight 1.9 kg'],
    [{ heightCm: 170, weightKg: 351 }, 'weight 351 kg'],
    [{ heightCm: Number.NaN, weightKg: 70 }, 'height NaN cm'],
    [{ bsa: 18 }, 'body surface 18 m²'],
  ])('of %o is refused', (registry, detail) => {
    expect(bodySurface({ registry })).toEqual({ measured: false, reason: 'body-size-out-of-range', detail })
  })

  it.each([
    { heightCm: 40, weightKg: 2 },
    { heightCm: 250, weightKg: 350 },
  ])('of %o is taken', (registry) => {
    expect(bodySurface({ registry }).measured).toBe(true)
  })

  it('of nobody is unmeasured', () => {
    expect(bodySurface({})).toEqual({ measured: false, reason: 'no-body-size' })
    expect(bodySurface({ registry: { heightCm: 180 } })).toEqual({ measured: false, reason: 'no-body-size' })
  })
})
