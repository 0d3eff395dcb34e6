/** Chords and segments of walls in rows and columns: row 0 is the endocardial third of the wall, row 2 the epicardial. */
import { describe, expect, it } from 'vitest'
import { centreline } from '#analysis/contours/centreline.ts'
import { resampleClosed } from '#analysis/contours/resample.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { scarBy } from '#analysis/scar/method-scar.ts'
import { usualScar } from '#analysis/scar/options.ts'
import { type PatternBasis, patternOf, usualPattern } from '#analysis/scar/pattern.ts'
import { scarMeasurements } from '#analysis/scar/scar-measurements.ts'
import { segmentScars } from '#analysis/scar/segments.ts'
import { type ChordProfile, chordsOf, profileOf, type SegmentedChord } from '#analysis/scar/transmurality.ts'
import { mm } from '#analysis/units/units.ts'
import { circle, ringSlice } from '../../truth/scar-ring.ts'
import { type Grid, gridWall, states, wallIn } from './grid-wall.ts'

const transmurality = { chords: 100, samples: 3, leastEnhanced: 0.1 }
const chord = (endocardial: IndexPoint, epicardial: IndexPoint, segment = 7): SegmentedChord => ({
  along: 0,
  endocardial,
  middle: [0, 0],
  epicardial,
  thickness: mm(3),
  segment,
})
/** down a column, through the middle of each pixel */
const down = (column: number, segment = 7) => chord([column, -0.5], [column, 2.5], segment)

describe('what a chord meets', () => {
  const wall = gridWall({ rows: 3, columns: 4 })
  const met = (given: SegmentedChord, ...rows: string[]) =>
    profileOf(wall, states(...rows), given, transmurality)
  it('is the share of its places that are scar or obstruction, and their mean depth', () => {
    expect(met(down(1), '.#..', '.o..', '....')).toEqual({
      segment: 7,
      enhanced: 2 / 3,
      inner: true,
      outer: false,
      depth: (1 / 6 + 1 / 2) / 2,
    })
    expect(met(down(2, 9), '....', '....', '..#.')).toEqual({
      segment: 9,
      enhanced: 1 / 3,
      inner: false,
      outer: true,
      depth: 5 / 6,
    })
    expect(met(down(2), '....', '..#.', '....')).toMatchObject({ inner: false, outer: false, depth: 0.5 })
    expect(met(down(3), '###.', '###.', '###.')).toEqual({
      segment: 7,
      enhanced: 0,
      inner: false,
      outer: false,
      depth: 0,
    })
  })
  it('beyond the image is what lies at its side', () => {
    expect(met(chord([-3, 1], [-1, 1]), '....', '#...', '....').enhanced).toBe(1)
    expect(met(chord([4, 1], [6, 1]), '....', '...#', '....').enhanced).toBe(1)
    expect(met(chord([2, -4], [2, -1]), '..#.', '....', '....').enhanced).toBe(1)
    expect(met(chord([2, 3], [2, 6]), '....', '....', '..#.').enhanced).toBe(1)
  })
  it('outside the wall is nothing', () => {
    const holed = { ...wall, place: wall.place.map((place) => (place === 5 ? -1 : place)) }
    const state = states('####', '####', '####')
    expect(profileOf(holed, state, down(1), transmurality).enhanced).toBe(2 / 3)
  })
})

describe('the chords of a slice', () => {
  const slice = ringSlice({ noise: 'none' })
  const left = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 32 ? 3 : 5))
  it('are those of the centreline, each of the segment of its middle', () => {
    const borders = [circle([31, 32], 16, 100), circle([31.3, 32.1], 24, 90)] as const
    const wall = wallIn({ ...slice, endocardial: borders[0], epicardial: borders[1], segments: left })
    const chords = chordsOf(wall, { ...transmurality, chords: 40 })
    const line = centreline(borders[0], borders[1], slice.image.plane, { chords: 40 })
    if (!chords.measured || !line.measured) throw new Error('no chords')
    expect(chords.value).toEqual(
      line.value.chords.map((one) => ({ ...one, segment: Math.round(one.middle[0]) < 32 ? 3 : 5 })),
    )
    expect(new Set(chords.value.map(({ segment }) => segment))).toEqual(new Set([3, 5]))
  })
  it('are of borders of at most a hundred points', () => {
    const [inner, outer] = [circle([31, 32], 16, 101), circle([31.3, 32.1], 24, 140)]
    const wall = wallIn({ ...slice, endocardial: inner, epicardial: outer })
    const { plane } = slice.image
    const chords = chordsOf(wall, { ...transmurality, chords: 40 })
    const line = centreline(resampleClosed(inner, 100, plane), resampleClosed(outer, 100, plane), plane, {
      chords: 40,
    })
    expect(chords.measured && chords.value.map(({ middle }) => middle)).toEqual(
      line.measured && line.value.chords.map(({ middle }) => middle),
    )
    expect(chords.measured && chords.value.every(({ segment }) => segment === 0)).toBe(true)
  })
})

