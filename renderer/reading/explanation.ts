/** What a number of the panel rests on, taken from the read. */

import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { myocardialDensity } from '#analysis/volumes/phase.ts'
import type { ExplainedPhase } from '../panels/Explanation.tsx'
import { measurementOf, numberText, unitText } from '../panels/quantities.ts'
import type { Reading } from './state/reading-store.ts'
import { phaseText, phaseTimeText } from './views.ts'

interface Recipe {
  readonly formula: string
  readonly phases: readonly ('ed' | 'es')[]
  readonly which?: 'cavity' | 'wall'
}

const cavity = 'Area inside the endocardial contour × slice spacing, summed over the slices.'
const wall = `${myocardialDensity} g/mL × (area between the contours × slice spacing), summed over the slices.`

const recipes: Partial<Readonly<Record<QuantityName, Recipe>>> = {
  'lv-edv': { formula: cavity, phases: ['ed'], which: 'cavity' },
  'lv-esv': { formula: cavity, phases: ['es'], which: 'cavity' },
  'lv-sv': { formula: 'SV = EDV − ESV', phases: ['ed', 'es'], which: 'cavity' },
  'lv-ef': { formula: 'EF = 100 · (EDV − ESV) / EDV', phases: ['ed', 'es'], which: 'cavity' },
  'lv-mass-ed': { formula: wall, phases: ['ed'], which: 'wall' },
  'lv-mass-es': { formula: wall, phases: ['es'], which: 'wall' },
  'lv-co': { formula: 'CO = SV · heart rate / 1000', phases: ['ed', 'es'], which: 'cavity' },
  'heart-rate': { formula: 'Median over the slices, from the RR intervals of the images.', phases: [] },
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
  const { numbers, state, log } = reading
  const phases = (recipe?.phases ?? []).flatMap((end) => {
    const phase = numbers.phases[end]
    const volume = phase === undefined ? undefined : numbers.curve[phase]
    if (!stack || phase === undefined || !volume) return []
    const chosen = state.choices[end] === undefined ? 'by the rule' : 'set by the reader'
    const name = [end.toUpperCase(), phaseText(stack, phase), phaseTimeText(stack, phase), chosen]
      .filter(Boolean)
      .join(' · ')
    return [{ name, phase, slices: volume.slices }]
  })
  const spacing = stack?.spacing.measured ? `spacing ${stack.spacing.value.toFixed(1)} mm` : undefined
  const contours = phases
    .flatMap(({ slices }) => slices)
    .flatMap(({ endocardial, epicardial }) => [endocardial, epicardial])
    .filter((area) => area !== undefined).length
  const options = recipe?.which
    ? [`papillaries in ${state.choices.papillaries}`, spacing, `${contours} contours`]
    : []
  return {
    formula: recipe?.formula ?? '',
    which: recipe?.which,
    phases,
    options: options.filter((option) => option !== undefined),
    history: log.confirmed.flatMap(({ at, body }) => {
      if (body.kind !== 'measurements-recorded') return []
      const before = measurementOf(body.measurements, quantity)
      if (!before || !isMeasured(before)) return []
      const when = new Date(at).toLocaleDateString()
      return [{ when, value: `${numberText(before.value, 1)} ${unitText(before.unit)}` }]
    }),
  }
}
