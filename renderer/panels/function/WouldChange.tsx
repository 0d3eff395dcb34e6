/** What would change a volume: each choice made otherwise, one at a time. Made when somebody asks for it. */
import { useEffect } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { UncertaintyBudget } from '#analysis/reading/uncertainty.ts'
import { useStore } from '../../cine/store.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { digitsOf } from '../numbers/formats.ts'
import { unitOf } from '../numbers/words.ts'
import { numberText, unitText } from '../quantities.ts'
import { whyText } from '../reasons.ts'
import type { BudgetChamber, Budgets } from './budgets.ts'
import styles from './WouldChange.module.css'

export function WouldChange({ quantity }: { readonly quantity: QuantityName }) {
  const { budgets } = useRoom()
  if (!budgets) return null
  return <Change quantity={quantity} budgets={budgets} chamber={quantity.startsWith('rv-') ? 'rv' : 'lv'} />
}

function Change({
  quantity,
  budgets,
  chamber,
}: {
  readonly quantity: QuantityName
  readonly budgets: Budgets
  readonly chamber: BudgetChamber
}) {
  const { explanation: texts } = useTexts().panels
  const { state: states } = useTexts().panels
  const state = useReading((now) => now.state)
  const found = useStore(budgets.of(chamber))
  useEffect(() => budgets.ask(chamber, state), [budgets, chamber, state])
  // nobody looks any more: what is under way goes with the explanation
  useEffect(() => () => budgets.cancel(chamber), [budgets, chamber])
  const budget = found.kind === 'found' ? found.budgets.find((one) => one.quantity === quantity) : undefined
  if (found.kind === 'found' && !budget) return null
  return (
    <>
      <dt>{texts.uncertainty}</dt>
      <dd>
        {budget && <Lines budget={budget} quantity={quantity} />}
        {found.kind === 'working' && (
          <p className={styles.working} role="status">
            <progress
              aria-label={texts.uncertainty}
              value={found.total === 0 ? undefined : found.done / found.total}
            />
            <button className={controls.smallButton} type="button" onClick={() => budgets.cancel(chamber)}>
              {states.cancel}
            </button>
          </p>
        )}
        {(found.kind === 'none' || found.kind === 'failed') && (
          <p className={styles.working}>
            {found.kind === 'failed' && texts.budgetFailed}
            <button
              className={controls.smallButton}
              type="button"
              onClick={() => budgets.ask(chamber, state)}
            >
              {states.measure}
            </button>
          </p>
        )}
      </dd>
    </>
  )
}

/** Of choices that cannot be made otherwise. */
const whyNot = (varied: UncertaintyBudget['lines'][number]['varied']): string =>
  [
    ...new Set(
      varied.flatMap(({ outcome }) => (outcome.measured ? [] : [whyText(outcome.reason, outcome.detail)])),
    ),
  ].join('\n')

function Lines({
  budget,
  quantity,
}: {
  readonly budget: UncertaintyBudget
  readonly quantity: QuantityName
}) {
  const { explanation: texts } = useTexts().panels
  const digits = Math.max(1, digitsOf(quantity))
  const unit = unitText(unitOf(quantity))
  return (
    <>
      {budget.lines.map(({ source, range, varied }) => (
        <p key={source} title={range ? undefined : whyNot(varied)}>
          {range
            ? texts.uncertaintyOf(
                texts.sources[source],
                `${numberText(range.low, digits)}\u00a0–\u00a0${numberText(range.high, digits)}\u00a0${unit}`,
              )
            : texts.notVaried(texts.sources[source])}
        </p>
      ))}
      <p>{texts.together(`${numberText(budget.halfWidth, digits)} ${unit}`)}</p>
    </>
  )
}
