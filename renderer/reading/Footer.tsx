/** The last step: what is done, what is missing, the signature, and afterwards its way to the registry. */

import type { ItemStanding } from '#analysis/reading/checklist/standing.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import type { UploadStatus } from '#contract/views.ts'
import { useStore as useCell } from '../cine/store.ts'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { Checklist, type Step } from '../panels/Checklist.tsx'
import { Chip } from '../status/Chip.tsx'
import { uploadWords } from '../status/stage-words.ts'
import type { Texts } from '../texts/en/en.ts'
import { dateTimeIn } from '../texts/formats.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { requiredOpen, useChecklist } from './checklist/checked.ts'
import { gapText } from './checklist/gap-text.ts'
import { itemName } from './checklist/item-names.ts'
import styles from './Footer.module.css'
import { openWork } from './gaps.ts'
import { useReading, useRoom } from './room.ts'

export function Footer({
  upload,
  onGap,
  onItem,
  onChecklist,
  onSign,
  onSend,
  onUnlock,
}: {
  readonly upload: UploadStatus
  readonly onGap: (blocker: Blocker) => void
  readonly onItem: (standing: ItemStanding) => void
  readonly onChecklist: () => void
  readonly onSign: () => void
  readonly onSend: () => void
  readonly onUnlock: () => void
}) {
  const state = useReading(({ state }) => state)
  const numbers = useReading(({ numbers }) => numbers)
  const saving = useReading(({ saving }) => saving)
  // the numbers on the screen are with it, and those of the signature would be without
  const drawing = useCell(useRoom().editor, ({ placed }) => placed > 0)
  const all = useTexts()
  const texts = all.room.footer
  const standings = useChecklist().filter(({ state }) => state !== 'not-here')
  const { blockers } = numbers
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
        steps={[
          ...stepsOf(state, numbers, texts, onGap),
          ...standings.map((standing) => stepOf(standing, all, onItem)),
        ]}
        onAll={standings.length === 0 ? undefined : onChecklist}
      />
      <button
        type="button"
        className={styles.sign}
        data-main
        disabled={
          blockers.length > 0 || saving === 'unreachable' || drawing || requiredOpen(standings) !== undefined
        }
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
          {texts.by(signature.revision.author, dateTimeIn(signature.revision.at))}
          <br />
          {texts.quoted(saidText(signature.meaning))}
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

/** Of the volumes what is known and what is missing; what else is said about the study once it was said. */
function stepsOf(
  { choices, protocol }: ReadState,
  numbers: ReadMeasurements,
  texts: FooterTexts,
  onGap: (blocker: Blocker) => void,
): readonly Step[] {
  if (choices.notEvaluable !== undefined) return [{ state: 'done', text: texts.notEvaluable }]
  const { phases, blockers } = numbers
  const done = [
    ...(phases.ed !== undefined && phases.es !== undefined ? [texts.phasesKnown] : []),
    ...(blockers.length === 0 ? [texts.complete] : []),
    ...(choices.quality !== undefined && !asksForQuality(protocol) ? [texts.quality(choices.quality)] : []),
  ]
  return [
    ...done.map((text): Step => ({ state: 'done', text })),
    ...openWork(numbers).map((blocker): Step => {
      const isPlaced = blocker.slice !== undefined || blocker.phase !== undefined
      return {
        state: 'open',
        text: gapText(blocker, (phase) => placeName(phase, phases, texts)),
        ...(isPlaced ? { go: () => onGap(blocker) } : {}),
      }
    }),
  ]
}

const asksForQuality = ({ checklist = [] }: ReadState['protocol']): boolean =>
  checklist.some((item) => item.kind === 'grade' && item.grade === 'quality')

function stepOf(standing: ItemStanding, texts: Texts, onItem: (standing: ItemStanding) => void): Step {
  const { item, state, done, of } = standing
  const name = itemName(item, texts)
  if (state !== 'open') return { state: 'done', text: name }
  return {
    state: item.need === 'wanted' ? 'wanted' : 'open',
    text: of > 1 ? `${name} · ${texts.checklist.count(done, of)}` : name,
    go: () => onItem(standing),
  }
}
