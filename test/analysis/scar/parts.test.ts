/** The steps from signal to scar, each on walls small enough to count by hand. */
import { describe, expect, it } from 'vitest'
import { amountsOf, volumeIn, wallVolume } from '#analysis/scar/amounts.ts'
import { above } from '#analysis/scar/classify.ts'
import { clean } from '#analysis/scar/clean.ts'
import { arcOf, componentsOf, face } from '#analysis/scar/components.ts'
import { borderLevel, zone, zonesOf } from '#analysis/scar/grey-zone.ts'
import { eachNeighbour, type Wall, wallOf } from '#analysis/scar/lge-slice.ts'
import { markObstruction, tissue } from '#analysis/scar/obstruction.ts'
import { usualScar } from '#analysis/scar/options.ts'
import { otsu } from '#analysis/scar/otsu.ts'
import { patternOf, usualPattern } from '#analysis/scar/pattern.ts'
import { chanceOf, connectedPeak } from '#analysis/scar/peak.ts'
import { findRemote, remoteOf, robustSd, usualRemote } from '#analysis/scar/remote.ts'
import { scar } from '#analysis/scar/scar.ts'
import { thresholdOf, usualThresholds } from '#analysis/scar/thresholds.ts'
import { type ChordProfile, chordsOf, profileOf } from '#analysis/scar/transmurality.ts'
import { scarWeights } from '#analysis/scar/weights.ts'
import { ml } from '#analysis/units/units.ts'
import { circle, type RingOptions, ringSlice, sectorLabels } from '../../truth/scar-ring.ts'

function ring(options: RingOptions = {}, more: object = {}): Wall {
  const wall = wallOf({ ...ringSlice({ noise: 'none', ...options }), ...more })
  if (!wall.measured) throw new Error(wall.detail)
  return wall.value
}

/** State of the wall from a rule on angle (degrees from 0 to 360) and depth. */
const paint = (wall: Wall, rule: (angle: number, depth: number) => boolean): Uint8Array =>
  Uint8Array.from(wall.angle, (angle, i) =>
    rule(((angle * 180) / Math.PI + 360) % 360, wall.depth[i] ?? 0) ? 1 : 0,
  )

const count = (state: Uint8Array, wanted: number): number => state.filter((one) => one === wanted).length

describe("Otsu's threshold", () => {
  it('splits two lumps in the middle of the gap between them', () => {
    const found = otsu([10, 10, 10, 11, 11, 30, 30, 31], 256)
    expect(found?.threshold).toBeCloseTo(20.5, 0)
    expect(found?.lowerMean).toBeCloseTo(10.4, 9)
    expect(found?.upperMean).toBeCloseTo(30.333333, 5)
  })
  it('is the one that a search over all thresholds finds', () => {
    const values = [0, 1, 2, 2, 3, 4, 6, 7, 7, 8, 13, 14, 15, 15, 16]
    const mean = (list: number[]) => list.reduce((sum, v) => sum + v, 0) / list.length
    const between = (t: number) => {
      const low = values.filter((v) => v <= t)
      const high = values.filter((v) => v > t)
      return low.length * high.length * (mean(high) - mean(low)) ** 2
    }
    const best = [...new Set(values)].slice(0, -1).reduce((a, b) => (between(b) > between(a) ? b : a))
    const found = otsu(values, 17)
    expect(found === undefined ? undefined : values.filter((v) => v <= found.threshold)).toEqual(
      values.filter((v) => v <= best),
    )
  })
  it('moves with gain and offset, and is none of a single value', () => {
    const values = [1, 2, 3, 9, 10, 11]
    const base = otsu(values, 256)?.threshold ?? Number.NaN
    expect(
      otsu(
        values.map((v) => 7 * v - 40),
        256,
      )?.threshold,
    ).toBeCloseTo(7 * base - 40, 9)
    expect(otsu([5, 5, 5], 256)).toBeUndefined()
    expect(otsu([], 256)).toBeUndefined()
  })
})

