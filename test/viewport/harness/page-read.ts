/** A read that lives in the page: what the read service would make of the gestures, without hashes or undo. */
import { type Contour, contourKeyText } from '#analysis/contours/contour.ts'
import { type Landmark, landmarkKeyText } from '#analysis/contours/landmark.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ContourSource } from '../../../renderer/contouring/board.ts'

export class PageRead implements ContourSource {
  readonly gestures: Gesture[] = []
  private contours: readonly Contour[] = []
  private landmarks: readonly Landmark[] = []
  private accepted: readonly string[] = []
  private empty: readonly string[] = []

  append(gesture: Gesture): void {
    this.gestures.push(gesture)
    if (gesture.kind === 'contours-changed') {
      const touched = [...gesture.set, ...gesture.removed].map(contourKeyText)
      this.contours = [
        ...this.contours.filter((contour) => !touched.includes(contourKeyText(contour))),
        ...gesture.set,
      ]
      this.accepted = this.accepted.filter((key) => !touched.includes(key))
    } else if (gesture.kind === 'contours-accepted') {
      this.accepted = [...this.accepted, ...gesture.contours.map(contourKeyText)]
    } else if (gesture.kind === 'landmarks-changed') {
      const touched = [...gesture.set, ...gesture.removed].map(landmarkKeyText)
      const kept = this.landmarks.filter((mark) => !touched.includes(landmarkKeyText(mark)))
      this.landmarks = [...kept, ...gesture.set]
    } else if (gesture.kind === 'slices-marked') {
      const marked = gesture.images.map(imageKeyText)
      this.empty = this.empty.filter((key) => !marked.includes(key)).concat(gesture.empty ? marked : [])
    }
  }

  contoursOn(image: ImageKey): readonly Contour[] {
    return this.contours.filter((contour) => imageKeyText(contour.image) === imageKeyText(image))
  }

  landmarksOn(image: ImageKey): readonly Landmark[] {
    return this.landmarks.filter((mark) => imageKeyText(mark.image) === imageKeyText(image))
  }

  isAccepted(contour: Contour): boolean {
    return this.accepted.includes(contourKeyText(contour))
  }

  isEmpty(image: ImageKey): boolean {
    return this.empty.includes(imageKeyText(image))
  }
}