describe('the pattern of enhanced chords', () => {
  const profile = (enhanced: number, inner: boolean, outer: boolean): ChordProfile => ({
    segment: 7,
    enhanced,
    inner,
    outer,
    depth: 0.5,
  })
  const of = (chords: readonly ChordProfile[], more: Partial<PatternBasis> = {}) =>
    patternOf({ extent: 30, chords, nearInsertion: 0, arc: 40, leastEnhanced: 0.1, ...more }, usualPattern)
  const [inner, outer, middle] = [
    profile(0.4, true, false),
    profile(0.4, false, true),
    profile(0.4, false, false),
  ]
  it('needs half of them at a border', () => {
    expect(of([inner, inner, outer, outer, middle])).toBe('mid-wall')
    expect(of([inner, outer])).toBe('subendocardial')
    expect(of([inner, middle, middle])).toBe('mid-wall')
    expect(of([outer, middle, middle])).toBe('mid-wall')
  })
  it('begins at the least extent and the least share of a chord', () => {
    expect(of([inner], { extent: 1 })).toBe('subendocardial')
    expect(of([profile(0.1, false, true)])).toBe('subepicardial')
    // a chord that is barely touched has no say
    expect(of([inner, profile(0.09, false, true), profile(0.09, false, true)])).toBe('subendocardial')
    expect(of([profile(0.8, true, true), profile(0.09, true, true)])).toBe('transmural')
  })
})

describe('the segments of a wall', () => {
  const grid: Grid = {
    rows: 3,
    columns: 4,
    columnSpacing: 2,
    rowSpacing: 3,
    segment: [9, 9, 2, 0, 9, 9, 2, 0, 9, 9, 2, 0],
    angle: [0, 20, 40, 60, 0, 20, 40, 60, 0, 20, 40, 60],
    depth: [0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9],
    share: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1],
  }
  const wall = gridWall(grid)
  const chords = [down(0, 9), down(1, 9), down(2, 2)]
  const of = (rows: readonly string[], more: Partial<Grid> = {}, pattern = usualPattern) =>
    segmentScars([gridWall({ ...grid, ...more })], [states(...rows)], [chords], transmurality, pattern)

  it('come in order, with extent, transmurality of all chords and of the enhanced ones, and depth', () => {
    expect(of(['#..#', 'o..#', '...#'])).toEqual([
      { segment: 2, extent: 0, transmurality: 0, pattern: 'none' },
      {
        segment: 9,
        // two of five and a half pixels
        extent: expect.closeTo(200 / 5.5, 9),
        transmurality: expect.closeTo(100 / 3, 9),
        transmuralityEnhanced: expect.closeTo(200 / 3, 9),
        depth: expect.closeTo(30, 9),
        pattern: 'focal',
      },
    ])
  })
  it('weigh depth by the share of a pixel', () => {
    const [, nine] = of(['.#..', '....', '.#..'])
    expect(nine?.depth).toBeCloseTo((100 * (0.1 + 0.9 / 2)) / 1.5, 9)
    expect(nine?.extent).toBeCloseTo(150 / 5.5, 9)
  })
  it('have no transmurality without chords', () => {
    const [two] = segmentScars([wall], [states('..#.', '....', '....')], [], transmurality, usualPattern)
    expect(two).toEqual({
      segment: 2,
      extent: expect.closeTo(100 / 3, 9),
      depth: expect.closeTo(10, 9),
      pattern: 'none',
    })
  })
  it('span the widest arc of any slice', () => {
    const focal = { ...usualPattern, focalArc: 15 }
    const pattern = (...drawings: (readonly string[])[]) =>
      segmentScars(
        drawings.map(() => wall),
        drawings.map((rows) => states(...rows)),
        drawings.map(() => chords),
        transmurality,
        focal,
      )[1]?.pattern
    const [narrow, wide] = [
      ['#...', '....', '....'],
      ['##..', '....', '....'],
    ]
    expect(pattern(narrow)).toBe('focal')
    expect(pattern(wide)).toBe('subendocardial')
    expect(pattern(narrow, wide)).toBe('subendocardial')
    expect(pattern(wide, narrow)).toBe('subendocardial')
  })
  it('have the pattern of the insertion of the right ventricle where more than half lies within its reach', () => {
    const pattern = (rows: readonly string[], insertion: IndexPoint, reach: number) =>
      of(
        rows,
        { given: { rvInsertions: [[99, 99], insertion] } },
        {
          ...usualPattern,
          focalArc: 0,
          insertionReach: reach,
        },
      )[1]?.pattern
    // columns of 2 mm, rows of 3 mm
    expect(pattern(['##..', '....', '....'], [0, 0], 2)).toBe('rv-insertion')
    expect(pattern(['##..', '....', '....'], [0, 0], 1.99)).toBe('subendocardial')
    expect(pattern(['#...', '#...', '....'], [0, 0], 3)).toBe('rv-insertion')
    expect(pattern(['#...', '#...', '....'], [0, 0], 2.99)).toBe('subendocardial')
    expect(pattern(['.#..', '....', '....'], [3, 2], 7.22)).toBe('rv-insertion')
    expect(pattern(['.#..', '....', '....'], [3, 2], 7.2)).toBe('subendocardial')
  })
})

