/**
 * Whether a hand drags something on an image. It shall feel what it moves: what nobody looks at yet waits for its
 * release.
 */
import { Cell, type Readable } from '../cine/store.ts'

const dragging = new Cell(false)

export const handAtWork: Readable<boolean> = dragging

/** For whoever has the pointer: one hand, so one drag at a time. */
export const noteDrag = (isDragging: boolean): void => dragging.set(isDragging)
