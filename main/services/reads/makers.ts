/**
 * Which code made a number. A version that a read was signed with stays callable, so that its numbers can be
 * made again; a version that is no longer among the makers is retired, and `recompute` says so.
 */

import type { MeasuredQuantity, Measurement, Method } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measureRead, type ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { bsaFormulas } from '#analysis/volumes/body-size.ts'
import {
  areaLength,
  bodySurfaceVersion,
  curveOf,
  discSummationPlaneClipped,
  discSummationReaderSlices,
  longAxisLength,
  medianOverSlices,
  periodicHarmonics,
} from '#analysis/volumes/methods.ts'
import type { ReadStudy } from './study.ts'

export interface Maker {
  makes(number: Pick<MeasuredQuantity, 'method' | 'version'>): boolean
  measure(
    stack: Stack | undefined,
    state: ReadState,
    sizes: ReadStudy['sizes'],
    stacks: readonly Stack[],
  ): ReadMeasurements
}

const formulas: readonly string[] = [...bsaFormulas, 'unknown']

/** An index carries the name of its formula behind that of its volume, and what is read from a curve that of the curve. */
const techniques: readonly Method[] = [
  discSummationReaderSlices,
  discSummationPlaneClipped,
  areaLength,
  longAxisLength,
  medianOverSlices,
]

/** Today's. */
const current: Maker = {
  makes({ method, version }) {
    const technique = techniques.find((one) => method === one.method || method.startsWith(`${one.method}/`))
    if (technique === undefined) return formulas.includes(method) && version === bodySurfaceVersion
    return method.split('/').includes(periodicHarmonics.name)
      ? version === curveOf(technique).version
      : version === technique.version
  },
  measure: (stack, state, sizes, stacks) => measureRead(stack, state, sizes, [], stacks),
}

export const makers: readonly Maker[] = [current]

/** @returns undefined for a version that is retired; for a number that is unmeasured, today's */
export const makerOf = (recorded: Measurement, known: readonly Maker[] = makers): Maker | undefined =>
  'value' in recorded ? known.find((maker) => maker.makes(recorded)) : known.at(-1)
