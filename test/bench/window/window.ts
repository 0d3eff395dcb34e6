/** The window as a reader has it: the built application in Chromium, 1440 x 900; and a peer beside it. */
import type { LaunchOptions } from 'playwright-core'
import { serveApp } from '../../running/app.ts'
import type { Part } from '../figures.ts'
import { answeringPart } from './answering.ts'
import { freshPage, openBrowser, proportionalMb, type Window } from './browser.ts'
import { cinePart } from './cine.ts'
import { dragPart } from './drag.ts'
import type { Extent } from './extent.ts'
import { makeLibrary } from './library.ts'
import { emptyMegabytes } from './memory.ts'
import { beside } from './ohif/beside.ts'
import { ohifPart } from './ohif/ohif.ts'
import { openingPart } from './opening.ts'
import { beginReading } from './room.ts'
import { watchPage } from './watching.ts'

/**
 * @param folder   for its library
 * @param browser  how it is started, that of the peer as well
 */
export async function windowPart(
  folder: string,
  extent: Extent,
  browser: LaunchOptions,
  say: (line: string) => void,
): Promise<Part> {
  say('  the library')
  const library = await makeLibrary(folder)
  const own = await ownPart(library, extent, browser, say)
  if (!extent.peer) return own
  say('  OHIF beside it')
  const peer = await ohifPart(extent, browser)
  const figures = { ...own.figures, ohif: peer.figures }
  return {
    figures,
    aims: [...own.aims, ...beside(own.figures, peer.figures)],
    ...(peer.skipped ? { skipped: peer.skipped } : {}),
  }
}

async function ownPart(
  library: string,
  extent: Extent,
  browser: LaunchOptions,
  say: (line: string) => void,
): Promise<Part> {
  const app = await serveApp(library)
  const measured = await openBrowser(watchPage, browser)
  const window: Window = {
    ...measured,
    url: app.url,
    hostMegabytes: () => proportionalMb(app.pid),
    fresh: () => freshPage(measured, watchPage),
  }
  const { page } = window
  try {
    const emptyMb = Math.round(await emptyMegabytes(measured))
    await page.goto(app.url)
    await beginReading(page)
    const parts: Record<string, Part> = {}
    for (const [name, measure] of [
      ['opening', () => openingPart(window, extent)],
      ['drag', () => dragPart(page, extent)],
      ['answering', () => answeringPart(page, extent)],
      ['cine', () => cinePart(page, extent)],
    ] as const) {
      say(`  ${name}`)
      parts[name] = await measure()
    }
    return {
      figures: {
        /** of the browser alone */
        emptyMb,
        ...Object.fromEntries(Object.entries(parts).map(([name, { figures }]) => [name, figures])),
      },
      aims: Object.values(parts).flatMap(({ aims }) => aims),
    }
  } finally {
    await window.close()
    await app.close()
  }
}
