/** The same window in a real Electron, where its binary is at hand; what only Electron itself can show. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, _electron as electron, expect, type Page, test } from '@playwright/test'
import { demoContours, demoSubject } from './demo-study.ts'
import { ReadingRoom } from './reading-room.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist')
const names: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
const binary = join(folder, names[process.platform] ?? 'electron')
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const runs = existsSync(binary) && hasDisplay && process.getuid?.() !== 0
const skipped = runs ? '' : ' (skipped: no Electron binary)'

test.describe(`in Electron${skipped}`, () => {
  test.skip(!runs, 'no Electron binary')
  let application: ElectronApplication
  let page: Page
  let library: string

  test.beforeAll(async () => {
    library = mkdtempSync(join(tmpdir(), 'midwall-electron-'))
    application = await electron.launch({ executablePath: binary, args: [root, '--library', library] })
    page = await application.firstWindow()
  })
  test.afterAll(async () => {
    await application.close()
    rmSync(library, { recursive: true, force: true })
  })

  test(`the sandboxed preload hands over a port, and the page shows the studies${skipped}`, async () => {
    await expect(page.getByRole('row', { name: demoSubject })).toBeVisible({ timeout: 60_000 })
    expect(new URL(page.url()).protocol).toBe('midwall:')
    expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
  })

  test(`another page, a new window, a permission and foreign code are refused${skipped}`, async () => {
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true)
    await page.evaluate(() => {
      location.href = 'https://example.invalid/'
    })
    expect(new URL(page.url()).protocol).toBe('midwall:')
    const { state } = await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }))
    expect(state).toBe('denied')
    const ran = await page.evaluate(
      () =>
        new Promise<boolean>((done) => {
          const script = document.createElement('script')
          script.textContent = 'window.foreign = true'
          document.head.append(script)
          done('foreign' in window)
        }),
    )
    expect(ran).toBe(false)
  })

  test(`a study is downloaded, played and measured${skipped}`, async () => {
    test.setTimeout(180_000)
    await page.keyboard.press('Control+Shift+R')
    const dialog = page.getByRole('dialog', { name: 'Who is reading?' })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Anna Berg')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Anna Berg' })).toBeVisible()
    await page.keyboard.press('d')
    await expect(page.getByRole('row', { name: demoSubject })).toContainText('here ·', { timeout: 120_000 })
    await page.keyboard.press('Enter')
    const room = new ReadingRoom(page)
    await room.shown()
    await room.openContours(demoContours)
    await expect.poll(() => room.number('EDV')).toBeGreaterThan(100)
    await expect(room.saved).toBeVisible()
  })

  test(`a page that crashed comes back with everything that was saved${skipped}`, async () => {
    await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    const again = await application.firstWindow()
    await expect(again.getByRole('row', { name: demoSubject })).toContainText('in progress', {
      timeout: 60_000,
    })
  })

  test(`a second start ends, and leaves the first window in front${skipped}`, async () => {
    const second = await electron.launch({ executablePath: binary, args: [root, '--library', library] }).then(
      async (started) => {
        await started.close()
        return 'started'
      },
      () => 'ended',
    )
    expect(second).toBe('ended')
    expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
