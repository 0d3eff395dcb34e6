/**
 * A stand-in for the part of Electron that main uses, for machines that have no Electron binary. It is not
 * Electron: the checks that only the real one can make are listed in `../real-electron.ts`.
 */
import { EventEmitter } from 'node:events'
import type { Page } from 'playwright-core'
import { clone } from './clone.ts'
import { closeBrowser, openPage, type ProtocolHandler, shownOrigin } from './page.ts'
import { MessageChannelMain, type MessagePortMain } from './ports.ts'

export { MessageChannelMain }

const handlers = new Map<string, ProtocolHandler>()

class App extends EventEmitter {
  readonly isPackaged = false
  sandboxed = false
  enableSandbox(): void {
    this.sandboxed = true
  }
  async whenReady(): Promise<void> {}
  quits = 0
  quit(): void {
    this.quits += 1
  }
  exit(): void {}
  requestSingleInstanceLock(): boolean {
    return true
  }
  getPath(): string {
    return process.env['TMPDIR'] ?? '/tmp'
  }
}
export const app = new App()

export const protocol = {
  privileged: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    protocol.privileged.push(...schemes)
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    handlers.set(scheme, handler)
  },
}

type PermissionRequest = (contents: unknown, permission: string, answer: (may: boolean) => void) => void

export const session = {
  defaultSession: {
    permissionRequest: undefined as PermissionRequest | undefined,
    permissionCheck: undefined as (() => boolean) | undefined,
    setPermissionRequestHandler(handler: PermissionRequest): void {
      session.defaultSession.permissionRequest = handler
    },
    setPermissionCheckHandler(handler: () => boolean): void {
      session.defaultSession.permissionCheck = handler
    },
  },
}

export const ipcMain = new EventEmitter()

export interface MessageBox {
  readonly options: { readonly message: string; readonly detail: string; readonly buttons: readonly string[] }
  /** presses a button of it */
  press(button: string): void
}

export interface Chooser {
  readonly options: { readonly title: string; readonly properties: readonly string[] }
  /** picks these; none is what its Cancel does */
  choose(...paths: readonly string[]): void
}

/** What a person sees in front of the window waits here until the test does what he would do. */
class Dialog extends EventEmitter {
  readonly messages: MessageBox[] = []
  readonly choosers: Chooser[] = []

  showErrorBox(): void {}

  showMessageBox(
    _window: BrowserWindow,
    options: MessageBox['options'],
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    return new Promise((resolve) => {
      const press = (button: string): void => {
        const response = options.buttons.indexOf(button)
        if (response < 0) throw new Error(`the dialog has no button ${button}`)
        resolve({ response, checkboxChecked: false })
      }
      this.messages.push({ options, press })
    })
  }

  /** what a person presses in the next box that holds main up, and what it said */
  pressNext = ''
  lastSync: MessageBox['options'] | undefined

  showMessageBoxSync(_window: BrowserWindow, options: MessageBox['options']): number {
    const response = options.buttons.indexOf(this.pressNext)
    if (response < 0) throw new Error(`the dialog has no button ${this.pressNext}`)
    this.lastSync = options
    return response
  }

  showOpenDialog(
    _window: BrowserWindow,
    options: Chooser['options'],
  ): Promise<{ canceled: boolean; filePaths: readonly string[] }> {
    if (options.properties.includes('openFile') && options.properties.includes('openDirectory'))
      throw new Error('Linux and Windows show folders only when both are asked for')
    return new Promise((resolve) => {
      const choose = (...paths: readonly string[]): void =>
        resolve({ canceled: paths.length === 0, filePaths: paths })
      this.choosers.push({ options, choose })
      this.emit('opened')
    })
  }
}
export const dialog = new Dialog()

/** Main's picture of a frame; a port can be posted to it. */
class WebFrameMain {
  url = ''
  readonly #contents: WebContents
  constructor(contents: WebContents) {
    this.#contents = contents
  }
  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[] = []): void {
    void this.#contents.deliver(channel, clone(message), ports)
  }
}

let nextId = 1

export class WebContents extends EventEmitter {
  readonly id = nextId++
  readonly mainFrame = new WebFrameMain(this)
  readonly #preload: string
  page: Page | undefined
  #post: Awaited<ReturnType<typeof openPage>>['post'] | undefined
  #windowOpen: (details: { url: string }) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' })

  constructor(preload: string) {
    super()
    this.#preload = preload
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' | 'deny' }): void {
    this.#windowOpen = handler
  }

  async load(address: string): Promise<void> {
    const opened = await openPage(this.#preload, handlers, {
      // queued like real IPC: main hears of it after the page went on
      sent: (channel, args) =>
        void setImmediate(() =>
          ipcMain.emit(channel, { sender: this, senderFrame: this.mainFrame }, ...args),
        ),
      mayNavigate: (target) => {
        let prevented = false
        this.emit('will-navigate', { url: target, preventDefault: () => (prevented = true) })
        return !prevented
      },
      mayOpen: (url) => this.#windowOpen({ url }).action === 'allow',
      gone: (reason) => {
        if (reason === 'crashed') this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
      },
    })
    this.page = opened.page
    this.#post = opened.post
    this.mainFrame.url = address
    await opened.page.goto(address.replace('midwall://app', shownOrigin))
  }

  async deliver(channel: string, message: unknown, ports: readonly MessagePortMain[]): Promise<void> {
    await this.#post?.(channel, message, ports)
  }

  /** A crashed page is replaced by a new one, as Electron gives it a new process. */
  async reload(): Promise<void> {
    const old = this.page
    await this.load(this.mainFrame.url)
    await old?.context().close()
  }
}

const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  webSecurity: true,
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  #closed = false

  constructor(options: { webPreferences?: Record<string, unknown> }) {
    super()
    const preferences = options.webPreferences ?? {}
    for (const [name, value] of Object.entries(required))
      if (preferences[name] !== value) throw new Error(`insecure webPreferences: ${name} must be ${value}`)
    this.webContents = new WebContents(String(preferences['preload']))
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.load(address)
    this.emit('ready-to-show')
  }
  show(): void {}
  focus(): void {}
  isDestroyed(): boolean {
    return this.#closed
  }
  isMinimized(): boolean {
    return false
  }
  async close(): Promise<void> {
    this.#closed = true
    await this.webContents.page?.context().close()
    this.emit('closed')
  }
}

export const quitStandIn = closeBrowser
