/**
 * The contours as the reader sees them now: what the read says, what was just finished and is on its way into
 * the read, and what the hand is changing at this moment. Nothing flickers between the three.
 */
import type { Border, Chamber, Contour } from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'

/** The read's contours, folded from its log. */
export interface ContourSource {
  contoursOn(image: ImageKey): readonly Contour[]
  isEmpty(image: ImageKey, chamber: Chamber): boolean
}

export const nothingDrawn: ContourSource = { contoursOn: () => [], isEmpty: () => false }

interface OnItsWay {
  readonly image: ImageKey
  readonly border: Border
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

  contourOn(image: ImageKey, border: Border): Contour | undefined {
    return this.seen(image, this.preview).get(border)
  }

  /** Whether there is such a border already, whatever the hand is doing. */
  isDrawn(image: ImageKey, border: Border): boolean {
    return this.seen(image, []).has(border)
  }

  private seen(image: ImageKey, preview: readonly Contour[]): Map<Border, Contour> {
    const seen = new Map(this.source.contoursOn(image).map((contour) => [contour.border, contour]))
    const here = imageKeyText(image)
    for (const sent of this.onTheirWay) {
      if (imageKeyText(sent.image) !== here) continue
      if (sent.contour) seen.set(sent.border, sent.contour)
      else seen.delete(sent.border)
    }
    for (const contour of preview) {
      if (imageKeyText(contour.image) === here) seen.set(contour.border, contour)
    }
    return seen
  }

  /** What the hand changes; empty when it lets go. */
  show(preview: readonly Contour[]): void {
    this.preview = preview
  }

  /** A finished gesture stays visible until the read has it, or refused it (`forget`). */
  expect(changed: readonly Contour[], removed: readonly { image: ImageKey; border: Border }[]): () => void {
    const sent: OnItsWay[] = [
      ...changed.map((contour) => ({ image: contour.image, border: contour.border, contour })),
      ...removed.map(({ image, border }) => ({ image, border, contour: undefined })),
    ].map((entry) => ({ ...entry, before: this.recorded(entry.image, entry.border) }))
    this.onTheirWay = [...this.onTheirWay, ...sent]
    return () => {
      this.onTheirWay = this.onTheirWay.filter((entry) => !sent.includes(entry))
    }
  }

  private recorded(image: ImageKey, border: Border): Contour | undefined {
    return this.source.contoursOn(image).find((contour) => contour.border === border)
  }

  /** Not when the read has it, nor when the read has gone elsewhere (an undo, another window). */
  private isStillComing(sent: OnItsWay, k: number): boolean {
    const now = this.recorded(sent.image, sent.border)
    if (sameContour(now, sent.contour)) return false
    const earlier = this.onTheirWay.slice(0, k).filter((other) => sameBorder(other, sent))
    return sameContour(now, sent.before) || earlier.some((other) => sameContour(now, other.contour))
  }
}

const sameBorder = (a: OnItsWay, b: OnItsWay): boolean =>
  a.border === b.border && imageKeyText(a.image) === imageKeyText(b.image)

function sameContour(a: Contour | undefined, b: Contour | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.points.length !== b.points.length) return false
  return a.points.every(([column, row], k) => {
    const other = b.points[k]
    return other !== undefined && other[0] === column && other[1] === row
  })
}
