/** A main that takes its time over one call: its answers are held back until the proof lets them through. */
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

/** @param call  as '/reports/make'; to be said before the page is opened */
export async function slowMain(page: Page, call: string): Promise<SlowMain> {
  const asked = new Set<string>()
  const givenUp = new Set<string>()
  let isSlow = true
  await page.routeWebSocket(/\/rpc$/, (window) => {
    const main = window.connectToServer()
    window.onMessage((message) => {
      const head = headOf(message)
      if (head?.p?.u?.endsWith(call)) asked.add(head.i)
      if (head?.t === abortMessage && asked.has(head.i)) givenUp.add(head.i)
      main.send(message)
    })
    main.onMessage((message) => {
      const head = headOf(message)
      if (!isSlow || !head || !asked.has(head.i)) window.send(message)
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
