/** Playing, the true rate, what of the beat is played, and how far images and work have come. */
import { ArrowLeftRight, Pause, Play, Repeat } from 'lucide-react'
import type { ReactNode } from 'react'
import { assumedRate } from '../cine/playhead.ts'
import { useStore } from '../cine/store.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { runCommand } from '../keys/registry.ts'
import { useTexts } from '../texts/texts.ts'
import type { StackLoad } from '../viewport/stack-load.ts'
import styles from './PlayBox.module.css'
import { useReading, useRoom } from './room.ts'

export interface Progress {
  readonly slices: number
  readonly contoured: number
  readonly marked: number
}

export function PlayBox({
  load,
  progress,
  map,
}: {
  readonly load: StackLoad
  readonly progress: Progress | undefined
  /** of slices and phases, where there is a measured stack */
  readonly map: ReactNode
}) {
  const { playhead } = useRoom()
  const texts = useTexts().cine
  const playing = useStore(playhead, ({ playing }) => playing)
  const speed = useStore(playhead, ({ speed }) => speed)
  const rate = useStore(playhead, ({ lead }) => lead.heartRate)
  const bounce = useStore(playhead, ({ bounce }) => bounce)
  const Icon = playing ? Pause : Play
  return (
    <section className={styles.box} aria-label={texts.name}>
      <div className={styles.row}>
        <button
          type="button"
          onClick={() => playhead.toggle()}
          aria-label={playing ? texts.stop : texts.play}
          title={`${playing ? texts.stop : texts.play} (${shortcutsOf('play-pause')})`}
          aria-keyshortcuts={shortcutsOf('play-pause')}
        >
          <Icon size={18} fill="currentColor" strokeWidth={0} aria-hidden />
        </button>
        <span className={styles.rate}>{rateText(rate.measured ? rate.value : undefined, speed, texts)}</span>
        <span className={styles.end}>
          <SweepButton />
          <button
            type="button"
            aria-label={texts.bounce}
            title={texts.bounce}
            aria-keyshortcuts={shortcutsOf('bounce')}
            aria-pressed={bounce}
            onClick={() => playhead.setBounce(!bounce)}
          >
            <ArrowLeftRight size={14} aria-hidden />
          </button>
        </span>
      </div>
      {map ?? <Position />}
      <Loading load={load}>
        {progress && (
          <>
            <b>{texts.of(progress.contoured, progress.slices)}</b> {texts.contoured}
            {' · '}
            {texts.marked(progress.marked)}
          </>
        )}
      </Loading>
    </section>
  )
}

/** Through whole beat, systole and diastole, as its key does. */
function SweepButton() {
  const { playhead } = useRoom()
  const texts = useTexts().cine
  const sweep = useStore(playhead, ({ sweep }) => sweep)
  const ed = useReading(({ numbers }) => numbers.phases.ed)
  const part = sweep === undefined ? 'whole' : sweep.from === ed ? 'systole' : 'diastole'
  return (
    <button
      type="button"
      className={styles.sweep}
      aria-label={texts.sweep(texts.parts[part])}
      title={texts.sweep(texts.parts[part])}
      aria-keyshortcuts={shortcutsOf('sweep')}
      aria-pressed={sweep !== undefined}
      onClick={() => runCommand('sweep')}
    >
      {sweep === undefined ? <Repeat size={14} aria-hidden /> : texts.partsShort[part]}
    </button>
  )
}

function rateText(
  rate: number | undefined,
  speed: number,
  texts: ReturnType<typeof useTexts>['cine'],
): string {
  const known = rate === undefined ? texts.rateUnknown(assumedRate) : texts.rate(Math.round(rate))
  if (speed !== 1) return `${known} · ${speed < 1 ? `1/${1 / speed}` : speed} ×`
  return rate === undefined ? known : `${known} · ${texts.trueRate}`
}

function Position() {
  const { playhead } = useRoom()
  const { phase, lead } = useStore(playhead)
  const last = Math.max(lead.phaseCount - 1, 1)
  return (
    <i className={styles.bar} aria-hidden="true">
      <i style={{ width: `${(100 * phase) / last}%` }} />
    </i>
  )
}

/** While images are still to come, how many are here; then how far the work is. */
function Loading({ load, children }: { readonly load: StackLoad; readonly children: ReactNode }) {
  const texts = useTexts().cine
  const { loaded, total, failed, stackPlayable } = useStore(load)
  const isComing = failed === 0 && !stackPlayable
  return (
    <p className={styles.words} aria-busy={isComing}>
      {failed > 0 && (
        <>
          <em>{texts.failed(failed)}</em>{' '}
        </>
      )}
      {isComing && (
        <>
          {texts.loaded(loaded, total)}
          <br />
        </>
      )}
      {children}
    </p>
  )
}
