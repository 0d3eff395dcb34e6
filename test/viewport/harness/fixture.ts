/**
 * Playwright tests of the viewport alone: the harness page is built once and served with synthetic studies, so that
 * a test needs neither library nor host.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { build } from 'vite'
import { type HarnessServer, serveHarness } from './server.ts'

export { expect } from '@playwright/test'

const here = fileURLToPath(new URL('.', import.meta.url))
const page = resolve(here, '../../../.cache/viewport-harness')

interface Opening {
  /** CSS pixels of each viewport */
  readonly side?: number
  /** the page is told that its WebGL runs on a graphics processor */
  readonly gpu?: boolean
  /** pixels as squares, not interpolated */
  readonly squares?: boolean
  /** a layer of colours over the image, from black to white */
  readonly colours?: boolean
}

export const test = base.extend<
  { open: (study: string, how?: Opening) => Promise<Page> },
  { harness: HarnessServer }
>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      await build({ configFile: resolve(here, 'vite.config.ts'), logLevel: 'error' })
      const server = await serveHarness(page)
      await use(server)
      await server.close()
    },
    // the page is built first
    { scope: 'worker', timeout: 180_000 },
  ],
  open: async ({ page, harness }, use) => {
    harness.refuse = undefined
    await use(async (study, { side = 600, gpu = false, squares = false, colours = false } = {}) => {
      if (gpu) await page.addInitScript(nameGpu)
      const how = `${squares ? '&squares' : ''}${colours ? '&colours' : ''}`
      await page.goto(`${harness.url}?study=${study}&side=${side}${how}`)
      await page.waitForFunction(() => (window.harness?.shown.length ?? 0) > 0)
      return page
    })
  },
})

function nameGpu(): void {
  const asked = WebGL2RenderingContext.prototype.getParameter
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    // UNMASKED_RENDERER_WEBGL of WEBGL_debug_renderer_info
    return name === 0x9246 ? 'a graphics processor' : asked.call(this, name)
  }
}

/** Until the whole of every stack is in memory. */
export async function wholeStudy(page: Page): Promise<void> {
  await page.waitForFunction(
    () => window.harness?.loads.every((load) => load.get().stackPlayable),
    undefined,
    { timeout: 60_000 },
  )
}

/** Until what was asked for is on the screen. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      ),
  )
}
