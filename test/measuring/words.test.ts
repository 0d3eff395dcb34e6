import { afterEach, describe, expect, it } from 'vitest'
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { AnnotationValue } from '#analysis/annotations/values.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { copiedText, labelLines, mainText, meanText, rangeText } from '../../renderer/measuring/words.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'

const region: Annotation = {
  number: 3,
  kind: 'ellipse',
  image: { sopInstanceUid: '1.2', frame: 0 },
  points: [],
  text: 'septum',
}
const values = (unit: string | undefined, area = 314.159): readonly AnnotationValue[] => [
  { name: 'area', outcome: measured(area), unit: 'mm2' },
  ...(
    [
      ['mean', 1002.4],
      ['sd', 31.2],
      ['min', 4],
      ['max', 1100],
    ] as const
  ).map(
    ([name, value]): AnnotationValue => ({
      name,
      outcome: measured(value),
      ...(unit === undefined ? {} : { unit }),
    }),
  ),
  { name: 'pixels', outcome: measured(140), unit: '{pixels}' },
]
const plain = (text: string | undefined) => text?.replaceAll(/[\u2009\u00a0\u202f]/g, ' ')

afterEach(() => usePreferences.setState({ language: 'en' }))

describe('what is measured is said', () => {
  it('with as many digits as it is worth and its unit, in the language of the window', () => {
    expect(plain(mainText(values('ms')))).toBe('3.14 cm²')
    expect(plain(mainText(values('ms', 45.67)))).toBe('45.7 mm²')
    expect(plain(meanText(values('ms')))).toBe('1002 ± 31 ms')
    expect(plain(rangeText(values(undefined)))).toBe('4 – 1100 · 140 px')
    usePreferences.setState({ language: 'de' })
    expect(plain(mainText(values('ms')))).toBe('3,14 cm²')
    expect(plain(meanText(values('ms')))).toBe('1002 ± 31 ms')
  })

  it('on the image below what the reader wrote', () => {
    expect(labelLines(region, values('ms')).map(plain)).toEqual(['septum', '3.14 cm²', '1002 ± 31 ms'])
    expect(labelLines({ ...region, kind: 'text' }, [])).toEqual(['septum'])
  })

  it('with the reason where there is no number', () => {
    const missing = values('ms').map((value) => ({ ...value, outcome: unmeasured('too-few-pixels') }))
    expect(meanText(missing)).toBe('too few pixels')
  })

  it('as text with numbers in full, a decimal point, and no tab inside a cell', () => {
    const text = copiedText([
      {
        annotation: { ...region, text: 'a\tb' },
        values: values('ms'),
        series: 'Native T1',
        slice: 2,
        phase: 1,
      },
    ])
    const [head = '', row = ''] = text.split('\n')
    expect(head.split('\t')).toHaveLength(row.split('\t').length)
    expect(row.split('\t')).toEqual([
      '3',
      'Ellipse',
      'a b',
      'Native T1',
      '2',
      '1',
      '',
      '',
      '314.159',
      '1002.4',
      '31.2',
      '4',
      '1100',
      '140',
      'ms',
    ])
  })
})
