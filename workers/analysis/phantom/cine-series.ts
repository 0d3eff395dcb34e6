/** Scouts, three long-axis cines and the short-axis cine. */
import type { ImagePlane } from '../geometry/plane.ts'
import { ms } from '../units/units.ts'
import { type Acquisition, phaseTime, sliceLevels, sliceSpacing } from './acquisition.ts'
import type { ImageAttributes } from './attributes.ts'
import { longAxisPlane, longAxisViews, scoutOrientations, scoutPlanes, shortAxisPlane } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { attributesBy, minutes, type PlannedSeries, storedMagnitude } from './series.ts'
import { scoutThickness, stillTime } from './timing.ts'

/** of a slice, ms */
const breathHold = 15_000

/** @param starts  of each of the five, minutes */
export function cineSeries(
  preset: HeartPreset,
  acquisition: Acquisition,
  starts: readonly [
    scout: number,
    twoChamber: number,
    threeChamber: number,
    fourChamber: number,
    sax: number,
  ],
): readonly PlannedSeries[] {
  const { phases, sliceThickness, longAxisThickness, rr } = acquisition
  const [scoutStarts, two, three, four, sax] = starts
  const steadyState = { ...storedMagnitude, repetitionTime: ms(3.2), echoTime: ms(1.6), flipAngle: 50, rr }
  const still =
    (start: number) =>
    (slice: number): ImageAttributes => ({
      ...steadyState,
      kind: 'scout',
      acquired: ms(minutes(start) + slice * breathHold),
      triggerTime: ms(stillTime * rr),
    })
  const cine =
    (start: number) =>
    (slice: number, phase: number): ImageAttributes => ({
      ...steadyState,
      kind: 'cine',
      acquired: ms(minutes(start) + slice * breathHold),
      triggerTime: ms(phaseTime(acquisition, phase) * rr),
    })
  const scouts = scoutOrientations.flatMap((orientation) => scoutPlanes(orientation, acquisition))
  const view = (name: '2ch' | '3ch' | '4ch', start: number): PlannedSeries => ({
    role: `cine-${name}`,
    name: `cine-${name}`,
    description: `Cine ${name}`,
    planes: [longAxisPlane(name, preset, acquisition)],
    thickness: longAxisThickness,
    phases,
    attributes: attributesBy(1, phases, cine(start)),
  })
  const shortAxis = sliceLevels(preset, acquisition).map(
    (level): ImagePlane => shortAxisPlane(level, acquisition),
  )
  const starting = { '2ch': two, '3ch': three, '4ch': four }
  return [
    {
      role: 'scout',
      name: 'scout',
      description: 'Scout 3 planes',
      planes: scouts,
      thickness: scoutThickness,
      phases: 1,
      attributes: attributesBy(scouts.length, 1, still(scoutStarts)),
    },
    ...longAxisViews.map((name) => view(name, starting[name])),
    {
      role: 'cine-sax',
      name: 'cine-sax',
      description: 'Cine SAX',
      planes: shortAxis,
      thickness: sliceThickness,
      spacing: sliceSpacing(acquisition),
      phases,
      attributes: attributesBy(shortAxis.length, phases, cine(sax)),
    },
  ]
}
