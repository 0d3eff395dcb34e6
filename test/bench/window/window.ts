/** The window as a reader has it: the built application in Chromium, 1440 x 900. */

import { serveApp } from '../../running/app.ts'
import type { Part } from '../figures.ts'
import { openWindow } from './browser.ts'
import { cinePart } from './cine.ts'
import { dragPart } from './drag.ts'
import { makeLibrary } from './library.ts'
import { openingPart } from './opening.ts'
import { beginReading } from './room.ts'

export async function windowPart(folder: string, runs: number): Promise<Part> {
  const library = await makeLibrary(folder)
  const app = await serveApp(library)
  const window = await openWindow(app.url)
  try {
    await beginReading(window.page)
    const opening = await openingPart(window)
    const drag = await dragPart(window.page, runs)
    const cine = await cinePart(window.page, runs)
    return {
      figures: { opening: opening.figures, drag: drag.figures, cine: cine.figures },
      aims: [...opening.aims, ...drag.aims, ...cine.aims],
    }
  } finally {
    await window.browser.close()
    await app.close()
  }
}
