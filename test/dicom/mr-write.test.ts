/** Synthetic studies as files: conformant, the same every time, and silent about the truth that they were made from. */
import { describe, expect, it } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { acquisitionOf } from '#analysis/phantom/options.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { cm, kg } from '#analysis/units/units.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { type PhantomFile, phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { makePhantomSeries } from '../../workers/jobs/phantom.ts'
import { trial } from '../trial.ts'
import { dciodvfyErrors, hasValidators, noValidators } from './validators.ts'

const options: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 11,
  small: true,
  ...trial,
  timePoint: 'BASELINE',
  patient: { sex: 'F', age: 93, height: cm(168), weight: kg(70) },
}
const classic = [...phantomStudy(options)]
const enhanced = [...phantomStudy({ ...options, enhanced: true })]
const roles = [...new Set(classic.map(({ role }) => role))]
const bySeries = new Map(roles.map((role) => [role, classic.filter((file) => file.role === role)]))
const text = (file: PhantomFile | undefined): string => Buffer.from(file?.bytes ?? []).toString('latin1')

describe('a synthetic study', () => {
  it('has scouts, three long-axis cines and a short-axis cine, each a series', () => {
    const count = (role: PhantomFile['role']) => bySeries.get(role)?.length
    const { slices, phases, scoutSlices } = acquisitionOf(options)
    expect(count('cine-sax')).toBe(slices * phases)
    expect(count('cine-2ch')).toBe(phases)
    expect(count('cine-3ch')).toBe(phases)
    expect(count('cine-4ch')).toBe(phases)
    expect(count('scout')).toBe(3 * scoutSlices)
    expect(new Set(classic.map(({ seriesUid }) => seriesUid)).size).toBe(5)
    expect(new Set(classic.map(({ sopInstanceUid }) => sopInstanceUid)).size).toBe(classic.length)
    expect(new Set(classic.map(({ fileName }) => fileName)).size).toBe(classic.length)
    expect(enhanced.map(({ role }) => role).sort()).toEqual([...roles].sort())
  })

  it.skipIf(!hasValidators).each(roles)(
    `is free of errors for dciodvfy in its %s images, classic and enhanced (else skipped: ${noValidators})`,
    (role) => {
      const [first, second] = bySeries.get(role) ?? []
      const whole = enhanced.find((file) => file.role === role)
      for (const file of [first, second, whole])
        expect(dciodvfyErrors(file?.bytes ?? new Uint8Array())).toEqual([])
    },
  )

  it('repeats byte for byte, and a part of it is the same as in the whole', () => {
    const part = [...phantomStudy(options, { roles: ['cine-3ch'] })]
    expect(part).toEqual(bySeries.get('cine-3ch'))
  })

  it('has other identifiers for another subject, seed or form', () => {
    const studies = [
      options,
      { ...options, subject: 'SUBJ-0002' },
      { ...options, seed: 12 },
      { ...options, enhanced: true },
    ]
    const uids = studies.map((of) => phantomContours(of, 'ed-es').study)
    expect(new Set(uids).size).toBe(studies.length)
    expect(uids.every((uid) => /^2\.25\.[1-9]\d{1,38}$/.test(uid))).toBe(true)
  })

  it('names neither the preset nor a volume in its files', () => {
    const { heart } = phantomTruth(options)
    for (const file of [classic.at(-1), enhanced.at(-1)]) {
      const written = text(file)
      for (const secret of ['infarct', heart.edv.toFixed(1), heart.ef.toFixed(1)])
        expect(written).not.toContain(secret)
    }
  })

  it('says 090Y for an age over 89', () => {
    expect(text(classic[0])).toContain('090Y')
    expect(text(classic[0])).not.toContain('093Y')
  })

  it('leaves out what the subject did not tell', () => {
    const { patient: _, ...unknown } = options
    const [file] = phantomStudy(unknown, { roles: ['scout'] })
    // (0010,1010) AS, (0010,1020) DS and (0010,1030) DS
    for (const attribute of ['\x10\0\x10\x10AS', '\x10\0\x20\x10DS', '\x10\0\x30\x10DS'])
      expect(text(file)).not.toContain(attribute)
  })

  it('tells how far it is after every picture', () => {
    const seen: number[][] = []
    const files = [...phantomStudy(options, { roles: ['cine-2ch'], progress: (...at) => seen.push(at) })]
    expect(seen).toEqual(files.map((_, i) => [i + 1, files.length]))
  })

  it('is made in a thread as it is made here, its memory handed over', () => {
    const transferred: ArrayBuffer[] = []
    const reported: unknown[] = []
    const { files } = makePhantomSeries(
      { options, roles: ['scout'] },
      { report: (progress) => reported.push(progress), transfer: (memory) => transferred.push(memory) },
    )
    expect(files).toEqual(bySeries.get('scout'))
    expect(transferred).toEqual(files.map(({ bytes }) => bytes.buffer))
    expect(reported.at(-1)).toEqual({ rendered: files.length, total: files.length })
  })
})

describe('the contour file of a synthetic study', () => {
  it('is a contour file, and all its contours lie on images of the study', () => {
    const file = contourFileSchema.parse(phantomContours(options, 'all'))
    const images = new Set(bySeries.get('cine-sax')?.map(({ sopInstanceUid }) => sopInstanceUid))
    const named = [...file.contours, ...(file.empty ?? [])]
    expect(named.every(({ sopInstanceUid }) => images.has(sopInstanceUid))).toBe(true)
    expect(new Set(named.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual(images)
  })

  it('names frames of the one short-axis object in the enhanced form', () => {
    const file = phantomContours({ ...options, enhanced: true }, 'ed-es')
    const { phases } = acquisitionOf(options)
    const object = enhanced.find(({ role }) => role === 'cine-sax')
    expect(new Set(file.contours.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual(
      new Set([object?.sopInstanceUid]),
    )
    const shown = new Set(file.contours.map(({ frame = Number.NaN }) => frame % phases))
    expect(shown).toEqual(new Set([file.phases?.ed, file.phases?.es]))
  })

  it('encloses the volumes that the truth states for perfect contours', () => {
    const { readerSlices } = phantomTruth(options)
    const { pixelSpacing, sliceThickness, sliceGap, phases } = acquisitionOf(options)
    const file = phantomContours(options, 'ed-es')
    const order = bySeries.get('cine-sax')?.map(({ sopInstanceUid }) => sopInstanceUid) ?? []
    const volume = (phase: number | undefined, border: string): number =>
      file.contours
        .filter((c) => c.border === border && order.indexOf(c.sopInstanceUid) % phases === phase)
        .reduce((sum, { points }) => sum + shoelace(points), 0) *
      ((pixelSpacing ** 2 * (sliceThickness + sliceGap)) / 1000)
    const [edv, esv] = [volume(file.phases?.ed, 'lv-endocardial'), volume(file.phases?.es, 'lv-endocardial')]
    // polygons of 200 points lack 0.016 % of a circle
    expect(edv / readerSlices.edv).toBeCloseTo(0.99984, 4)
    expect(esv / readerSlices.esv).toBeCloseTo(0.99984, 4)
    expect((1.05 * (volume(file.phases?.ed, 'lv-epicardial') - edv)) / readerSlices.massEd).toBeCloseTo(
      0.99984,
      4,
    )
  })
})

function shoelace(points: readonly (readonly number[])[]): number {
  let twice = 0
  for (const [i, [x = 0, y = 0]] of points.entries()) {
    const [nextX = 0, nextY = 0] = points[(i + 1) % points.length] ?? []
    twice += x * nextY - nextX * y
  }
  return Math.abs(twice) / 2
}
