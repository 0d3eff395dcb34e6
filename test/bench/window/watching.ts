/**
 * What is measured inside the page, from outside of the application: it looks at the page as a reader does, at
 * attributes, words and canvases, and asks the application nothing.
 */
import type { Page } from 'playwright-core'
import { watchFrames } from './frames.ts'

export interface Opening {
  /** from the press that opens the study to the end of the frame that shows its first image */
  readonly firstImageMs: number
  /** and until the whole stack can be played */
  readonly playableMs: number
}

/** When one viewport showed a new image, ms. */
export interface Shown {
  readonly label: string
  readonly times: readonly number[]
}

export interface Watch {
  /** from now on waits for the press that opens a study */
  expectOpening(): void
  /** resolves when that study is here */
  opened(): Promise<Opening>
  /** ms from the start of the navigation to the first image */
  firstImageSinceNavigation(): Promise<number>
  /** from the next key to the end of the frame in which the selector matches, and matched nothing before */
  expectShown(selector: string): void
  shown(): Promise<number>
  recordImages(): void
  recordedImages(): readonly Shown[]
  recordMoves(): void
  recordedMoves(): Readonly<Record<string, readonly number[]>>
  /** lays a canvas of its own over the large image, which draws a dot where the pointer is; and takes it away */
  showEmptyOverlay(shown: boolean): void
}

declare global {
  interface Window {
    watch: Watch
  }
}

/** Runs in the page before anything of the application does. Everything it needs is inside of it. */
function install(): void {
  const large = 'main .viewport'
  const panel = 'section[aria-label="Left ventricle"]'
  const { painted } = window

  const press = (): Promise<number> =>
    new Promise((resolve) => {
      const listener = (event: Event): void => {
        for (const kind of ['keydown', 'mousedown']) removeEventListener(kind, listener, true)
        resolve(event.timeStamp)
      }
      for (const kind of ['keydown', 'mousedown']) addEventListener(kind, listener, true)
    })

  const imagesMissing = (): boolean => {
    const words = document.querySelector('section[aria-label="Cine"]')?.textContent
    return words === undefined || / images (here|could)/.test(words ?? '')
  }
  const isShown = (): boolean => document.querySelector(`${large}[data-image]`) !== null

  const openingAfter = async (pressed: Promise<number>): Promise<Opening> => {
    const from = await pressed
    const study = (): string => document.querySelector('header')?.textContent ?? ''
    const before = study()
    const first = await painted.until(() => isShown() && study() !== before)
    const playable = await painted.until(() => !imagesMissing())
    return { firstImageMs: first - from, playableMs: playable - from }
  }
  let opening: Promise<Opening> | undefined
  let expected: Promise<number> | undefined

  let images: { readonly seen: Map<Element, string>; readonly times: Map<Element, number[]> } | undefined
  new MutationObserver((changes) => {
    if (!images) return
    const now = performance.now()
    for (const { target } of changes) {
      const image = target instanceof HTMLElement ? target.dataset['image'] : undefined
      if (!(target instanceof HTMLElement) || image === undefined || images.seen.get(target) === image)
        continue
      images.seen.set(target, image)
      images.times.set(target, [...(images.times.get(target) ?? []), now])
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-image'] })

  let recording = false
  const { stroke } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.stroke = function (this: CanvasRenderingContext2D, ...path: [Path2D?]) {
    if (recording && this.canvas.classList.contains('viewport-overlay')) painted.answers.give('contour')
    Reflect.apply(stroke, this, path)
  }
  // a press begins a stroke, and Escape takes it back: what they change is no answer to the move before, which may have
  // changed nothing
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => painted.answers.forgive(), true)
  const volumes = new MutationObserver(() => painted.answers.give('volumes'))

  const empty = document.createElement('canvas')
  addEventListener(
    'pointermove',
    (event) => {
      if (!recording) return
      if (event.target !== empty) {
        painted.answers.owe('contour', event.timeStamp)
        painted.answers.owe('volumes', event.timeStamp)
        return
      }
      painted.answers.owe('emptyOverlay', event.timeStamp)
      requestAnimationFrame(() => {
        const context = empty.getContext('2d')
        context?.clearRect(0, 0, empty.width, empty.height)
        context?.fillRect(event.offsetX, event.offsetY, 4, 4)
        painted.answers.give('emptyOverlay')
      })
    },
    true,
  )

  window.watch = {
    expectOpening() {
      opening = openingAfter(press())
    },
    opened() {
      if (!opening) throw new Error('no opening was expected')
      return opening
    },
    firstImageSinceNavigation: () => painted.until(isShown),
    expectShown(selector) {
      expected = press().then(async (from) => {
        const shown = await painted.until(() => document.querySelector(selector) !== null)
        return shown - from
      })
    },
    shown() {
      if (!expected) throw new Error('nothing was expected')
      return expected
    },
    recordImages() {
      images = { seen: new Map(), times: new Map() }
    },
    recordedImages() {
      const shown = [...(images?.times ?? [])].map(([element, times]) => ({
        label: element.getAttribute('aria-label') ?? '',
        times,
      }))
      images = undefined
      return shown
    },
    recordMoves() {
      const shown = document.querySelector(panel)
      if (!shown) throw new Error('the page has no panel of volumes')
      volumes.observe(shown, { subtree: true, characterData: true, childList: true })
      recording = true
      painted.answers.begin()
    },
    recordedMoves() {
      recording = false
      volumes.disconnect()
      return painted.answers.end()
    },
    showEmptyOverlay(shown) {
      if (!shown) {
        empty.remove()
        return
      }
      const { left, top, width, height } =
        document.querySelector(large)?.getBoundingClientRect() ?? new DOMRect()
      empty.width = width
      empty.height = height
      empty.style.cssText = `position:fixed;left:${left}px;top:${top}px;z-index:9`
      document.body.append(empty)
    },
  }
}

export async function watchPage(page: Page): Promise<void> {
  await watchFrames(page)
  await page.addInitScript(install)
}
