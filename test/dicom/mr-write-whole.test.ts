/** Every kind of series of a whole examination in every form: conformant, and read back as what it was made. */
import { describe, expect, it } from 'vitest'
import { type PhantomStudyOptions, vendors } from '#analysis/phantom/options.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { at } from '#analysis/units/at.ts'
import { cm, kg } from '#analysis/units/units.ts'
import { inspect, verdictOf } from '#dicom/inspect.ts'
import { layoutOf } from '#dicom/write/mr/layout.ts'
import { type PhantomFile, phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { trial } from '../trial.ts'
import { dciodvfyErrors, hasValidators, noValidators } from './validators.ts'

const options: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 8,
  small: true,
  examination: 'whole',
  ...trial,
  patient: { sex: 'M', age: 61, height: cm(175), weight: kg(79) },
}
const forms = [
  { form: 'plain', of: options },
  ...vendors.map((vendor) => ({ form: vendor, of: { ...options, vendor } })),
  { form: 'enhanced', of: { ...options, enhanced: true } },
  { form: 'enhanced philips', of: { ...options, vendor: 'philips' as const, enhanced: true } },
]

/** The first file of each series, and the last of those that are a file an image. */
function samples(of: PhantomStudyOptions): readonly PhantomFile[] {
  const found = new Map<string, PhantomFile[]>()
  const names = [...new Set(layoutOf(of).map(({ series }) => series.name))]
  const slices = Object.fromEntries(
    names.map((name) => {
      const series = layoutOf(of).find((placed) => placed.series.name === name)?.series
      return [name, of.enhanced ? (series?.planes.map((_, slice) => slice) ?? []) : [0]]
    }),
  )
  for (const file of phantomStudy(of, { slices })) {
    const name = at(file.fileName.split('/'), 0)
    found.set(name, [...(found.get(name) ?? []), file])
  }
  return [...found.values()].flatMap((files) => [...new Set([at(files, 0), at(files, files.length - 1)])])
}

describe.each(forms)('a whole examination in $form form', ({ of }) => {
  const files = samples(of)
  const facts = files.flatMap(({ bytes }): InstanceFacts[] => {
    const inspected = inspect(bytes, { project: { protocolId: options.project } })
    expect(verdictOf(inspected).outcome).toBe('accepted')
    return inspected.kind === 'image' ? [inspected.facts] : []
  })
  const frameOf = (name: string) => {
    const index = files.findIndex(({ fileName }) => fileName.startsWith(`${name}/`))
    return at(at(facts, index).frames, 0)
  }

  it.skipIf(!hasValidators)(
    `is free of errors for dciodvfy in every series (else skipped: ${noValidators})`,
    { timeout: 60_000 },
    () => {
      const wrong = files.flatMap(({ fileName, bytes }) =>
        dciodvfyErrors(bytes).map((error) => `${fileName}: ${error}`),
      )
      expect(wrong).toEqual([])
    },
  )

  it('has twenty-five series of pictures, whatever a maker joins of them', () => {
    expect(new Set(files.map(({ fileName }) => at(fileName.split('/'), 0))).size).toBe(25)
    expect(facts).toHaveLength(files.length)
  })

  it('says its VENC, unless it is a classic file of no maker', () => {
    expect(frameOf('flow-phase').venc).toBe(of.vendor === undefined && !of.enhanced ? undefined : 150)
    expect(frameOf('cine-sax').venc).toBeUndefined()
  })

  it('says inversion times of late enhancement and of MOLLI', () => {
    expect(frameOf('molli-native').inversionTime).toBeCloseTo(120, 6)
    expect(frameOf('lge-sax').inversionTime).toBeGreaterThan(150)
    expect(frameOf('cine-4ch').inversionTime).toBeUndefined()
  })

  it('says no time since saturation, for which the standard has no attribute', () => {
    expect(frameOf('perfusion-stress').inversionTime).toBeUndefined()
  })
})
