/**
 * The workstation in an Electron window. The page lives behind our own scheme, sandboxed and isolated, and can
 * do one thing: speak the contract over a port that is given to its own main frame only. Navigation, new
 * windows, webviews and permissions are refused.
 * @source Electron, "Security" checklist, electronjs.org/docs/latest/tutorial/security
 */

import { RPCHandler } from '@orpc/server/message-port'
import {
  app,
  BrowserWindow,
  dialog,
  session as electronSession,
  ipcMain,
  MessageChannelMain,
  type OpenDialogOptions,
  protocol,
} from 'electron'
import type { Session } from '#contract/services.ts'
import type { Pickable } from '#contract/views.ts'
import { countCrashes } from './crashes.ts'
import { origin, portAnswer, portRequest, scheme } from './electron-channel.ts'
import { type Pages, securityHeaders } from './pages.ts'
import type { MidwallRouter } from './router.ts'
import { customJsonSerializers } from './serialising.ts'

/** Must run before the application is ready. */
export function declareScheme(): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

const isOurs = (address: string): boolean => {
  try {
    const url = new URL(address)
    return url.protocol === `${scheme}:` && url.host === 'app'
  } catch {
    return false
  }
}

function denyEverythingElse(): void {
  electronSession.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  )
  electronSession.defaultSession.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Asks in a dialog of the system: there is no page to ask in. */
async function wantsAnotherTry(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Midwall',
    message: 'The window crashed three times within a minute.',
    detail:
      'Everything that it showed as saved is safe in the library, and what waits to be sent still waits. ' +
      'Reload to try again. If it crashes again, quit, restart the computer, and tell whoever looks after Midwall.',
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

/**
 * A page that holds unsaved work asks not to go. Electron would keep the window without a word, and nobody could close
 * it while its disk is full: so a person is asked, at once, as a browser does.
 */
function leavesUnsaved(window: BrowserWindow): boolean {
  const leave = dialog.showMessageBoxSync(window, {
    type: 'warning',
    title: 'Midwall',
    message: 'Something in this window is not saved yet.',
    detail:
      'The last of what was done, or a text or a curve that is not finished, is in this window alone. It is lost ' +
      'when the window closes now. What the window shows as saved is safe in the library.',
    buttons: ['Stay', 'Close and lose it'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return leave === 1
}

const choosers: Readonly<Record<Pickable, OpenDialogOptions>> = {
  folder: { title: 'Import a folder', properties: ['openDirectory'] },
  archive: {
    title: 'Import an archive',
    properties: ['openFile'],
    filters: [{ name: 'ZIP archives', extensions: ['zip'] }],
  },
}

async function pick(window: BrowserWindow, what: Pickable): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, choosers[what])
  return canceled ? undefined : filePaths[0]
}

export interface ElectronHost {
  openWindow(): Promise<BrowserWindow>
}

export function startElectronHost(options: {
  router: MidwallRouter
  pages: Pages
  preload: string
  icon: string
  /** milliseconds on a clock that nobody sets */
  now?: () => number
}): ElectronHost {
  const { router, pages, preload, icon, now = () => performance.now() } = options
  const rpc = new RPCHandler(router, { customJsonSerializers })
  /** one window, one session: who is reading there */
  const sessions = new Map<number, Session>()
  denyEverythingElse()

  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (!isOurs(request.url) || request.method !== 'GET')
      return new Response('There is no such page.', { status: 404, headers: securityHeaders })
    // frames of a library are the same for every window of it: the reader is checked by the contract's calls
    return pages.get(url.pathname, { reader: undefined })
  })

  ipcMain.on(portRequest, (event) => {
    const { sender, senderFrame } = event
    const session = sessions.get(sender.id)
    if (!session || senderFrame === null || senderFrame !== sender.mainFrame || !isOurs(senderFrame.url))
      return
    const { port1, port2 } = new MessageChannelMain()
    rpc.upgrade(port1, { context: { session } })
    port1.start()
    senderFrame.postMessage(portAnswer, null, [port2])
  })

  return {
    async openWindow() {
      const window = new BrowserWindow({
        width: 1440,
        height: 900,
        minWidth: 1100,
        minHeight: 700,
        backgroundColor: '#0a0c0f',
        title: 'Midwall',
        icon,
        show: false,
        autoHideMenuBar: true,
        webPreferences: {
          preload,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webviewTag: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          navigateOnDragDrop: false,
          safeDialogs: true,
          spellcheck: false,
        },
      })
      const { id } = window.webContents
      sessions.set(id, { reader: undefined, pick: (what) => pick(window, what) })
      window.on('closed', () => sessions.delete(id))
      const crashedTooOften = countCrashes(now)
      // a page that crashed loses nothing: every saved gesture is in the log; it comes back with a new port
      window.webContents.on('render-process-gone', async (_event, details) => {
        if (details.reason === 'clean-exit') return
        if (crashedTooOften() && !(await wantsAnotherTry(window))) app.quit()
        else if (!window.isDestroyed()) window.webContents.reload()
      })
      window.webContents.on('will-prevent-unload', (event) => {
        // prevented is the page's wish, not the closing
        if (leavesUnsaved(window)) event.preventDefault()
      })
      window.once('ready-to-show', () => window.show())
      await window.loadURL(`${origin}/`)
      return window
    },
  }
}
