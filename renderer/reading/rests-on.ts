/** The ejection fraction's grounds in a few lines; undefined while there is none. */
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { measurementOf } from '../panels/quantities.ts'
import type { RestsOnProps } from '../panels/RestsOn.tsx'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'
import type { Reading } from './state/reading-store.ts'

const efOf = (measurements: readonly Measurement[]) => measurementOf(measurements, 'lv-ef')

const efText = (percent: number): string => `EF ${fixedIn(percent, 1)} %`

export function restsOn({ numbers, shown, state }: Reading): RestsOnProps | undefined {
  const ef = efOf(shown)
  if (!ef || !isMeasured(ef)) return undefined
  const { ed, es } = numbers.phases
  const used = [ed, es].flatMap((phase) => (phase === undefined ? [] : (numbers.curve[phase] ?? [])))
  const endocardial = used.flatMap(({ slices }) => slices).filter((slice) => slice.endocardial !== undefined)
  const other = efOf(numbers.otherConvention)
  const { methods, numbers: words } = textsNow()
  const texts = words.restsOn
  const rule = state.choices.papillaries === 'cavity' ? 'mass' : 'cavity'
  return {
    number: efText(ef.value),
    contours: texts.contours(
      endocardial.length,
      used.map(({ phase }) => phase + 1),
    ),
    method: texts.methods[ef.method] ?? methods.name(ef.method),
    warnings: ef.warnings,
    others: other && isMeasured(other) ? [texts.other(rule, efText(other.value))] : [],
  }
}
