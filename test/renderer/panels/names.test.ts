import { describe, expect, it } from 'vitest'
import { type QuantityName, quantityUnits } from '#analysis/measurements/quantities/quantities.ts'
import { type Scope, scopeText } from '#analysis/measurements/scope.ts'
import { nameOf, partText } from '../../../renderer/panels/numbers/words.ts'
import { de } from '../../../renderer/texts/de/de.ts'
import { en } from '../../../renderer/texts/en/en.ts'

const names = Object.keys(quantityUnits) as QuantityName[]

describe('a quantity', () => {
  it.each(names)('has a name in both languages that no other has: %s', (quantity) => {
    for (const texts of [en, de]) {
      const name = texts.quantities[quantity]
      expect(name).not.toBe(quantity)
      expect(names.filter((other) => texts.quantities[other] === name)).toEqual([quantity])
    }
    expect(de.quantities[quantity]).not.toBe(en.quantities[quantity])
  })

  it('is called in short where readers have a short word for it', () => {
    expect(nameOf(de, 'gls-peak')).toBe('GLS')
    expect(nameOf(de, 'lv-edv')).toBe('Enddiastolisches Volumen, LV')
    expect(nameOf(en, 'lv-edv')).toBe('Left ventricular end-diastolic volume')
  })
})

const parts: readonly [Scope, english: string, german: string][] = [
  [{ view: '2ch' }, '2-chamber', '2-Kammer'],
  [{ view: 'biplane' }, 'biplane', 'biplan'],
  [{ level: 'mid' }, 'mid level', 'mittig'],
  [{ slice: 0, layer: 'whole-wall' }, 'slice 1 · whole wall', 'Schicht 1 · ganze Wand'],
  [{ region: 'blood' }, 'blood', 'Blut'],
  [{ region: 'pulmonary-artery' }, 'pulmonary artery', 'Pulmonalarterie'],
  [{ region: 'vessel-2' }, 'vessel-2', 'Gefäß 2'],
  [{ region: 'hinge' }, 'hinge', 'hinge'],
  [{ of: 'lv-co', sex: 'F' }, 'of Cardiac output · women', 'von Herzzeitvolumen · Frauen'],
  [{ method: '5-sd' }, 'by 5 SD', 'nach 5 SD'],
]

describe('the part that a number is about', () => {
  it.each(parts)('is said in both languages: %j', (scope, english, german) => {
    const text = scopeText(scope)
    expect(partText(en.panels, text)).toBe(english)
    expect(partText(de.panels, text)).toBe(german)
  })
})
