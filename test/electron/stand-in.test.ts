import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { declareScheme, startElectronHost } from '../../main/hosts/electron.ts'
import { createPages } from '../../main/hosts/pages.ts'
import { createRouter } from '../../main/hosts/router.ts'
import { fakeServices } from '../hosts/fake-services.ts'
import { clone } from './stand-in/clone.ts'
import { app, BrowserWindow, dialog, ipcMain, protocol, quitStandIn, session } from './stand-in/electron.ts'
import { MessageChannelMain } from './stand-in/ports.ts'

describe('the stand-in’s ports', () => {
  it('hold messages until they are started and then deliver in order', async () => {
    const { port1, port2 } = new MessageChannelMain()
    const heard: unknown[] = []
    port1.postMessage(1)
    port1.postMessage(2)
    port2.on('message', ({ data }) => heard.push(data))
    await Promise.resolve()
    expect(heard).toEqual([])
    port2.start()
    expect(heard).toEqual([1, 2])
  })

  it('give a copy, not the thing itself', async () => {
    const { port1, port2 } = new MessageChannelMain()
    const sent = { bytes: new Uint8Array([1]) }
    const received = new Promise<unknown>((resolve) => port2.on('message', ({ data }) => resolve(data)))
    port2.start()
    port1.postMessage(sent)
    expect(await received).toEqual(sent)
    expect(await received).not.toBe(sent)
  })

  it('refuse functions and Blobs, as Electron does', () => {
    expect(() => clone({ f: () => 1 })).toThrow(/clone/)
    expect(() => clone({ deep: [new Blob(['x'])] })).toThrow(/Blob/)
    expect(clone(new Map([['a', new Date(0)]]))).toEqual(new Map([['a', new Date(0)]]))
  })

  it('close together', () => {
    const { port1, port2 } = new MessageChannelMain()
    const closed = vi.fn()
    port2.on('close', closed)
    port1.close()
    expect(closed).toHaveBeenCalledOnce()
  })
})

describe('the stand-in’s dialogs', () => {
  it('wait until somebody presses one of their buttons', async () => {
    const options = { message: 'Again?', detail: '', buttons: ['Yes', 'No'] }
    const answer = dialog.showMessageBox({} as BrowserWindow, options)
    const asked = dialog.messages.pop()
    expect(asked?.options).toBe(options)
    expect(() => asked?.press('Maybe')).toThrow('no button')
    asked?.press('No')
    expect(await answer).toEqual({ response: 1, checkboxChecked: false })
  })

  it('for files or folders wait for a choice, and are cancelled by none', async () => {
    const window = {} as BrowserWindow
    const folders = { title: 'Where?', properties: ['openDirectory'] }
    const [first, second] = [dialog.showOpenDialog(window, folders), dialog.showOpenDialog(window, folders)]
    const [one, other] = dialog.choosers.splice(0)
    one?.choose('/data/visit-1')
    other?.choose()
    expect(await first).toEqual({ canceled: false, filePaths: ['/data/visit-1'] })
    expect(await second).toEqual({ canceled: true, filePaths: [] })
    const both = { title: 'Where?', properties: ['openDirectory', 'openFile'] }
    expect(() => dialog.showOpenDialog(window, both)).toThrow('folders only')
  })
})