describe('the maximum of enhancement', () => {
  it('is the mean of the five brightest pixels that hang together, not the one hot pixel', () => {
    const wall = ring()
    const solid = [...wall.solid.keys()].filter((i) => wall.solid[i] === 1)
    const centre = solid.find((i) => {
      let neighbours = 0
      eachNeighbour(wall, i, (n) => {
        neighbours += wall.solid[n] ?? 0
      })
      return neighbours === 8
    })
    if (centre === undefined) throw new Error('no pixel within')
    const block = [centre]
    eachNeighbour(wall, centre, (n) => block.push(n))
    ;[100, 90, 80, 70, 60].forEach((signal, k) => {
      wall.signal[block[k] ?? 0] = signal
    })
    expect(connectedPeak(wall, 5)).toBeCloseTo(80, 9)
    expect(connectedPeak(wall, 1)).toBeCloseTo(100, 9)
    // far away, alone, and brighter than all five: its four best neighbours are remote
    const far = solid.find((i) => Math.abs((wall.index[i] ?? 0) - (wall.index[centre] ?? 0)) > 1000)
    wall.signal[far ?? 0] = 230
    expect(connectedPeak(wall, 5)).toBeCloseTo(80, 9)
    wall.signal[far ?? 0] = 260
    expect(connectedPeak(wall, 5)).toBeCloseTo((260 + 4 * 40) / 5, 9)
  })
  it('leaves out pixels that a border cuts, and is none where too few hang together', () => {
    const wall = ring()
    wall.solid.forEach((solid, i) => {
      if (solid === 0) wall.signal[i] = 1000
    })
    expect(connectedPeak(wall, 5)).toBe(40)
    expect(connectedPeak(wall, 5, new Uint8Array(wall.index.length))).toBeUndefined()
  })
  it('owes to chance what remote myocardium shows, at most two and a half standard deviations', () => {
    const wall = ring({ noise: 'normal' })
    const remote = findRemote(wall, usualRemote)
    if (!remote.measured) throw new Error('no remote')
    const chance = chanceOf(wall, remote.value, 5)
    expect(chance).toBeGreaterThan(1.2 * remote.value.sd)
    expect(chance).toBeLessThan(2.4 * remote.value.sd)
    wall.signal[remote.value.pixels[0] ?? 0] = 1000
    expect(chanceOf(wall, remote.value, 5)).toBeCloseTo(2.5 * remote.value.sd, 9)
    expect(chanceOf(wall, { ...remote.value, pixels: [] }, 5)).toBe(0)
  })
})

describe('thresholds', () => {
  const levels = { remote: { mean: 40, sd: 4 }, peak: 100, values: [39, 41, 40, 98, 102] }
  const of = (method: Parameters<typeof thresholdOf>[0], more: object = {}) =>
    thresholdOf(method, { ...levels, ...more }, usualThresholds)
  it('lie n SD above remote, at half of the maximum, or half between', () => {
    expect(of({ kind: 'n-sd', n: 2 })).toMatchObject({ value: 48 })
    expect(of({ kind: 'n-sd', n: 5.5 })).toMatchObject({ value: 62 })
    expect(of({ kind: 'weighted', n: 3 })).toMatchObject({ value: 52 })
    expect(of({ kind: 'fwhm', above: 'maximum' })).toMatchObject({ value: 50 })
    expect(of({ kind: 'fwhm', above: 'remote' })).toMatchObject({ value: 70 })
  })
  it('are none where the maximum, or the brighter class, is not five SD above remote', () => {
    expect(of({ kind: 'fwhm', above: 'remote' }, { peak: 60 })).toMatchObject({ reason: 'no-enhancement' })
    expect(of({ kind: 'fwhm', above: 'remote' }, { peak: 60.1 }).measured).toBe(true)
    expect(of({ kind: 'fwhm', above: 'maximum' }, { peak: undefined })).toMatchObject({
      reason: 'no-enhancement',
    })
    expect(of({ kind: 'otsu' }).measured).toBe(true)
    expect(of({ kind: 'otsu' }, { values: [38, 40, 58, 60] })).toMatchObject({ reason: 'no-enhancement' })
    expect(of({ kind: 'otsu' }, { values: [40, 40] })).toMatchObject({ reason: 'no-enhancement' })
  })
})

