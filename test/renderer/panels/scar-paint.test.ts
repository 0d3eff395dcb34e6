import { describe, expect, it } from 'vitest'
import { tissue } from '#analysis/scar/obstruction.ts'
import { luminance, rgbOf } from '../../../renderer/charts/colours.ts'
import { type PaintedScar, painterOf, type ScarPaint } from '../../../renderer/panels/scar/paint.ts'
import { contourColours } from '../../../renderer/theme/tokens.ts'

/** Four pixels of a wall; remote is 10 ± 5, and three methods voted. */
const details: PaintedScar = {
  slices: [
    {
      signal: Float32Array.of(10, 30, 50, 90),
      remote: { mean: 10, sd: 5, origin: 'drawn' },
      votes: Uint8Array.of(0, 1, 2, 3),
    },
  ],
  methods: [
    {
      name: 'otsu',
      slices: [{ state: Uint8Array.of(tissue.remote, tissue.remote, tissue.scar, tissue.obstructed) }],
    },
  ],
  voters: 3,
}

const painted = (look: Partial<ScarPaint>) => {
  const painter = painterOf(details, 0, {
    overlay: 'mask',
    method: 'otsu',
    sd: 5,
    palette: 'standard',
    ...look,
  })
  return painter && [0, 1, 2, 3].map(painter)
}
const { 'lge-scar': scar, 'lge-no-reflow': obstructed } = contourColours.standard

describe('late enhancement on its images', () => {
  it('is the scar of the chosen method, obstruction in a colour of its own', () => {
    expect(painted({})).toEqual([undefined, undefined, rgbOf(scar), rgbOf(obstructed)])
    expect(painted({ method: '5-sd' })).toBeUndefined()
  })

  it('is brighter the more methods call a pixel scar, and nothing where none does', () => {
    const [none, ...voted] = painted({ overlay: 'disagreement' }) ?? []
    expect(none).toBeUndefined()
    const bright = voted.map((colour) => (colour ? luminance(colour) : Number.NaN))
    expect(bright).toHaveLength(3)
    expect(bright).toEqual(bright.toSorted((a, b) => a - b))
    expect(new Set(bright).size).toBe(3)
  })

  it('above the threshold that is tried is what lies over remote by so many standard deviations', () => {
    expect(painted({ overlay: 'threshold', sd: 5 })).toEqual([undefined, undefined, rgbOf(scar), rgbOf(scar)])
    expect(painted({ overlay: 'threshold', sd: 3.9 })).toEqual([undefined, ...Array(3).fill(rgbOf(scar))])
  })

  it('is left bare when it is turned off', () => {
    expect(painted({ overlay: 'off' })).toBeUndefined()
  })
})
