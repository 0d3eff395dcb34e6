/** Slices of a ring that contracts by formula, tracked as pictures. */
import { describe, expect, it } from 'vitest'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { edgesOf, strainAcross, strainAlong } from '#analysis/strain/lengths.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { type SliceToTrack, type TrackedSlice, trackSlice, trackWalls } from '#analysis/strain/slice.ts'
import { at } from '#analysis/units/at.ts'
import { mm, ms } from '#analysis/units/units.ts'
import {
  borderAt,
  circle,
  contraction,
  inner,
  mirrored,
  outer,
  pixel,
  ringCine,
  rr,
  timesOf,
} from './ring.ts'

const options = { ...usualStrain, chords: 40 }
const all = edgesOf(40, true)
const images = ringCine(contraction)
const input: SliceToTrack = {
  slice: 4,
  images,
  times: timesOf(5),
  rr,
  edPhase: 0,
  endocardial: circle(inner),
  epicardial: circle(outer),
}

function tracked(change: Partial<SliceToTrack> = {}, by = options): TrackedSlice {
  const outcome = trackSlice({ ...input, ...change }, by)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const along = (slice: TrackedSlice, layer: 'endocardial' | 'mid-wall' | 'epicardial') => {
  const line = slice.layers[layer]
  if (line === undefined) throw new Error(`no ${layer}`)
  return strainAlong(line.phases, all, slice.plane, slice.edPhase)
}
const across = ({ layers, plane, edPhase }: TrackedSlice) =>
  strainAcross(layers.endocardial?.phases ?? [], layers.epicardial?.phases ?? [], all, plane, edPhase)

const truth = (R: number) => contraction.cavity.map((s) => 100 * (borderAt(s, R) / R - 1))
const thickening = contraction.cavity.map(
  (s) => 100 * ((borderAt(s, outer) - borderAt(s, inner)) / (outer - inner) - 1),
)
const worst = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((v, i) => Math.abs(v - at(b, i))))

describe('a ring that contracts to 80 %', () => {
  it('is found to shorten by 20 points along the endocardium and by its closed form along the other layers', () => {
    const plain = tracked()
    expect(worst(along(plain, 'endocardial'), truth(inner))).toBeLessThan(1)
    expect(worst(along(plain, 'mid-wall'), truth((inner + outer) / 2))).toBeLessThan(1)
    expect(worst(along(plain, 'epicardial'), truth(outer))).toBeLessThan(1)
  })

  it('is found to thicken by its closed form', () => {
    expect(worst(across(tracked()), thickening)).toBeLessThan(4)
  })

  it('closes after the beat, and is 3 in quality all round', () => {
    const plain = tracked()
    expect(plain.closing).toBeLessThan(0.3)
    expect(plain.corrected).toBe(true)
    expect(plain.warnings).toEqual([])
    expect(plain.residual).toBeLessThan(0.2)
    for (const { evidence } of Object.values(plain.layers)) {
      expect(Math.max(...evidence.residual)).toBeLessThan(0.5)
      expect(Math.min(...evidence.jacobian)).toBeGreaterThan(0.1)
      expect(evidence.residual.length).toBe(40)
    }
  })

  it('says with what it was tracked, in plain data that another thread can take', () => {
    const plain = tracked()
    expect(plain).toMatchObject({ slice: 4, edPhase: 0, rr, times: timesOf(5), options })
    expect(plain.plane).toEqual(at(images, 0).plane)
    expect(plain.layers.endocardial?.phases).toHaveLength(5)
    expect(structuredClone(plain)).toEqual(plain)
  })

  it('strains the same in a mirrored picture', () => {
    const plain = tracked()
    const flip = (points: readonly (readonly [number, number])[]) =>
      points.map(([x, y]): [number, number] => [47 - x, y])
    const other = tracked({
      images: mirrored(images),
      endocardial: flip(circle(inner)),
      epicardial: flip(circle(outer)),
    })
    expect(worst(along(other, 'endocardial'), along(plain, 'endocardial'))).toBeLessThan(0.3)
    expect(worst(across(other), across(plain))).toBeLessThan(1.5)
  })

  it('strains the same whatever the scale and offset of brightness', () => {
    const brighter = images.map((image) => ({ ...image, pixels: image.pixels.map((v) => 3 * v + 200) }))
    const other = tracked({ images: brighter })
    expect(worst(along(other, 'endocardial'), along(tracked(), 'endocardial'))).toBeLessThan(0.1)
  })

  it('strains the same when the beat is listed from another phase on', () => {
    const turn = <T>(list: readonly T[]): T[] => [...list.slice(3), ...list.slice(0, 3)]
    const other = tracked({ images: turn(images), edPhase: 2 })
    expect(worst(along(other, 'endocardial'), turn(along(tracked(), 'endocardial')))).toBeLessThan(0.1)
  })

  it('needs no epicardium for the endocardium', () => {
    const other = tracked({ epicardial: undefined })
    expect(Object.keys(other.layers)).toEqual(['endocardial'])
    expect(worst(along(other, 'endocardial'), truth(inner))).toBeLessThan(1.2)
  })

  it('tells how many phases are done', () => {
    const told: (readonly [number, number])[] = []
    trackSlice(input, options, (done, total) => told.push([done, total]))
    expect(told.map(([done]) => done)).toEqual([0, 1, 2, 3, 4, 5])
    expect(new Set(told.map(([, total]) => total))).toEqual(new Set([5]))
  })
})

