/** The long-axis cines in step with the short axis, each with the line where the short-axis slice cuts it. */
import type { Stack } from '#analysis/protocol/stack.ts'
import { usePhase } from '../cine/use-phase.ts'
import { CardiacViewport } from '../viewport/CardiacViewport.tsx'
import { ReferenceLines, type ReferencePlane } from '../viewport/ReferenceLines.tsx'
import styles from './LongAxisColumn.module.css'
import { useRoom } from './room.ts'
import { useSeriesName } from './series-name.ts'
import { middleSlice, phaseText } from './views.ts'

export function LongAxisColumn({
  stacks,
  planes,
  onShow,
}: {
  readonly stacks: readonly Stack[]
  readonly planes: readonly ReferencePlane[]
  readonly onShow: (stack: Stack) => void
}) {
  return (
    <div className={styles.column}>
      {stacks.map((stack) => (
        <LongAxis key={stack.id} stack={stack} planes={planes} onShow={onShow} />
      ))}
    </div>
  )
}

const linkWords = { fraction: 'fraction of the beat', time: 'time', number: 'number' } as const

function LongAxis({
  stack,
  planes,
  onShow,
}: {
  readonly stack: Stack
  readonly planes: readonly ReferencePlane[]
  readonly onShow: (stack: Stack) => void
}) {
  const { images, playhead, viewOf } = useRoom()
  const { linkedBy, linkReason } = playhead
  const name = useSeriesName()(stack)
  return (
    <div className={styles.view}>
      <CardiacViewport
        images={images}
        stack={stack}
        slice={middleSlice(stack)}
        playhead={playhead}
        view={viewOf(stack)}
        label={name}
      >
        <ReferenceLines planes={planes} />
      </CardiacViewport>
      <button
        type="button"
        className={styles.name}
        onClick={() => onShow(stack)}
        title={`Show it large. In step by ${linkWords[linkedBy]}: ${linkReason}`}
      >
        {name}
      </button>
      <Phase stack={stack} />
    </div>
  )
}

function Phase({ stack }: { readonly stack: Stack }) {
  const { playhead } = useRoom()
  return <span className={styles.phase}>{phaseText(stack, usePhase(playhead, stack))}</span>
}
