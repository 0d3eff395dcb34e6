/** Whether WebGL 2 runs on a graphics processor: not on remote desktops, virtual machines, in tests. */
const onProcessor = /swiftshader|llvmpipe|softpipe|software/i

let known: boolean | undefined

export function hasGpu(): boolean {
  known ??= rendererIsGpu()
  return known
}

function rendererIsGpu(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return false
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL)
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return !(typeof name === 'string' && onProcessor.test(name))
}
