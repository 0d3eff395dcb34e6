/** What stands in the corners of the large image: where it is in the heart and in the beat, and how it is shown. */

import { Fragment, type ReactNode } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { useStore } from '../cine/store.ts'
import { usePhase } from '../cine/use-phase.ts'
import type { ContourEditor } from '../contouring/contour-editor.ts'
import type { Texts } from '../texts/en/en.ts'
import { fixedIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './MainCorners.module.css'
import { useRoom } from './room.ts'
import { ViewLine } from './ViewLine.tsx'
import { phaseText, phaseTimeText } from './views.ts'

export interface MainCornersProps {
  readonly name: string
  /** whose revision the line of contours follows */
  readonly contoursOf: ContourEditor
  /** mm to the slice that the reader stands on, where this stack has none there */
  readonly apart: number | undefined
  readonly stack: Stack
  readonly slice: number
  readonly ed: number | undefined
  readonly es: number | undefined
  /** as in 'Endo 23.5 cm²', 'Epi 39.8 cm²', 'drawn' */
  readonly contours: (phase: number) => readonly string[]
  readonly hint: ReactNode
}

export function MainCorners(props: MainCornersProps) {
  const { name, apart, stack, slice, ed, es, contours, contoursOf, hint } = props
  const { hanging, room } = useTexts()
  return (
    <>
      <div className={styles.topLeft}>
        <span className={styles.plate}>
          <b>{name}</b> {room.image.slice(slice + 1, stack.frames.length)}
          {stack.spacing.measured && (
            <span className={styles.spacing}> · {fixedIn(stack.spacing.value, 1)} mm</span>
          )}
          {apart !== undefined && <em> · {hanging.apart(Math.round(apart))}</em>}
          <span className={styles.phase}>
            <br />
            <PhaseLine stack={stack} ed={ed} es={es} />
          </span>
        </span>
      </div>
      <div className={styles.topRight}>
        <span className={styles.plate}>
          <ViewLine stack={stack} />
        </span>
      </div>
      <div className={styles.bottomLeft}>
        <span className={styles.plate}>
          <ContourLine stack={stack} contours={contours} contoursOf={contoursOf} />
        </span>
      </div>
      <div className={styles.bottomRight}>
        <span className={styles.plate}>{rateText(stack, room.image)}</span>
      </div>
      <div className={styles.hint}>{hint}</div>
    </>
  )
}

function rateText({ heartRate, phaseCount }: Stack, texts: Texts['room']['image']): string {
  if (heartRate.measured) return texts.rate(Math.round(heartRate.value))
  return phaseCount > 1 ? texts.rateUnknown : ''
}

function PhaseLine({ stack, ed, es }: Pick<MainCornersProps, 'stack' | 'ed' | 'es'>) {
  const { playhead } = useRoom()
  const phase = usePhase(playhead, stack)
  const time = phaseTimeText(stack, phase)
  // a first pass has no ends of systole
  const inBeat = stack.axis === 'phase'
  return (
    <>
      {phaseText(stack, phase)}
      {inBeat && phase === ed && (
        <>
          {' · '}
          <b>ED</b>
        </>
      )}
      {inBeat && phase === es && (
        <>
          {' · '}
          <b>ES</b>
        </>
      )}
      {time && ` · ${time}`}
    </>
  )
}

/** Follows the hand: the area changes while a point is dragged. */
function ContourLine({
  stack,
  contours,
  contoursOf,
}: Pick<MainCornersProps, 'stack' | 'contours' | 'contoursOf'>) {
  const { playhead } = useRoom()
  useStore(contoursOf.desk.revision)
  return contours(usePhase(playhead, stack)).map((part, k, { length }) => (
    <Fragment key={part}>
      <span>{k < length - 1 ? `${part} ·` : part}</span>{' '}
    </Fragment>
  ))
}
