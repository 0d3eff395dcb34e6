/** Whether WebGL runs on the processor: remote desktops, virtual machines, tests. */
const programs = /swiftshader|llvmpipe|softpipe|software/i

let known: boolean | undefined

export function isSoftwareGl(): boolean {
  known ??= programs.test(rendererName())
  return known
}

function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = names && gl?.getParameter(names.UNMASKED_RENDERER_WEBGL)
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
  return typeof name === 'string' ? name : ''
}
