/** What slices measure: perfect borders, borders as rendered, and how far both are from the true volume. */
import { describe, expect, it } from 'vitest'
import { clinicalAcquisition, sliceLevels, sliceSpacing } from '#analysis/phantom/acquisition.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import { readerSliceSums, renderedSums } from '#analysis/phantom/disc-sums.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { shortAxisPlane } from '#analysis/phantom/planes.ts'
import { presetNames, presets } from '#analysis/phantom/presets.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'

const acquisition = clinicalAcquisition

describe.each(presetNames)('slices of the %s heart', (name) => {
  const preset = presets[name]
  const { esPhase, edPhase, readerSlices, heart } = phantomTruth({ preset: name, seed: 1 })
  const phases = [edPhase, 4, esPhase, 15]

  it('give the same volume by their rendered pixels as by their exact borders, to within 0.5 % or 0.5 mL', () => {
    for (const phase of phases) {
      const state = heartState(preset, phase / acquisition.phases)
      const exact = readerSliceSums(preset, acquisition, state)
      const { borders } = renderedSums(preset, acquisition, state)
      // twelve samples a pixel leave a border uncertain by some hundredths of a millimetre
      expect(Math.abs(borders.cavity - exact.cavity)).toBeLessThan(Math.max(0.5, 0.005 * exact.cavity))
      expect(Math.abs(borders.wall - exact.wall)).toBeLessThan(Math.max(0.5, 0.005 * exact.wall))
    }
  })

  it('enclose by their polygons what the formula of their areas says', () => {
    for (const phase of phases) {
      const state = heartState(preset, phase / acquisition.phases)
      let cavity = 0
      let ventricle = 0
      for (const level of sliceLevels(preset, acquisition)) {
        const plane = shortAxisPlane(level, acquisition)
        const { endocardial = [], epicardial = [] } = sliceBorders(preset, state, level, plane)
        const pixel = plane.rowSpacing * plane.columnSpacing
        cavity += shoelace(endocardial) * pixel
        ventricle += shoelace(epicardial) * pixel
      }
      const exact = readerSliceSums(preset, acquisition, state)
      const spacing = sliceSpacing(acquisition) / 1000
      // polygons of 200 points lack 0.016 % of a circle
      expect((cavity * spacing) / exact.cavity).toBeCloseTo(1 - 0.00016, 4)
      expect(((ventricle - cavity) * spacing) / exact.wall).toBeCloseTo(1 - 0.00016, 4)
    }
  })

  it('leave out the basal slice that lies above the valve plane', () => {
    const [level] = sliceLevels(preset, acquisition)
    expect(level).toBeGreaterThan(preset.base)
    if (level === undefined) return
    expect(sliceBorders(preset, heartState(preset, 0), level, shortAxisPlane(level, acquisition))).toEqual({})
  })

  it('measure more or less than the true volume, as slices do: EDV within 2 %, ESV within 10 %', () => {
    expect(Math.abs(readerSlices.edv / heart.edv - 1)).toBeLessThan(0.02)
    expect(Math.abs(readerSlices.esv / heart.esv - 1)).toBeLessThan(0.1)
  })
})

it('finds an EF of 64.0 % in slices of the normal heart, whose true EF is 60.0 %', () => {
  const { readerSlices, heart } = phantomTruth({ preset: 'normal', seed: 1 })
  expect(readerSlices.ef).toBeCloseTo(64.01, 2)
  expect(heart.ef).toBeCloseTo(60.01, 2)
})

function shoelace(points: readonly (readonly [number, number])[]): number {
  let twice = 0
  for (const [i, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y]
    twice += x * nextY - nextX * y
  }
  return Math.abs(twice) / 2
}
