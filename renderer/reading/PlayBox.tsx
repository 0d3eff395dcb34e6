/** Playing, the true rate, how far the images have come, and how far the work has. */
import { Pause, Play } from 'lucide-react'
import { assumedRate } from '../cine/playhead.ts'
import { useStore } from '../cine/store.ts'
import { KeyHint } from '../keys/Keys.tsx'
import type { StackLoad } from '../viewport/stack-load.ts'
import styles from './PlayBox.module.css'
import { useRoom } from './room.ts'

export interface Progress {
  readonly slices: number
  readonly contoured: number
  readonly marked: number
}

export function PlayBox({
  load,
  progress,
}: {
  readonly load: StackLoad
  readonly progress: Progress | undefined
}) {
  const { playhead } = useRoom()
  const playing = useStore(playhead, ({ playing }) => playing)
  const speed = useStore(playhead, ({ speed }) => speed)
  const Icon = playing ? Pause : Play
  return (
    <section className={styles.box} aria-label="Cine">
      <div className={styles.row}>
        <button
          type="button"
          onClick={() => playhead.toggle()}
          aria-label={playing ? 'Stop the cine' : 'Play the cine'}
        >
          <Icon size={18} fill="currentColor" strokeWidth={0} aria-hidden />
        </button>
        <span>{rateText(playhead.rate.measured ? playhead.rate.value : undefined, speed)}</span>
        <KeyHint command="play-pause" />
      </div>
      <Position />
      <p className={styles.words}>
        <Loading load={load} />
        {progress && (
          <>
            Slices{' '}
            <b>
              {progress.contoured} of {progress.slices}
            </b>{' '}
            contoured
            <br />
            {progress.marked} marked no LV
          </>
        )}
      </p>
    </section>
  )
}

function rateText(rate: number | undefined, speed: number): string {
  const known = rate === undefined ? `rate unknown: shown at ${assumedRate} bpm` : `${Math.round(rate)} bpm`
  if (speed !== 1) return `${known} · ${speed < 1 ? `1/${1 / speed}` : speed} ×`
  return rate === undefined ? known : `${known} · true rate`
}

function Position() {
  const { playhead } = useRoom()
  const phase = useStore(playhead, ({ phase }) => phase)
  const last = Math.max(playhead.lead.phaseCount - 1, 1)
  return (
    <i className={styles.bar} aria-hidden="true">
      <i style={{ width: `${(100 * phase) / last}%` }} />
    </i>
  )
}

function Loading({ load }: { readonly load: StackLoad }) {
  const { loaded, total, failed, stackPlayable } = useStore(load)
  if (failed > 0)
    return (
      <em>
        {failed === 1 ? 'One image' : `${failed} images`} could not be loaded: go there to try again
        <br />
      </em>
    )
  if (stackPlayable) return null
  return (
    <>
      {loaded} of {total} images here
      <br />
    </>
  )
}
