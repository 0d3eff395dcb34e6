/** One step of the tour: a frame around a control of the window, and beside it what the control is for. */
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useDialog } from '../dialogs/open.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import { runCommand } from '../keys/registry.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import { usePreferences } from '../theme/preferences.ts'
import { useTourAtFirstStart } from './first-start.ts'
import { type TourStep, tourSteps } from './steps.ts'
import styles from './Tour.module.css'
import { endTour, followPlace, moveTour, useTour } from './tour.ts'

export function Tour({ place }: { readonly place: TourStep['place'] }) {
  const at = useTour(({ at }) => at)
  const dialog = useDialog(({ dialog }) => dialog)
  useTourAtFirstStart()
  useEffect(() => followPlace(place), [place])
  const step = at === null ? undefined : tourSteps[at]
  // a dialog has the floor; an open study's steps wait until one is open again
  if (at === null || step?.place !== place || dialog !== null) return null
  return <Step key={step.name} step={step} at={at} />
}

function Step({ step, at }: { readonly step: TourStep; readonly at: number }) {
  const texts = useTexts().tour
  const box = useBoxOf(step.target)
  const scale = usePreferences(({ scale }) => scale / 100)
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus({ preventScroll: true }), [])
  const { title, text, action } = texts.steps[step.name]
  const { command } = step
  const last = at === tourSteps.length - 1
  const press = (event: KeyboardEvent): void => {
    const act = { Escape: endTour, ArrowRight: () => moveTour(1), ArrowLeft: () => moveTour(-1) }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <>
      <div className={styles.frame} style={box && frameAround(box)} aria-hidden="true" />
      <section
        className={styles.card}
        style={cardBeside(box, scale)}
        aria-label={texts.name}
        onKeyDown={press}
      >
        <div role="status">
          <h2>{title}</h2>
          <p>{text(...step.keys.map((id) => chordText(keysOf(id)[0] ?? texts.noKey)))}</p>
        </div>
        <div className={styles.ways}>
          <small>{texts.progress(at + 1, tourSteps.length)}</small>
          {!last && (
            <button className={controls.button} type="button" onClick={endTour}>
              {texts.skip}
            </button>
          )}
          {at > 0 && (
            <button className={controls.button} type="button" onClick={() => moveTour(-1)}>
              {texts.back}
            </button>
          )}
          {command && (
            <button
              className={controls.button}
              type="button"
              ref={main}
              data-main
              onClick={() => runCommand(command)}
            >
              {action}
            </button>
          )}
          <button
            className={controls.button}
            type="button"
            ref={command ? undefined : main}
            data-main={command ? undefined : true}
            onClick={() => moveTour(1)}
          >
            {last ? texts.done : texts.next}
          </button>
        </div>
      </section>
    </>
  )
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where the control is now; it may come late, move, or not be there. */
function useBoxOf(target: string): Box | undefined {
  const [box, setBox] = useState<Box>()
  useEffect(() => {
    let frame = 0
    const look = (): void => {
      const found = document.querySelector(target)?.getBoundingClientRect()
      setBox((known) => (same(known, found) ? known : found))
      frame = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [target])
  return box
}

const same = (a: Box | undefined, b: Box | undefined): boolean =>
  a?.left === b?.left && a?.top === b?.top && a?.width === b?.width && a?.height === b?.height

const margin = 4

const frameAround = ({ left, top, width, height }: Box): CSSProperties => ({
  left: left - margin,
  top: top - margin,
  width: width + 2 * margin,
  height: height + 2 * margin,
})

/** Beside the control where there is room: right, left, under, over it; else low over it. */
function cardBeside(box: Box | undefined, scale: number): CSSProperties {
  const [wide, high, gap] = [412 * scale, 200 * scale, 14]
  if (!box) return { left: (window.innerWidth - wide) / 2, top: window.innerHeight / 3 }
  const within = (place: number, size: number, room: number): number =>
    Math.max(gap, Math.min(place, room - size - gap))
  const top = within(box.top, high, window.innerHeight)
  const left = within(box.left, wide, window.innerWidth)
  const right = box.left + box.width
  if (right + wide + 2 * gap < window.innerWidth) return { left: right + gap, top }
  if (box.left > wide + 2 * gap) return { left: box.left - wide - gap, top }
  if (box.top + box.height + high + 2 * gap < window.innerHeight)
    return { left, top: box.top + box.height + gap }
  if (box.top > high + 2 * gap) return { left, bottom: window.innerHeight - box.top + gap }
  return { left: (window.innerWidth - wide) / 2, bottom: 3 * gap }
}
