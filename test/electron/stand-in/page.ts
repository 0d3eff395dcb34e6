/**
 * The renderer's side of the stand-in: a Chromium page whose address bar cannot hold our scheme. midwall://app/x
 * is shown as https://app.midwall.invalid/x and answered by what main gave to `protocol.handle`: page, workers
 * and frames alike. The preload runs before the page's scripts and sees only the `electron` that a sandboxed
 * preload may require.
 */
import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumOptions } from '../../chromium.ts'
import { pack, unpack } from './clone.ts'
import type { MessagePortMain } from './ports.ts'

export const shownOrigin = 'https://app.midwall.invalid'
export type ProtocolHandler = (request: Request) => Response | Promise<Response>

let browser: Promise<Browser> | undefined

export function launch(): Promise<Browser> {
  browser ??= chromium.launch(chromiumOptions)
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

export interface PageEvents {
  /** `ipcRenderer.send` of this page's preload */
  sent(channel: string, args: readonly unknown[]): void
  /** true lets it pass */
  mayNavigate(address: string): boolean
  mayOpen(address: string): boolean
  /** the document went away: its ports are closed */
  gone(reason: 'reload' | 'crashed'): void
}

const bridge = `
(() => {
  const pack = ${pack.toString()}
  const unpack = ${unpack.toString()}
  const listeners = new Map()
  const ports = new Map()
  const electron = {
    contextBridge: { exposeInMainWorld: (key, api) => Object.defineProperty(window, key, { value: Object.freeze(api) }) },
    ipcRenderer: {
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      send: (channel, ...args) => void window.__standInSend(channel, args.map(pack)),
    },
  }
  window.__standInReceive = (channel, message, portIds) => {
    const received = portIds.map((id) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = (event) => void window.__standInPort(id, pack(event.data))
      ports.set(id, port1)
      return port2
    })
    for (const listener of listeners.get(channel) ?? []) listener({ ports: received }, unpack(message))
  }
  window.__standInPortMessage = (id, message) => ports.get(id)?.postMessage(unpack(message))
  window.open = (address) => { void window.__standInOpen(String(address)); return null }
  const require = (name) => {
    if (name === 'electron') return electron
    throw new Error('a sandboxed preload cannot require ' + name)
  }
  const module = { exports: {} }
  ;((require, module, exports) => {
    /*PRELOAD*/
  })(require, module, module.exports)
})()`

export async function openPage(
  preload: string,
  handlers: ReadonlyMap<string, ProtocolHandler>,
  events: PageEvents,
): Promise<{
  page: Page
  post(channel: string, message: unknown, ports: readonly MessagePortMain[]): Promise<void>
}> {
  const context = await (await launch()).newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const ports = new Map<string, MessagePortMain>()
  const closePorts = (): void => {
    for (const port of ports.values()) port.close()
    ports.clear()
  }

  await context.route('**/*', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    if (request.isNavigationRequest() && url.origin !== shownOrigin) {
      // a 204 leaves the document where it is, as a prevented navigation does
      return events.mayNavigate(request.url()) ? route.continue() : route.fulfill({ status: 204 })
    }
    const handler = handlers.get('midwall')
    if (url.origin !== shownOrigin || !handler) return route.abort()
    const answer = await handler(
      new Request(`midwall://app${url.pathname}${url.search}`, { method: request.method() }),
    )
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  await page.exposeBinding('__standInSend', (_source, channel: string, args: unknown[]) =>
    events.sent(channel, args.map(unpack)),
  )
  await page.exposeBinding('__standInPort', (_source, id: string, message: unknown) => {
    ports.get(id)?.postMessage(unpack(message))
  })
  await page.exposeBinding('__standInOpen', (_source, address: string) => events.mayOpen(address))
  await page.addInitScript({ content: bridge.replace('/*PRELOAD*/', () => readFileSync(preload, 'utf8')) })
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    closePorts()
    events.gone('reload')
  })
  page.on('crash', () => {
    closePorts()
    events.gone('crashed')
  })

  return {
    page,
    async post(channel, message, transferred) {
      const ids = transferred.map((port) => {
        const id = crypto.randomUUID()
        ports.set(id, port)
        port.on('message', ({ data }: { data: unknown }) => {
          page
            .evaluate(([i, m]) => window.__standInPortMessage(i, m), [id, pack(data)] as const)
            .catch(() => port.close())
        })
        port.start()
        return id
      })
      await page.evaluate(([c, m, i]) => window.__standInReceive(c, m, i), [
        channel,
        pack(message),
        ids,
      ] as const)
    },
  }
}

declare global {
  interface Window {
    __standInReceive(channel: string, message: unknown, portIds: readonly string[]): void
    __standInPortMessage(id: string, message: unknown): void
  }
}
