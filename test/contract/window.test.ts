/** The window as it is built, in the Electron host on its stand-in: the whole way from the page to the library. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { declareScheme, startElectronHost } from '../../main/hosts/electron.ts'
import { type BrowserWindow, quitStandIn } from '../electron/stand-in/electron.ts'
import { openWorkstation, type Workstation } from './workstation.ts'

let workstation: Workstation
let opened: BrowserWindow
beforeAll(async () => {
  workstation = await openWorkstation()
  declareScheme()
  const host = startElectronHost({
    router: workstation.router,
    pages: workstation.pages,
    preload: 'dist/main/preload.cjs',
    icon: 'icon.png',
  })
  opened = (await host.openWindow()) as object as BrowserWindow
}, 120_000)
afterAll(async () => {
  await quitStandIn()
  await workstation.close()
})

it('comes up in Electron’s host, speaks over its port, signs in and shows the registry’s studies', async () => {
  const { page } = opened.webContents
  if (!page) throw new Error('the window has no page')
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  await page.getByRole('grid', { name: 'Studies' }).waitFor()
  await page.keyboard.press('Control+Shift+L')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Address' }).fill(workstation.url)
  await dialog.getByRole('textbox', { name: 'Account' }).fill('reader')
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill('demo')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /MW-001/ }).waitFor()
  expect(troubles).toEqual([])
  expect(workstation.bugs).toEqual([])
})
