/**
 * Frames in grey by the graphics processor. cornerstone's stack viewport would draw off screen and copy every
 * image to the page.
 */
import { type GreyUniforms, greyProgram } from './grey-program.ts'
import { type DecodedFrame, deviceSize, type GreyCanvas, greyScale, resize } from './picture.ts'
import { canvasToIndex, type ImageTransform, indexStep } from './transform.ts'

/** Nothing shows through the image, and edges of triangles are nowhere to be seen. */
const contextOptions: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
}

/** @returns undefined where the browser gives no context */
export function webGlCanvas(restored: () => void): GreyCanvas | undefined {
  // of its own, because the WebGL context of a canvas cannot be given back and had again
  const element = document.createElement('canvas')
  const gl = element.getContext('webgl2', contextOptions)
  if (!gl) return undefined
  const stop = new AbortController()
  const { signal } = stop
  let program = greyProgram(gl)
  let uploaded: DecodedFrame | undefined
  element.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal })
  element.addEventListener(
    'webglcontextrestored',
    () => {
      program = greyProgram(gl)
      uploaded = undefined
      restored()
    },
    { signal },
  )
  return {
    element,
    draw(picture) {
      if (gl.isContextLost()) return false
      const { pixels, transform } = picture
      resize(element, deviceSize(transform.surface, transform.surface))
      if (uploaded !== pixels) {
        program.upload(Float32Array.from(pixels.getPixelData()), pixels.columns, pixels.rows)
        uploaded = pixels
      }
      program.draw({ ...placeOf(transform), ...greyScale(picture), smooth: picture.smooth })
      return true
    },
    dispose() {
      stop.abort()
      element.remove()
      // browsers keep few contexts, and free them only when they collect garbage
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

/**
 * `canvasToIndex` for device pixels that count from the lower left corner, centres at halves, as WebGL does: what
 * one step to the right and one upwards adds, and what lies in that corner.
 */
function placeOf(transform: ImageTransform): Pick<GreyUniforms, 'right' | 'up' | 'origin'> {
  const { height, ratio } = transform.surface
  return {
    right: indexStep(transform, 1 / ratio, 0),
    up: indexStep(transform, 0, -1 / ratio),
    origin: canvasToIndex(transform, { x: 0, y: height }),
  }
}
