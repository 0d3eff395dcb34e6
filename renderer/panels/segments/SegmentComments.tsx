/** What a reader says about one segment: a comment of the read that begins with the segment's name. */
import { type FormEvent, useState } from 'react'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { appendTo } from '../../reading/saving-to-main.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { segmentText } from '../numbers/words.ts'
import { commentOn, commentsOn } from './comments.ts'
import styles from './SegmentsPanel.module.css'

export function SegmentComments({ segment, locked }: { readonly segment: number; readonly locked: boolean }) {
  const { panels } = useTexts()
  const texts = panels.segments
  const { reading } = useRoom()
  const comments = useReading(({ state }) => state.comments)
  const [text, setText] = useState('')
  const row = ahaSegments.find((one) => one.segment === segment)
  if (!row) return null
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '') return
    appendTo(reading, { kind: 'commented', text: commentOn(segment, text.trim()) })
    setText('')
  }
  return (
    <>
      <form className={styles.comment} onSubmit={save}>
        <input
          className={controls.smallField}
          value={text}
          disabled={locked}
          aria-label={`${texts.comment}: ${segmentText(panels, row)}`}
          placeholder={`${texts.comment}: ${segmentText(panels, row)}`}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button className={controls.smallButton} type="submit" disabled={locked}>
          {texts.add}
        </button>
      </form>
      {commentsOn(comments, segment).map(({ text: said, revision }) => (
        <p key={revision.seq} className={styles.comments}>
          {said}
        </p>
      ))}
    </>
  )
}