describe('remote myocardium', () => {
  it('has the robust spread: 1.4826 medians of the absolute deviations', () => {
    expect(robustSd([1, 2, 3, 4, 100])).toBeCloseTo(1.4826, 9)
    expect(remoteOf([{ wall: ring(), pixels: [0, 1] }]).sd).toBe(0)
  })
  it('is not found where the scar is, wherever the scar lies', () => {
    for (const from of [0, 100, 250]) {
      const wall = ring({
        noise: 'normal',
        scars: [{ from, to: from + 200, inner: 0, outer: 1, signal: 90 }],
      })
      const remote = findRemote(wall, usualRemote)
      if (!remote.measured) throw new Error('no remote')
      expect(Math.abs(remote.value.mean - 40)).toBeLessThan(1)
      for (const i of remote.value.pixels) {
        expect(wall.solid[i]).toBe(1)
        expect(wall.depth[i]).toBeGreaterThanOrEqual(0.2)
        expect(wall.depth[i]).toBeLessThanOrEqual(0.8)
      }
    }
  })
  it('is most of a healthy ring and one sector when sectors are not merged', () => {
    const wall = ring({ noise: 'normal' })
    const of = (merge: number) => {
      const remote = findRemote(wall, { ...usualRemote, merge })
      return remote.measured ? remote.value.pixels.length : 0
    }
    const one = of(0)
    expect(one).toBeGreaterThan(90)
    expect(one).toBeLessThan(115)
    expect(of(3)).toBeGreaterThan(2.5 * one)
  })
  it('is what a reader drew, where pixels lie half within it', () => {
    const wall = ring({ scars: [{ from: 0, to: 90, inner: 0, outer: 1, signal: 90 }] })
    const at = (degrees: number, radius: number) => ({
      ...wall.given,
      remote: circle(
        [31.3 + 20 * Math.cos((degrees * Math.PI) / 180), 32.1 + 20 * Math.sin((degrees * Math.PI) / 180)],
        radius,
      ),
    })
    const drawn = findRemote({ ...wall, given: at(45, 3) }, usualRemote)
    expect(drawn).toMatchObject({ value: { mean: 90, origin: 'drawn' } })
    expect(drawn.measured && Math.abs(drawn.value.pixels.length - Math.PI * 9)).toBeLessThan(4)
    expect(findRemote({ ...wall, given: at(45, 2) }, usualRemote)).toMatchObject({ reason: 'no-remote' })
  })
})

describe('a pixel that a border cuts', () => {
  it('takes the side of its neighbour on the same ray, whatever blood and fat shine', () => {
    const wall = ring({
      blood: 200,
      outside: 300,
      samples: 4,
      scars: [{ from: 0, to: 90, inner: 0, outer: 1, signal: 80 }],
    })
    const state = above(wall, 60)
    const share = amountsOf([wall], [state]).scar.extent
    expect(Math.abs(share - 25)).toBeLessThan(0.5)
    const healthy = ring({ blood: 200, outside: 300, samples: 4 })
    expect(count(above(healthy, 60), 1)).toBe(0)
  })
  it('is judged by its own signal where the wall has no pixel of its own', () => {
    const thin = ring({ endocardial: 30, epicardial: 30.8 })
    expect(count(thin.solid, 1)).toBe(0)
    const state = above(thin, 20)
    expect(count(state, 1)).toBeGreaterThan(0)
    thin.signal.forEach((signal, i) => {
      expect(state[i]).toBe(signal > 20 ? 1 : 0)
    })
  })
})

