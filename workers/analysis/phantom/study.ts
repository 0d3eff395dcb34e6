/** The numbers that a reader of an imagined examination's cines should find. */
import { at } from '../units/at.ts'
import {
  type BeatsPerMinute,
  beatsPerMinute,
  type Gram,
  gram,
  type Ml,
  type Mm,
  type Ms,
  ms,
  type Percent,
  percent,
} from '../units/units.ts'
import { phaseTime } from './acquisition.ts'
import { type DiscSums, readerSliceSums } from './disc-sums.ts'
import { heartState } from './motion.ts'

export { phantomSeries } from './examination.ts'
export type { PhantomSeries } from './series.ts'

import { acquisitionOf, heartOf, type PhantomOptions } from './options.ts'
import {
  basalDescent,
  type HeartTruth,
  heartTruth,
  laVolume,
  lvVolume,
  myocardialDensity,
  rvVolume,
} from './truth.ts'

export interface PhantomTruth {
  /** below the valve plane, at the true end-systole */
  readonly heart: HeartTruth
  readonly heartRate: BeatsPerMinute
  readonly edPhase: number
  /** the rendered phase with the smallest volume */
  readonly esPhase: number
  readonly phases: readonly PhaseTruth[]
  /** the same at the two phases above, as a read reports it */
  readonly readerSlices: ReaderSlicesTruth
}

export interface PhaseTruth {
  readonly time: Ms
  readonly lv: Ml
  readonly rv: Ml
  readonly la: Ml
  readonly basalDescent: Mm
  /** what perfect contours give by `reader-slices` */
  readonly readerSlices: DiscSums
}

export interface ReaderSlicesTruth {
  readonly edv: Ml
  readonly esv: Ml
  readonly ef: Percent
  readonly massEd: Gram
  readonly massEs: Gram
}

/** What a study made with these options holds, by formula; phases count from 0. */
export function phantomTruth(options: PhantomOptions): PhantomTruth {
  const preset = heartOf(options)
  const acquisition = acquisitionOf(options)
  const states = Array.from({ length: acquisition.phases }, (_, phase) =>
    heartState(preset, phaseTime(acquisition, phase)),
  )
  const phases = states.map((state) => ({
    time: ms(state.time * acquisition.rr),
    lv: lvVolume(preset, state),
    rv: rvVolume(preset, state),
    la: laVolume(preset, state),
    basalDescent: basalDescent(preset, state),
    readerSlices: readerSliceSums(preset, acquisition, state),
  }))
  const edPhase = 0
  const volumes = phases.map(({ lv }) => lv)
  const esPhase = volumes.indexOf(volumes.reduce((least, volume) => (volume < least ? volume : least)))
  return {
    heart: heartTruth(preset),
    heartRate: beatsPerMinute(60000 / acquisition.rr),
    edPhase,
    esPhase,
    phases,
    readerSlices: reported(at(phases, edPhase).readerSlices, at(phases, esPhase).readerSlices),
  }
}

const reported = (ed: DiscSums, es: DiscSums): ReaderSlicesTruth => ({
  edv: ed.cavity,
  esv: es.cavity,
  ef: percent(100 * (1 - es.cavity / ed.cavity)),
  massEd: gram(myocardialDensity * ed.wall),
  massEs: gram(myocardialDensity * es.wall),
})
