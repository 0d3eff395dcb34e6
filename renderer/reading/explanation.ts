/** What a number of the panel rests on, taken from the read. */

import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ContourRecord, ReadState } from '#analysis/reading/state.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import { myocardialDensity } from '#analysis/volumes/phase.ts'
import type { ExplainedPhase } from '../panels/Explanation.tsx'
import { bordersOf } from '../panels/numbers/rests-on.ts'
import { leftVentricle, measurementOf, numberText, unitText } from '../panels/quantities.ts'
import type { Texts } from '../texts/en/en.ts'
import { dateIn, dateTimeIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'
import type { Reading } from './state/reading-store.ts'
import { phaseText, phaseTimeText } from './views.ts'

interface Recipe {
  readonly formula: keyof Texts['numbers']['formulas']
  readonly phases: readonly ('ed' | 'es')[]
  readonly which?: 'cavity' | 'wall'
}

const recipes: Partial<Readonly<Record<QuantityName, Recipe>>> = {
  'lv-edv': { formula: 'discs', phases: ['ed'], which: 'cavity' },
  'lv-esv': { formula: 'discs', phases: ['es'], which: 'cavity' },
  'lv-sv': { formula: 'stroke', phases: ['ed', 'es'], which: 'cavity' },
  'lv-ef': { formula: 'ejection', phases: ['ed', 'es'], which: 'cavity' },
  'lv-mass-ed': { formula: 'wall', phases: ['ed'], which: 'wall' },
  'lv-mass-es': { formula: 'wall', phases: ['es'], which: 'wall' },
  'lv-co': { formula: 'output', phases: ['ed', 'es'], which: 'cavity' },
  'heart-rate': { formula: 'rate', phases: [] },
}

export interface Explained {
  readonly formula: string
  readonly which: 'cavity' | 'wall' | undefined
  readonly phases: readonly (ExplainedPhase & { readonly phase: number })[]
  readonly options: readonly string[]
  /** as in '9 LV endocardial (4 by the program)' */
  readonly contours: readonly string[]
  /** whose they are and when they were touched last: as in 'anna, 24 Nov 2026, 10:31' */
  readonly by: readonly string[]
  /** the same by body surface, as in '89.3 mL/m², BSA 1.87 m² (Mosteller)' */
  readonly index: string | undefined
  readonly history: readonly { readonly when: string; readonly value: string }[]
}

/** What is asked of a read. */
export interface ExplainedReading extends Pick<Reading, 'state' | 'numbers' | 'shown'> {
  readonly log: Pick<Reading['log'], 'confirmed'>
}

export function explanationOf(
  quantity: QuantityName,
  reading: ExplainedReading,
  stack: Stack | undefined,
): Explained {
  const recipe = recipes[quantity]
  const { explanation: texts, formulas } = textsNow().numbers
  const { numbers, state, log, shown } = reading
  const phases = (recipe?.phases ?? []).flatMap((end) => {
    const phase = numbers.phases[end]
    const volume = phase === undefined ? undefined : numbers.curve[phase]
    if (!stack || phase === undefined || !volume) return []
    const chosen = state.choices[end] === undefined ? texts.byRule : texts.byReader
    const name = [end.toUpperCase(), phaseText(stack, phase), phaseTimeText(stack, phase), chosen]
      .filter(Boolean)
      .join(' · ')
    return [{ name, phase, slices: volume.slices }]
  })
  const spacing = stack?.spacing.measured ? texts.spacing(numberText(stack.spacing.value, 1)) : undefined
  const records = stack
    ? recordsAt(
        state,
        stack,
        phases.map(({ phase }) => phase),
      )
    : []
  const options = recipe?.which ? [texts.papillaries(state.choices.papillaries), spacing] : []
  return {
    formula: recipe === undefined ? '' : formulaText(formulas, recipe.formula),
    which: recipe?.which,
    phases,
    options: options.filter((option) => option !== undefined),
    contours: contourTexts(records),
    by: authorTexts(records),
    index: indexText(shown, quantity),
    history: log.confirmed.flatMap(({ at, body }) => {
      if (body.kind !== 'measurements-recorded') return []
      const before = measurementOf(body.measurements, quantity)
      if (!before || !isMeasured(before)) return []
      const when = dateIn(at)
      return [{ when, value: `${numberText(before.value, 1)} ${unitText(before.unit)}` }]
    }),
  }
}

/** Contours of the left ventricle at some phases, with who made them. */
function recordsAt(state: ReadState, stack: Stack, phases: readonly number[]): readonly ContourRecord[] {
  const places = placesIn(stack)
  return [...state.contours.values()].filter(({ contour: { border, image } }) => {
    const place = border.startsWith('lv-') ? places.get(imageKeyText(image)) : undefined
    return place !== undefined && phases.includes(place[1])
  })
}

function contourTexts(records: readonly ContourRecord[]): readonly string[] {
  const { contouring, panels } = textsNow()
  return bordersOf(records.map(({ contour }) => contour)).map(({ border, contours, computed }) =>
    panels.explanation.contoursOf(contouring.borders[border], contours, computed),
  )
}

/** Whose contours are: a reader who let a computed contour stand answers for it as well. */
export function authorTexts(records: readonly ContourRecord[]): readonly string[] {
  const { explanation } = textsNow().panels
  const last = new Map<string, string>()
  for (const { revision, accepted } of records)
    for (const { author, at } of accepted ? [revision, accepted] : [revision])
      if (at > (last.get(author) ?? '')) last.set(author, at)
  return [...last].map(([author, at]) => explanation.author(author, dateTimeIn(at)))
}

function indexText(shown: readonly Measurement[], quantity: QuantityName): string | undefined {
  const row = leftVentricle.find((one) => one.quantity === quantity)
  const index = row?.index && measurementOf(shown, row.index)
  const surface = measurementOf(shown, 'bsa')
  if (!index || !isMeasured(index) || !surface || !isMeasured(surface)) return undefined
  const { methods, numbers } = textsNow()
  const value = `${numberText(index.value, (row.indexDigits ?? 0) + 1)} ${unitText(index.unit)}`
  return numbers.explanation.index(value, numberText(surface.value, 2), methods.name(surface.method))
}

function formulaText(formulas: Texts['numbers']['formulas'], formula: Recipe['formula']): string {
  return formula === 'wall' ? formulas.wall(myocardialDensity) : formulas[formula]
}