describe('regions that hang together', () => {
  it('are two arcs apart, one when they meet by a corner or over the slice between', () => {
    const walls = [ring({ slice: 0 }), ring({ slice: 1 })]
    const [a, b] = walls
    if (a === undefined || b === undefined) throw new Error('no walls')
    const arcs = paint(a, (angle) => angle < 40 || (angle > 100 && angle < 140))
    const empty = new Uint8Array(b.index.length)
    expect(componentsOf(walls, [arcs, empty], [true])).toHaveLength(2)
    const bridge = paint(b, (angle) => angle < 140)
    expect(componentsOf(walls, [arcs, bridge], [true])).toHaveLength(1)
    expect(componentsOf(walls, [arcs, bridge], [false])).toHaveLength(3)
  })
  it('of two slices face each other unless shifted by half a pixel, turned or of another size', () => {
    const { plane } = ring().given.image
    const moved = (x: number, y: number) => ({ ...plane, position: [x, y, -10] as const })
    expect(face(plane, moved(0, 0))).toBe(true)
    expect(face(plane, moved(0.74, -0.74))).toBe(true)
    expect(face(plane, moved(0.8, 0))).toBe(false)
    expect(face(plane, moved(0, 0.8))).toBe(false)
    expect(face(plane, { ...plane, rows: 10 })).toBe(false)
    expect(face(plane, { ...plane, columns: 10 })).toBe(false)
    expect(face(plane, { ...plane, rowDirection: [0.98, 0.2, 0] })).toBe(false)
    expect(face(plane, { ...plane, columnDirection: [0.2, 0.98, 0] })).toBe(false)
    expect(face(plane, { ...plane, rowSpacing: (plane.rowSpacing * 1.01) as typeof plane.rowSpacing })).toBe(
      false,
    )
    expect(
      face(plane, { ...plane, columnSpacing: (plane.rowSpacing * 0.99) as typeof plane.rowSpacing }),
    ).toBe(false)
  })
  it('span the ring less their widest gap', () => {
    const wall = ring()
    const places = (rule: (angle: number) => boolean) =>
      [...paint(wall, rule).entries()].flatMap(([i, one]) => (one === 1 ? [i] : []))
    expect(arcOf(wall, [])).toBe(0)
    expect(
      Math.abs(
        arcOf(
          wall,
          places((angle) => angle < 60),
        ) - 60,
      ),
    ).toBeLessThan(3)
    expect(
      Math.abs(
        arcOf(
          wall,
          places((angle) => angle > 340 || angle < 30),
        ) - 50,
      ),
    ).toBeLessThan(3)
    expect(arcOf(wall, [5])).toBe(0)
  })
})

describe('what is cleaned away', () => {
  const cleaning = usualScar('magnitude').cleaning
  const left = (wall: Wall, state: Uint8Array, options = cleaning) => {
    clean([wall], [state], [], options)
    return count(state, 1)
  }
  it('is less than a tenth of a millilitre, which here is four and a half pixels', () => {
    const wall = ring()
    const few = (n: number) => {
      const state = new Uint8Array(wall.index.length)
      const middle = [...wall.depth.keys()].find((i) => {
        let n = 0
        eachNeighbour(wall, i, (k) => {
          n += wall.solid[k] ?? 0
        })
        return n === 8 && Math.abs((wall.depth[i] ?? 0) - 0.5) < 0.1
      })
      const block = [middle ?? 0]
      eachNeighbour(wall, middle ?? 0, (k) => block.push(k))
      for (const i of block.slice(0, n)) state[i] = 1
      return state
    }
    expect(left(wall, few(4))).toBe(0)
    expect(left(wall, few(5))).toBe(5)
    expect(left(wall, few(2), { ...cleaning, smallestVolume: ml(0) })).toBe(0)
    expect(left(wall, few(3), { ...cleaning, smallestVolume: ml(0) })).toBe(3)
  })
  it('is a short rim of blood along the endocardium, not a longer one nor one deeper in', () => {
    const wall = ring()
    const rim = (arc: number, depth: number) => paint(wall, (angle, d) => angle < arc && d < depth)
    const none = { ...cleaning, smallestVolume: ml(0), fewestPixels: 0 }
    // a pixel is an eighth of this wall
    expect(left(wall, rim(9, 0.11), none)).toBe(0)
    expect(left(wall, rim(20, 0.11), none)).toBeGreaterThan(0)
    expect(left(wall, rim(9, 0.4), none)).toBeGreaterThan(0)
    expect(
      left(
        wall,
        paint(wall, (angle, d) => angle < 9 && d > 0.89),
        none,
      ),
    ).toBeGreaterThan(0)
  })
})

