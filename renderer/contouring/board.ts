/**
 * The contours as the reader sees them now: what the read says, what was just finished and is on its way into
 * the read, and what the hand is changing at this moment. Nothing flickers between the three.
 */
import {
  type Chamber,
  type Contour,
  type ContourKey,
  contourKeyOf,
  contourKeyText,
  isSameContour,
} from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'

/** The read's contours, folded from its log. */
export interface ContourSource {
  contoursOn(image: ImageKey): readonly Contour[]
  isEmpty(image: ImageKey, chamber: Chamber): boolean
}

const nothingDrawn: ContourSource = { contoursOn: () => [], isEmpty: () => false }

interface OnItsWay {
  readonly key: ContourKey
  /** undefined: removed */
  readonly contour: Contour | undefined
  /** what the read said when the gesture was finished */
  readonly before: Contour | undefined
}

export class Board {
  private source: ContourSource = nothingDrawn
  private onTheirWay: readonly OnItsWay[] = []
  private preview: readonly Contour[] = []

  read(source: ContourSource): void {
    this.source = source
    this.onTheirWay = this.onTheirWay.filter((sent, k) => this.isStillComing(sent, k))
  }

  isEmpty(image: ImageKey, chamber: Chamber): boolean {
    return this.source.isEmpty(image, chamber)
  }

  /** All borders on an image, as seen now. */
  contoursOn(image: ImageKey): readonly Contour[] {
    return [...this.seen(image, this.preview).values()]
  }

  contourOn(key: ContourKey): Contour | undefined {
    return this.seen(key.image, this.preview).get(contourKeyText(key))
  }

  /** Whether there is such a contour already, whatever the hand is doing. */
  isDrawn(key: ContourKey): boolean {
    return this.seen(key.image, []).has(contourKeyText(key))
  }

  /** By `contourKeyText`. */
  private seen(image: ImageKey, preview: readonly Contour[]): Map<string, Contour> {
    const seen = new Map(this.source.contoursOn(image).map((contour) => [contourKeyText(contour), contour]))
    const here = imageKeyText(image)
    for (const { key, contour } of this.onTheirWay) {
      if (imageKeyText(key.image) !== here) continue
      if (contour) seen.set(contourKeyText(key), contour)
      else seen.delete(contourKeyText(key))
    }
    for (const contour of preview) {
      if (imageKeyText(contour.image) === here) seen.set(contourKeyText(contour), contour)
    }
    return seen
  }

  /** What the hand changes; empty when it lets go. */
  show(preview: readonly Contour[]): void {
    this.preview = preview
  }

  /** A finished gesture stays visible until the read has it, or refused it (`forget`). */
  expect(changed: readonly Contour[], removed: readonly ContourKey[]): () => void {
    const sent: OnItsWay[] = [
      ...changed.map((contour) => ({ key: contourKeyOf(contour), contour })),
      ...removed.map((key) => ({ key, contour: undefined })),
    ].map((entry) => ({ ...entry, before: this.recorded(entry.key) }))
    this.onTheirWay = [...this.onTheirWay, ...sent]
    return () => {
      this.onTheirWay = this.onTheirWay.filter((entry) => !sent.includes(entry))
    }
  }

  private recorded(key: ContourKey): Contour | undefined {
    return this.source.contoursOn(key.image).find((contour) => isSameContour(contour, key))
  }

  /** Not when the read has it, nor when the read has gone elsewhere (an undo, another window). */
  private isStillComing(sent: OnItsWay, k: number): boolean {
    const now = this.recorded(sent.key)
    if (hasSamePoints(now, sent.contour)) return false
    const earlier = this.onTheirWay.slice(0, k).filter((other) => isSameContour(other.key, sent.key))
    return hasSamePoints(now, sent.before) || earlier.some((other) => hasSamePoints(now, other.contour))
  }
}

function hasSamePoints(a: Contour | undefined, b: Contour | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.points.length !== b.points.length) return false
  return a.points.every(([column, row], k) => {
    const other = b.points[k]
    return other !== undefined && other[0] === column && other[1] === row
  })
}
