import { describe, expect, it } from 'vitest'
import type { HeaderLine } from '#contract/images-calls.ts'
import { found, headerText } from '../../renderer/display/header-text.ts'
import { heightsOf, histogramOf } from '../../renderer/display/histogram-of.ts'
import { type Kind, presetsOf } from '../../renderer/display/presets.ts'
import { soundLook, withLook } from '../../renderer/display/remembered.ts'
import { display } from '../../renderer/texts/en/display.ts'
import { untouched } from '../../renderer/viewport/image-view.ts'

const words = display.header

describe('window presets', () => {
  const of = (role: Kind['role'], more: Partial<Kind> = {}): readonly string[] =>
    presetsOf({ role, component: undefined, field: 1.5, ...more }).map(({ id }) => id)
  const muscle = (role: Kind['role'], field: number) =>
    presetsOf({ role, component: undefined, field }).find(({ id }) => id === 'muscle')?.window

  it('begin with what the files ask for, and of velocities with VENC', () => {
    expect(of('cine-sax')[0]).toBe('stored')
    expect(of('flow-phase')[0]).toBe('venc')
    expect(of('other', { component: 'velocity' })[0]).toBe('venc')
    expect(of('other', { component: 'phase' })[0]).toBe('symmetric')
  })

  it('of native T1 lie higher at 3 T than at 1.5 T, and hold the healthy muscle of each', () => {
    expect(muscle('t1-native-map', 1.5)).toEqual({ kind: 'range', low: 700, high: 1300 })
    expect(muscle('t1-native-map', 2.89)).toEqual({ kind: 'range', low: 900, high: 1600 })
  })

  it('of T2* reach less far at 3 T, where it is shorter', () => {
    expect(muscle('t2star-map', 3)).toEqual({ kind: 'range', low: 0, high: 45 })
    expect(of('t2star-map')).toContain('iron')
  })

  it('of a map whose field nobody says have no range', () => {
    expect(of('t1-native-map', { field: undefined })).toEqual(of('cine-sax'))
  })
})

describe('how a reader left a series', () => {
  const look = { ...untouched, zoom: 2, inverted: true }

  it('is kept, the last change last, and forgotten once it is as delivered', () => {
    const both = withLook(withLook({}, 'a', look), 'b', look)
    expect(Object.keys(withLook(both, 'a', { ...look, zoom: 3 }))).toEqual(['b', 'a'])
    expect(withLook(both, 'a', untouched)).toEqual({ b: look })
  })

  it('is kept of four hundred series at most', () => {
    let looks = {}
    for (let k = 0; k < 405; k++) looks = withLook(looks, `s${k}`, look)
    expect(Object.keys(looks)).toHaveLength(400)
    expect(looks).not.toHaveProperty('s4')
    expect(looks).toHaveProperty('s5')
  })

  it('comes back as it was, also where absent parts were lost on the way', () => {
    expect(soundLook(JSON.parse(JSON.stringify(look)))).toEqual(look)
  })

  it('is not taken from what somebody else wrote there', () => {
    expect(soundLook({ ...look, zoom: Number.NaN })).toBeUndefined()
    expect(soundLook({ ...look, zoom: -1 })).toBeUndefined()
    expect(soundLook(JSON.parse('{"orientation":{"turns":7,"mirrored":false}}'))).toBeUndefined()
    expect(soundLook(JSON.parse('{"window":{"center":"x","width":1}}'))).toBeUndefined()
    expect(soundLook(JSON.parse('{"orientation":3}'))).toBeUndefined()
    expect(soundLook(JSON.parse('{"centre":3}'))).toBeUndefined()
  })
})

describe('the histogram of an image', () => {
  it('counts every pixel once, the brightest in the last bin', () => {
    const { low, high, counts } = histogramOf([0, 0, 5, 10, 10, 10])
    expect([low, high, counts[0], counts.at(-1)]).toEqual([0, 10, 2, 3])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6)
  })

  it('of one value, or of none, is drawn all the same', () => {
    expect(histogramOf([7, 7])).toMatchObject({ low: 7, high: 8 })
    expect(heightsOf(histogramOf([])).every(Number.isFinite)).toBe(true)
  })
})

describe('searching a header', () => {
  const line = (depth: number, tag: string, keyword: string, text: string): HeaderLine => ({
    depth,
    tag,
    keyword,
    vr: 'LO',
    value: { kind: 'text', text },
  })
  const sequence: HeaderLine = {
    ...line(0, '(0008,1140)', 'ReferencedImageSequence', ''),
    value: { kind: 'items', items: 2 },
  }
  const item = (number: number): HeaderLine => ({
    depth: 1,
    tag: '(FFFE,E000)',
    value: { kind: 'item', item: number },
  })
  const lines = [
    line(0, '(0018,0080)', 'RepetitionTime', '2.8'),
    sequence,
    item(1),
    line(1, '(0008,1160)', 'ReferencedFrameNumber', '71'),
    item(2),
    line(1, '(0008,1160)', 'ReferencedFrameNumber', '82'),
    line(0, '(0018,0081)', 'EchoTime', '1.4'),
  ]
  const keywords = (typed: string): readonly string[] =>
    found(lines, typed, words).map(
      ({ keyword, value }) => keyword ?? (value.kind === 'item' ? `item ${value.item}` : ''),
    )

  it('finds a tag, with or without its brackets, a keyword and a value, all words at once', () => {
    expect(keywords('(0018,0080)')).toEqual(['RepetitionTime'])
    expect(keywords('00180081')).toEqual(['EchoTime'])
    expect(keywords('time 1.4')).toEqual(['EchoTime'])
  })

  it('keeps the sequence and the item around what it finds', () => {
    expect(keywords('framenumber 82')).toEqual(['ReferencedImageSequence', 'item 2', 'ReferencedFrameNumber'])
  })

  it('copies a line for each element, with its depth', () => {
    expect(headerText(found(lines, 'framenumber 82', words), words).split('\n')).toEqual([
      '(0008,1140)\tLO\tReferencedImageSequence\t2 items',
      '>(FFFE,E000)\t\t\tItem 2',
      '>(0008,1160)\tLO\tReferencedFrameNumber\t82',
    ])
  })
})