/** Two textures that no turn makes into one another. */
const textures = [
  (R: number, angle: number) => Math.sin(9 * angle + R / 3) + Math.sin(14 * angle - R / 2),
  (R: number, angle: number) => Math.sin(11 * angle - R / 3) + Math.sin(17 * angle + 1 + R / 4),
] as const

describe('a ring whose tissue passes through the plane', () => {
  // at ES nothing of the texture of ED is left in the wall, and none of it has turned
  const cavity = [1, 0.95, 0.9, 0.85, 0.8]
  const passing = ringCine({ cavity }).map((image, phase) => {
    const left = Math.cos((Math.PI * phase) / 8)
    const come = Math.sqrt(1 - left * left)
    const s = at(cavity, phase)
    return {
      ...image,
      pixels: image.pixels.map((value, i) => {
        const [x, y] = [((i % 48) - 23.5) * pixel, (Math.floor(i / 48) - 23.5) * pixel]
        const R = Math.sqrt(Math.max(x * x + y * y - (s * s - 1) * inner * inner, 0))
        const angle = Math.atan2(y, x)
        if (R < inner || R > outer) return value
        const texture = left * textures[0](R, angle) + come * textures[1](R, angle)
        return value - 25 * Math.sin(6 * angle + R / 4) + 12 * texture
      }),
    }
  })
  const errorsOf = (anchor: number): number[] => {
    const slice = tracked({ images: passing }, { ...options, anchor, driftLimit: mm(0) })
    return Array.from({ length: 8 }, (_, part) => {
      const arc = all.slice(5 * part, 5 * part + 5)
      const strain = strainAlong(slice.layers.endocardial?.phases ?? [], arc, slice.plane, 0)
      return at(strain, 4) - -20
    })
  }
  const spread = (errors: readonly number[]) => Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / 8)

  it('shortens more evenly by the phase before than by ED alone', () => {
    expect(spread(errorsOf(usualStrain.anchor))).toBeLessThan(0.7 * spread(errorsOf(1)))
  })
})

