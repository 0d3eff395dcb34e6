/**
 * Starts decoders and WebGL and draws one black image out of sight, so that the first study does not wait for
 * workers to start and shaders to compile (0.3 s on software GL). Called while the reader still looks at the worklist.
 */
import { cache, imageLoader, utilities } from '@cornerstonejs/core'
import { mm } from '#analysis/units/units.ts'
import { NoWebGl, startCornerstone } from './engine.ts'
import { ImagePainter } from './image-painter.ts'
import { imageTransform } from './transform.ts'

const side = 16
const plane = {
  position: [0, 0, 0],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing: mm(1),
  columnSpacing: mm(1),
  rows: side,
  columns: side,
} as const

let warm = false

export function warmUp(): void {
  if (warm) return
  warm = true
  startCornerstone()
  const element = document.createElement('div')
  element.style.cssText = `position:fixed;left:-100px;top:0;width:${side}px;height:${side}px`
  element.ariaHidden = 'true'
  document.body.append(element)
  const imageId = 'midwall:warm-up'
  const pixels = imageLoader.createAndCacheLocalImage(imageId, {
    scalarData: new Int16Array(side * side),
    dimensions: [side, side],
    spacing: [1, 1],
    origin: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  })
  utilities.genericMetadataProvider.add(imageId, {
    type: 'generalSeriesModule',
    metadata: { modality: 'MR' },
  })
  try {
    const painter = new ImagePainter(element, () => {
      cache.removeImageLoadObject(imageId)
      // cornerstone is still busy with this very frame
      setTimeout(() => {
        painter.dispose()
        element.remove()
      })
    })
    const transform = imageTransform(
      plane,
      { width: side, height: side, ratio: 1 },
      { zoom: 1, centre: undefined },
    )
    painter.paint({ pixels, plane, transform, window: { center: 0, width: 1 }, inverted: false })
  } catch (cause) {
    element.remove()
    // the first viewport says so to the reader
    if (!(cause instanceof NoWebGl)) throw cause
  }
}
