/** What stands in the corners of a small image: its name, which gives it the large place, and where it is. */
import type { Stack } from '#analysis/protocol/stack.ts'
import { usePhase } from '../../cine/use-phase.ts'
import type { Cell } from '../../hanging/layout.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { activate, cellsOf, showStack } from '../place.ts'
import { useRoom } from '../room.ts'
import { useSeriesName } from '../series-name.ts'
import { phaseText } from '../views.ts'
import styles from './SmallCorners.module.css'

export function SmallCorners({
  cell,
  stack,
  slice,
}: {
  readonly cell: Cell
  readonly stack: Stack
  readonly slice: number
}) {
  const { playhead, place } = useRoom()
  const texts = useTexts().hanging
  const name = useSeriesName()(stack)
  const enlarge = (): void => {
    const [large] = cellsOf(place.getState())
    if (!large || large.id === cell.id) return
    activate(place, large)
    showStack(place, stack)
  }
  const count = stack.frames.length
  return (
    <>
      <button
        type="button"
        className={styles.name}
        onClick={enlarge}
        title={texts.enlarge(texts.linked[playhead.linkedBy], saidText(playhead.linkReason))}
      >
        {name}
        {count > 1 && ` · ${slice + 1}/${count}`}
      </button>
      {cell.phase.kind === 'in-step' && stack.phaseCount > 1 && <Phase stack={stack} />}
    </>
  )
}

function Phase({ stack }: { readonly stack: Stack }) {
  const { playhead } = useRoom()
  return <span className={styles.phase}>{phaseText(stack, usePhase(playhead, stack))}</span>
}