describe('a heart that does not come back', () => {
  // it begins in place and ends 4 mm to the right, so that the last phase does not lead back to the first
  const drifting = (shift: number): MeasuredImage[] =>
    images.map((image, phase) => ({
      ...image,
      pixels: Float32Array.from(image.pixels, (_, i) => {
        const source = (i % 48) - Math.round((shift * phase) / 4)
        return image.pixels[Math.floor(i / 48) * 48 + Math.min(Math.max(source, 0), 47)] ?? 0
      }),
    }))

  it('is followed there and back, so that the closing error stays that of the tracking', () => {
    const slice = tracked({ images: drifting(2) })
    expect(slice.closing).toBeLessThan(0.5)
    expect(worst(along(slice, 'endocardial'), truth(inner))).toBeLessThan(2.5)
  })

  it('is corrected by the share of the beat that has passed, and flagged above the limit instead', () => {
    const free = tracked({}, { ...options, driftLimit: mm(0) })
    expect(free.corrected).toBe(false)
    expect(free.warnings).toEqual([
      `slice 5: tissue misses its place by ${free.closing.toFixed(1)} mm after the beat; no drift was corrected`,
    ])
    const corrected = tracked().layers.endocardial
    const raw = free.layers.endocardial
    if (corrected === undefined || raw === undefined) throw new Error('no endocardium')
    const shift = (phase: number, k: number) =>
      (raw.phases[phase]?.[k] ?? 0) - (corrected.phases[phase]?.[k] ?? 0)
    for (const k of [0, 17, 44]) {
      expect(shift(0, k)).toBe(0)
      expect(shift(4, k)).toBeCloseTo(2 * shift(2, k), 6)
    }
    // the distance that is told is that of the points, in millimetres
    const [dx, dy] = [(shift(4, 0) * 5) / 4, (shift(4, 1) * 5) / 4]
    expect(Math.hypot(dx, dy) * pixel).toBeCloseTo(corrected.evidence.closing[0] ?? Number.NaN, 6)
  })
})

describe('a slice that cannot be tracked says why and which it is', () => {
  const verdict = (change: Partial<SliceToTrack>) => {
    const outcome = trackSlice({ ...input, ...change }, options)
    return outcome.measured ? 'measured' : [outcome.reason, outcome.detail]
  }
  const still = images.map((image) => ({ ...image, pixels: new Float32Array(48 * 48).fill(0) }))

  it.each([
    ['no contour', { endocardial: undefined }, ['no-contours', 'slice 5: no endocardial contour at ED']],
    ['no images', { images: [], times: [] }, ['no-images', 'slice 5: no images to measure on']],
    ['all-zero images', { images: still }, ['unusable-images', 'slice 5: phase 1 of 5: all pixels are 0']],
    [
      'negative times',
      { times: timesOf(5).map((t) => ms(t - 50)) },
      ['no-times', 'slice 5: the times do not ascend from 0 at phase 1 of 5'],
    ],
    [
      'an endocardium outside of the epicardium',
      { endocardial: circle(outer), epicardial: circle(inner) },
      [
        'contours-cross',
        'slice 5: the endocardial contour lies outside the epicardial one on 40 of 40 chords',
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(verdict(change as Partial<SliceToTrack>)).toEqual(expected)
  })
})

describe('a border that is carried along beside that of the reader', () => {
  const beside = 0.5
  const outcomes = trackWalls(
    input,
    [
      { endocardial: circle(inner + beside), epicardial: circle(outer) },
      { endocardial: circle(outer + 1), epicardial: circle(outer) },
      { endocardial: circle(inner), epicardial: circle(outer - beside) },
    ],
    options,
  )
  const value = (k: number): TrackedSlice => {
    const outcome = at(outcomes, k)
    if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
    return outcome.value
  }

  it('changes nothing of what is found by his own', () => {
    expect(value(0)).toEqual(tracked())
  })

  it('shortens as tissue does where it lies, by its closed form', () => {
    const found = along(value(1), 'endocardial').map((v, k) => v - at(along(value(0), 'endocardial'), k))
    const known = truth(inner + beside).map((v, k) => v - at(truth(inner), k))
    expect(worst(found, known)).toBeLessThan(0.5)
    expect(Math.max(...known)).toBeGreaterThan(0.5)
    expect(along(value(3), 'endocardial')).toEqual(along(value(0), 'endocardial'))
    expect(worst(along(value(3), 'epicardial'), truth(outer - beside))).toBeLessThan(1)
  })

  it('that cannot be has no strain, and takes it from no other', () => {
    expect(at(outcomes, 2)).toMatchObject({ measured: false, reason: 'contours-cross' })
    expect(value(3).layers.epicardial).toBeDefined()
  })
})