describe('the Electron host on the stand-in', () => {
  const portsOf: string[] = []
  let opened: BrowserWindow
  let now = 0

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'midwall-page-'))
    const page = `<!doctype html><title>page</title><script type="module" src="./page.js"></script>`
    const script = `
      window.heard = []
      window.addEventListener('message', (event) => {
        if (event.data?.kind !== 'midwall-port') return
        window.port = event.ports[0]
        window.port.onmessage = (m) => window.heard.push(m.data)
        window.ports = (window.ports ?? 0) + 1
      })
      const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
      worker.onmessage = (m) => { window.fromWorker = m.data }
    `
    writeFileSync(join(folder, 'index.html'), page)
    writeFileSync(join(folder, 'page.js'), script)
    writeFileSync(
      join(folder, 'worker.js'),
      `fetch('/frames/${'a'.repeat(64)}/0').then(async (r) => postMessage([...new Uint8Array(await r.arrayBuffer())]))`,
    )
    declareScheme()
    const host = startElectronHost({
      router: createRouter(fakeServices(), () => {}),
      pages: createPages(folder, {
        frame: async () => ({ bytes: new Uint8Array([7, 8]), contentType: 'application/octet-stream' }),
      }),
      preload: 'dist/main/preload.cjs',
      icon: 'icon.png',
      now: () => now,
    })
    ipcMain.on('midwall-port-request', () => portsOf.push('request'))
    opened = (await host.openWindow()) as object as BrowserWindow
  })
  afterAll(() => quitStandIn())

  const page = () => {
    const { page } = opened.webContents
    if (!page) throw new Error('the window has no page')
    return page
  }

  it('declares its scheme standard and secure before it is ready, and asks for the sandbox', () => {
    expect(app.sandboxed).toBe(true)
    expect(protocol.privileged[0]).toMatchObject({
      scheme: 'midwall',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    })
  })

  it('refuses a window without the sandbox', () => {
    expect(() => new BrowserWindow({ webPreferences: { sandbox: false } })).toThrow(/insecure/)
  })

  it('denies every permission', () => {
    const answers: boolean[] = []
    session.defaultSession.permissionRequest?.({}, 'geolocation', (may) => answers.push(may))
    expect(answers).toEqual([false])
    expect(session.defaultSession.permissionCheck?.()).toBe(false)
  })

  it('gives the page, its workers and its frames through the one scheme', async () => {
    await expect.poll(() => page().evaluate(() => Reflect.get(window, 'fromWorker'))).toEqual([7, 8])
  })

  it('hands a port to the page, and a new one after a reload', async () => {
    await expect.poll(() => page().evaluate(() => Reflect.get(window, 'ports'))).toBe(1)
    await page().reload()
    await expect.poll(() => page().evaluate(() => Reflect.get(window, 'ports'))).toBe(1)
    expect(portsOf.length).toBe(2)
  })

  it('answers nobody but the main frame of its own window', () => {
    const posted = vi.fn()
    const frame = { url: 'https://evil.example/', postMessage: posted }
    ipcMain.emit('midwall-port-request', { sender: opened.webContents, senderFrame: frame })
    ipcMain.emit('midwall-port-request', { sender: { id: 9_999, mainFrame: frame }, senderFrame: frame })
    ipcMain.emit('midwall-port-request', { sender: opened.webContents, senderFrame: null })
    expect(posted).not.toHaveBeenCalled()
  })

  it('refuses navigation elsewhere and new windows', async () => {
    await page().evaluate(() => {
      location.href = 'https://evil.example/'
    })
    expect(await page().evaluate(() => window.open('https://evil.example/'))).toBeNull()
    expect(new URL(page().url()).origin).toBe('https://app.midwall.invalid')
  })

  it('asks before a page goes that holds what is not saved, and lets it go as a person says', () => {
    const goes = (button: string): boolean => {
      dialog.pressNext = button
      let isLetGo = false
      opened.webContents.emit('will-prevent-unload', { preventDefault: () => (isLetGo = true) })
      return isLetGo
    }
    expect(goes('Stay')).toBe(false)
    expect(dialog.lastSync?.message).toContain('not saved')
    expect(goes('Close and lose it')).toBe(true)
  })

  const crash = () =>
    page()
      .goto('chrome://crash')
      .catch(() => {})
  const comesBackFrom = async (crashed: ReturnType<typeof page>) => {
    await expect.poll(() => page() !== crashed, { timeout: 10_000 }).toBe(true)
    await expect.poll(() => page().evaluate(() => Reflect.get(window, 'ports'))).toBe(1)
  }

  it('comes back with a new port after a crash', async () => {
    const before = page()
    await crash()
    await comesBackFrom(before)
  })

  it('asks a person after the third crash within a minute, and comes back or ends as he says', async () => {
    now += 60_000
    for (const answer of ['Reload', 'Quit']) {
      for (const _ of ['first', 'second']) {
        const before = page()
        await crash()
        await comesBackFrom(before)
      }
      expect(dialog.messages).toEqual([])
      const before = page()
      await crash()
      await expect.poll(() => dialog.messages.length).toBe(1)
      const asked = dialog.messages.pop()
      expect(`${asked?.options.message} ${asked?.options.detail}`).toMatch(
        /crashed three times.*safe.*Reload/s,
      )
      expect(page()).toBe(before)
      asked?.press(answer)
      if (answer === 'Reload') await comesBackFrom(before)
      else await expect.poll(() => app.quits).toBe(1)
    }
  })
})
