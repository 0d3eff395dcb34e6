/**
 * The report as it will leave, in the place of the images. It is a page of its own without scripts; keys that are
 * pressed in it are the room's keys all the same.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { refusalOf } from '../../client/faults.ts'
import { refusalSentence } from '../../client/sentences.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './report.module.css'
import { htmlOf, stopPreview, useReport } from './report.ts'

export function ReportPreview() {
  const { report: texts, panels } = useTexts()
  const { data, error, isFetching, refetch } = useReport()
  const html = data && htmlOf(data)
  if (error) {
    const { what, todo } = refusalSentence(refusalOf(error))
    return (
      <p className={styles.standing} role="alert">
        {what} {todo}
      </p>
    )
  }
  if (html === undefined)
    return (
      <p className={styles.standing} role="status">
        {isFetching ? (
          <>
            <progress aria-label={texts.making} /> {texts.making}{' '}
            <button className={controls.smallButton} type="button" onClick={stopPreview}>
              {panels.state.cancel}
            </button>
          </>
        ) : (
          <>
            {texts.stopped}{' '}
            <button className={controls.smallButton} type="button" onClick={() => void refetch()}>
              {texts.make}
            </button>
          </>
        )}
      </p>
    )
  return <Page html={html} name={texts.preview} busy={isFetching} />
}

function Page({
  html,
  name,
  busy,
}: {
  readonly html: string
  readonly name: string
  readonly busy: boolean
}) {
  const desk = useRef<HTMLElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(0)
  /** the page that has come, and whose keys are heard */
  const [heard, setHeard] = useState<string>()
  const loaded = (): void => {
    const page = frame.current?.contentDocument
    if (!page) return
    setHeight(page.documentElement.scrollHeight)
    page.addEventListener('keydown', (event) => {
      const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
      const pressed = { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }
      if (!window.dispatchEvent(new KeyboardEvent('keydown', pressed))) event.preventDefault()
    })
    setHeard(html)
  }
  useLayoutEffect(() => {
    // another page is on its way into the frame: until it is heard, keys are pressed beside it
    if (html !== heard && document.activeElement === frame.current)
      desk.current?.focus({ preventScroll: true })
  }, [html, heard])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
    <section ref={desk} className={styles.desk} aria-label={name} aria-busy={busy} tabIndex={0}>
      <iframe
        ref={frame}
        className={styles.page}
        style={{ height }}
        title={name}
        // its own origin is ours so that its height can be asked for; scripts stay forbidden
        sandbox="allow-same-origin"
        srcDoc={html}
        tabIndex={-1}
        inert={html !== heard}
        onLoad={loaded}
      />
    </section>
  )
}
