import { describe, expect, it } from 'vitest'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { gram, ml } from '#analysis/units/units.ts'
import { ejectionFraction, massWarning, stated, strokeVolume } from '#analysis/volumes/ejection.ts'
import type { PhaseVolume } from '#analysis/volumes/phase.ts'
import { boxStack } from './prism.ts'

describe('what a ventricle ejects', () => {
  it('of 120 mL that leave 48 is 72 mL, which is 60 %', () => {
    expect(strokeVolume(ml(120), ml(48))).toEqual(measured(72))
    expect(ejectionFraction(ml(120), ml(48))).toEqual(measured(60))
    expect(ejectionFraction(ml(120), ml(120))).toEqual(measured(0))
  })

  it('is negative, and said to be, where ED and ES are the wrong way round', () => {
    const said = ['the volume at ES is larger than at ED']
    expect(strokeVolume(ml(100), ml(125))).toEqual(measured(-25, said))
    expect(ejectionFraction(ml(100), ml(125))).toEqual(measured(-25, said))
  })

  it('is no share of an empty ventricle', () => {
    expect(ejectionFraction(ml(0), ml(0))).toEqual(unmeasured('no-cavity'))
  })
})

describe('masses of one wall', () => {
  const warned = (ed: number, es: number) => massWarning(measured(gram(ed)), measured(gram(es)))

  it('may differ by a tenth of that at ED, up or down', () => {
    expect([warned(100, 110), warned(100, 90), warned(100, 100)]).toEqual([[], [], []])
    expect(warned(100, 110.4)).toEqual(['mass is 100 g at ED and 110 g at ES'])
    expect(warned(100, 89.6)).toEqual(['mass is 100 g at ED and 90 g at ES'])
    // a tenth of the 110 at ES would let it pass
    expect(warned(100, 110.9)).toHaveLength(1)
  })

  it('say nothing where one is not known', () => {
    const none = unmeasured('no-epicardial-contours')
    expect(massWarning(none, measured(gram(100)))).toEqual([])
    expect(massWarning(measured(gram(100)), none)).toEqual([])
  })
})

describe('a volume with open slices', () => {
  const none = unmeasured('no-contours')
  const volume = (open: readonly number[]): PhaseVolume => ({
    phase: 0,
    cavity: measured(ml(80), ['uneven']),
    wall: none,
    mass: none,
    complete: open.length === 0,
    open,
    assumed: [],
    papillaries: false,
    slices: [],
  })
  const read = (open: readonly number[], ventricle?: string) =>
    stated(boxStack(8), volume(open), ({ cavity }) => cavity, ventricle)

  it('is provisional, and names them', () => {
    expect(read([])).toEqual(measured(80, ['uneven']))
    expect(read([2])).toEqual(
      measured(80, ['uneven', 'provisional: of 8 slices, slice 3 is neither contoured nor marked no LV']),
    )
    expect(read([0, 6], 'RV')).toEqual(
      measured(80, [
        'uneven',
        'provisional: of 8 slices, slices 1, 7 are neither contoured nor marked no RV',
      ]),
    )
  })

  it('is not provisional where there is none', () => {
    expect(stated(boxStack(8), volume([2]), ({ wall }) => wall)).toEqual(none)
  })
})
