/** The contours and landmarks as the reader sees them now, whoever has them yet: the read, the way to it, the hand. */
import {
  type Chamber,
  type Contour,
  type ContourKey,
  contourKeyOf,
  contourKeyText,
} from '#analysis/contours/contour.ts'
import { type Landmark, type LandmarkKey, landmarkKeyText } from '#analysis/contours/landmark.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { Sheet } from './sheet.ts'

/** What is drawn and marked in the read, folded from its log. */
export interface ContourSource {
  contoursOn(image: ImageKey): readonly Contour[]
  landmarksOn(image: ImageKey): readonly Landmark[]
  isEmpty(image: ImageKey, chamber: Chamber): boolean
  /** that nobody's hand made it, and a person looked and let it stand */
  isAccepted(contour: Contour): boolean
}

const nothingDrawn: ContourSource = {
  contoursOn: () => [],
  landmarksOn: () => [],
  isEmpty: () => false,
  isAccepted: () => false,
}

export class Board {
  private source: ContourSource = nothingDrawn
  readonly landmarks = new Sheet<Landmark, LandmarkKey>({
    textOf: landmarkKeyText,
    keyOf: ({ kind, image }) => ({ kind, image }),
    isSame: (a, b) => a.point[0] === b.point[0] && a.point[1] === b.point[1],
  })
  private readonly contours = new Sheet<Contour, ContourKey>({
    textOf: contourKeyText,
    keyOf: contourKeyOf,
    isSame: hasSamePoints,
  })

  read(source: ContourSource): void {
    this.source = source
    this.contours.read((image) => source.contoursOn(image))
    this.landmarks.read((image) => source.landmarksOn(image))
  }

  /** What the read says now; it stays as it is when the read goes on. */
  get recorded(): ContourSource {
    return this.source
  }

  isEmpty(image: ImageKey, chamber: Chamber): boolean {
    return this.source.isEmpty(image, chamber)
  }

  isAccepted(contour: Contour): boolean {
    return this.source.isAccepted(contour)
  }

  /** All borders on an image, as seen now. */
  contoursOn(image: ImageKey): readonly Contour[] {
    return this.contours.on(image)
  }

  contourOn(key: ContourKey): Contour | undefined {
    return this.contours.find(key)
  }

  /** Whether there is such a contour already, whatever the hand is doing. */
  isDrawn(key: ContourKey): boolean {
    return this.contours.has(key)
  }

  /** What the hand changes; empty when it lets go. */
  show(preview: readonly Contour[]): void {
    this.contours.show(preview)
  }

  /** A finished gesture stays visible until the read has it, or refused it: then the answer is to be called. */
  expect(changed: readonly Contour[], removed: readonly ContourKey[]): () => void {
    return this.contours.expect(changed, removed)
  }
}

export function hasSamePoints(a: Contour, b: Contour): boolean {
  if (a.points.length !== b.points.length) return false
  return a.points.every(([column, row], k) => {
    const other = b.points[k]
    return other !== undefined && other[0] === column && other[1] === row
  })
}
