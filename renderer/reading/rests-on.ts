/** The ejection fraction's grounds in a few lines; undefined while there is none. */
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { measurementOf } from '../panels/quantities.ts'
import type { RestsOnProps } from '../panels/RestsOn.tsx'
import type { Reading } from './state/reading-store.ts'

const methods: Readonly<Record<string, string>> = {
  'disc-summation/reader-slices': "reader's slices (SCMR 2020)",
}

const efOf = (measurements: readonly Measurement[]) => measurementOf(measurements, 'lv-ef')

export function restsOn({ numbers, shown, state }: Reading): RestsOnProps | undefined {
  const ef = efOf(shown)
  if (!ef || !isMeasured(ef)) return undefined
  const { ed, es } = numbers.phases
  const used = [ed, es].flatMap((phase) => (phase === undefined ? [] : (numbers.curve[phase] ?? [])))
  const endocardial = used.flatMap(({ slices }) => slices).filter((slice) => slice.endocardial !== undefined)
  const other = efOf(numbers.otherConvention)
  const convention = state.choices.papillaries === 'cavity' ? 'as mass' : 'in the cavity'
  return {
    number: `EF ${ef.value.toFixed(1)} %`,
    contours: `${endocardial.length} endocardial contours, phases ${used.map(({ phase }) => phase + 1).join(' and ')}`,
    method: methods[ef.method] ?? ef.method,
    warnings: ef.warnings,
    others: other && isMeasured(other) ? [`papillaries ${convention}: EF ${other.value.toFixed(1)} %`] : [],
  }
}
