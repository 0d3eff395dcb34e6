/**
 * What is measured inside the page, from outside of the application: it looks at the page as a reader does, at
 * attributes, words and canvases, and asks the application nothing.
 */
import type { Page } from 'playwright-core'

export interface Opening {
  /** from the key that opens the study to the end of the frame that shows its first image */
  readonly firstImageMs: number
  /** and until the whole stack can be played */
  readonly playableMs: number
}

/** When one viewport showed a new image, ms. */
export interface Shown {
  readonly label: string
  readonly times: readonly number[]
}

/** From the timeStamp of a pointermove to the end of the frame that answers it, ms. */
export interface Latencies {
  readonly contour: readonly number[]
  readonly volumes: readonly number[]
  readonly emptyOverlay: readonly number[]
}

export interface Watch {
  /** from now on waits for the Enter that opens a study */
  expectOpening(): void
  /** resolves when that study is here */
  opened(): Promise<Opening>
  recordImages(): void
  recordedImages(): readonly Shown[]
  recordMoves(): void
  recordedMoves(): Latencies
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

  /** A message that is sent while a frame is made arrives after it was painted. */
  const afterPaint = (act: () => void): void => {
    const channel = new MessageChannel()
    channel.port1.onmessage = act
    channel.port2.postMessage(null)
  }

  const until = (holds: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (holds()) afterPaint(() => resolve(performance.now()))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })

  const enter = (): Promise<number> =>
    new Promise((resolve) => {
      const listener = (event: KeyboardEvent): void => {
        if (event.key !== 'Enter') return
        removeEventListener('keydown', listener, true)
        resolve(event.timeStamp)
      }
      addEventListener('keydown', listener, true)
    })

  const imagesMissing = (): boolean => {
    const words = document.querySelector('section[aria-label="Cine"]')?.textContent
    return words === undefined || / images (here|could)/.test(words ?? '')
  }

  const openingAfter = async (pressed: Promise<number>): Promise<Opening> => {
    const from = await pressed
    const first = await until(() => document.querySelector(`${large}[data-image]`) !== null)
    const playable = await until(() => !imagesMissing())
    return { firstImageMs: first - from, playableMs: playable - from }
  }
  let opening: Promise<Opening> | undefined

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

  /** Answers to a move that wait for the frame that shows them. */
  interface Answer {
    readonly moved: number
    readonly at: number
    readonly into: number[]
  }
  let moves: { contour: number[]; volumes: number[]; emptyOverlay: number[] } | undefined
  let answers: Answer[] = []
  /** timeStamp of the last move that a kind of answer still owes a frame to */
  const owed: {
    contour?: number | undefined
    volumes?: number | undefined
    emptyOverlay?: number | undefined
  } = {}

  const answered = (kind: 'contour' | 'volumes' | 'emptyOverlay'): void => {
    const moved = owed[kind]
    if (!moves || moved === undefined) return
    owed[kind] = undefined
    answers.push({ moved, at: performance.now(), into: moves[kind] })
  }

  /**
   * A frame ends its layout when a box that changes its size in every frame has been measured: what changed before
   * that is painted by this frame, what changes after it by the next.
   */
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;left:0;top:0;height:1px;visibility:hidden;contain:strict'
  let laidOut = 0
  new ResizeObserver(() => {
    laidOut = performance.now()
  }).observe(box)
  let nextFrame = 0
  const frame = (): void => {
    box.style.width = box.style.width === '1px' ? '2px' : '1px'
    afterPaint(() => {
      const end = performance.now()
      for (const { moved, at, into } of answers) if (at <= laidOut) into.push(end - moved)
      answers = answers.filter(({ at }) => at > laidOut)
    })
    nextFrame = requestAnimationFrame(frame)
  }

  const { stroke } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.stroke = function (this: CanvasRenderingContext2D, ...path: [Path2D?]) {
    if (moves && this.canvas.classList.contains('viewport-overlay')) answered('contour')
    Reflect.apply(stroke, this, path)
  }
  const volumes = new MutationObserver(() => answered('volumes'))

  const empty = document.createElement('canvas')
  addEventListener(
    'pointermove',
    (event) => {
      if (!moves) return
      if (event.target !== empty) {
        owed.contour = event.timeStamp
        owed.volumes = event.timeStamp
        return
      }
      owed.emptyOverlay = event.timeStamp
      requestAnimationFrame(() => {
        const context = empty.getContext('2d')
        context?.clearRect(0, 0, empty.width, empty.height)
        context?.fillRect(event.offsetX, event.offsetY, 4, 4)
        answered('emptyOverlay')
      })
    },
    true,
  )

  window.watch = {
    expectOpening() {
      opening = openingAfter(enter())
    },
    opened() {
      if (!opening) throw new Error('no opening was expected')
      return opening
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
      document.body.append(box)
      const shown = document.querySelector(panel)
      if (!shown) throw new Error('the page has no panel of volumes')
      volumes.observe(shown, { subtree: true, characterData: true, childList: true })
      moves = { contour: [], volumes: [], emptyOverlay: [] }
      nextFrame = requestAnimationFrame(frame)
    },
    recordedMoves() {
      const recorded = moves ?? { contour: [], volumes: [], emptyOverlay: [] }
      moves = undefined
      cancelAnimationFrame(nextFrame)
      volumes.disconnect()
      box.remove()
      return recorded
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
  await page.addInitScript(install)
}
