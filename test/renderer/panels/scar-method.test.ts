import { describe, expect, it } from 'vitest'
import { shownMethod } from '../../../renderer/panels/scar/shown-method.ts'

const methods = ['2-sd', '3-sd', '5-sd', 'fwhm-remote']

describe('late enhancement opens', () => {
  it('on the method of the protocol, and on five standard deviations where it names none', () => {
    expect(shownMethod(methods, undefined, { scarMethod: 'fwhm-remote' })).toBe('fwhm-remote')
    expect(shownMethod(methods, undefined, {})).toBe('5-sd')
  })

  it('on what the reader chose before', () => {
    expect(shownMethod(methods, '3-sd', { scarMethod: 'fwhm-remote' })).toBe('3-sd')
  })

  it('on the first method where the usual one was not measured', () => {
    expect(shownMethod(['2-sd', 'otsu'], undefined, {})).toBe('2-sd')
    expect(shownMethod([], undefined, {})).toBeUndefined()
  })
})
