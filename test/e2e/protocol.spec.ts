/** What comes before a signature: the checklist of a project that asks for more, and decisions between two readings. */
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contourFileSchema } from '#contract/contour-file.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { compose } from '../../main/compose.ts'
import { restrictedProject } from '../../main/registry/projects/seed.ts'
import { demoStudies } from '../../main/registry/synthesis/phantom.ts'
import { ownFolder } from '../own-folder.ts'
import { demoContours, demoSubject } from './demo-study.ts'
import { expectDialogsKeepTo, showInGermanLightAndLargest } from './dialogs.ts'
import { openStudy, ReadingRoom } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

/** As its reader does in the window. */
async function comment(library: string, id: string, read: string, text: string): Promise<void> {
  const onError = (error: unknown): never => {
    throw error
  }
  const threadEntry = fileURLToPath(new URL('../../dist/workers/thread.js', import.meta.url))
  const { services, close } = compose({ host: 'command-line', libraryFolder: library, threadEntry, onError })
  const call = { session: { reader: id } }
  const { seq } = await services.reads.show({ read }, call)
  await services.reads.append({ read, after: seq, gestures: [{ kind: 'commented', text }] }, call)
  await close()
}

const trial = demoStudies.find(({ options }) => options.project === restrictedProject)
if (!trial) throw new Error('the demo registry has a restricted project')
const contours = contourFileSchema.parse(phantomContours(trial.options, 'ed-es'))

test('a checklist leads from gap to gap by key, takes answers and reasons, and then lets the reader sign', async ({
  sit,
  prepared,
}) => {
  test.setTimeout(180_000)
  const folder = ownFolder(tmpdir(), 'midwall-e2e')
  const library = join(folder, 'trial')
  await command(library, ['registry', 'sign-in', prepared.registry.url, '--account', 'second'], 'demo')
  await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
  await command(library, ['studies', '--refresh'])
  await command(library, ['download', contours.study])
  const { page } = await sit({ library })
  await page.getByRole('navigation').getByRole('button', { name: restrictedProject }).click()
  const room = await openStudy(page, trial.options.subject, reader.name)
  await room.openContours(contours)
  await room.stopCine()
  const signature = page.getByRole('region', { name: 'Signature' })
  await expect(signature.getByRole('button', { name: /^Sign / })).toBeDisabled()

  // from gap to gap: a grade, then the first slice without a right ventricle, with the tool in the hand
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Image quality' }).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('g')
  await expect.poll(() => room.where()).toMatchObject({ slice: 1, phase: 1 })
  await expect(page.getByText('Click points along the RV endocardial border')).toBeVisible()

  // the whole list by keys: a digit answers, and what is left undone needs a word why
  await page.keyboard.press('Control+j')
  const list = page.getByRole('dialog', { name: 'Checklist of the protocol' })
  await expect(list.getByRole('button', { name: 'RV endocardial: SAX cine, ED and ES: open' })).toBeFocused()
  await list.getByRole('button', { name: 'Is there a thrombus?: open' }).focus()
  await page.keyboard.press('1')
  await expect(list.getByRole('button', { name: 'Is there a thrombus?: done' })).toBeVisible()
  await list.getByRole('textbox', { name: /^RV endocardial/ }).fill('not part of this read')
  await page.keyboard.press('Enter')
  await list.getByRole('button', { name: 'Segments scored: Motion (17): open' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('0 of 17 scored')).toBeVisible()
  await expect(list).toHaveCount(0)

  await page.keyboard.press('Control+Enter')
  const sign = page.getByRole('dialog', { name: 'Sign this read' })
  // the dialog takes the keys once it stands, and would take them from a later field
  await sign.locator('input:focus').waitFor()
  await sign.getByLabel(`Passphrase of ${reader.name}`).fill(passphrase)
  await expect(sign.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
  await sign.getByLabel('Segments scored: Motion (17)').fill('poor windows')
  await sign.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(signature).toContainText('Signed as version 1', { timeout: 60_000 })
  rmSync(folder, { recursive: true, force: true })
})

test('an adjudicator sees two readings without names, decides where they differ by keys, and signs', async ({
  sit,
  prepared,
}) => {
  test.setTimeout(240_000)
  const folder = ownFolder(tmpdir(), 'midwall-e2e')
  const library = join(folder, 'two')
  cpSync(prepared.library, library, { recursive: true })
  const written = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const drawn = written('contours.json', demoContours)
  const { study } = demoContours
  const scale = { name: 'aha-motion', version: '1' }
  for (const [id, grade] of [
    ['xena', 'hypokinetic'],
    ['yann', 'akinetic'],
  ] as const) {
    await command(library, ['readers', 'add', id], passphrase)
    const segments = [
      { segment: 1, grade: 'normal' },
      { segment: 7, grade },
    ]
    const scores = written(`${id}.json`, { format: 'midwall-scores/1', study, scale, segments })
    const as = ['--reader', id]
    await command(library, [
      'analyse',
      study,
      '--only',
      'scores',
      '--contours',
      drawn,
      '--scores',
      scores,
      ...as,
    ])
    const read = (await command(library, ['volumes', study, '--contours', drawn, ...as])) as { read: string }
    await comment(library, id, read.read, 'segment 7: thin, says Xena; no artefact')
    await command(library, ['sign', read.read, ...as], passphrase)
  }
  await command(library, ['readers', 'add', 'dora', '--role', 'adjudicator'], passphrase)
  const { page } = await sit({ library })
  await page.getByRole('row', { name: demoSubject }).click()
  await page.keyboard.press('Enter')
  // nobody reads yet: the question comes by itself
  const readers = page.getByRole('dialog', { name: 'Who is reading?' })
  await readers.getByRole('button', { name: /dora/ }).click()
  // a dialog has the keys until it is gone
  await readers.waitFor({ state: 'detached' })
  await new ReadingRoom(page).shown()

  await page.keyboard.press('Control+Shift+G')
  const dialog = page.getByRole('dialog', { name: 'Where two readings differ' })
  await expect(dialog.getByRole('button', { name: /mid anterior \(7\)/ })).toBeFocused()
  const grades = dialog.getByRole('region', { name: /^Reading [AB]$/ })
  await expect(grades.filter({ hasText: 'hypokinetic' })).toHaveCount(1)
  await expect(grades.filter({ hasText: 'akinetic' })).toHaveCount(1)
  await expect(dialog).not.toContainText(/thin/)
  await dialog.getByRole('button', { name: 'Show comments' }).click()
  await expect(grades.filter({ hasText: 'thin, says [•••]; no artefact' })).toHaveCount(2)
  await expect(dialog).not.toContainText(/xena|yann/i)
  await dialog.getByRole('button', { name: /mid anterior \(7\)/ }).focus()
  await page.keyboard.press('3')
  await dialog.getByLabel('Because').fill('no thickening in two views')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Everything is decided')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await showInGermanLightAndLargest(page)
  await expectDialogsKeepTo(page, ['Control+Shift+G', 'Control+Enter'])
  await page.keyboard.press('Control+Enter')
  const sign = page.getByRole('dialog', { name: 'Diese Befundung unterschreiben' })
  await sign.locator('input:focus').waitFor()
  await sign.getByLabel('Passphrase von dora').fill(passphrase)
  await sign.getByRole('button', { name: 'Unterschreiben', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Unterschrift' })).toContainText(
    'Unterschrieben als Fassung 1',
    { timeout: 60_000 },
  )
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expectDialogsKeepTo(page, ['Control+Shift+U', 'Control+Shift+Enter'])
  rmSync(folder, { recursive: true, force: true })
})
