/** Which pixels hang together, which of them are too few, and which are enclosed: on walls drawn as letters. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { amountsOf, volumeIn, wallVolume } from '#analysis/scar/amounts.ts'
import { above } from '#analysis/scar/classify.ts'
import { type CleaningOptions, clean } from '#analysis/scar/clean.ts'
import { arcOf, componentsOf, face } from '#analysis/scar/components.ts'
import { zone, zonesOf } from '#analysis/scar/grey-zone.ts'
import type { Wall } from '#analysis/scar/lge-slice.ts'
import { markObstruction } from '#analysis/scar/obstruction.ts'
import { scarWeights } from '#analysis/scar/weights.ts'
import { ml } from '#analysis/units/units.ts'
import { drawn, type Grid, gridWall, states } from './grid-wall.ts'

const box = (left: number, top: number, right: number, bottom: number): IndexPoint[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

describe('regions of one slice', () => {
  const wall = gridWall({ rows: 3, columns: 4 })
  const places = (...rows: string[]) =>
    componentsOf([wall], [states(...rows)], []).map(({ pixels }) => pixels)
  it('meet by sides and by corners, and not round the side of the image', () => {
    expect(places('#...', '.#..', '....').map(([list]) => list?.toSorted())).toEqual([[0, 5]])
    expect(places('...#', '#...', '....')).toEqual([[[3]], [[4]]])
    expect(places('.#.#', '.#..', '....').map(([list]) => list)).toEqual([[1, 5], [3]])
  })
  it('are none where nothing is enhanced, and are of scar and obstruction alike', () => {
    expect(places('....', '....', '....')).toEqual([])
    expect(places('#o..', '....', '....').map(([list]) => list)).toEqual([[0, 1]])
  })
})

describe('regions of several slices', () => {
  const stack = (count: number) => Array.from({ length: count }, () => gridWall({ rows: 3, columns: 4 }))
  const counted = (drawings: readonly string[][], linked: readonly boolean[]) =>
    componentsOf(
      stack(drawings.length),
      drawings.map((rows) => states(...rows)),
      linked,
    ).map(({ pixels }) => pixels.map((list) => list.length))
  const corner = ['#...', '....', '....']
  it('face one pixel farther by side or corner, and no more', () => {
    expect(counted([corner, ['....', '.#..', '....']], [true])).toEqual([[1, 1]])
    expect(counted([['....', '.#..', '....'], corner], [true])).toEqual([[1, 1]])
    expect(counted([corner, ['..#.', '....', '....']], [true])).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(counted([corner, ['....', '....', '#...']], [true])).toHaveLength(2)
  })
  it('do not face round the sides of the image', () => {
    expect(
      counted(
        [
          ['....', '#...', '....'],
          ['...#', '....', '....'],
        ],
        [true],
      ),
    ).toHaveLength(2)
    expect(
      counted(
        [
          ['...#', '....', '....'],
          ['....', '....', '#...'],
        ],
        [true],
      ),
    ).toHaveLength(2)
  })
  it('reach the last pixels of the facing slice', () => {
    const last = ['....', '....', '...#']
    expect(counted([last, last], [true])).toEqual([[1, 1]])
    expect(counted([['....', '..#.', '....'], last], [true])).toEqual([[1, 1]])
  })
  it('go on over the slices between, where those are linked', () => {
    expect(counted([corner, corner, corner], [true, true])).toEqual([[1, 1, 1]])
    expect(counted([corner, corner, corner], [true, false])).toEqual([
      [1, 1, 0],
      [0, 0, 1],
    ])
    expect(counted([corner, corner, corner], [false, true])).toEqual([
      [1, 0, 0],
      [0, 1, 1],
    ])
  })
  it('go back up from a slice that is met first farther down', () => {
    // one region: from the left column down, across below, and up again
    const sides = ['#..#', '#..#', '#..#']
    expect(counted([sides, ['####', '....', '....']], [true])).toEqual([[6, 4]])
  })
})

describe('slices', () => {
  const { plane } = gridWall({ rows: 3, columns: 4, rowSpacing: 2, columnSpacing: 1.5 }).given.image
  const moved = (x: number, y: number) => ({ ...plane, position: [x, y, -8] as const })
  it('face each other when at most half a pixel of each direction lies between them', () => {
    expect(face(plane, moved(0.75, 0))).toBe(true)
    expect(face(plane, moved(-0.75, 0))).toBe(true)
    expect(face(plane, moved(0.76, 0))).toBe(false)
    expect(face(plane, moved(0, 1))).toBe(true)
    expect(face(plane, moved(0, -1.01))).toBe(false)
  })
  it('face each other when their directions agree to a cosine of 0.999 and their pixels to a thousandth', () => {
    expect(face(plane, { ...plane, rowDirection: [0.999, 0.044, 0] })).toBe(true)
    expect(face(plane, { ...plane, rowDirection: [0.998, 0.06, 0] })).toBe(false)
    expect(face(plane, { ...plane, columnDirection: [0.044, 0.999, 0] })).toBe(true)
    expect(face(plane, { ...plane, columnDirection: [0.06, 0.998, 0] })).toBe(false)
    expect(face(plane, { ...plane, rowDirection: [0, 0.044, 0.999] })).toBe(false)
    const spaced = (rows: number, columns: number) => ({
      ...plane,
      rowSpacing: (2 * rows) as typeof plane.rowSpacing,
      columnSpacing: (1.5 * columns) as typeof plane.columnSpacing,
    })
    expect(face(plane, spaced(1.0009, 0.9991))).toBe(true)
    for (const by of [1.0012, 0.9988]) {
      expect(face(plane, spaced(by, 1))).toBe(false)
      expect(face(plane, spaced(1, by))).toBe(false)
    }
  })
})

describe('the arc of pixels', () => {
  const angles = [-170, -20, -10, 5, 95, 175]
  const wall = gridWall({ rows: 1, columns: 6, angle: angles })
  it('is what the widest gap leaves, wherever that is', () => {
    expect(arcOf(wall, [])).toBe(0)
    expect(arcOf(wall, [3])).toBeCloseTo(0, 9)
    expect(arcOf(wall, [4, 1, 3])).toBeCloseTo(115, 9)
    expect(arcOf(wall, [5, 0])).toBeCloseTo(15, 9)
    expect(arcOf(wall, [0, 4, 5])).toBeCloseTo(95, 9)
    expect(arcOf(wall, [2, 1])).toBeCloseTo(10, 9)
    expect(arcOf(wall, [5, 4, 3, 2, 1, 0])).toBeCloseTo(210, 9)
  })
})

const nothingSmall: CleaningOptions = { smallestVolume: ml(0), fewestPixels: 0, rim: 1, rimArc: -1 }

describe('what is too small', () => {
  // pixels of half a millilitre, one of them cut to a fifth
  const wall = gridWall({ rows: 2, columns: 5, pixelVolume: 500, share: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.2] })
  const left = (rows: readonly string[], options: Partial<CleaningOptions>): string[] => {
    const state = states(...rows)
    clean([wall], [state], [], { ...nothingSmall, ...options })
    return drawn(state, 5)
  }
  it('has fewer pixels than are asked for, or less volume by their shares', () => {
    const both = ['##..#', '##..#']
    expect(left(both, {})).toEqual(both)
    expect(left(both, { fewestPixels: 2 })).toEqual(both)
    expect(left(both, { fewestPixels: 3 })).toEqual(['##...', '##...'])
    expect(left(both, { smallestVolume: ml(0.6) })).toEqual(both)
    expect(left(both, { smallestVolume: ml(0.61) })).toEqual(['##...', '##...'])
    expect(left(both, { smallestVolume: ml(2.01) })).toEqual(['.....', '.....'])
  })
  it('is counted over the slices that it reaches through', () => {
    const pair = [states('#....', '.....'), states('#...#', '.....')]
    clean([wall, wall], pair, [true], { ...nothingSmall, fewestPixels: 2 })
    expect(pair.map((state) => drawn(state, 5)[0])).toEqual(['#....', '#....'])
    clean([wall, wall], pair, [false], { ...nothingSmall, smallestVolume: ml(0.51) })
    expect(pair.map((state) => drawn(state, 5)[0])).toEqual(['.....', '.....'])
  })
})

describe('a rim of blood', () => {
  // rows of 2 mm, columns of 1 mm; the endocardium runs along row −0.5
  const endocardial = box(-0.5, -9, 4.5, -0.5)
  const grid: Grid = {
    rows: 3,
    columns: 5,
    rowSpacing: 2,
    columnSpacing: 1,
    angle: [0, 30, 60, 90, 120, 0, 30, 60, 90, 120, 0, 30, 60, 90, 120],
    given: { endocardial },
  }
  const wall = gridWall(grid)
  const left = (rows: readonly string[], options: Partial<CleaningOptions>, of: Wall = wall): string[] => {
    const state = states(...rows)
    clean([of], [state], [], { ...nothingSmall, ...options })
    return drawn(state, 5)
  }
  const none = ['.....', '.....', '.....']
  it('lies within so many of the longer sides of a pixel: centres of row 0 are half of one away, of row 1 one and a half', () => {
    const first = ['##...', '.....', '.....']
    expect(left(first, { rim: 0.5, rimArc: 90 })).toEqual(none)
    expect(left(first, { rim: 0.49, rimArc: 90 })).toEqual(first)
    const second = ['.....', '##...', '.....']
    expect(left(second, { rim: 1.5, rimArc: 90 })).toEqual(none)
    expect(left(second, { rim: 1.49, rimArc: 90 })).toEqual(second)
  })
  it('lies there with every pixel', () => {
    const deep = ['#....', '#....', '.....']
    expect(left(deep, { rim: 1, rimArc: 90 })).toEqual(deep)
    expect(left(deep, { rim: 1.5, rimArc: 90 })).toEqual(none)
  })
  it('spans at most so much of the ring', () => {
    const wide = ['####.', '.....', '.....']
    expect(left(wide, { rimArc: 90 })).toEqual(none)
    expect(left(wide, { rimArc: 89.9 })).toEqual(wide)
  })
  it('is measured along columns too', () => {
    const beside = gridWall({ ...grid, given: { endocardial: box(-9, -0.5, -0.5, 2.5) } })
    const first = ['#....', '#....', '.....']
    // half a column is half a millimetre, a quarter of the longer side
    expect(left(first, { rim: 0.25, rimArc: 90 }, beside)).toEqual(none)
    expect(left(first, { rim: 0.24, rimArc: 90 }, beside)).toEqual(first)
  })
  it('is none where there is no cavity', () => {
    const cap = gridWall({ rows: 3, columns: 5, rowSpacing: 2 })
    const first = ['##...', '.....', '.....']
    expect(left(first, { rim: 9, rimArc: 360 }, cap)).toEqual(first)
  })
  it('is one in every slice that it reaches, and is not held by a cap that it does not', () => {
    const cap = gridWall({ rows: 3, columns: 5, rowSpacing: 2 })
    const first = ['##...', '.....', '.....']
    const cleaned = (walls: readonly Wall[], ...drawings: (readonly string[])[]) => {
      const given = drawings.map((rows) => states(...rows))
      clean(walls, given, [true], { ...nothingSmall, rimArc: 90 })
      return given.map((state) => drawn(state, 5))
    }
    expect(cleaned([wall, cap], first, none)).toEqual([none, none])
    expect(cleaned([wall, wall], first, first)).toEqual([none, none])
    const deep = ['.....', '##...', '.....']
    expect(cleaned([wall, wall], first, deep)).toEqual([first, deep])
    expect(cleaned([wall, cap], first, first)).toEqual([first, first])
  })
})

describe('what is enclosed', () => {
  const marked = (
    rows: readonly string[],
    options: { fewestPixels?: number; largestArc?: number } = {},
    grid: Partial<Grid> = {},
  ): string[] => {
    const columns = rows[0]?.length ?? 0
    const state = states(...rows)
    const wall = gridWall({ rows: rows.length, columns, ...grid })
    markObstruction(wall, state, { fewestPixels: 3, largestArc: 180, ...options })
    return drawn(state, columns)
  }
  it('is obstruction from the fewest pixels on, and else filled', () => {
    const three = ['#####', '#...#', '#####']
    expect(marked(three)).toEqual(['#####', '#ooo#', '#####'])
    expect(marked(three, { fewestPixels: 4 })).toEqual(['#####', '#####', '#####'])
  })
  it('hangs together by sides only, each hole by itself', () => {
    expect(marked(['#####', '#.###', '##..#', '#####'])).toEqual(['#####', '#####', '#####', '#####'])
    expect(marked(['######', '#.####', '#..#.#', '######'])).toEqual(['######', '#o####', '#oo###', '######'])
  })
  it('reaches up, down, left and right', () => {
    expect(marked(['#.#', '...', '#.#'], { fewestPixels: 5 })).toEqual(['#o#', 'ooo', '#o#'])
  })
  it('does not go on round the side of the image', () => {
    expect(marked(['##..', '.###', '####'])).toEqual(['####', '####', '####'])
    expect(marked(['###.', '..##', '####'])).toEqual(['####', '####', '####'])
    expect(marked(['####', '###.', '..##'])).toEqual(['####', '####', '####'])
  })
  it('spans at most the largest arc', () => {
    const hole = ['#...#']
    const angle = [0, 10, 55, 100, 110]
    expect(marked(hole, { largestArc: 90.1 }, { angle })).toEqual(['#ooo#'])
    expect(marked(hole, { largestArc: 89.9 }, { angle })).toEqual(hole)
  })
  it('has no pixel that the epicardium cuts: one cut in the outer half of the wall', () => {
    const hole = ['#...#']
    const cut = { solid: [1, 1, 0, 1, 1] }
    expect(marked(hole, {}, { ...cut, depth: 0.51 })).toEqual(hole)
    expect(marked(hole, {}, { ...cut, depth: 0.5 })).toEqual(['#ooo#'])
    expect(marked(hole, {}, { depth: 0.9 })).toEqual(['#ooo#'])
  })
  it('is looked for again after a part that is open', () => {
    const solid = [0, 1, 1, 1, 1, 1]
    expect(marked(['.#...#'], {}, { solid, depth: 0.9 })).toEqual(['.#ooo#'])
  })
  it('gives way to what a reader drew, from half of a pixel on, be it nothing', () => {
    const rows = ['#####', '#...#', '#####']
    const by = (...obstructed: IndexPoint[][]) => marked(rows, {}, { given: { obstructed } })
    expect(by()).toEqual(rows)
    expect(by(box(0.5, 0.5, 2, 1.5))).toEqual(['#####', '#oo.#', '#####'])
    expect(by(box(0.5, 0.5, 1.99, 1.5), box(3.5, -0.5, 4.5, 0.5))).toEqual(['####o', '#o..#', '#####'])
  })
})

describe('which side of a threshold a pixel lies on', () => {
  it('is above by its signal, and not when equal', () => {
    expect([...above(gridWall({ rows: 1, columns: 3, signal: [49, 50, 51] }), 50)]).toEqual([0, 0, 1])
  })
  it('is that of the whole neighbour on the nearest ray, round the whole turn', () => {
    // the middle pixel is cut; its neighbours left and right are whole
    const side = (angle: readonly number[], signal: readonly number[], solid = [1, 0, 1]) =>
      above(gridWall({ rows: 1, columns: 3, angle, signal, solid }), 50)[1]
    expect(side([0, 10, 30], [99, 0, 0])).toBe(1)
    expect(side([0, 10, 15], [99, 0, 0])).toBe(0)
    expect(side([0, 10, 15], [0, 0, 99])).toBe(1)
    expect(side([-175, 179, 150], [99, 0, 0])).toBe(1)
    expect(side([175, -179, -150], [99, 0, 0])).toBe(1)
    expect(side([175, -179, -150], [0, 0, 99])).toBe(0)
    // the first of two on rays equally near
    expect(side([0, 10, 20], [99, 0, 0])).toBe(1)
  })
  it('is its own where no neighbour is whole, and never that of a cut one', () => {
    const own = (signal: readonly number[], solid: readonly number[]) => [
      ...above(gridWall({ rows: 1, columns: 3, angle: [0, 1, 9], signal, solid }), 50),
    ]
    expect(own([0, 99, 0], [0, 0, 0])).toEqual([0, 1, 0])
    expect(own([99, 0, 0], [0, 0, 1])).toEqual([1, 0, 0])
    expect(own([0, 0, 99], [0, 0, 1])).toEqual([0, 1, 1])
  })
})

describe('amounts', () => {
  // 0.5 mL a pixel
  const wall = gridWall({ rows: 1, columns: 4, share: [1, 0.5, 1, 0.25], pixelVolume: 500 })
  it('are shares of pixels times their volume, 1.05 g/mL, and per cent of the wall', () => {
    expect(volumeIn(wall, (i) => i)).toBeCloseTo((0.5 + 2 + 0.75) * 0.5, 12)
    expect(wallVolume([wall, wall])).toBeCloseTo(2.75, 12)
    const { scar, obstruction } = amountsOf([wall], [states('##o.')])
    expect(scar.volume).toBeCloseTo(1.25, 12)
    expect(scar.mass).toBeCloseTo(1.3125, 12)
    expect(scar.extent).toBeCloseTo((100 * 1.25) / 1.375, 9)
    expect(obstruction.volume).toBeCloseTo(0.5, 12)
    expect(obstruction.mass).toBeCloseTo(0.525, 12)
    expect(obstruction.extent).toBeCloseTo(50 / 1.375, 9)
  })
  it('of several slices are their sums, each by its own weights; remote and obstruction have none', () => {
    const weights = [Float64Array.of(0.5, 9, 9, 9), Float64Array.of(9, 9, 9, 0.4)]
    const { scar, obstruction } = amountsOf([wall, wall], [states('#.o.'), states('...#')], weights)
    expect(scar.volume).toBeCloseTo(0.25 + 0.5 + 0.05, 12)
    expect(obstruction.volume).toBeCloseTo(0.5, 12)
    expect(scar.extent).toBeCloseTo(80 / 2.75, 9)
  })
})

describe('weights', () => {
  const wall = gridWall({ rows: 1, columns: 6, signal: [100, 80, 60, 30, 90, 71], solid: [1, 1, 1, 1, 0, 1] })
  it('are the signal above remote over that of the core: of whole scar pixels above half', () => {
    // half between 40 and 100 is 70; the core are 100 and 80, which lie 50 above remote on average
    const [weights] = scarWeights([wall], [states('###.#.')], [{ mean: 40 }], [100]) ?? []
    expect([...(weights ?? [])]).toEqual([60 / 50, 40 / 50, 20 / 50, 0, 1, 31 / 50])
  })
  it('of several slices share one core, each above its own remote; half itself is none', () => {
    const other = gridWall({ rows: 1, columns: 6, signal: [70, 150, 60, 30, 90, 20] })
    const made = scarWeights(
      [wall, other],
      [states('#.....'), states('##....')],
      [{ mean: 40 }, { mean: 20 }],
      [100, 120],
    )
    // 60 of the first slice, 130 of the second: 95
    expect(made?.[0]?.[0]).toBeCloseTo(60 / 95, 12)
    expect(made?.[1]?.[1]).toBeCloseTo(130 / 95, 12)
    expect(made?.[1]?.[0]).toBeCloseTo(50 / 95, 12)
    expect(made?.[1]?.[5]).toBe(0)
  })
  it('need a core', () => {
    expect(scarWeights([wall], [states('....#.')], [{ mean: 40 }], [100])).toBeUndefined()
    expect(scarWeights([wall], [states('######')], [{ mean: 40 }], [undefined])).toBeUndefined()
  })
})

describe('zones', () => {
  const options = { cleaning: nothingSmall, obstruction: { fewestPixels: 1, largestArc: 180 } }
  const open = { ...options, obstruction: { fewestPixels: 1, largestArc: -1 } }
  const row = (signal: readonly number[], more: Partial<Grid> = {}) =>
    gridWall({ rows: 1, columns: signal.length, signal, ...more })
  const lists = (zones: { readonly states: readonly Uint8Array[] }) => zones.states.map((list) => [...list])
  it('weigh 1.05 g a millilitre each, and leave out what hangs together with no core', () => {
    const zones = zonesOf([row([90, 60, 60, 10, 60, 10, 90])], [], [80], [50], options)
    expect(zone).toEqual({ none: 0, grey: 1, core: 2 })
    // what is left in the middle is dark between scar: obstruction, which belongs to the core
    expect(lists(zones)).toEqual([[2, 1, 1, 2, 2, 2, 2]])
    expect(zones.grey).toBeCloseTo(2 * 1.05, 12)
    expect(zones.core).toBeCloseTo(5 * 1.05, 12)
  })
  it('are grey beside a core in a slice that faces them, in both slices', () => {
    const walls = [row([90, 60, 10]), row([60, 10, 10])]
    expect(lists(zonesOf(walls, [true], [80, 80], [50, 50], open))).toEqual([
      [2, 1, 0],
      [1, 0, 0],
    ])
    expect(lists(zonesOf(walls, [false], [80, 80], [50, 50], open))).toEqual([
      [2, 1, 0],
      [0, 0, 0],
    ])
    // each slice by its own levels; without a core level a slice has no core of its own
    expect(lists(zonesOf(walls, [true], [undefined, 55], [50, 50], open))).toEqual([
      [1, 1, 0],
      [2, 0, 0],
    ])
  })
  it('are cleaned first: a core too small takes its zone with it', () => {
    const few = { ...open, cleaning: { ...nothingSmall, fewestPixels: 3 } }
    expect(zonesOf([row([90, 60, 10])], [], [80], [50], few)).toMatchObject({ core: 0, grey: 0 })
  })
})
