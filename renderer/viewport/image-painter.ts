/**
 * Draws decoded frames into one element with cornerstone's WebGL stack viewport. The camera is always set from
 * our own transform, never read back: cornerstone ignores pans below a pixel and re-centres on every new image.
 */
import { Enums, getOrCreateCanvas, type StackViewport, type Types } from '@cornerstonejs/core'
import { type ImagePlane, indexToPatient, planeNormal, type Vector3 } from '#analysis/geometry/plane.ts'
import { renderingEngine } from './engine.ts'
import type { GreyWindow } from './image-view.ts'
import type { ImageTransform } from './transform.ts'

export type DecodedFrame = Types.IImage

export interface Picture {
  readonly pixels: DecodedFrame
  readonly plane: ImagePlane
  readonly transform: ImageTransform
  readonly window: GreyWindow
  readonly inverted: boolean
}

/** Farther than the clipping of a flat image needs; parallel projection makes the distance itself invisible. */
const cameraDistance = 100

let painters = 0

export class ImagePainter {
  private readonly element: HTMLDivElement
  private readonly id: string
  private readonly viewport: StackViewport
  private readonly onDrawn: (at: number) => void
  private pixels: DecodedFrame | undefined
  private surface: { width: number; height: number; ratio: number } | undefined

  /**
   * @param onDrawn  called in the display frame in which the last `paint` reached the canvas
   * @throws NoWebGl
   */
  constructor(element: HTMLDivElement, onDrawn: (at: number) => void) {
    this.element = element
    this.onDrawn = onDrawn
    painters += 1
    this.id = `viewport-${painters}`
    const engine = renderingEngine()
    // an opaque canvas spares blending every image into the page: a seventh of the cost without a GPU
    getOrCreateCanvas(element).getContext('2d', { alpha: false })
    engine.enableElement({
      viewportId: this.id,
      element,
      type: Enums.ViewportType.STACK,
      defaultOptions: { background: [0, 0, 0], suppressEvents: true },
    })
    // cornerstone would keep the focus that belongs to the viewport around it
    element.removeAttribute('tabindex')
    this.viewport = engine.getViewport(this.id) as StackViewport
    element.addEventListener(Enums.Events.IMAGE_RENDERED, this.drawn)
  }

  /** Takes effect in the display frame that is being made, or in the next. */
  paint(picture: Picture): void {
    this.fitSurface(picture.transform)
    if (this.pixels !== picture.pixels) {
      // a new image may come with a new, uninverted look-up table that cornerstone believes to be inverted
      if (this.viewport.getProperties().invert) this.viewport.setProperties({ invert: false }, true)
      this.viewport.renderImageObject(picture.pixels)
      this.pixels = picture.pixels
    }
    this.viewport.setCamera(cameraOf(picture.plane, picture.transform))
    this.viewport.setProperties({ voiRange: greyRange(picture.window), invert: picture.inverted }, true)
    this.viewport.render()
  }

  /** Frees the canvas and the texture; the painter cannot be used again. */
  dispose(): void {
    this.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.drawn)
    renderingEngine().disableElement(this.id)
  }

  private readonly drawn = (): void => {
    if (this.pixels) this.onDrawn(performance.now())
  }

  private fitSurface({ surface }: ImageTransform): void {
    const before = this.surface
    if (
      before?.width === surface.width &&
      before.height === surface.height &&
      before.ratio === surface.ratio
    ) {
      return
    }
    this.surface = surface
    renderingEngine().resize(false, true)
  }
}

/**
 * A parallel camera looking along the slice normal, rows to the right and columns down.
 * `parallelScale` is half the canvas height in mm.
 */
function cameraOf(plane: ImagePlane, transform: ImageTransform): Types.ICamera {
  const focalPoint = indexToPatient(plane, transform.centre)
  const towardsReader = scaled(planeNormal(plane), -1)
  return {
    focalPoint: mutable(focalPoint),
    position: mutable(sum(focalPoint, scaled(towardsReader, cameraDistance))),
    viewPlaneNormal: mutable(towardsReader),
    viewUp: mutable(scaled(plane.columnDirection, -1)),
    parallelScale: (transform.surface.height / 2) * transform.mmPerPixel,
  }
}

/**
 * Grey values from black to white. A width of 1 is a threshold, which cornerstone cannot draw: it becomes 2.
 * @source DICOM PS3.3 C.11.2.1.2.1, window as linear function
 */
function greyRange({ center, width }: GreyWindow): Types.VOIRange {
  const half = Math.max(1, width - 1) / 2
  return { lower: center - 0.5 - half, upper: center - 0.5 + half }
}

const scaled = ([x, y, z]: Vector3, factor: number): Vector3 => [x * factor, y * factor, z * factor]
const sum = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const mutable = ([x, y, z]: Vector3): [number, number, number] => [x, y, z]
