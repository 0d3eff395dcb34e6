/** Where a hand must press to follow or change a border, and when the window has come to rest. */
import type { Page } from '@playwright/test'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import type { PlacedImage } from '#dicom/write/mr/layout.ts'
import { handlesOf } from '../../renderer/contouring/editing.ts'
import { allDemoContours, demoGrid, demoShortAxis, type Spot } from './demo-study.ts'

/** Slice and phase of an image, from 0. */
export function imageAt(sopInstanceUid: string): PlacedImage {
  const found = demoShortAxis.find((image) => image.sopInstanceUid === sopInstanceUid)
  if (!found) throw new Error(`${sopInstanceUid} is no image of the short axis`)
  return found
}

function contourOn({ contours }: ContourFile, border: Border, { slice, phase }: Spot): Contour {
  const image = demoShortAxis.find((candidate) => candidate.slice === slice && candidate.phase === phase)
  const filed = contours.find(
    (contour) => contour.sopInstanceUid === image?.sopInstanceUid && contour.border === border,
  )
  if (!image || !filed) throw new Error('there is no contour on this image')
  const points = filed.points.map(([column = 0, row = 0]): IndexPoint => [column, row])
  return { image, border, closed: true, points, origin: 'imported' }
}

/** So many points on the true border of an image. */
export function borderOn(border: Border, spot: Spot & { readonly points: number }): readonly IndexPoint[] {
  const { points } = contourOn(allDemoContours, border, spot)
  const step = points.length / spot.points
  return points.filter((_, index) => Math.floor(index % step) === 0)
}

/** A handle of the endocardial contour of an image, and a place so many pixels further out. */
export function handleOn(
  file: ContourFile,
  { outward, ...spot }: Spot & { readonly outward: number },
): readonly [from: IndexPoint, to: IndexPoint] {
  const contour = contourOn(file, 'lv-endocardial', spot)
  const [handle] = handlesOf(contour, demoGrid)
  if (!handle) throw new Error('the contour has no handle')
  const middle = contour.points.reduce<IndexPoint>(
    ([x, y], [column, row]) => [x + column / contour.points.length, y + row / contour.points.length],
    [0, 0],
  )
  const [x, y] = [handle[0] - middle[0], handle[1] - middle[1]]
  const reach = 1 + outward / Math.hypot(x, y)
  return [handle, [middle[0] + x * reach, middle[1] + y * reach]]
}

/** Until what was asked for has been drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      ),
  )
}
