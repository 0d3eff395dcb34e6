/** Every screen, in an order in which each is a few keys from the one before. */
import type { Page } from 'playwright-core'
import type { ProtocolId } from '../../renderer/hanging/protocols.ts'
import { commands } from '../../renderer/keys/commands.ts'
import { modeFacts, modes } from '../../renderer/reading/modes.ts'
import { chooseProject, chooseStudy, closeDialog, openChosen, sayWhoReads } from './stage.ts'
import { passphrase, project, subjects, visits } from './studies.ts'

export interface Scene {
  readonly name: string
  /** from the end of the scene before; what it opened is closed by `after` */
  readonly show: (page: Page) => Promise<void>
  readonly after?: (page: Page) => Promise<void>
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }

const dialog = (name: string, ...keys: readonly string[]): Scene => ({
  name,
  show: async (page) => {
    await press(...keys)(page)
    await page.getByRole('dialog').waitFor()
  },
  after: closeDialog,
})

const typed =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.type(text)
  }

const then =
  (...steps: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const step of steps) await step(page)
  }

/** The list, and what is opened from it. */
export const worklistScenes = (faultyFolder: string): readonly Scene[] => [
  { name: 'list-nobody-reads', show: (page) => chooseProject(page, project) },
  dialog('list-who-is-reading', 'Control+Shift+R'),
  {
    name: 'list',
    show: then(
      sayWhoReads,
      (page) => chooseProject(page, project),
      (page) => chooseStudy(page, visits.first),
    ),
  },
  { name: 'list-shared', show: (page) => chooseProject(page, 'CMR-DEMO-01') },
  {
    name: 'list-nothing-matches',
    show: then(press('/'), typed('nobody of this name')),
    after: press('Escape', 'Escape'),
  },
  dialog('list-import', 'i'),
  {
    name: 'list-import-report',
    show: async (page) => {
      await page.keyboard.press('i')
      const dialog = page.getByRole('dialog')
      // the dialog takes the keys once it stands, and would take them from the second field
      await dialog.locator('input:focus').waitFor()
      await dialog.getByLabel('Path on this machine').fill(faultyFolder)
      await dialog.getByLabel('Project').fill('CMR-TRIAL-01')
      await page.getByRole('button', { name: 'Import', exact: true }).last().click()
      await page
        .getByRole('dialog')
        .getByText(/files?, \d+ stud/)
        .waitFor({ timeout: 60_000 })
    },
    after: closeDialog,
  },
  dialog('list-quarantine', 'q'),
  dialog('list-registry', 'Control+Shift+L'),
  dialog('list-outbox-empty', 'Control+Shift+O'),
  dialog('list-settings', 'Control+,'),
  dialog('list-keys', '?'),
  dialog('list-palette', 'Control+k'),
  { name: 'list-tour', show: press('F1'), after: press('Escape') },
]

const open =
  (...words: readonly string[]) =>
  async (page: Page): Promise<void> => {
    if (await page.getByRole('toolbar').first().isVisible()) await page.keyboard.press('l')
    await page.locator('tr[id^=study-]').first().waitFor()
    await chooseProject(page, project)
    await chooseStudy(page, ...words)
    await openChosen(page)
  }

const middle = press('k', 'd')

const measured: Scene = {
  name: 'reading-measured',
  show: then(press('Alt+g'), dragOver(0.42, 0.4, 0.55, 0.44), press('Alt+o'), dragOver(0.3, 0.6, 0.4, 0.68)),
  // a library that is kept shall not gather them
  after: press('Control+z', 'Control+z', 'v'),
}

/** Every mode, and every way in which its images hang. */
const modeScenes: readonly Scene[] = modes.flatMap((mode, number) => {
  const toMode = press(String(number + 1))
  const [first, ...others] = modeFacts[mode].layouts
  return [
    { name: `mode-${mode}`, show: mode === 'report' ? then(toMode, previewed) : then(toMode, hung(first)) },
    ...(mode === 'report' ? [] : others)
      .filter((layout) => mode === 'function' || (layout !== 'function' && layout !== 'single'))
      .map((layout): Scene => ({ name: `mode-${mode}-${layout}`, show: hung(layout), after: hung(first) })),
    ...(mode === 'report' || mode === 'function'
      ? []
      : [{ name: `mode-${mode}-below`, show: scrollResults('end'), after: scrollResults('start') }]),
  ]
})

