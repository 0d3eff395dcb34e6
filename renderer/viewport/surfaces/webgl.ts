/** Whether the browser draws by WebGL 2 at all, be it on a graphics processor or not. */
let known: boolean | undefined

export function hasWebGl(): boolean {
  if (known === undefined) {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
    known = gl !== null
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
  }
  return known
}
