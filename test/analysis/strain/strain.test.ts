/** What is reported of slices and views that were tracked perfectly. */
import { describe, expect, it } from 'vitest'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { SliceOfStrain } from '#analysis/strain/short-axis.ts'
import { assembleStrain, type StrainInput, type StrainResult } from '#analysis/strain/strain.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { long } from './arch.ts'
import { archTrack, chords, good, options, type RingTrack, ringTrack } from './tracks.ts'

/** Shortening by phase: ES is phase 3. */
const share = [0, 0.3, 0.7, 1, 0.7, 0.4, 0.2, 0.05]
const s = (phase: number): number => share[phase] ?? 0

const sliceOf = (
  track: RingTrack,
  level: SliceOfStrain['level'],
  segmentOf?: readonly number[],
): SliceOfStrain => ({
  slice: track.slice,
  tracked: measured(ringTrack(track)),
  esPhase: 3,
  level,
  segmentOf,
})
/** shortens by `strain` % in all directions and thickens from 9 mm by a third */
const uniform = (slice: number, strain: number, change: Partial<RingTrack> = {}): RingTrack => ({
  slice,
  z: 10 * slice,
  radius: (phase) => 20 * (1 - (strain / 100) * s(phase)),
  thickness: (phase) => 9 + 3 * s(phase),
  ...change,
})

const assembled = (input: Partial<StrainInput>): StrainResult =>
  assembleStrain({ slices: [], views: [], ...input }, options)
