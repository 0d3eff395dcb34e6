/** What a number of the panel rests on, taken from the read. */

import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { myocardialDensity } from '#analysis/volumes/phase.ts'
import type { ExplainedPhase } from '../panels/Explanation.tsx'
import { measurementOf, numberText, unitText } from '../panels/quantities.ts'
import type { Texts } from '../texts/en/en.ts'
import { dateIn } from '../texts/formats.ts'
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
  readonly history: readonly { readonly when: string; readonly value: string }[]
}

export function explanationOf(quantity: QuantityName, reading: Reading, stack: Stack | undefined): Explained {
  const recipe = recipes[quantity]
  const { explanation: texts, formulas } = textsNow().numbers
  const { numbers, state, log } = reading
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
  const contours = phases
    .flatMap(({ slices }) => slices)
    .flatMap(({ endocardial, epicardial }) => [endocardial, epicardial])
    .filter((area) => area !== undefined).length
  const options = recipe?.which
    ? [texts.papillaries(state.choices.papillaries), spacing, texts.contours(contours)]
    : []
  return {
    formula: recipe === undefined ? '' : formulaText(formulas, recipe.formula),
    which: recipe?.which,
    phases,
    options: options.filter((option) => option !== undefined),
    history: log.confirmed.flatMap(({ at, body }) => {
      if (body.kind !== 'measurements-recorded') return []
      const before = measurementOf(body.measurements, quantity)
      if (!before || !isMeasured(before)) return []
      const when = dateIn(at)
      return [{ when, value: `${numberText(before.value, 1)} ${unitText(before.unit)}` }]
    }),
  }
}

function formulaText(formulas: Texts['numbers']['formulas'], formula: Recipe['formula']): string {
  return formula === 'wall' ? formulas.wall(myocardialDensity) : formulas[formula]
}
