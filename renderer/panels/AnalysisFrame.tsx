/** An analysis with where it stands: how to have it made, how far it is, why it is not there and what would give it. */

import { type ReactNode, useState } from 'react'
import type { AnalysisOfPanel, NextStep } from '../analyses/analyses.ts'
import { runCommand } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { saidLines, saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import styles from './AnalysisFrame.module.css'
import { GivenForm } from './given/GivenForm.tsx'
import { stepFor } from './ReasonButton.tsx'

export interface AnalysisFrameProps {
  readonly analysis: AnalysisOfPanel
  readonly title: string
  /** what a reader draws first for it, as a command that takes the tool into the hand */
  readonly draw?: 'tool-endocardial' | 'tool-epicardial' | 'tool-edit'
  readonly children?: ReactNode
}

export function AnalysisFrame({ analysis, title, draw = 'tool-endocardial', children }: AnalysisFrameProps) {
  const { state: texts } = useTexts().panels
  const { state, documents } = analysis
  const warnings = [...new Set(documents.flatMap((one) => ('warnings' in one ? one.warnings : [])))]
  return (
    <section className={styles.frame} aria-label={title} data-stale={state.kind === 'stale' || undefined}>
      <h2 className={styles.title}>
        {title}
        {warnings.length > 0 && (
          <em className={styles.warnings} title={saidLines(warnings)}>
            {texts.warnings(warnings.length)}
          </em>
        )}
      </h2>
      <Standing analysis={analysis} draw={draw} />
      {documents.some((one) => 'method' in one) && children}
    </section>
  )
}

function Standing({
  analysis: { state, run, cancel },
  draw,
}: {
  readonly analysis: AnalysisOfPanel
  readonly draw: NonNullable<AnalysisFrameProps['draw']>
}) {
  const { state: texts } = useTexts().panels
  switch (state.kind) {
    case 'found':
      return null
    case 'none':
      return (
        <p className={styles.standing}>
          {texts.none}
          <button className={controls.smallButton} type="button" onClick={() => run()}>
            {texts.measure}
          </button>
        </p>
      )
    case 'working': {
      const share = state.total === 0 ? undefined : state.done / state.total
      return (
        <p className={styles.standing} role="status">
          <progress aria-label={texts.working(undefined)} value={share} />
          {texts.working(share)}
          <button className={controls.smallButton} type="button" onClick={cancel}>
            {texts.cancel}
          </button>
        </p>
      )
    }
    case 'stale':
      return (
        <p className={styles.standing} role="status">
          <em>{texts.stale(state.why)}</em>
          <button className={controls.smallButton} type="button" onClick={() => run()}>
            {texts.again}
          </button>
        </p>
      )
    case 'refused':
      // what could not be measured is tried by itself when something that it rests on changes
      return (
        <div className={styles.refused} role="status">
          <p>{state.reason === 'failed' ? state.detail : `${capital(saidText(state.detail))}.`}</p>
          {state.step && !repeats(state.step, state.detail) && (
            <Step step={state.step} reason={state.reason} draw={draw} />
          )}
          {state.reason === 'failed' && (
            <button className={controls.smallButton} type="button" onClick={() => run()}>
              {texts.again}
            </button>
          )}
        </div>
      )
  }
}

/** Of a series that the study lacks the step often says no more than the reason has just said. */
const repeats = (step: NextStep, detail: string): boolean =>
  step.kind === 'series' && step.sentence === `${capital(saidText(detail))}.`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const commandOf = {
  phases: 'choose-es',
  'body-size': 'enter-body-size',
} as const

function Step({
  step,
  reason,
  draw,
}: {
  readonly step: NextStep
  readonly reason: Extract<AnalysisOfPanel['state'], { kind: 'refused' }>['reason']
  readonly draw: NonNullable<AnalysisFrameProps['draw']>
}) {
  const { state: texts } = useTexts().panels
  const [entering, setEntering] = useState(false)
  const run = (command: Parameters<typeof runCommand>[0]) => (): void => {
    const ran = runCommand(command)
    if (typeof ran === 'object') notify({ tone: 'plain', what: ran.unavailable })
  }
  switch (step.kind) {
    case 'contour':
      return (
        <p>
          {step.sentence}
          <button className={controls.smallButton} type="button" onClick={run(draw)}>
            {texts.draw}
          </button>
        </p>
      )
    case 'phases':
    case 'body-size':
      return (
        <p>
          {step.sentence}
          <button className={controls.smallButton} type="button" onClick={run(commandOf[step.kind])}>
            {step.kind === 'phases' ? texts.setEs : texts.enterSize}
          </button>
        </p>
      )
    case 'give':
      return (
        <>
          <p>
            {step.sentence}
            {!entering && (
              <button className={controls.smallButton} type="button" onClick={() => setEntering(true)}>
                {texts.give}
              </button>
            )}
          </p>
          {entering && <GivenForm about={step.given === 'age' ? 'person' : 'haematocrit'} />}
        </>
      )
    case 'landmarks':
      return (
        <p>
          {step.sentence}
          <button
            className={controls.smallButton}
            type="button"
            onClick={run(stepFor(reason) ?? 'mark-insertion-anterior')}
          >
            {texts.mark}
          </button>
        </p>
      )
    case 'series':
    case 'nothing':
      return <p>{step.sentence}</p>
  }
}
