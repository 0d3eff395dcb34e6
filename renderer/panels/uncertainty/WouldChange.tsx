/** What would change a number: each choice made otherwise, one at a time, made when somebody asks; or why it is not told. */
import { useEffect, useMemo } from 'react'
import type { BudgetLine, UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'
import { useStore } from '../../cine/store.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { digitsOf } from '../numbers/formats.ts'
import type { Found, FoundNumber } from '../numbers/found.ts'
import { unitOf } from '../numbers/words.ts'
import { numberText, unitText } from '../quantities.ts'
import { whyText } from '../reasons.ts'
import { askedOf, type BudgetOf, type NoBudget } from './asked.ts'
import styles from './WouldChange.module.css'

export interface WouldChangeProps {
  readonly found: Pick<Found, 'analysis' | 'part'>
  readonly number: Pick<FoundNumber, 'quantity' | 'scope' | 'method' | 'papillaries'>
  /** of what, where an explanation tells it of more than one number: then only what it comes to */
  readonly title?: string
}

export function WouldChange({ found, number, title }: WouldChangeProps) {
  const { explanation: texts } = useTexts().panels
  const { analysis, part } = found
  const { quantity } = number
  const asked = useMemo(
    () => askedOf({ analysis, ...(part === undefined ? {} : { part }) }, { quantity }),
    [analysis, part, quantity],
  )
  const told = title ?? texts.uncertainty
  if ('none' in asked) return <Untold title={told} why={asked.none} />
  return <Change number={number} title={told} of={asked.of} brief={title !== undefined} />
}

/** Why it is not told. */
export function Untold({ title, why }: { readonly title: string; readonly why: NoBudget }) {
  const { explanation: texts } = useTexts().panels
  return (
    <>
      <dt>{title}</dt>
      <dd>{texts.noBudget[why]}</dd>
    </>
  )
}

function Change({
  number,
  title,
  of,
  brief,
}: {
  readonly number: WouldChangeProps['number']
  readonly title: string
  readonly of: BudgetOf
  readonly brief: boolean
}) {
  const { budgets } = useRoom()
  const { explanation: texts, state: states } = useTexts().panels
  const state = useReading((now) => now.state)
  const found = useStore(budgets.of(of))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the read is now is asked of
  useEffect(() => budgets.ask(of), [budgets, of, state])
  // nobody looks any more: what is under way goes with the explanation
  useEffect(() => () => budgets.cancel(of), [budgets, of])
  const budget = found.kind === 'found' ? found.budgets.find((one) => isOf(one, number)) : undefined
  if (found.kind === 'found' && !budget) return <Untold title={title} why="by-another-rule" />
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {budget && <Lines budget={budget} brief={brief} />}
        {found.kind === 'working' && (
          <p className={styles.working} role="status">
            <progress aria-label={title} value={found.total === 0 ? undefined : found.done / found.total} />
            <button className={controls.smallButton} type="button" onClick={() => budgets.cancel(of)}>
              {states.cancel}
            </button>
          </p>
        )}
        {(found.kind === 'none' || found.kind === 'failed') && (
          <p className={styles.working}>
            {found.kind === 'failed' && texts.budgetFailed}
            <button className={controls.smallButton} type="button" onClick={() => budgets.ask(of)}>
              {states.measure}
            </button>
          </p>
        )}
      </dd>
    </>
  )
}

/** One by another rule or convention is another number. */
const isOf = (budget: UncertaintyBudget, number: WouldChangeProps['number']): boolean =>
  budget.quantity === number.quantity &&
  budget.scope === number.scope &&
  budget.method === number.method &&
  budget.papillaries === number.papillaries

/** Of choices that cannot be made otherwise. */
const whyNot = (varied: BudgetLine['varied']): string =>
  [
    ...new Set(
      varied.flatMap(({ outcome }) => (outcome.measured ? [] : [whyText(outcome.reason, outcome.detail)])),
    ),
  ].join('\n')

function Lines({ budget, brief }: { readonly budget: UncertaintyBudget; readonly brief: boolean }) {
  const { explanation: texts } = useTexts().panels
  const { quantity, lines, halfWidth } = budget
  const digits = Math.max(1, digitsOf(quantity))
  const unit = unitText(unitOf(quantity))
  return (
    <>
      {(brief ? [] : lines).map(({ source, range, varied }) => (
        <p key={source} title={range ? undefined : whyNot(varied)}>
          {range
            ? texts.uncertaintyOf(
                texts.sources[source],
                `${numberText(range.low, digits)}\u00a0–\u2060\u00a0${numberText(range.high, digits)}\u00a0${unit}`,
              )
            : texts.notVaried(texts.sources[source])}
        </p>
      ))}
      <p>{texts.together(`${numberText(halfWidth, digits)} ${unit}`)}</p>
    </>
  )
}
