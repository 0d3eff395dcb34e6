/** A main that takes its time over one call: its answer is held back, or it hears the call and that it is given up at once. */
import type { Page } from '@playwright/test'

export interface SlowMain {
  /** how often it was asked */
  readonly asked: () => number
  /** how many of these the window gave up, and told main so */
  readonly givenUp: () => number
  /** from now on it answers at once */
  readonly hurry: () => void
}

/** As oRPC numbers its messages. */
const abortMessage = 4

interface Head {
  readonly i: string
  readonly t?: number
  readonly p?: { readonly u?: string }
}

/** What carries bytes is no call that is waited for here. */
const headOf = (message: string | Buffer): Head | undefined =>
  typeof message === 'string' ? JSON.parse(message) : undefined

/**
 * @param call  as '/reports/make'; to be said before the page is opened
 * @param slow  'to answer' it has done what it was asked for; 'to hear' it has not begun when the window gives it up
 */
export async function slowMain(
  page: Page,
  call: string,
  slow: 'to answer' | 'to hear' = 'to answer',
): Promise<SlowMain> {
  const asked = new Set<string>()
  const givenUp = new Set<string>()
  const unheard = new Map<string, string | Buffer>()
  let isSlow = true
  await page.routeWebSocket(/\/rpc$/, (window) => {
    const main = window.connectToServer()
    window.onMessage((message) => {
      const head = headOf(message)
      if (head?.p?.u?.endsWith(call)) asked.add(head.i)
      if (head?.t === abortMessage && asked.has(head.i)) {
        givenUp.add(head.i)
        const late = unheard.get(head.i)
        if (late !== undefined) main.send(late)
      } else if (head && asked.has(head.i) && isSlow && slow === 'to hear') {
        unheard.set(head.i, message)
        return
      }
      main.send(message)
    })
    main.onMessage((message) => {
      const head = headOf(message)
      if (!isSlow || slow === 'to hear' || !head || !asked.has(head.i)) window.send(message)
    })
  })
  return {
    asked: () => asked.size,
    givenUp: () => givenUp.size,
    hurry: () => {
      isSlow = false
    },
  }
}
