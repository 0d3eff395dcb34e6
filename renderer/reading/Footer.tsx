/** The last step: what is done, what is missing, the signature, and afterwards its way to the registry. */

import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { UploadStatus } from '#contract/views.ts'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { Checklist, type Step } from '../panels/Checklist.tsx'
import { Chip } from '../status/Chip.tsx'
import { uploadWords } from '../status/stage-words.ts'
import type { Texts } from '../texts/en/en.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './Footer.module.css'
import { openWork } from './gaps.ts'
import { useReading } from './room.ts'

export function Footer({
  upload,
  onGap,
  onSign,
  onSend,
  onUnlock,
}: {
  readonly upload: UploadStatus
  readonly onGap: (blocker: Blocker) => void
  readonly onSign: () => void
  readonly onSend: () => void
  readonly onUnlock: () => void
}) {
  const state = useReading(({ state }) => state)
  const numbers = useReading(({ numbers }) => numbers)
  const saving = useReading(({ saving }) => saving)
  const texts = useTexts().room.footer
  const { blockers, phases } = numbers
  if (state.status !== 'open')
    return (
      <section className={styles.footer} aria-label={texts.name} data-tour="signature">
        <Signed state={state} upload={upload} />
        {state.status === 'signed' && (
          <div className={styles.pair}>
            <button type="button" aria-keyshortcuts={shortcutsOf('unlock')} onClick={onUnlock}>
              {texts.unlock}
            </button>
            <button type="button" data-main aria-keyshortcuts={shortcutsOf('send')} onClick={onSend}>
              {upload === 'none' ? texts.send : upload === 'done' ? texts.receipt : texts.sending}{' '}
              <KeyHint command="send" />
            </button>
          </div>
        )}
      </section>
    )
  return (
    <section className={styles.footer} aria-label={texts.name} data-tour="signature">
      <Checklist
        steps={stepsOf(state, phases, blockers.length === 0, texts)}
        blockers={openWork(numbers)}
        phaseName={(phase) => placeName(phase, phases, texts)}
        onGo={onGap}
      />
      <button
        type="button"
        className={styles.sign}
        data-main
        disabled={blockers.length > 0 || saving === 'unreachable'}
        aria-keyshortcuts={shortcutsOf('sign')}
        onClick={onSign}
      >
        {texts.sign} <KeyHint command="sign" />
      </button>
    </section>
  )
}

function Signed({ state, upload }: { readonly state: ReadState; readonly upload: UploadStatus }) {
  const signature = state.signatures.at(-1)
  const texts = useTexts().room.footer
  const { text, tone } = uploadWords(upload)
  return (
    <div className={styles.signed}>
      {signature && (
        <p>
          <b>{texts.signedAs(signature.version)}</b>
          {texts.by(signature.revision.author, new Date(signature.revision.at).toLocaleString())}
          <br />“{signature.meaning}”
        </p>
      )}
      {state.sealed && <p>{texts.sealed(state.sealed.text)}</p>}
      <p>
        {texts.registry} <Chip tone={tone}>{text}</Chip>
      </p>
    </div>
  )
}

type FooterTexts = Texts['room']['footer']

function placeName(phase: number, { ed, es }: ReadMeasurements['phases'], texts: FooterTexts): string {
  if (phase === ed) return 'ED'
  return phase === es ? 'ES' : texts.phase(phase + 1)
}

function stepsOf(
  { choices }: ReadState,
  { ed, es }: ReadMeasurements['phases'],
  complete: boolean,
  texts: FooterTexts,
): readonly Step[] {
  if (choices.notEvaluable !== undefined) return [{ done: true, text: texts.notEvaluable }]
  return [
    { done: ed !== undefined && es !== undefined, text: texts.phasesKnown },
    { done: complete, text: texts.complete },
    { done: choices.quality !== undefined, text: texts.quality(choices.quality) },
  ]
}
