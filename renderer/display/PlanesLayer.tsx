/** Overlays of the file, where they lie on its image. They are asked for when the image is first seen with them. */
import { useRef } from 'react'
import type { OverlayPlaneView } from '#contract/images-calls.ts'
import { rgbOf } from '../charts/colours.ts'
import { queryClient } from '../client/queries.ts'
import { tell } from '../status/notices.ts'
import { colours } from '../theme/tokens.ts'
import type { StudyImages } from '../viewport/study-images.ts'
import { countInPixels } from '../viewport/transform.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { pictureOf, planesQuery } from './overlay-planes.ts'

const pictures = new WeakMap<OverlayPlaneView, OffscreenCanvas>()

function drawnOnce(plane: OverlayPlaneView): OffscreenCanvas | undefined {
  const picture = pictures.get(plane) ?? pictureOf(plane, rgbOf(colours.attention))
  if (picture) pictures.set(plane, picture)
  return picture
}

export function PlanesLayer({ images }: { readonly images: StudyImages }) {
  const asked = useRef(new Set<string>())
  const redraw = useLayer('overlays', (context, { frame, transform }) => {
    const sha256 = images.objectOf(frame)
    if (sha256 === undefined) return false
    const query = planesQuery(sha256, frame.frame)
    const planes = queryClient.getQueryData(query.queryKey)
    const key = query.queryKey.join()
    if (!planes && !asked.current.has(key)) {
      asked.current.add(key)
      queryClient.fetchQuery(query).then(() => redraw(), tell)
    }
    if (!planes || planes.length === 0) return false
    context.imageSmoothingEnabled = false
    countInPixels(context, transform)
    for (const plane of planes) {
      const [row, column] = plane.origin
      const picture = drawnOnce(plane)
      if (picture) context.drawImage(picture, column - 0.5, row - 0.5, plane.columns, plane.rows)
    }
    return true
  })
  return null
}
