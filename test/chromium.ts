/** Debian's Chromium, in the two ways in which it runs without a graphics processor. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Software GL in the place of a graphics driver: everything takes the way that it takes on a graphics processor, the whole
 * window included, in each frame. No reader's browser chooses it, and none is slower.
 */
export const chromiumOptions = {
  executablePath,
  args: [...quiet, '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
}

/**
 * As Chromium runs by itself where it finds no graphics processor: the processor draws the window, what changed of it, and
 * software GL draws what pages draw by WebGL. Told to do so, it does it on every machine.
 * https://chromium.googlesource.com/chromium/src/+/HEAD/docs/gpu/swiftshader.md ("As the WebGL fallback")
 */
export const chromiumWithoutGpu = {
  executablePath,
  args: [...quiet, '--use-angle=swiftshader-webgl', '--enable-unsafe-swiftshader'],
}
