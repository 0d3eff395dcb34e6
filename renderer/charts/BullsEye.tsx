/** The seventeen segments with a value each, or hatched with the reason why there is none. */
import { type KeyboardEvent, useId, useRef } from 'react'
import styles from './BullsEye.module.css'
import { neighbour, outerRadius, type SegmentShape, segmentShapes, type Way } from './bulls-eye.ts'
import { cssOf, inkOn, type Rgb } from './colours.ts'

export type SegmentCell =
  | { readonly text: string; readonly colour: Rgb; readonly title?: string }
  /** why there is no value, for a person */
  | { readonly why: string }

export interface BullsEyeProps {
  /** as in 'Circumferential strain by segment, %' */
  readonly name: string
  readonly cells: ReadonlyMap<number, SegmentCell>
  /** of a segment that no cell is there for */
  readonly missing: string
  readonly selected?: number | undefined
  readonly onSelect?: ((segment: number) => void) | undefined
  /** how a segment is called, as in 'basal anterior (1)' */
  readonly segmentName: (shape: SegmentShape) => string
}

const ways: Readonly<Record<string, Way>> = {
  ArrowRight: 'clockwise',
  ArrowLeft: 'counter-clockwise',
  ArrowDown: 'inwards',
  ArrowUp: 'outwards',
}
const margin = 3
/** letters */
const longText = 3

export function BullsEye({ name, cells, missing, selected, onSelect, segmentName }: BullsEyeProps) {
  const hatch = useId()
  const drawing = useRef<SVGSVGElement>(null)
  const size = outerRadius + margin
  const go = (event: KeyboardEvent, segment: number): void => {
    // a chord is a command of the window, wherever the focus stands
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const way = ways[event.key]
    if (way !== undefined)
      drawing.current?.querySelector<SVGGElement>(`[data-segment="${neighbour(segment, way)}"]`)?.focus()
    else if (event.key === 'Enter' || event.key === ' ') onSelect?.(segment)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // all of one size
  const long = [...cells.values()].some((cell) => 'text' in cell && cell.text.length > longText)
  const first = selected ?? segmentShapes[0]?.segment
  const ordered = segmentShapes.toSorted(
    (a, b) => Number(a.segment === selected) - Number(b.segment === selected),
  )
  return (
    <svg
      ref={drawing}
      className={styles.bullsEye}
      viewBox={`${-size} ${-size} ${2 * size} ${2 * size}`}
      role="toolbar"
      aria-label={name}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className={styles.hatch} x1="0" y1="0" x2="0" y2="5" />
        </pattern>
      </defs>
      {ordered.map((shape) => {
        const cell = cells.get(shape.segment) ?? { why: missing }
        const called = segmentName(shape)
        const told = 'why' in cell ? cell.why : (cell.title ?? cell.text)
        const chosen = shape.segment === selected
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
          <g
            key={shape.segment}
            className={styles.segment}
            role="button"
            tabIndex={shape.segment === first ? 0 : -1}
            aria-label={`${called}: ${told}`}
            aria-pressed={onSelect ? chosen : undefined}
            data-segment={shape.segment}
            data-chosen={chosen || undefined}
            data-empty={'why' in cell || undefined}
            onClick={() => onSelect?.(shape.segment)}
            onKeyDown={(event) => go(event, shape.segment)}
          >
            <title>{`${called}: ${told}`}</title>
            <path d={shape.path} fill={'why' in cell ? `url(#${hatch})` : cssOf(cell.colour)} />
            <text
              x={shape.label.x}
              y={shape.label.y}
              data-long={long || undefined}
              className={'why' in cell ? styles.none : undefined}
              fill={'why' in cell ? undefined : inkOn(cell.colour)}
            >
              {'why' in cell ? '–' : cell.text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
