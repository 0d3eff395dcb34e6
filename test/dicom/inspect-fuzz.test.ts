import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect, verdictOf } from '#dicom/inspect.ts'
import { frameBytes, frameCount } from '#dicom/pixels/frames.ts'
import { corpus, corpusProject } from '../hostile/corpus.ts'

const project = { protocolId: corpusProject }

const seeds = [
  'S01-good-explicit',
  'S02-good-implicit',
  'S03-good-bigendian',
  'S04-good-deflated',
  'S24-sq-undef-ok',
  'S31-un-undef',
  'C02-ir87',
  'D03-j2k-60000',
  'D06-rle-bad-offsets',
  'H10-phi-overlay',
  'O01-enhanced-mr',
  'O03-sr-xss',
  'O13-dicomdir-absolute',
].map((id) => {
  const content = Object.values(corpus.find((one) => one.id === id)?.files() ?? {})[0]
  if (!(content instanceof Uint8Array)) throw new RangeError(`no file ${id}`)
  return content
})

/** Where headers are, so that changes do not all land in the preamble or the pixels. */
const interesting = (length: number) =>
  fc.oneof(fc.nat(length - 1), fc.integer({ min: 128, max: Math.min(length - 1, 1300) }))

const mutated = fc.constantFrom(...seeds).chain((seed) =>
  fc
    .record({
      flips: fc.array(fc.tuple(interesting(seed.length), fc.nat(255)), { maxLength: 8 }),
      cut: fc.option(fc.nat(seed.length)),
      repeat: fc.option(fc.tuple(fc.nat(seed.length), fc.nat(seed.length))),
    })
    .map(({ flips, cut, repeat }) => {
      const bytes = Buffer.from(seed)
      for (const [at, value] of flips) bytes[at] = value
      const spliced = repeat
        ? Buffer.concat([
            bytes.subarray(0, repeat[0]),
            bytes.subarray(Math.min(...repeat), Math.max(...repeat)),
            bytes.subarray(repeat[0]),
          ])
        : bytes
      return cut === null ? spliced : spliced.subarray(0, cut)
    }),
)

describe('a damaged file', () => {
  it('is always given an outcome, in under a second, and its frames are all there if it has any', () => {
    const outcomes = new Set<string>()
    fc.assert(
      fc.property(mutated, (bytes) => {
        const start = performance.now()
        const inspection = inspect(bytes, { project })
        outcomes.add(verdictOf(inspection).outcome)
        if (inspection.kind === 'image')
          for (let frame = 0; frame < Math.min(4, frameCount(inspection.frames)); frame += 1)
            frameBytes(bytes, inspection.frames, frame)
        expect(performance.now() - start).toBeLessThan(1000)
      }),
      { seed: 20250101, numRuns: 4000 },
    )
    expect(outcomes).toEqual(
      new Set(['accepted', 'accepted-with-warning', 'quarantined', 'refused', 'ignored']),
    )
  })

  it('of noise alone is no DICOM file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        const { kind } = inspect(bytes, { project })
        expect(['not-dicom', 'refused']).toContain(kind)
      }),
      { seed: 20250102, numRuns: 500 },
    )
  })

  it('with a DICOM mark in front of noise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2048 }), (bytes) => {
        const marked = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), bytes])
        expect(inspect(marked, { project }).kind).toBe('refused')
      }),
      { seed: 20250103, numRuns: 500 },
    )
  })
})
