/**
 * One imagined examination: which series it has, and the numbers that a reader of it should find.
 */
import type { ImagePlane } from '../geometry/plane.ts'
import type { SeriesRole } from '../protocol/stack.ts'
import {
  type BeatsPerMinute,
  beatsPerMinute,
  type Gram,
  gram,
  type Ml,
  type Mm,
  type Ms,
  mm,
  ms,
  type Percent,
  percent,
} from '../units/units.ts'
import { type Acquisition, phaseTime, sliceLevels, sliceSpacing } from './acquisition.ts'
import { readerSliceSums } from './disc-sums.ts'
import { heartState } from './motion.ts'
import { longAxisPlane, longAxisViews, scoutOrientations, scoutPlanes, shortAxisPlane } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import {
  basalDescent,
  type HeartTruth,
  heartTruth,
  laVolume,
  lvVolume,
  myocardialDensity,
  rvVolume,
} from './truth.ts'

export interface PhantomSeries {
  readonly role: SeriesRole
  readonly description: string
  readonly planes: readonly ImagePlane[]
  readonly thickness: Mm
  /** between slice centres; absent where the planes are no stack */
  readonly spacing?: Mm
  /** 1 for a still picture */
  readonly phases: number
}

const scoutThickness = mm(8)

export function phantomSeries(preset: HeartPreset, acquisition: Acquisition): readonly PhantomSeries[] {
  const { phases, sliceThickness, longAxisThickness } = acquisition
  return [
    {
      role: 'scout',
      description: 'Scout 3 planes',
      planes: scoutOrientations.flatMap((orientation) => scoutPlanes(orientation, acquisition)),
      thickness: scoutThickness,
      phases: 1,
    },
    ...longAxisViews.map((view) => ({
      role: `cine-${view}` as const,
      description: `Cine ${view}`,
      planes: [longAxisPlane(view, preset, acquisition)],
      thickness: longAxisThickness,
      phases,
    })),
    {
      role: 'cine-sax',
      description: 'Cine SAX',
      planes: sliceLevels(preset, acquisition).map((level) => shortAxisPlane(level, acquisition)),
      thickness: sliceThickness,
      spacing: sliceSpacing(acquisition),
      phases,
    },
  ]
}

export interface PhantomTruth {
  /** below the valve plane, at the true end-systole */
  readonly heart: HeartTruth
  readonly heartRate: BeatsPerMinute
  readonly edPhase: number
  /** the rendered phase with the smallest volume */
  readonly esPhase: number
  readonly phases: readonly PhaseTruth[]
  /** what perfect contours give by `reader-slices` at the two phases above */
  readonly readerSlices: ReaderSlicesTruth
}

export interface PhaseTruth {
  readonly time: Ms
  readonly lv: Ml
  readonly rv: Ml
  readonly la: Ml
  readonly basalDescent: Mm
}

export interface ReaderSlicesTruth {
  readonly edv: Ml
  readonly esv: Ml
  readonly ef: Percent
  readonly massEd: Gram
  readonly massEs: Gram
}

export function phantomTruth(preset: HeartPreset, acquisition: Acquisition): PhantomTruth {
  const states = Array.from({ length: acquisition.phases }, (_, phase) =>
    heartState(preset, phaseTime(acquisition, phase)),
  )
  const phases = states.map((state) => ({
    time: ms(state.time * acquisition.rr),
    lv: lvVolume(preset, state),
    rv: rvVolume(preset, state),
    la: laVolume(preset, state),
    basalDescent: basalDescent(preset, state),
  }))
  const volumes = phases.map(({ lv }) => lv)
  const esPhase = volumes.indexOf(volumes.reduce((least, volume) => (volume < least ? volume : least)))
  return {
    heart: heartTruth(preset),
    heartRate: beatsPerMinute(60000 / acquisition.rr),
    edPhase: 0,
    esPhase,
    phases,
    readerSlices: readerSlices(preset, acquisition, esPhase),
  }
}

function readerSlices(preset: HeartPreset, acquisition: Acquisition, esPhase: number): ReaderSlicesTruth {
  const ed = readerSliceSums(preset, acquisition, heartState(preset, 0))
  const es = readerSliceSums(preset, acquisition, heartState(preset, phaseTime(acquisition, esPhase)))
  return {
    edv: ed.cavity,
    esv: es.cavity,
    ef: percent(100 * (1 - es.cavity / ed.cavity)),
    massEd: gram(myocardialDensity * ed.wall),
    massEs: gram(myocardialDensity * es.wall),
  }
}
