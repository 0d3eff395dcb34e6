/** Late enhancement and first pass. */
import { at } from '../units/at.ts'
import { type Ms, mm, ms } from '../units/units.ts'
import { type Acquisition, sliceLevels, sliceSpacing } from './acquisition.ts'
import type { ImageAttributes } from './attributes.ts'
import type { PhantomOptions } from './options.ts'
import {
  breathingShift,
  dynamicTimes,
  type PerfusionState,
  perfusionRr,
  saturationTime,
  sliceDelay,
} from './perfusion.ts'
import { longAxisPlane, longAxisViews, shortAxisPlane, threeLevels } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { enhancedT1, myocardium } from './relaxation.ts'
import { nullingTime } from './sequences.ts'
import { attributesBy, minutes, type PlannedSeries, storedMagnitude } from './series.ts'
import { stillTime } from './timing.ts'

/** Signal 0 is stored as this where a signed picture is stored without a sign. */
const storedZero = 2048

/** The inversion time that leaves the healthy wall of this preset without signal. */
function lateInversionTime({ preset }: Pick<PhantomOptions, 'preset'>, rr: Ms): Ms {
  const { remote, bloodT1Late } = myocardium[preset]
  return nullingTime(enhancedT1(remote, bloodT1Late), rr)
}

/** Magnitude and phase-sensitive pictures of three long axes and of the short-axis stack. */
export function lateSeries(
  options: PhantomOptions,
  preset: HeartPreset,
  acquisition: Acquisition,
  starts: number,
): readonly PlannedSeries[] {
  const { rr, sliceThickness } = acquisition
  const late =
    (offset: number) =>
    (slice: number): ImageAttributes => ({
      ...storedMagnitude,
      kind: 'late-enhancement',
      contrast: 'late',
      acquired: ms(minutes(starts + offset) + slice * 14 * rr),
      rr,
      triggerTime: ms(stillTime * rr),
      repetitionTime: ms(2 * rr),
      echoTime: ms(1.6),
      flipAngle: 25,
      inversionTime: ms(Math.round(lateInversionTime(options, rr))),
    })
  const storedSign = options.vendor === 'ge' ? { signed: true } : { intercept: -storedZero }
  const both = (series: Omit<PlannedSeries, 'attributes'>, offset: number): readonly PlannedSeries[] => {
    const magnitude = attributesBy(series.planes.length, 1, late(offset))
    return [
      { ...series, attributes: magnitude },
      {
        ...series,
        name: `${series.name}-psir`,
        description: `${series.description} PSIR`,
        sharesNoiseOf: series.name,
        attributes: magnitude.map((slice) =>
          slice.map((one) => ({ ...one, component: 'real', ...storedSign })),
        ),
      },
    ]
  }
  const shortAxis = sliceLevels(preset, acquisition).map((level) => shortAxisPlane(level, acquisition))
  return [
    ...longAxisViews.flatMap((view, index) =>
      both(
        {
          role: `lge-${view}`,
          name: `lge-${view}`,
          description: `LGE ${view}`,
          planes: [longAxisPlane(view, preset, acquisition)],
          thickness: sliceThickness,
          phases: 1,
        },
        index,
      ),
    ),
    ...both(
      {
        role: 'lge-sax',
        name: 'lge-sax',
        description: 'LGE SAX',
        planes: shortAxis,
        thickness: sliceThickness,
        spacing: sliceSpacing(acquisition),
        phases: 1,
      },
      longAxisViews.length,
    ),
  ]
}

/** One picture a beat of a basal, a middle and an apical slice. */
export function perfusionSeries(
  { perfusion = {} }: PhantomOptions,
  preset: HeartPreset,
  acquisition: Acquisition,
  state: PerfusionState,
  starts: number,
): PlannedSeries {
  const { dynamics, sliceThickness } = acquisition
  const levels = threeLevels(preset)
  const times = levels.map((_, slice) => dynamicTimes(acquisition, state, slice))
  return {
    role: `perfusion-${state}`,
    name: `perfusion-${state}`,
    description: `Perfusion ${state}`,
    planes: levels.map((level) => shortAxisPlane(level, acquisition)),
    thickness: sliceThickness,
    spacing: mm(at(levels, 0) - at(levels, 1)),
    phases: dynamics,
    attributes: attributesBy(levels.length, dynamics, (slice, phase) => ({
      ...storedMagnitude,
      kind: 'perfusion',
      contrast: 'first-pass',
      acquired: ms(minutes(starts) + at(at(times, slice), phase)),
      rr: perfusionRr(acquisition, state),
      triggerTime: sliceDelay(slice),
      repetitionTime: ms(2.4),
      echoTime: ms(1.1),
      flipAngle: 12,
      saturationTime,
      shift: breathingShift(perfusion, at(at(times, slice), phase)),
    })),
  }
}
