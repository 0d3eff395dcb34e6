/** Everything that is measured on the images of the study, with the way to each. */

import { ClipboardCopy, Eye, EyeOff, Layers, Pencil, Trash2 } from 'lucide-react'
import { memo, type RefObject, useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { type Annotation, isRegion } from '#analysis/annotations/annotation.ts'
import type { Spot } from '#analysis/annotations/spot.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { useStore } from '../cine/store.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { runCommand } from '../keys/registry.ts'
import { saidLines } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import type { DecodedFrame } from '../viewport/picture.ts'
import type { StudyImages } from '../viewport/study-images.ts'
import styles from './MeasureList.module.css'
import type { MeasuringEditor } from './measuring-editor.ts'
import { valuesOn } from './seen-values.ts'
import { mainText, meanText, rangeText, warningsIn } from './words.ts'

export interface MeasureListProps {
  readonly editor: MeasuringEditor
  readonly images: StudyImages
  /** as in 'SAX cine · slice 5 · phase 12' */
  readonly placeText: (spot: Spot) => string
  readonly onGo: (number: number) => void
  /** focused by the key that shows the list */
  readonly first: RefObject<HTMLButtonElement | null>
}

export function MeasureList({ editor, images, placeText, onGo, first }: MeasureListProps) {
  const texts = useTexts().measuring
  const annotations = useStore(editor.annotations)
  const { selected, hidden } = useStore(editor)
  if (annotations.length === 0) return null
  const focused = annotations.some(({ number }) => number === selected) ? selected : annotations[0]?.number
  return (
    <section className={styles.measures} aria-label={texts.title}>
      <h2>
        <b>{texts.title}</b> <small>{annotations.length}</small>
        <span>
          <Act
            command="toggle-measures"
            name={hidden ? texts.show : texts.hide}
            icon={hidden ? EyeOff : Eye}
            on={hidden}
          />
          <Act command="copy-measures" name={texts.copy} icon={ClipboardCopy} />
        </span>
      </h2>
      <ol>
        {annotations.map((annotation) => (
          <Row
            key={annotation.number}
            annotation={annotation}
            editor={editor}
            images={images}
            placeText={placeText}
            onGo={onGo}
            chosen={annotation.number === selected}
            focus={annotation.number === focused ? first : undefined}
          />
        ))}
      </ol>
    </section>
  )
}

interface RowProps extends Pick<MeasureListProps, 'editor' | 'images' | 'placeText' | 'onGo'> {
  readonly annotation: Annotation
  readonly chosen: boolean
  readonly focus: RefObject<HTMLButtonElement | null> | undefined
}

const Row = memo(function Row({ annotation, editor, images, placeText, onGo, chosen, focus }: RowProps) {
  const texts = useTexts().measuring
  const { number, kind, text, everyPhase } = annotation
  const spot = editor.spotOf(annotation)
  const name = texts.named(kind, number)
  const place = spot ? placeText(spot) : texts.gone
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} data-chosen={chosen || undefined}>
      <button
        ref={focus}
        type="button"
        className={styles.jump}
        aria-current={chosen}
        title={texts.jump(name, place)}
        onClick={() => onGo(number)}
      >
        <span className={styles.head}>
          <i>{number}</i> {text ?? texts.kinds[kind]}
        </span>
        {spot && <Numbers annotation={annotation} spot={spot} images={images} />}
        <small>
          {place}
          {everyPhase && ` · ${texts.allPhases}`}
        </small>
      </button>
      {chosen && (
        <span className={styles.acts}>
          <Act
            command="measure-every-phase"
            name={texts.everyPhase(name)}
            icon={Layers}
            on={everyPhase === true}
          />
          <Act command="write-measure" name={texts.write(name)} icon={Pencil} />
          <Act command="delete-contour" name={texts.delete(name)} icon={Trash2} />
        </span>
      )}
    </li>
  )
})

function Numbers({
  annotation,
  spot,
  images,
}: {
  readonly annotation: Annotation
  readonly spot: Spot
  readonly images: StudyImages
}) {
  const pixels = usePixels(images, spot.frame, isRegion(annotation.kind))
  const values = valuesOn(annotation, { stack: spot.stack, frame: spot.frame, pixels })
  const main = mainText(values)
  if (main === undefined) return null
  return (
    <>
      <b title={saidLines(warningsIn(values))}>{main}</b>
      {isRegion(annotation.kind) && (
        <span className={styles.statistics}>
          <span>{meanText(values)}</span>
          <span>{rangeText(values)}</span>
        </span>
      )}
    </>
  )
}

/** The pixels of a frame, asked for where they are needed and not here yet. */
function usePixels(images: StudyImages, frame: StackFrame, needed: boolean): DecodedFrame | undefined {
  const subscribe = useCallback((listener: () => void) => images.onArrival(frame, listener), [images, frame])
  const pixels = useSyncExternalStore(subscribe, () => images.ready(frame))
  useEffect(() => {
    if (needed) images.expect(frame)
  }, [images, frame, needed])
  return pixels
}

interface ActProps {
  readonly command: CommandId
  readonly name: string
  readonly icon: typeof Layers
  readonly on?: boolean
}

function Act({ command, name, icon: Icon, on }: ActProps) {
  const [key] = keysOf(command)
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={on}
      aria-keyshortcuts={shortcutsOf(command)}
      title={key ? `${name} (${chordText(key)})` : name}
      onClick={() => runCommand(command)}
    >
      <Icon size={12} aria-hidden />
    </button>
  )
}