const find = ({ measurements }: StrainResult, quantity: QuantityName, scope?: string): Measurement => {
  const found = measurements.filter((m) => m.quantity === quantity && m.scope === scope)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${quantity} ${scope}`)
  return only
}
const value = (result: StrainResult, quantity: QuantityName, scope?: string): number => {
  const found = find(result, quantity, scope)
  if (!isMeasured(found)) throw new Error(`${quantity} ${scope}: ${found.unmeasured} ${found.detail}`)
  return found.value
}

const three = [
  sliceOf(uniform(0, 16, { turn: (phase) => -6 * s(phase) }), 'basal'),
  sliceOf(uniform(1, 20, { turn: (phase) => 1 * s(phase) }), 'mid'),
  sliceOf(uniform(2, 24, { turn: (phase) => 9 * s(phase) }), 'apical'),
]

describe('circumferential and radial strain', () => {
  it('are told of each slice, of each level and of all', () => {
    const whole = assembled({ slices: three })
    expect(value(whole, 'gcs-es', 'slice:0 layer:endocardial')).toBeCloseTo(-16, 9)
    expect(value(whole, 'gcs-es', 'level:mid layer:endocardial')).toBeCloseTo(-20, 9)
    expect(value(whole, 'gcs-peak', 'layer:endocardial')).toBeCloseTo(-20, 9)
    expect(value(whole, 'grs-es', 'slice:2')).toBeCloseTo(100 / 3, 9)
    expect(value(whole, 'grs-peak')).toBeCloseTo(100 / 3, 9)
  })

  it('are told of each layer: mid-wall and epicardium by their own lengths', () => {
    const whole = assembled({ slices: three })
    // radii 24.5 and 29 at ED, 16 + 6 and 16 + 12 at ES
    expect(value(whole, 'gcs-es', 'slice:1 layer:mid-wall')).toBeCloseTo(100 * (22 / 24.5 - 1), 9)
    expect(value(whole, 'gcs-es', 'slice:1 layer:epicardial')).toBeCloseTo(100 * (28 / 29 - 1), 9)
  })

  it('come with their time to peak, post-systolic index and rates', () => {
    const whole = assembled({ slices: three })
    expect(value(whole, 'gcs-ttp', 'layer:endocardial')).toBeCloseTo(300, 6)
    expect(value(whole, 'gcs-psi', 'layer:endocardial')).toBe(0)
    expect(value(whole, 'gcs-rate-s', 'layer:endocardial')).toBeLessThan(-0.5)
    expect(value(whole, 'gcs-rate-e', 'layer:endocardial')).toBeGreaterThan(0.3)
    expect(value(whole, 'grs-rate-s')).toBeGreaterThan(0.8)
    expect(isMeasured(find(whole, 'gcs-rate-a', 'layer:endocardial'))).toBe(true)
  })

  it('name method, version, unit and options', () => {
    const whole = assembled({ slices: three })
    expect(find(whole, 'gcs-es', 'layer:endocardial')).toMatchObject({
      unit: '%',
      method: 'bspline-registration-tracking',
      version: '2',
    })
    expect(whole).toMatchObject({
      method: 'bspline-registration-tracking',
      version: '2',
      options,
      warnings: [],
    })
  })

  it('keep their curves', () => {
    const whole = assembled({ slices: three })
    const found = whole.curves.find(
      ({ kind, scope }) => kind === 'gcs' && scope.slice === 1 && scope.layer === 'endocardial',
    )
    if (!found?.curve.measured) throw new Error('no curve')
    expect(found.curve.value.values.map((v) => Number(v.toFixed(6)))).toEqual(
      share.map((v) => (v === 0 ? 0 : -20 * v)),
    )
    expect(found.curve.value.beat).toMatchObject({ edPhase: 0, esPhase: 3, rr: 800 })
  })

  it('have no radial part without an epicardium', () => {
    const { thickness: _, ...bare } = uniform(0, 16)
    const result = assembled({ slices: [sliceOf(bare, 'mid')] })
    expect(value(result, 'gcs-es', 'layer:endocardial')).toBeCloseTo(-16, 9)
    for (const [quantity, scope] of [
      ['grs-es', undefined],
      ['gcs-es', 'layer:epicardial'],
    ] as const)
      expect(find(result, quantity, scope)).toMatchObject({
        unmeasured: 'no-epicardial-contours',
        detail: 'slice 1',
      })
  })

  it('can be sent to another thread', () => {
    const whole = assembled({ slices: three })
    expect(structuredClone(whole)).toEqual(whole)
  })
})

describe('segments', () => {
  // chords 0-9 stand still, 10-19 shorten fully, the rest half; the whole ring is one contour
  const quarter = (angle: number): number => Math.floor((angle / (2 * Math.PI)) * 4 + 1e-9)
  const uneven = (slice: number, evidence = good(chords)): RingTrack => ({
    slice,
    z: 10 * slice,
    radius: (phase, angle) => 20 * (1 - ([0, 0.3, 0.15, 0.15][quarter(angle)] ?? 0) * s(phase)),
    evidence,
  })
  const segmentOf = Array.from({ length: chords }, (_, k) => [13, 14, 15, 16][Math.floor(k / 10)] ?? 0)

  it('are measured by their own arc, and rank as they contract', () => {
    const result = assembled({ slices: [sliceOf(uneven(0), 'apical', segmentOf)] })
    const of = (segment: number) => value(result, 'ecc-es', `segment:${segment} layer:endocardial`)
    // edges within a segment strain exactly; the one that leaves it does not
    expect(of(14)).toBeLessThan(-20)
    expect(of(13)).toBeGreaterThan(of(15))
    expect(of(14)).toBeLessThan(of(16))
    expect(find(result, 'err-es', 'segment:14')).toMatchObject({ unmeasured: 'no-epicardial-contours' })
  })

  it('are the mean of the curves of all slices that show them', () => {
    const all = Array.from({ length: chords }, () => 7)
    const result = assembled({
      slices: [sliceOf(uniform(1, 10), 'mid', all), sliceOf(uniform(2, 20), 'mid', all)],
    })
    expect(value(result, 'ecc-es', 'segment:7 layer:endocardial')).toBeCloseTo(-15, 9)
    expect(value(result, 'err-peak', 'segment:7')).toBeCloseTo(100 / 3, 9)
    expect(value(result, 'ecc-ttp', 'segment:7 layer:mid-wall')).toBeCloseTo(300, 6)
    expect(value(result, 'ecc-psi', 'segment:7 layer:mid-wall')).toBe(0)
  })

  it('that were lost are not measured, and leave the rest of the ring as it is', () => {
    const lost = good(chords)
    lost.residual.fill(0.9, 0, 10)
    const result = assembled({ slices: [sliceOf(uneven(0, lost), 'apical', segmentOf)] })
    expect(find(result, 'ecc-es', 'segment:13 layer:endocardial')).toMatchObject({
      unmeasured: 'tracking-failed',
      detail:
        'slice 1, segment 13: 100 % of the points are lost, residual 0.90, closing error 0.3 mm, change of area 0.90',
    })
    expect(isMeasured(find(result, 'ecc-es', 'segment:14 layer:endocardial'))).toBe(true)
    expect(isMeasured(find(result, 'gcs-es', 'slice:0 layer:endocardial'))).toBe(true)
    expect(value(result, 'track-quality', 'slice:0 segment:13')).toBe(0)
    expect(value(result, 'track-quality', 'slice:0 segment:14')).toBe(3)
  })

  it('that one slice lost are taken from the others, and say so', () => {
    const all = Array.from({ length: chords }, (_, k) => (k < 10 ? 7 : 8))
    const lost = good(chords)
    lost.closing.fill(4, 0, 10)
    const result = assembled({
      slices: [sliceOf(uniform(1, 10, { evidence: lost }), 'mid', all), sliceOf(uniform(2, 20), 'mid', all)],
    })
    const found = find(result, 'ecc-es', 'segment:7 layer:endocardial')
    expect(isMeasured(found) && found.value).toBeCloseTo(-20, 9)
    expect(isMeasured(found) && found.warnings).toEqual([
      'left out: slice 2, segment 7: 100 % of the points are lost, residual 0.10, closing error 4.0 mm, change of area 0.90',
    ])
    expect(value(result, 'ecc-es', 'segment:8 layer:endocardial')).toBeCloseTo(-15, 9)
  })

  it('spread their times to peak: one a phase later than three others', () => {
    const late = (phase: number, angle: number) => {
      const t = quarter(angle) === 1 ? phase - 1 : phase
      return 20 * (1 - 0.2 * ([0, 0.35, 0.8, 1, 0.8, 0.35, 0.1, 0][t] ?? 0))
    }
    const result = assembled({
      slices: [sliceOf({ slice: 0, z: 0, radius: late }, 'apical', segmentOf)],
    })
    const times = [13, 14, 15, 16].map((segment) =>
      value(result, 'ecc-ttp', `segment:${segment} layer:endocardial`),
    )
    const mean = times.reduce((a, b) => a + b) / 4
    const sd = Math.sqrt(times.reduce((sum, t) => sum + (t - mean) ** 2, 0) / 3)
    expect(value(result, 'ecc-ttp-sd', 'layer:endocardial')).toBeCloseTo(sd, 9)
    expect(sd).toBeGreaterThan(30)
    expect(times[1]).toBeGreaterThan(350)
  })

  it('are not told when no chord has one', () => {
    const whole = assembled({ slices: three })
    expect(whole.measurements.some(({ quantity }) => quantity.startsWith('ecc'))).toBe(false)
  })
})

describe('uniformity', () => {
  it('is 1 in a ring that contracts evenly, and less where one side lags', () => {
    const whole = assembled({ slices: three })
    expect(value(whole, 'cure')).toBeCloseTo(1, 9)
    const lagging = ringTrack({
      slice: 0,
      z: 0,
      radius: (phase, angle) => 20 * (1 - 0.2 * (1 + 0.8 * Math.cos(angle)) * s(phase)),
    })
    const result = assembled({ slices: [{ slice: 0, tracked: measured(lagging), esPhase: 3, level: 'mid' }] })
    expect(value(result, 'cure', 'slice:0')).toBeLessThan(0.93)
    expect(value(result, 'cure')).toBe(value(result, 'cure', 'slice:0'))
  })
})

describe('rotation and torsion', () => {
  it('are counter-clockwise seen from the apex: from columns to rows where the normal points there', () => {
    const whole = assembled({ slices: three })
    expect(value(whole, 'rotation', 'slice:0')).toBeCloseTo(-6, 9)
    expect(value(whole, 'rotation', 'slice:2')).toBeCloseTo(9, 9)
    expect(value(whole, 'twist')).toBeCloseTo(15, 9)
    // 15° over 20 mm
    expect(value(whole, 'torsion')).toBeCloseTo(7.5, 9)
    expect(whole.rotations.map(({ slice }) => slice)).toEqual([0, 1, 2])
    expect(whole.rotations[2]?.values[2]).toBeCloseTo(6.3, 9)
  })

  it('have the other sign where the slices are stacked against their normal', () => {
    const result = assembled({
      slices: three.map((slice, i) => ({
        ...slice,
        tracked: measured(
          ringTrack(uniform(i, 20, { z: -10 * i, turn: (phase) => ([-6, 1, 9][i] ?? 0) * s(phase) })),
        ),
      })),
    })
    expect(value(result, 'rotation', 'slice:0')).toBeCloseTo(6, 9)
    expect(value(result, 'twist')).toBeCloseTo(-15, 9)
    expect(value(result, 'torsion')).toBeCloseTo(-7.5, 9)
  })

  it('of one slice are not told: it does not say from where it is seen', () => {
    const result = assembled({ slices: three.slice(0, 1) })
    for (const [quantity, scope] of [
      ['rotation', 'slice:0'],
      ['twist', undefined],
      ['torsion', undefined],
    ] as const)
      expect(find(result, quantity, scope)).toMatchObject({
        unmeasured: 'too-few-slices',
        detail: '1 tracked slices tell no direction to the apex',
      })
  })

  it('need a basal and an apical slice for twist', () => {
    expect(find(assembled({ slices: three.slice(0, 2) }), 'twist')).toMatchObject({
      unmeasured: 'too-few-slices',
      detail: 'no apical slice is tracked',
    })
    expect(find(assembled({ slices: three.slice(1) }), 'torsion')).toMatchObject({
      detail: 'no basal slice is tracked',
    })
    expect(value(assembled({ slices: three.slice(1) }), 'rotation', 'slice:2')).toBeCloseTo(9, 9)
  })

  it('are not told of slices in one plane', () => {
    const result = assembled({
      slices: [sliceOf(uniform(0, 9, { z: 5 }), 'basal'), sliceOf(uniform(1, 9, { z: 5 }), 'apical')],
    })
    expect(find(result, 'twist')).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'the first and the last slice lie in one plane',
    })
    expect(find(result, 'rotation', 'slice:1')).toMatchObject({ unmeasured: 'contradictory-input' })
  })
})

describe('long-axis views', () => {
  const axial = [1, 0.94, 0.86, 0.8, 0.86, 0.92, 0.96, 0.99]
  const view = (name: '2ch' | '3ch' | '4ch', factors: readonly number[], evidence = good(chords)) => ({
    view: name,
    tracked: measured(archTrack({ view: name, axial: factors, evidence })),
    esPhase: 3,
  })
  const threeViews = () =>
    assembled({
      views: [
        view('2ch', axial),
        view('3ch', axial),
        view(
          '4ch',
          axial.map((a) => 1 - (1 - a) / 2),
        ),
      ],
    })

  it('give longitudinal strain of each and the mean of all', () => {
    const result = threeViews()
    expect(value(result, 'gls-es', 'view:2ch')).toBeCloseTo(-20, 9)
    expect(value(result, 'gls-es', 'view:4ch')).toBeCloseTo(-10, 9)
    expect(value(result, 'gls-peak', 'view:all')).toBeCloseTo(-50 / 3, 9)
    const all = find(result, 'gls-es', 'view:all')
    expect(isMeasured(all) && all.warnings).toEqual([])
  })

  it('say when the mean lacks a view', () => {
    const two = find(assembled({ views: [view('2ch', axial), view('4ch', axial)] }), 'gls-es', 'view:all')
    expect(isMeasured(two) && two.warnings).toEqual(['the mean of 2 of 3 views'])
  })

  it('show the segments of their walls, and those of two views once', () => {
    const result = threeViews()
    const numbers = result.measurements
      .filter(({ quantity }) => quantity === 'ell-es')
      .map(({ scope }) => Number(scope?.replace('segment:', '')))
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    expect(value(result, 'ell-es', 'segment:7')).toBeCloseTo(-20, 9)
    expect(value(result, 'ell-es', 'segment:9')).toBeCloseTo(-10, 9)
    // 14 and 16 are seen in two views
    expect(value(result, 'ell-es', 'segment:14')).toBeCloseTo(-15, 9)
    expect(value(result, 'ell-es', 'segment:16')).toBeCloseTo(-15, 9)
    expect(value(result, 'ell-es', 'segment:5')).toBeCloseTo(-20, 9)
    expect(value(result, 'ell-es', 'segment:12')).toBeCloseTo(-10, 9)
  })

  it('part the walls at the apex and each into thirds of the axis', () => {
    // the first half of the line alone shortens
    const track = archTrack({ view: '4ch', axial: [1, 1] })
    const [ed = new Float64Array(), es = new Float64Array()] = track.endocardial.phases
    // the first 5 of 40 points of the septal wall, the basal ones, draw together
    const basal = es.map((v, i) => (i < 6 ? (ed[6 + (i % 2)] ?? 0) + 0.5 * (v - (ed[6 + (i % 2)] ?? 0)) : v))
    const one = assembled({
      views: [
        {
          view: '4ch',
          tracked: measured({ ...track, endocardial: { ...track.endocardial, phases: [ed, basal] } }),
          esPhase: 1,
        },
      ],
    })
    expect(value(one, 'ell-es', 'segment:3')).toBeLessThan(-10)
    for (const segment of [9, 14, 16, 12, 6])
      expect(value(one, 'ell-es', `segment:${segment}`)).toBeCloseTo(0, 9)
  })

  it('give the excursion of the mitral ring: of each end, each view and all', () => {
    const result = threeViews()
    expect(value(result, 'mapse', 'view:2ch region:anterior')).toBeCloseTo(0.2 * long, 0)
    expect(value(result, 'mapse', 'view:2ch region:inferior')).toBeCloseTo(0.2 * long, 0)
    expect(value(result, 'mapse', 'view:4ch region:lateral')).toBeCloseTo(0.1 * long, 0)
    const each = ['2ch', '3ch', '4ch'].map((name) => value(result, 'mapse', `view:${name}`))
    expect(value(result, 'mapse', 'view:all')).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 9)
  })

  it('give that of the tricuspid ring where a point of it was followed', () => {
    const result = threeViews()
    const track = archTrack({ view: '4ch', axial })
    const tricuspid = {
      phases: axial.map((a) => Float64Array.of(10, 10 + (22 * (1 - a)) / 0.2 / 2)),
      evidence: good(1),
    }
    const one = assembled({
      views: [{ view: '4ch', tracked: measured({ ...track, tricuspid }), esPhase: 3 }],
    })
    expect(value(one, 'tapse', 'view:4ch')).toBeCloseTo(22, 1)
    expect(result.measurements.some(({ quantity }) => quantity === 'tapse')).toBe(false)
    const lost = { ...tricuspid, evidence: { ...good(1), closing: Float64Array.of(3.5) } }
    const none = assembled({
      views: [{ view: '4ch', tracked: measured({ ...track, tricuspid: lost }), esPhase: 3 }],
    })
    expect(find(none, 'tapse', 'view:4ch')).toMatchObject({
      unmeasured: 'tracking-failed',
      detail:
        '4ch, tricuspid ring: 100 % of the points are lost, residual 0.10, closing error 3.5 mm, change of area 0.90',
    })
  })

  it('that were lost give nothing, with the reason', () => {
    const lost = good(chords)
    lost.residual.fill(0.9, 0, 15)
    const one = assembled({ views: [view('2ch', axial, lost), view('4ch', axial)] })
    for (const quantity of ['gls-es', 'mapse'] as const)
      expect(find(one, quantity, 'view:2ch')).toMatchObject({ unmeasured: 'tracking-failed' })
    const all = find(one, 'gls-es', 'view:all')
    expect(isMeasured(all) && all.warnings.at(-1)).toBe('the mean of 1 of 3 views')
    expect(value(one, 'mapse', 'view:all')).toBe(value(one, 'mapse', 'view:4ch'))
    expect(value(one, 'track-quality', 'view:2ch')).toBe(0)
  })

  it('that cannot be tracked at all hand their reason on', () => {
    const why = unmeasured('no-contours', '3ch: no endocardial contour at ED')
    const one = assembled({ views: [{ view: '3ch', tracked: why, esPhase: 3 }] })
    for (const scope of ['view:3ch', 'view:all'])
      expect(find(one, 'gls-es', scope)).toMatchObject({
        unmeasured: 'no-contours',
        detail: '3ch: no endocardial contour at ED',
      })
    expect(find(one, 'mapse', 'view:all')).toMatchObject({ unmeasured: 'tracking-failed' })
    expect(find(one, 'mapse', 'view:3ch')).toMatchObject({ unmeasured: 'no-contours' })
  })

  it('refuse an ES that is ED or no phase', () => {
    for (const esPhase of [0, 8, -1, 2.5])
      expect(
        find(assembled({ views: [{ ...view('4ch', axial), esPhase }] }), 'gls-es', 'view:4ch'),
      ).toMatchObject({ unmeasured: 'contradictory-input' })
  })
})

describe('slices that are not like the others', () => {
  it('hand their reason on, and levels are made of the rest', () => {
    const why = unmeasured('contours-cross', 'slice 2: the borders cross')
    const result = assembled({
      slices: [
        sliceOf(uniform(0, 16), 'basal'),
        { slice: 1, tracked: why, esPhase: 3, level: 'basal' },
        { slice: 2, tracked: why, esPhase: 3, level: 'mid' },
      ],
    })
    expect(find(result, 'gcs-es', 'slice:1 layer:endocardial')).toMatchObject({
      unmeasured: 'contours-cross',
    })
    expect(find(result, 'gcs-es', 'level:mid layer:endocardial')).toMatchObject({
      unmeasured: 'contours-cross',
    })
    const basal = find(result, 'gcs-es', 'level:basal layer:endocardial')
    expect(isMeasured(basal) && basal.value).toBeCloseTo(-16, 9)
    expect(isMeasured(basal) && basal.warnings).toEqual(['left out: slice 2: the borders cross'])
  })

  it('are rejected when more than a third of the ring is lost', () => {
    const lost = good(chords)
    lost.jacobian.fill(-0.1, 0, 14)
    const result = assembled({
      slices: [sliceOf(uniform(0, 16, { evidence: lost }), 'mid'), ...three.slice(1)],
    })
    expect(find(result, 'gcs-es', 'slice:0 layer:endocardial')).toMatchObject({
      unmeasured: 'tracking-failed',
    })
    expect(value(result, 'track-quality', 'slice:0')).toBe(0)
    expect(value(result, 'track-closing', 'slice:0')).toBeCloseTo(0.25, 12)
    expect(result.rotations.map(({ slice }) => slice)).toEqual([1, 2])
  })

  it('with another number of phases are not averaged with them', () => {
    const result = assembled({
      slices: [sliceOf(uniform(0, 16), 'mid'), sliceOf(uniform(1, 16, { phases: 7 }), 'mid')],
    })
    expect(find(result, 'gcs-es', 'level:mid layer:endocardial')).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'the curves have different phases, ED or ES',
    })
    expect(isMeasured(find(result, 'gcs-es', 'slice:1 layer:endocardial'))).toBe(true)
  })

  it('are refused with an ES that is ED or no phase, and with segments for other chords', () => {
    const at = (change: Partial<SliceOfStrain>) =>
      find(
        assembled({ slices: [{ ...sliceOf(uniform(0, 16), 'mid'), ...change }] }),
        'gcs-es',
        'slice:0 layer:endocardial',
      )
    expect(at({ esPhase: 0 })).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'slice 1: ES is phase 1, which is ED or none of the phases',
    })
    expect(at({ esPhase: 8 })).toMatchObject({ unmeasured: 'contradictory-input' })
    expect(at({ segmentOf: [1, 2, 3] })).toMatchObject({
      unmeasured: 'contradictory-input',
      detail: 'slice 1: 3 segments for 40 chords',
    })
  })

  it('pass their warnings on, once', () => {
    const warned = { ...ringTrack(uniform(0, 16)), warnings: ['slice 1: drift'] }
    const result = assembled({ slices: [{ slice: 0, tracked: measured(warned), esPhase: 3, level: 'mid' }] })
    expect(result.warnings).toEqual(['slice 1: drift'])
    const found = find(result, 'gcs-es', 'slice:0 layer:endocardial')
    expect(isMeasured(found) && found.warnings).toEqual(['slice 1: drift'])
  })

  it('of none there is nothing to say', () => {
    const { measurements } = assembled({})
    expect(measurements.filter(isMeasured)).toEqual([])
    // who was given no slice did not ask how the ventricle wrings itself
    expect(
      measurements.filter(({ quantity }) => ['rotation', 'twist', 'torsion'].includes(quantity)),
    ).toEqual([])
  })
})
