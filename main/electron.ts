/**
 * Electron's entry: one window over the same services that the loopback host serves. Nothing here awaits at the
 * top level: Electron is ready only after its entry module has been evaluated.
 */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { Failure } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import { declareScheme, startElectronHost } from './hosts/electron.ts'
import { parseStartOptions } from './start-options.ts'
import { startWorkstation } from './workstation.ts'

async function openWorkstation(): Promise<void> {
  const dist = join(import.meta.dirname, '..')
  const workstation = await startWorkstation({
    host: 'electron',
    dist,
    ...parseStartOptions(process.argv.slice(app.isPackaged ? 1 : 2), { strict: false }),
  })
  const host = startElectronHost({
    router: workstation.router,
    pages: workstation.pages,
    preload: join(dist, 'main', 'preload.cjs'),
    icon: join(dist, 'renderer', 'icon.png'),
  })
  const window = await host.openWindow()
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    workstation.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

function whyNot(error: unknown): string {
  if (!(error instanceof Failure)) return error instanceof Error ? error.message : String(error)
  const { what, todo } = faultSentence(error.fault)
  return `${what} ${todo}`
}

declareScheme()
app.on('window-all-closed', () => app.quit())

if (app.requestSingleInstanceLock())
  app
    .whenReady()
    .then(openWorkstation)
    .catch((error: unknown) => {
      dialog.showErrorBox('Midwall could not start', whyNot(error))
      app.exit(1)
    })
else app.quit()