/** Until the report has been made. */
function previewed(page: Page): Promise<void> {
  return page.locator('main iframe').waitFor({ timeout: 60_000 })
}

function hung(layout: ProtocolId) {
  const [key] = commands[`layout-${layout}`].keys
  if (key === undefined) throw new Error(`no key hangs ${layout}`)
  return async (page: Page): Promise<void> => {
    await page.keyboard.press(key)
    await page.locator(`[data-layout="${layout}"], main canvas, main iframe`).first().waitFor()
  }
}

function scrollResults(to: 'start' | 'end') {
  return (page: Page): Promise<void> =>
    page.evaluate((block) => {
      const column = document.querySelector('aside')
      column?.scrollTo(0, block === 'end' ? column.scrollHeight : 0)
    }, to)
}

/** By shares of the large image. */
function dragOver(fromX: number, fromY: number, toX: number, toY: number) {
  return async (page: Page): Promise<void> => {
    const box = await page.locator('main .viewport').first().boundingBox()
    if (!box) throw new Error('no image is shown')
    await page.mouse.move(box.x + fromX * box.width, box.y + fromY * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 6 })
    await page.mouse.up()
  }
}

/** A reading with all that the phantom has, and what is asked and drawn in it. */
export const readingScenes: readonly Scene[] = [
  { name: 'reading', show: then(sayWhoReads, open(subjects.read, visits.first), middle) },
  { name: 'reading-below', show: scrollResults('end'), after: scrollResults('start') },
  {
    name: 'reading-point-chosen',
    show: async (page) => {
      await page
        .locator('main .viewport')
        .nth(1)
        .click({ position: { x: 90, y: 110 } })
      await page.keyboard.press('a')
    },
  },
  {
    name: 'reading-tools',
    show: async (page) => {
      await page.keyboard.press('v')
      await page.getByRole('toolbar').first().getByRole('button', { expanded: false }).first().click()
      await page.getByRole('menu').waitFor()
    },
    after: press('Escape'),
  },
  {
    name: 'reading-draft',
    show: async (page) => {
      await press('End', 'e')(page)
      const box = await page.locator('main .viewport').first().boundingBox()
      if (!box) throw new Error('no image is shown')
      for (const [x, y] of [
        [0.45, 0.4],
        [0.55, 0.42],
        [0.57, 0.52],
        [0.48, 0.57],
      ] as const)
        await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
    },
    after: press('Escape', 'v', 'k'),
  },
  {
    name: 'reading-nudge',
    show: async (page) => {
      await press('p')(page)
      const box = await page.locator('main .viewport').first().boundingBox()
      if (box) await page.mouse.move(box.x + 0.52 * box.width, box.y + 0.52 * box.height)
    },
    after: press('v'),
  },
  dialog('reading-explanation', 'x', 'Enter'),
  dialog('reading-history', 'h'),
  dialog('reading-comment', 'c'),
  dialog('reading-not-evaluable', 'Shift+E'),
  dialog('reading-body-size', 'b'),
  dialog('reading-compare-dialog', 'Alt+Shift+C'),
  {
    name: 'reading-compare',
    show: async (page) => {
      await page.keyboard.press('Alt+Shift+C')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(visits.second) })
        .click()
      await page.locator('[data-layout=compare]').waitFor()
    },
    after: press('Alt+1'),
  },
  dialog('reading-tags', 'Alt+Shift+T'),
  dialog('reading-checklist', 'Control+j'),
  { name: 'reading-histogram', show: press('Alt+h'), after: press('Alt+h') },
  {
    name: 'reading-turned',
    show: press('Alt+Shift+R', 'Alt+Shift+H', 'F8'),
    after: press('0'),
  },
  measured,
  { name: 'reading-full-screen', show: press('Alt+Shift+Z') },
  { name: 'reading-full-screen-message', show: press('Shift+Z'), after: press('Alt+Shift+Z') },
  dialog('reading-palette', 'Control+k'),
  dialog('reading-keys', '?'),
  ...modeScenes,
  {
    name: 'reading-untouched',
    show: then(press('1'), open(subjects.untouched)),
  },
  { name: 'reading-untouched-scar', show: press('3') },
  { name: 'reading-untouched-strain', show: press('2'), after: press('1') },
]

