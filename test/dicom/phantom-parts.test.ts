/** Parts of a synthetic study that threads make beside each other: together they are the study. */
import { describe, expect, it } from 'vitest'
import { phantomSeries } from '#analysis/phantom/examination.ts'
import { type PhantomStudyOptions, vendors } from '#analysis/phantom/options.ts'
import { layoutOf, sizeOf } from '#dicom/write/mr/layout.ts'
import { partsOf } from '#dicom/write/mr/parts.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { trial } from '../trial.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  examination: 'whole',
  ...trial,
}
const forms = [
  { form: 'plain', of: options },
  ...vendors.map((vendor) => ({ form: vendor, of: { ...options, vendor } })),
  { form: 'enhanced', of: { ...options, vendor: 'philips' as const, enhanced: true } },
]

describe.each(forms)('the parts of a $form study', ({ of }) => {
  const parts = partsOf(of)
  const pieces = parts.flatMap(({ slices = {} }) =>
    Object.entries(slices).flatMap(([name, which]) => which.map((slice) => `${name} ${slice}`)),
  )

  it('hold every slice of every series once', () => {
    const all = phantomSeries(of).flatMap(({ name, planes }) => planes.map((_, slice) => `${name} ${slice}`))
    expect(pieces.toSorted()).toEqual(all.toSorted())
  })

  it('begin with the short-axis cine', () => {
    expect(Object.keys(parts[0]?.slices ?? {})).toContain('cine-sax')
  })

  it('name the objects that the whole names', () => {
    const named = (part?: Parameters<typeof layoutOf>[1]): string[] =>
      layoutOf(of, part).flatMap(({ seriesUid, images }) =>
        images.map(({ sopInstanceUid, frame }) => `${seriesUid} ${sopInstanceUid} ${frame}`),
      )
    expect(parts.flatMap(named).toSorted()).toEqual(named().toSorted())
  })

  it('are counted without being named', () => {
    const layout = layoutOf(of)
    expect(sizeOf(of)).toEqual({
      series: new Set(layout.map(({ seriesUid }) => seriesUid)).size,
      instances: new Set(layout.flatMap(({ images }) => images.map(({ sopInstanceUid }) => sopInstanceUid)))
        .size,
    })
  })
})

it('a part is made to the same bytes as in the whole, whatever was made before it', () => {
  const part = { slices: { 'cine-sax': [2], 't1-native-map': [1], 'flow-phase': [0], 'lge-sax-psir': [3] } }
  const made = [...phantomStudy(options, part)]
  expect(made).toHaveLength(14 + 1 + 14 + 1)
  const wanted = new Set(made.map(({ fileName }) => fileName))
  const series = { roles: ['cine-sax', 't1-native-map', 'flow-magnitude', 'flow-phase', 'lge-sax'] as const }
  const whole = [...phantomStudy(options, series)].filter(({ fileName }) => wanted.has(fileName))
  const byName = (a: { fileName: string }, b: { fileName: string }): number =>
    a.fileName.localeCompare(b.fileName)
  expect(made.toSorted(byName)).toEqual(whole.toSorted(byName))
})

it.each(forms)('without pixels a $form file is all that the whole one has before them', ({ of }) => {
  const roles = ['scout', 'cine-2ch', 't1-native-map', 'flow-phase', 'lge-sax', 'perfusion-rest'] as const
  const whole = [...phantomStudy(of, { roles })]
  const headers = [...phantomStudy(of, { roles, withoutPixels: true })]
  expect(headers.map(({ bytes: _, ...named }) => named)).toEqual(whole.map(({ bytes: _, ...named }) => named))
  for (const [i, { bytes }] of headers.entries()) {
    const file = Buffer.from(whole[i]?.bytes ?? [])
    expect(file.subarray(0, bytes.length).equals(bytes)).toBe(true)
    // (7FE0,0010) OW, and its length up to the end of the file
    const [head, pixels] = [file.subarray(bytes.length, bytes.length + 8), file.length - bytes.length - 12]
    expect(head.toString('hex')).toBe('e07f10004f570000')
    expect(file.readUInt32LE(bytes.length + 8)).toBe(pixels)
  }
})

it('some slices of an enhanced object are no object', () => {
  const enhanced = { ...options, enhanced: true }
  expect(() => [...phantomStudy(enhanced, { slices: { 'cine-sax': [0] } })]).toThrow(RangeError)
})
