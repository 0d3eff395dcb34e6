/** A read that lives in the page: what the read service would make of the gestures, without hashes or undo. */
import type { Contour } from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ContourSource } from '../../../renderer/contouring/board.ts'

export class PageRead implements ContourSource {
  readonly gestures: Gesture[] = []
  private contours: readonly Contour[] = []
  private empty: readonly string[] = []

  append(gesture: Gesture): void {
    this.gestures.push(gesture)
    if (gesture.kind === 'contours-changed') {
      const touched = [...gesture.set, ...gesture.removed].map(nameOf)
      this.contours = [
        ...this.contours.filter((contour) => !touched.includes(nameOf(contour))),
        ...gesture.set,
      ]
    } else if (gesture.kind === 'slices-marked') {
      const marked = gesture.images.map(imageKeyText)
      this.empty = this.empty.filter((key) => !marked.includes(key)).concat(gesture.empty ? marked : [])
    }
  }

  contoursOn(image: ImageKey): readonly Contour[] {
    return this.contours.filter((contour) => imageKeyText(contour.image) === imageKeyText(image))
  }

  isEmpty(image: ImageKey): boolean {
    return this.empty.includes(imageKeyText(image))
  }
}

const nameOf = ({ image, border }: Pick<Contour, 'image' | 'border'>): string =>
  `${imageKeyText(image)} ${border}`