describe('microvascular obstruction', () => {
  const options = usualScar('magnitude').obstruction
  const marked = (rule: (angle: number, depth: number) => boolean, more: object = {}) => {
    const wall = ring({}, more)
    const state = paint(wall, rule)
    const before = count(state, 1)
    markObstruction(wall, state, options)
    return {
      wall,
      state,
      before,
      obstructed: count(state, tissue.obstructed),
      scar: count(state, tissue.scar),
    }
  }
  it('is a hole within the scar, and a core open to the cavity', () => {
    const hole = (angle: number, d: number) => angle > 50 && angle < 80 && d > 0.3 && d < 0.6
    const core = (angle: number, d: number) => angle > 50 && angle < 80 && d < 0.5
    for (const dark of [hole, core]) {
      const found = marked((angle, d) => angle > 20 && angle < 120 && !dark(angle, d))
      expect(found.obstructed).toBe(count(paint(found.wall, dark), 1))
      expect(found.scar).toBe(found.before)
    }
  })
  it('is not the healthy wall beside a scar, over it, or inside a ring of mid-wall scar', () => {
    expect(marked((angle) => angle < 120).obstructed).toBe(0)
    expect(marked((angle, d) => angle < 120 && d < 0.5).obstructed).toBe(0)
    expect(marked((_, d) => d > 0.4 && d < 0.7).obstructed).toBe(0)
  })
  it('is not a hole of one or two pixels, which is filled', () => {
    const wall = ring()
    const middle = [...wall.depth.keys()].filter((i) => Math.abs((wall.depth[i] ?? 0) - 0.5) < 0.08)
    const state = new Uint8Array(wall.index.length).fill(1)
    state[middle[0] ?? 0] = 0
    markObstruction(wall, state, options)
    expect(count(state, tissue.obstructed)).toBe(0)
    expect(count(state, tissue.remote)).toBe(0)
  })
  it('is what a reader drew, instead of what is enclosed', () => {
    const polygon = circle([31.3 + 20, 32.1], 2.5)
    const found = marked((angle, d) => angle > 20 && angle < 120 && !(angle > 50 && angle < 80 && d < 0.5), {
      obstructed: [polygon],
    })
    expect(Math.abs(found.obstructed - Math.PI * 6.25)).toBeLessThan(4)
    expect(found.scar).toBe(found.before)
  })
})

