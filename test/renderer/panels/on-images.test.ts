/** What analyses found, on the images that a reader looks at. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type PerfusionMap, perfusedPixel } from '#analysis/perfusion/pixel-maps.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import type { FlowDetails, PerfusionDetails } from '#contract/analysis-documents/details.ts'
import { flowByImage, unwrappedPhases } from '../../../renderer/panels/flow/on-images.ts'
import { isOver } from '../../../renderer/panels/mapping/map-look.ts'
import { valueAt } from '../../../renderer/panels/perfusion/map-values.ts'
import { carriedContours, mapsOnDynamics } from '../../../renderer/panels/perfusion/on-dynamics.ts'
import { en } from '../../../renderer/texts/en/en.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

const image = (name: string, k: number) => ({ sopInstanceUid: `${name}.${k}`, frame: 0 })
const images = (name: string, count: number) => Array.from({ length: count }, (_, k) => image(name, k))
const square = [
  [2, 2],
  [4, 2],
  [4, 4],
  [2, 4],
] as const

describe('a vessel', () => {
  const details: FlowDetails = {
    kind: 'flow',
    vessel: 'aorta',
    slice: 0,
    images: images('velocity', 3),
    magnitude: images('magnitude', 3),
    curve: [],
    border: { borders: [square, square, square], drawn: [1] },
    reversed: false,
    unwrapped: [
      { phase: 2, pixel: 7, turns: 1, by: 'time' },
      { phase: 0, pixel: 8, turns: 1, by: 'space' },
      { phase: 2, pixel: 9, turns: -1, by: 'reader' },
    ],
  }

  it('is drawn at every phase over magnitude and velocity, and told apart where nobody drew it', () => {
    const found = flowByImage([details])
    expect([...found.keys()].length).toBe(6)
    expect(found.get('magnitude.1/0')?.[0]).toMatchObject({ vessel: 'aorta', drawn: true, unwrapped: [] })
    expect(found.get('velocity.2/0')?.[0]).toMatchObject({ drawn: false, unwrapped: [7, 9] })
  })

  it('says at which phases values were unwrapped, each once', () => {
    expect(unwrappedPhases(details)).toEqual([0, 2])
  })
})

const motion = {
  shiftX: Float64Array.of(0, 1.5, 0),
  shiftY: Float64Array.of(0, -2, 0),
  residual: 0,
  before: 0,
  after: 1,
  corrected: true,
}
const plane = flatPlane({ size: [8, 8], spacing: [1, 1] })
const slice = { slice: 0, images: images('stress', 3), plane, drawnOn: 0 }
const none = unmeasured('saturated-input')
const upslope: PerfusionMap = {
  quantity: 'perf-upslope-rel',
  method: 'upslope/signal',
  version: '1',
  value: Float32Array.of(0, 0.12),
  status: Uint8Array.of(perfusedPixel['near-border'], perfusedPixel.measured),
}
const maps = {
  index: Uint32Array.of(18, 19),
  maps: {
    mbf: none,
    'relative-upslope': measured(upslope),
    upslope: none,
    peak: none,
    'time-to-peak': none,
    t50: none,
  },
}
const details: PerfusionDetails = {
  kind: 'perfusion',
  states: {
    stress: {
      slices: [{ ...slice, curves: measured({ times: [], blood: new Float64Array(), motion, maps }) }],
      regions: [],
      failures: [],
    },
    rest: {
      slices: [{ ...slice, images: images('rest', 3), curves: unmeasured('too-few-phases') }],
      regions: [],
      failures: [],
    },
  },
}

describe('contours of a first pass', () => {
  const drawn: Contour = {
    image: image('stress', 0),
    border: 'lv-endocardial',
    closed: true,
    points: square,
    origin: 'drawn',
  }

  it('lie where breathing has moved the heart, and only the drawn one where it was drawn', () => {
    const found = carriedContours(details, [drawn, { ...drawn, border: 'rv-endocardial' }])
    expect([...found.keys()]).toEqual(['stress.1/0', 'stress.2/0'])
    expect(found.get('stress.1/0')?.map(({ border }) => border)).toEqual(['lv-endocardial'])
    expect(found.get('stress.1/0')?.[0]?.points[0]).toEqual([3.5, 0])
    expect(found.get('stress.2/0')?.[0]?.points[0]).toEqual([2, 2])
  })
})

describe('a map of a first pass', () => {
  it('lies where breathing has moved the heart, on the slices that have it', () => {
    const painted: string[] = []
    const found = mapsOnDynamics(details, 'relative-upslope', ({ name }) => {
      painted.push(name)
      return name
    })
    expect([...found.keys()]).toEqual(['stress.0/0', 'stress.1/0', 'stress.2/0'])
    expect(found.get('stress.1/0')?.shift).toEqual([1.5, -2])
    expect(painted).toEqual([])
    for (const { picture } of found.values()) expect(picture()).toBe('relative-upslope')
    expect(painted).toEqual(['relative-upslope'])
    expect(mapsOnDynamics(details, 'mbf', () => 0).size).toBe(0)
  })

  it('says at a place its number, why there is none, and nothing beside the wall', () => {
    const found = mapsOnDynamics(details, 'relative-upslope', () => 0)
    const said = (image: string, at: IndexPoint) => {
      const here = found.get(image)
      return here && valueAt(here, at, en.panels)
    }
    // pixel 19 of eight in a row
    expect(said('stress.0/0', [3.2, 1.8])).toBe('Relative upslope 0.12')
    expect(said('stress.1/0', [4.5, 0])).toBe('Relative upslope 0.12')
    expect(said('stress.0/0', [2, 2])).toBe('Relative upslope: near a border')
    expect(said('stress.0/0', [4, 2])).toBeUndefined()
    expect(said('stress.0/0', [11, 1])).toBeUndefined()
  })
})

describe('a map that was made here', () => {
  it('is laid over images of its own kind alone', () => {
    const look = { extent: 'wall', parameter: 't2' } as const
    expect(isOver(look, 't2-map')).toBe(true)
    expect(isOver(look, 't1-native-map')).toBe(false)
    expect(isOver({ ...look, extent: 'off' }, 't2-map')).toBe(false)
  })
})
