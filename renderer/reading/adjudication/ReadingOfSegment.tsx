/** What one reading says of a segment: its slice in step with the cine, the contours, the grade and what was said of it. */
import { useCallback, useMemo } from 'react'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import type { JudgedReading } from '#contract/views.ts'
import { usePhase } from '../../cine/use-phase.ts'
import { LookMark } from '../../display/LookMark.tsx'
import { thirdSlice, ventricleRange, wholeStack } from '../../hanging/levels.ts'
import { commentsAbout } from '../../panels/segments/comments.ts'
import { useTexts } from '../../texts/texts.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { contourColours } from '../../theme/tokens.ts'
import { Thumbnail } from '../../viewport/Thumbnail.tsx'
import type { ImageTransform } from '../../viewport/transform.ts'
import { strokeContour } from '../images/stroke-contour.ts'
import { useRoom } from '../room.ts'
import styles from './AdjudicationDialog.module.css'

const size = 250
const levelOf = { basal: 'base', mid: 'mid', apical: 'apex', apex: 'apex' } as const

export function ReadingOfSegment({
  name,
  reading,
  segment,
  grade,
  showsComments,
}: {
  readonly name: string
  readonly reading: JudgedReading
  readonly segment: number
  readonly grade: string | null
  /** the adjudicator was told what a comment can give away, and wants to read them */
  readonly showsComments: boolean
}) {
  const { adjudication: texts, panels } = useTexts()
  const comments = commentsAbout(reading.comments, segment)
  return (
    <section className={styles.reading} aria-label={name}>
      <h3>{name}</h3>
      <Picture name={name} reading={reading} segment={segment} />
      <p>
        <b>{grade === null ? texts.notScored : (panels.segments.grades[grade] ?? grade)}</b>
      </p>
      {showsComments && comments.length === 0 && <p className={styles.none}>{texts.noComment}</p>}
      {showsComments && comments.map((text) => <p key={text}>{text}</p>)}
    </section>
  )
}

function Picture({
  name,
  reading,
  segment,
}: {
  readonly name: string
  readonly reading: JudgedReading
  readonly segment: number
}) {
  const { images, shortAxis, playhead, viewOf } = useRoom()
  const stack = shortAxis ?? playhead.lead
  const phase = usePhase(playhead, stack)
  const texts = useTexts().adjudication
  const colours = contourColours[usePreferences(({ palette }) => palette)]
  const slice = useMemo(() => {
    const level = ahaSegments.find((one) => one.segment === segment)?.level ?? 'mid'
    return thirdSlice(levelOf[level], ventricleRange(stack, reading.contours) ?? wholeStack(stack))
  }, [reading, segment, stack])
  const frame = stack.frames[slice]?.[phase]
  const drawn = useMemo(() => {
    const key = frame ? imageKeyText(frame) : ''
    return reading.contours.filter(({ image }) => imageKeyText(image) === key)
  }, [reading, frame])
  const overlay = useCallback(
    (context: CanvasRenderingContext2D, transform: ImageTransform) => {
      for (const contour of drawn) strokeContour(context, contour, transform, colours[contour.border])
    },
    [drawn, colours],
  )
  return (
    <span className={styles.small}>
      <LookMark view={viewOf(stack)} />
      <Thumbnail
        images={images}
        stack={stack}
        slice={slice}
        phase={phase}
        view={viewOf(stack)}
        size={size}
        label={texts.picture(name, slice + 1, phase + 1)}
        overlay={overlay}
      />
    </span>
  )
}
