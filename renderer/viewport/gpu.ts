/** Whether WebGL 2 runs on a graphics processor: not on remote desktops, virtual machines, in tests. */
const onProcessor = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** @param renderer  as the driver calls itself; 'Basic Render' is Windows without one: WARP, on the processor */
export const isGpu = (renderer: string): boolean => !onProcessor.test(renderer)

let known: boolean | undefined

export function hasGpu(): boolean {
  known ??= rendererIsGpu()
  return known
}

/**
 * How a canvas is had that is drawn now and then. Without a GPU software GL would keep it, in several times the memory
 * and for longer than it is used; then it stays with the page, where its lines are drawn faster as well: 34 ms a frame
 * of an overlay against 46.
 */
export const stillCanvas = (): CanvasRenderingContext2DSettings => ({ willReadFrequently: !hasGpu() })

function rendererIsGpu(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return false
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL)
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return typeof name !== 'string' || isGpu(name)
}