describe('one method', () => {
  const options = {
    ...usualScar('magnitude'),
    cleaning: { ...usualScar('magnitude').cleaning, fewestPixels: 0, rimArc: -1 },
    obstruction: { fewestPixels: 1, largestArc: -1 },
    transmurality,
  }
  const row = (slice: number, signal: readonly number[], segment: readonly number[] | number = 0) =>
    gridWall({ rows: 1, columns: signal.length, signal, segment, given: { slice } })
  const basis = (walls: ReturnType<typeof row>[], peaks: readonly (number | undefined)[]) => ({
    walls,
    remotes: walls.map(() => ({ mean: 40, sd: 4, pixels: [], origin: 'automatic' as const })),
    levels: peaks.map((peak) => ({ remote: { mean: 40, sd: 4 }, peak, values: [0] })),
    linked: walls.slice(1).map(() => false),
  })
  const noChords = [[], []]
  const within = 'half of the maximum lies within remote myocardium: its zero is not that of the signal'
  const maximum = { kind: 'fwhm', above: 'maximum' } as const

  it('says when half of the maximum of any slice lies less than 2 SD above remote', () => {
    const walls = [row(0, [40, 100]), row(1, [40, 100])]
    const said = (peaks: readonly (number | undefined)[], method: Parameters<typeof scarBy>[0] = maximum) => {
      const { amounts } = scarBy(method, basis(walls, peaks), noChords, options)
      return amounts.measured ? amounts.warnings : amounts
    }
    expect(said([96, 96])).toEqual([])
    expect(said([96, 95])).toEqual([within])
    expect(said([95, 96])).toEqual([within])
    expect(said([96, undefined])).toEqual([])
    expect(said([95, 95], { kind: 'fwhm', above: 'remote' })).toEqual([])
    expect(said([95, 95], { kind: 'n-sd', n: 1 })).toEqual([])
    expect(said([undefined, 50])).toMatchObject({ reason: 'no-enhancement' })
  })
  it('gives each slice its threshold, state and amounts; none to one in which nothing stands out', () => {
    const walls = [row(3, [40, 100, 60]), row(4, [40, 100, 60])]
    const found = scarBy(maximum, basis(walls, [110, undefined]), noChords, options)
    expect(found.name).toBe('fwhm-maximum')
    expect(found.slices).toMatchObject([
      { slice: 3, threshold: { value: 55 }, amounts: { scar: { volume: 2 } }, state: states('.##') },
      {
        slice: 4,
        threshold: { reason: 'no-enhancement' },
        amounts: { scar: { volume: 0 } },
        state: states('...'),
      },
    ])
    expect(found.amounts).toMatchObject({ value: { scar: { volume: 2 } } })
    const none = scarBy(maximum, basis(walls, [undefined, undefined]), noChords, options)
    expect(none).toMatchObject({ name: 'fwhm-maximum', method: maximum, slices: [], segments: [] })
  })
  it('counts what lies dark within its scar as obstruction, by slice and as a whole', () => {
    const walls = [row(0, [100, 40, 40, 100]), row(1, [100, 100, 100, 100])]
    const found = scarBy(maximum, basis(walls, [110, 110]), noChords, {
      ...options,
      obstruction: { fewestPixels: 2, largestArc: 180 },
    })
    expect(found.slices.map(({ state }) => state)).toEqual([states('#oo#'), states('####')])
    expect(found.slices.map(({ amounts }) => amounts.obstruction.volume)).toEqual([2, 0])
    expect(found.amounts).toMatchObject({ value: { scar: { volume: 8 }, obstruction: { volume: 2 } } })
  })
  it('weighs each slice by its own signal above remote', () => {
    const walls = [row(0, [40, 100, 70]), row(1, [70, 40, 40])]
    const by = { kind: 'weighted', n: 3 } as const
    const found = scarBy(by, basis(walls, [100, 100]), noChords, options)
    // the core is 60 above remote; 70 counts half
    expect(found.slices.map(({ amounts }) => amounts.scar.volume)).toEqual([1.5, 0.5])
    expect(found.amounts).toMatchObject({ value: { scar: { volume: 2 } } })
    expect(scarBy(by, basis(walls, [300, 300]), noChords, options).amounts).toEqual({
      measured: false,
      reason: 'no-enhancement',
      detail: 'no pixel reaches half between remote and maximum',
    })
    // a scar on one slice of two, and no core on either
    const one = [row(0, [40, 100, 70]), row(1, [40, 40, 40])]
    expect(scarBy(by, basis(one, [300, 300]), noChords, options).amounts).toMatchObject({
      reason: 'no-enhancement',
    })
    const healthy = [row(0, [40, 40, 40])]
    expect(scarBy(by, basis(healthy, [40]), noChords, options).amounts).toMatchObject({
      value: { scar: { volume: 0 } },
    })
    // a method that divides the wall does not weigh
    expect(scarBy({ kind: 'n-sd', n: 3 }, basis(walls, [100, 100]), noChords, options).amounts).toMatchObject(
      {
        value: { scar: { volume: 3 } },
      },
    )
  })

  describe('is recorded', () => {
    const recorded = (walls: ReturnType<typeof row>[], peaks: readonly (number | undefined)[]) =>
      scarMeasurements(scarBy(maximum, basis(walls, peaks), noChords, options), walls, usualPattern)
    const named = (list: ReturnType<typeof recorded>) =>
      list.map((m) => `${m.quantity} ${m.scope} ${'value' in m ? Number(m.value.toFixed(3)) : m.unmeasured}`)
    it('whole, by slice and by segment', () => {
      const walls = [row(0, [40, 100, 100, 40], [2, 2, 5, 0])]
      expect(named(recorded(walls, [100]))).toEqual([
        'scar-volume method:fwhm-maximum 2',
        'scar-mass method:fwhm-maximum 2.1',
        'scar-extent method:fwhm-maximum 50',
        'mvo-volume method:fwhm-maximum 0',
        'mvo-mass method:fwhm-maximum 0',
        'mvo-extent method:fwhm-maximum 0',
        'scar-segments method:fwhm-maximum 2',
        'scar-mid-wall-n method:fwhm-maximum 0',
        'scar-threshold slice:0 method:fwhm-maximum 50',
        'scar-mass slice:0 method:fwhm-maximum 2.1',
        'scar-extent slice:0 method:fwhm-maximum 50',
        'scar-extent segment:2 method:fwhm-maximum 50',
        'scar-depth segment:2 method:fwhm-maximum 50',
        'scar-extent segment:5 method:fwhm-maximum 100',
        'scar-depth segment:5 method:fwhm-maximum 50',
      ])
    })
    it('as whole only where nothing was measured', () => {
      const list = recorded([row(0, [40, 100], 3)], [undefined])
      expect(named(list)).toEqual(
        ['scar-volume', 'scar-mass', 'scar-extent', 'mvo-volume', 'mvo-mass', 'mvo-extent'].map(
          (quantity) => `${quantity} method:fwhm-maximum no-enhancement`,
        ),
      )
    })
    it('with a count of segments where any slice is divided, and a reason where none is', () => {
      const counts = (walls: ReturnType<typeof row>[]) =>
        named(
          recorded(
            walls,
            walls.map(() => 100),
          ),
        ).filter((line) => /-segments|-n /.test(line))
      expect(counts([row(0, [40, 100]), row(1, [40, 100], [0, 4])])).toEqual([
        'scar-segments method:fwhm-maximum 1',
        'scar-mid-wall-n method:fwhm-maximum 0',
      ])
      const list = recorded([row(0, [40, 100])], [100])
      for (const quantity of ['scar-segments', 'scar-mid-wall-n'])
        expect(list.find((m) => m.quantity === quantity)).toMatchObject({
          unmeasured: 'no-landmarks',
          detail: 'the wall is not divided into segments',
        })
    })
    it('with segments that count from the least extent on', () => {
      const walls = [row(0, [40, 100, 100, 40], [2, 2, 5, 0])]
      const found = scarBy(maximum, basis(walls, [100]), noChords, options)
      const counted = (leastExtent: number) =>
        scarMeasurements(found, walls, { ...usualPattern, leastExtent }).find(
          ({ quantity }) => quantity === 'scar-segments',
        )
      expect(counted(50)).toMatchObject({ value: 2 })
      expect(counted(50.1)).toMatchObject({ value: 1 })
    })
    it('with warnings of the method on what is of the whole', () => {
      const list = recorded([row(0, [40, 100])], [80])
      expect(list.filter((m) => 'warnings' in m && m.warnings.includes(within))).toHaveLength(6)
    })
  })
})
