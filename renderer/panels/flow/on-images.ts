/** What a flow analysis found, by the image that it is drawn over. */
import type { Polygon } from '#analysis/contours/polygon.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { FlowDetails } from '#contract/analysis-documents/details.ts'

export interface FlowOnImage {
  readonly vessel: string
  readonly border: Polygon
  /** somebody drew it at this phase; else it lies between those that were drawn */
  readonly drawn: boolean
  /** whose velocity was put back by whole turns, row × columns + column */
  readonly unwrapped: readonly number[]
  /** 1 for tissue taken to be at rest, of the whole picture */
  readonly resting: Uint8Array | undefined
}

/** Of velocity images and of their magnitude, by `imageKeyText`. */
export function flowByImage(found: readonly FlowDetails[]): ReadonlyMap<string, readonly FlowOnImage[]> {
  const byImage = new Map<string, FlowOnImage[]>()
  for (const { vessel, images, magnitude = [], border, unwrapped, background } of found) {
    border?.borders.forEach((points, phase) => {
      const here: FlowOnImage = {
        vessel,
        border: points,
        drawn: border.drawn.includes(phase),
        unwrapped: unwrapped.flatMap((one) => (one.phase === phase ? [one.pixel] : [])),
        resting: background?.corrected ? background.resting : undefined,
      }
      for (const image of [images[phase], magnitude[phase]]) {
        if (image === undefined) continue
        const key = imageKeyText(image)
        byImage.set(key, [...(byImage.get(key) ?? []), here])
      }
    })
  }
  return byImage
}

/** From 0, ascending: where velocities beyond VENC were put back. */
export const unwrappedPhases = ({ unwrapped }: Pick<FlowDetails, 'unwrapped'>): readonly number[] =>
  [...new Set(unwrapped.map(({ phase }) => phase))].toSorted((a, b) => a - b)
