/** One pixel's fit: the model, the truncation of late echoes, the number with its error, and whether it stands. */
import { at } from '../units/at.ts'
import type { Ms } from '../units/units.ts'
import {
  type ExponentialFit,
  type ExponentialFitter,
  emptyFit,
  exponentialFitter,
  parametersOf,
  rSquaredOf,
} from './exponential.ts'
import { relaxationModels } from './models.ts'
import { type PrecisionOf, precisionOf } from './precision.ts'
import type { RelaxationOptions } from './relaxation-options.ts'

/** Written over: one object serves all pixels. */
export interface PixelFit extends ExponentialFit {
  /** ms */
  value: number
  /** ms; 0 where no sample is left to judge by */
  sd: number
  rSquared: number
  samples: number
  status: 'fitted' | 'out-of-range' | 'poor-fit'
}

export interface PixelFitter {
  /** @param signal  in the order of the times; left as it is */
  readonly fit: (signal: Float64Array, into: PixelFit) => void
  readonly empty: () => PixelFit
}

interface Stage {
  readonly samples: number
  readonly fit: ExponentialFitter
  readonly precision: PrecisionOf | undefined
  readonly view: Float64Array
}

/**
 * @param times  ascending
 * @throws RangeError for times that do not ascend from 0 on, or are too few
 */
export function pixelFitter(times: readonly Ms[], options: RelaxationOptions): PixelFitter {
  const row = relaxationModels[options.model]
  const fewest = row.truncates
    ? Math.max(Math.min(options.truncation.fewestEchoes, times.length), parametersOf(row.shape))
    : times.length
  const flips = row.crossesZero && options.signal === 'magnitude' ? options.flips : 0
  const stages: Stage[] = []
  for (let samples = times.length; samples >= fewest; samples--) {
    const used = times.slice(0, samples)
    stages.push({
      samples,
      fit: exponentialFitter(used, { ...row, gridPoints: options.gridPoints, flips }),
      precision: precisionOf(used, row.shape, row.lookLocker),
      view: new Float64Array(samples),
    })
  }

  const fit = (signal: Float64Array, into: PixelFit): void => {
    let stage = at(stages, 0)
    for (const next of stages) {
      stage = next
      for (let i = 0; i < stage.samples; i++) stage.view[i] = signal[i] ?? 0
      stage.fit(stage.view, into)
      into.rSquared = rSquaredOf(into)
      if (into.rSquared >= options.truncation.leastRSquared) break
    }
    into.samples = stage.samples
    into.value = row.lookLocker ? -into.tau * (1 + into.b / into.a) : into.tau
    into.sd = 0
    if (into.atBound || !(into.value >= row.lowest && into.value <= row.highest)) into.status = 'out-of-range'
    else if (into.rSquared < options.leastRSquared) into.status = 'poor-fit'
    else {
      const sd = stage.precision?.(into)
      into.status = stage.precision !== undefined && sd === undefined ? 'poor-fit' : 'fitted'
      into.sd = sd ?? 0
    }
  }
  return {
    fit,
    empty: () => ({ ...emptyFit(), value: 0, sd: 0, rSquared: 0, samples: 0, status: 'out-of-range' }),
  }
}