/** Every dialog that opens by its keys, whatever the language: as large as words get. */
export const dialogsAnywhere: readonly Scene[] = [
  { name: 'list', show: (page) => chooseProject(page, project) },
  { name: 'list-tour', show: press('F1'), after: press('Escape') },
  dialog('list-who-is-reading', 'Control+Shift+R'),
  dialog('list-import', 'i'),
  dialog('list-protocol', 'c'),
  dialog('list-quarantine', 'q'),
  dialog('list-registry', 'Control+Shift+L'),
  dialog('list-outbox', 'Control+Shift+O'),
  dialog('list-settings', 'Control+,'),
  dialog('list-keys', '?'),
  dialog('list-palette', 'Control+k'),
  { name: 'list-message', show: press('v') },
  { name: 'reading', show: then(sayWhoReads, open(subjects.read, visits.first), middle) },
  { name: 'reading-message', show: press('Shift+Z') },
  dialog('reading-history', 'h'),
  dialog('reading-comment', 'c'),
  dialog('reading-not-evaluable', 'Shift+E'),
  dialog('reading-body-size', 'b'),
  dialog('reading-compare-dialog', 'Alt+Shift+C'),
  dialog('reading-tags', 'Alt+Shift+T'),
  dialog('reading-checklist', 'Control+j'),
  dialog('reading-explanation', 'x', 'Enter'),
  { name: 'reading-histogram', show: press('Alt+h'), after: press('Alt+h') },
  measured,
  { name: 'reading-pairs', show: hung('matrix-ed-es') },
  { name: 'reading-matrix', show: hung('matrix-all'), after: hung('function') },
  { name: 'reading-mapping', show: press('5') },
  { name: 'reading-report', show: then(press('8'), previewed), after: press('1') },
  dialog('reading-sign', 'q', 'y', 'Control+Enter'),
]

/** What stands only where a result is signed. */
export const signedAnywhere: readonly Scene[] = [
  { name: 'signed', show: then(sayWhoReads, open(subjects.read, visits.first), press('1'), middle) },
  dialog('signed-receipt', 'Control+Shift+Enter'),
  dialog('signed-unlock', 'Control+Shift+U'),
  dialog('signed-outbox', 'Control+Shift+O'),
]

/** Another language, another light, larger words: the same few places. */
export const elsewhere: readonly Scene[] = [
  { name: 'list', show: then(sayWhoReads, (page) => chooseProject(page, project)) },
  { name: 'reading', show: then(open(subjects.read, visits.first), middle) },
  { name: 'scar', show: press('3') },
  { name: 'perfusion', show: press('4') },
  { name: 'segments', show: press('7') },
  { name: 'report', show: then(press('8'), previewed), after: press('1') },
  dialog('settings', 'Control+,'),
  dialog('keys', '?'),
]

/** What is signed, sent and locked: last, for nothing of it is undone. */
export const signingScenes: readonly Scene[] = [
  {
    name: 'reading-to-sign',
    show: then(sayWhoReads, open(subjects.read, visits.first), press('1'), middle, press('q', 'y')),
  },
  dialog('reading-sign', 'Control+Enter'),
  {
    name: 'reading-receipt',
    show: async (page) => {
      await page.keyboard.press('Control+Enter')
      const passphraseField = page.getByRole('dialog').locator('input[type=password]')
      await passphraseField.fill(passphrase)
      await page.keyboard.press('Enter')
      await passphraseField.waitFor({ state: 'detached', timeout: 60_000 })
      await page.getByRole('dialog').waitFor()
    },
    after: closeDialog,
  },
  { name: 'reading-signed', show: press('k') },
  dialog('reading-unlock', 'Control+Shift+U'),
  dialog('outbox', 'Control+Shift+O'),
]

/** When the workstation behind the window is gone. */
export const lostScenes: readonly Scene[] = [
  { name: 'lost-reading', show: press('k') },
  {
    name: 'lost-list',
    show: async (page) => {
      await page.keyboard.press('l')
      await page.waitForTimeout(1500)
    },
  },
]
