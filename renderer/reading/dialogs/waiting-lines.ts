/** What is still to be sent, as it is told: objects of which the same is said stand in one line. */
import type { OutboxView } from '#contract/views.ts'
import { resultKind } from '../../status/stage-words.ts'
import { timeIn } from '../../texts/formats.ts'
import { saidText } from '../../texts/said.ts'
import { textsNow } from '../../texts/texts.ts'

export interface WaitingLine {
  readonly status: OutboxView['status']
  /** as in 'Segmentation (SEG) × 26' */
  readonly what: string
  /** what happened, and when it is tried again; empty where nothing did */
  readonly about: string
}

/** In the order in which their first is sent. */
export function waitingLines(waiting: readonly OutboxView[]): readonly WaitingLine[] {
  const { nextTry } = textsNow().signing.receipt
  const lines = new Map<string, { readonly line: WaitingLine; readonly count: number }>()
  for (const { kind, status, detail, nextTry: next } of waiting) {
    const about = [detail && saidText(detail), next && nextTry(timeIn(next))].filter(Boolean).join(' · ')
    const line = { status, what: resultKind(kind), about }
    const key = JSON.stringify(line)
    lines.set(key, { line, count: (lines.get(key)?.count ?? 0) + 1 })
  }
  return [...lines.values()].map(({ line, count }) =>
    count > 1 ? { ...line, what: `${line.what} × ${count}` } : line,
  )
}
