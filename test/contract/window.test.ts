/** The window as it is built, in the Electron host on its stand-in: the whole way from the page to the library. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { declareScheme, startElectronHost } from '../../main/hosts/electron.ts'
import { type BrowserWindow, dialog, quitStandIn } from '../electron/stand-in/electron.ts'
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
  // the dialog takes the keys once it stands, and would take them from a later field
  await dialog.locator('input:focus').waitFor()
  await dialog.getByRole('textbox', { name: 'Address' }).fill(workstation.url)
  await dialog.getByRole('textbox', { name: 'Account' }).fill('reader')
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill('demo')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /MW-001/ }).waitFor()
  expect(troubles).toEqual([])
  expect(workstation.bugs).toEqual([])
})

it('takes the folder to import from the system’s dialog, and keeps it when a second one is cancelled', async () => {
  const { page } = opened.webContents
  if (!page) throw new Error('the window has no page')
  await page.keyboard.press('i')
  const importing = page.getByRole('dialog')
  const path = importing.getByRole('textbox', { name: 'Path on this machine' })
  const browsed = async (button: string, ...paths: readonly string[]): Promise<void> => {
    await importing.getByRole('button', { name: button }).click()
    await expect.poll(() => dialog.choosers.length).toBe(1)
    dialog.choosers.pop()?.choose(...paths)
  }
  await browsed('Browse…', '/data/site-a/visit-1')
  await expect.poll(() => path.inputValue()).toBe('/data/site-a/visit-1')
  await browsed('Browse for an archive…')
  await expect.poll(() => importing.getByRole('button', { name: 'Browse…' }).isEnabled()).toBe(true)
  expect(await path.inputValue()).toBe('/data/site-a/visit-1')
  expect(workstation.bugs).toEqual([])
})