describe('amounts', () => {
  it('count obstruction as scar, by exact shares of pixels', () => {
    const wall = ring()
    const state = paint(wall, (angle) => angle < 90)
    const half = Uint8Array.from(state, (one, i) => (one === 1 && (wall.depth[i] ?? 0) < 0.5 ? 2 : one))
    const [plain, obstructed] = [amountsOf([wall], [state]), amountsOf([wall], [half])]
    expect(obstructed.scar).toEqual(plain.scar)
    expect(plain.obstruction).toMatchObject({ volume: 0, mass: 0, extent: 0 })
    expect(obstructed.obstruction.volume).toBeCloseTo(
      volumeIn(wall, (i) => (half[i] === 2 ? 1 : 0)),
      12,
    )
    expect(wallVolume([wall, wall])).toBeCloseTo(2 * wallVolume([wall]), 12)
    const weighted = amountsOf([wall], [half], [new Float64Array(half.length).fill(0.5)])
    expect(weighted.scar.volume).toBeCloseTo(
      plain.scar.volume - 0.5 * (plain.scar.volume - obstructed.obstruction.volume),
      12,
    )
  })
  it('of weighted pixels run from remote at 0 to the mean of the core at 1', () => {
    const wall = ring({
      scars: [
        { from: 0, to: 60, inner: 0, outer: 1, signal: 100 },
        { from: 60, to: 90, inner: 0, outer: 1, signal: 60 },
      ],
    })
    const state = paint(wall, (angle) => angle < 90)
    const [weights] = scarWeights([wall], [state], [{ mean: 40 }], [100]) ?? []
    const solid = (low: number, high: number) =>
      [...wall.index.keys()].filter((i) => wall.solid[i] === 1 && wall.signal[i] === low + high)
    for (const i of solid(100, 0)) expect(weights?.[i]).toBeCloseTo(1, 12)
    for (const i of solid(60, 0)) expect(weights?.[i]).toBeCloseTo(1 / 3, 12)
    for (const i of solid(40, 0)) expect(weights?.[i]).toBe(0)
    expect(scarWeights([wall], [state], [{ mean: 40 }], [undefined])).toBeUndefined()
    expect(scarWeights([wall], [state], [{ mean: 40 }], [400])).toBeUndefined()
  })
})

describe('core and grey zone', () => {
  const signal = { core: 100, grey: 60 }
  const options: RingOptions = {
    scars: [
      { from: 30, to: 120, inner: 0, outer: 1, signal: signal.grey },
      { from: 60, to: 90, inner: 0, outer: 1, signal: signal.core },
      { from: 200, to: 230, inner: 0, outer: 1, signal: signal.grey },
    ],
  }
  it('are told apart at the core level; what hangs together with no core is neither', () => {
    const wall = ring(options)
    const zones = zonesOf([wall], [], [70], [50], usualScar('magnitude'))
    const mass = (30 / 360) * Math.PI * (36 ** 2 - 24 ** 2) * 0.01 * 1.05
    expect(Math.abs(zones.core / mass - 1)).toBeLessThan(0.03)
    expect(Math.abs(zones.grey / (2 * mass) - 1)).toBeLessThan(0.03)
    const [states] = zones.states
    expect(new Set(states)).toEqual(new Set([zone.none, zone.grey, zone.core]))
    expect(zonesOf([wall], [], [undefined], [50], usualScar('magnitude'))).toMatchObject({ core: 0, grey: 0 })
  })
  it('begin at 2 or 3 SD above remote, or at its brightest pixel', () => {
    const wall = ring()
    wall.signal[7] = 51
    const remote = { mean: 40, sd: 4, pixels: [3, 7, 9], origin: 'drawn' } as const
    expect(borderLevel('2-sd', wall, remote)).toBe(48)
    expect(borderLevel('3-sd', wall, remote)).toBe(52)
    expect(borderLevel('remote-peak', wall, remote)).toBe(51)
  })
  it('are recorded with the rule in their method', () => {
    const result = scar([ringSlice({ ...options, remote: 20 })], usualScar('magnitude'))
    expect(result.measurements.find(({ quantity }) => quantity === 'scar-core-mass')).toMatchObject({
      method: 'lge/core-fwhm-maximum/grey-from-2-sd',
    })
    expect(result.measurements.find(({ quantity }) => quantity === 'scar-grey-mass')).toMatchObject({
      method: 'lge/core-fwhm-maximum/grey-from-2-sd',
    })
  })
})

