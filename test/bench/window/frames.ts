/**
 * What frames show and when, for whoever watches a page: runs in the page before anything of the application does, and
 * everything that it needs is inside of it.
 */
import type { Page } from 'playwright-core'

export interface Frames {
  /** acts once the frame that is being made was painted */
  afterPaint(act: () => void): void
  /** resolves at the end of the frame that shows what is waited for; ms of the page */
  until(holds: () => boolean): Promise<number>
  /** from the timeStamp of a move to the end of the frame that answers it */
  readonly answers: Answers
  /** the longest task of the page since `begin`, ms; 0 for none over 50 */
  longestTask(): number
}

export interface Answers {
  begin(): void
  /** a move that this kind of answer is owed for */
  owe(kind: string, timeStamp: number): void
  /** the page now draws that answer */
  give(kind: string): void
  /** what comes from now on answers something else than the moves so far */
  forgive(): void
  /** @returns latencies in ms, by kind */
  end(): Readonly<Record<string, readonly number[]>>
}

declare global {
  interface Window {
    painted: Frames
  }
}

function install(): void {
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

  interface Answer {
    readonly kind: string
    readonly moved: number
    readonly at: number
  }
  let latencies: Record<string, number[]> | undefined
  let answers: Answer[] = []
  const owed = new Map<string, number>()

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
      for (const { kind, moved, at } of answers)
        if (at <= laidOut && latencies) {
          latencies[kind] ??= []
          latencies[kind].push(end - moved)
        }
      answers = answers.filter(({ at }) => at > laidOut)
    })
    nextFrame = requestAnimationFrame(frame)
  }

  let longest = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  }).observe({ entryTypes: ['longtask'] })

  window.painted = {
    afterPaint,
    until,
    longestTask: () => longest,
    answers: {
      begin() {
        document.body.append(box)
        latencies = {}
        longest = 0
        owed.clear()
        nextFrame = requestAnimationFrame(frame)
      },
      owe(kind, timeStamp) {
        if (latencies) owed.set(kind, timeStamp)
      },
      give(kind) {
        const moved = owed.get(kind)
        if (moved === undefined) return
        owed.delete(kind)
        answers.push({ kind, moved, at: performance.now() })
      },
      forgive: () => owed.clear(),
      end() {
        const recorded = latencies ?? {}
        latencies = undefined
        cancelAnimationFrame(nextFrame)
        box.remove()
        return recorded
      },
    },
  }
}

export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(install)
}
