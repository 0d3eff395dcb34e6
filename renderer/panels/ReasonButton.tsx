/** Why a number is missing, as short as its place allows; where a step would give the number, a press takes it. */

import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import type { CommandId } from '../keys/commands.ts'
import { runCommand } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './ReasonButton.module.css'
import { reasonText } from './reasons.ts'

const steps: Partial<Readonly<Record<UnmeasuredReason, CommandId>>> = {
  'no-contours': 'tool-endocardial',
  'no-epicardial-contours': 'tool-epicardial',
  'missing-slice': 'next-gap',
  'open-slice': 'next-gap',
  'no-complete-phase': 'next-gap',
  'phases-not-chosen': 'choose-es',
  'no-body-size': 'enter-body-size',
  'body-size-out-of-range': 'enter-body-size',
  'valve-plane-missing': 'mark-mitral-septal',
  'tricuspid-plane-missing': 'mark-tricuspid-septal',
  'no-landmarks': 'mark-insertion-anterior',
}

/** @returns undefined where nobody can do anything about it */
export function stepFor(reason: string): CommandId | undefined {
  const known: Readonly<Partial<Record<string, CommandId>>> = steps
  return known[reason]
}

function take(step: CommandId): void {
  const ran = runCommand(step)
  if (typeof ran === 'object') notify({ tone: 'plain', what: ran.unavailable })
}

export interface ReasonButtonProps {
  readonly reason: UnmeasuredReason
  readonly detail?: string | undefined
  /** the place is narrow */
  readonly short?: boolean
}

export function ReasonButton({ reason, detail, short = false }: ReasonButtonProps) {
  const texts = useTexts()
  const full = reasonText(reason)
  const brief: Readonly<Partial<Record<UnmeasuredReason, string>>> = texts.numbers.briefly
  const shown = short ? (brief[reason] ?? full) : full
  const told = detail === undefined ? full : `${full}: ${saidText(detail)}`
  const step = stepFor(reason)
  if (!step)
    return (
      <span className={styles.reason} title={told}>
        {shown}
      </span>
    )
  const title = texts.commands.title(step)
  return (
    <button
      type="button"
      className={styles.reason}
      title={`${told}\n${title}`}
      aria-label={`${told}: ${title}`}
      onClick={() => take(step)}
    >
      {shown}
    </button>
  )
}

/** The step alone, below a reason that is told in full; nothing where nobody can do anything about it. */
export function ReasonStep({ reason }: { readonly reason: string }) {
  const texts = useTexts().commands
  const step = stepFor(reason)
  return step ? (
    <button type="button" className={styles.reason} onClick={() => take(step)}>
      {texts.title(step)}
    </button>
  ) : null
}