describe('chords', () => {
  it('meet a quarter, half, three quarters and all of the wall where so much is scar', () => {
    for (const outer of [0.25, 0.5, 0.75, 1]) {
      const wall = ring()
      const state = paint(wall, (_, d) => d < outer)
      const chords = chordsOf(wall, usualScar('magnitude').transmurality)
      if (!chords.measured) throw new Error('no chords')
      const profiles = chords.value.map((chord) =>
        profileOf(wall, state, chord, usualScar('magnitude').transmurality),
      )
      const mean = profiles.reduce((sum, p) => sum + p.enhanced, 0) / profiles.length
      expect(Math.abs(mean - outer)).toBeLessThan(0.015)
      expect(profiles.every((p) => p.inner)).toBe(true)
      expect(profiles.every((p) => p.outer)).toBe(outer === 1)
      expect(
        Math.abs(profiles.reduce((sum, p) => sum + p.depth, 0) / profiles.length - outer / 2),
      ).toBeLessThan(0.02)
    }
  })
  it('are none where there is no cavity', () => {
    const { endocardial: _, ...cap } = ring().given
    const wall = wallOf(cap)
    expect(wall.measured && chordsOf(wall.value, usualScar('magnitude').transmurality)).toMatchObject({
      reason: 'no-contours',
    })
  })
})

describe('the pattern of a segment', () => {
  const chord = (enhanced: number, inner: boolean, outer: boolean): ChordProfile => ({
    segment: 7,
    enhanced,
    inner,
    outer,
    depth: 0.5,
  })
  const of = (chords: readonly ChordProfile[], more: object = {}) =>
    patternOf({ extent: 30, chords, nearInsertion: 0, arc: 40, leastEnhanced: 0.1, ...more }, usualPattern)
  it('is read off the chords', () => {
    expect(of([chord(0.5, true, false)])).toBe('subendocardial')
    expect(of([chord(0.76, true, true)])).toBe('transmural')
    expect(of([chord(0.75, true, true)])).toBe('subendocardial')
    expect(of([chord(0.4, false, false)])).toBe('mid-wall')
    expect(of([chord(0.4, false, true)])).toBe('subepicardial')
    expect(of([chord(0.4, false, false), chord(0.4, true, false)])).toBe('subendocardial')
    expect(of([chord(0.4, false, false), chord(0.4, false, true)])).toBe('subepicardial')
    expect(of([chord(0.4, false, true), chord(0.4, false, true), chord(0.4, true, false)])).toBe(
      'subepicardial',
    )
  })
  it('is none of little scar, focal of a short arc, and of the insertion near to it', () => {
    expect(of([chord(0.5, true, false)], { extent: 0.9 })).toBe('none')
    expect(of([chord(0.09, true, false)])).toBe('none')
    expect(of([])).toBe('none')
    expect(of([chord(0.5, true, false)], { arc: 9 })).toBe('focal')
    expect(of([chord(0.5, true, false)], { arc: 10 })).toBe('subendocardial')
    expect(of([chord(0.5, true, false)], { nearInsertion: 0.51, arc: 9 })).toBe('rv-insertion')
    expect(of([chord(0.5, true, false)], { nearInsertion: 0.5 })).toBe('subendocardial')
  })
  it('counts the segments with mid-wall scar, and knows a scar at the insertion of the right ventricle', () => {
    const stripe = { from: 65, to: 175, inner: 0.35, outer: 0.65, signal: 100 }
    const slice = ringSlice({ scars: [stripe] })
    const segments = sectorLabels(slice, 6, 7)
    const result = scar([{ ...slice, segments }], usualScar('phase-sensitive'))
    const n = result.measurements.find(
      ({ quantity, scope }) => quantity === 'scar-mid-wall-n' && scope === 'method:5-sd',
    )
    expect(n).toMatchObject({ value: 2 })
    const angle = (90 * Math.PI) / 180
    const insertion = [31.3 + 24 * Math.cos(angle), 32.1 + 24 * Math.sin(angle)] as const
    const small = ringSlice({ scars: [{ ...stripe, from: 75, to: 105, outer: 1 }] })
    const near = scar([{ ...small, segments, rvInsertions: [insertion] }], usualScar('phase-sensitive'))
    const by5 = near.methods.find(({ name }) => name === '5-sd')
    expect(by5?.segments.find(({ segment }) => segment === 8)?.pattern).toBe('rv-insertion')
  })
})
