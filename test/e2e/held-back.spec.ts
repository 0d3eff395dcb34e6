/** Images that an archive sends without the marker of de-identification: what is said, and who may let them in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attributes } from '../hostile/encode.ts'
import { file, slice } from '../hostile/image.ts'
import { startPlainArchive } from '../registry/servers/plain-archive.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

const unmarked: Attributes = { PatientIdentityRemoved: undefined, DeviceSerialNumber: 'SN-1' }

test('images that merely lack the marker are held back, until a person vouches for them by key with a reason', async ({
  sit,
}) => {
  const archive = await startPlainArchive([0, 1, 2].map((n) => file(slice(n, unmarked))))
  const folder = mkdtempSync(join(tmpdir(), 'midwall-e2e-'))
  try {
    const library = join(folder, 'library')
    await command(library, ['registry', 'sign-in', archive.url, '--account', 'a'], 's')
    await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
    await command(library, ['studies', '--refresh'])
    const { page } = await sit({ library })
    const details = page.getByRole('complementary', { name: /^Study of / })
    await expect(details).toContainText('Not here')
    await page.keyboard.press('Control+Shift+R')
    await page.getByRole('dialog').getByRole('button', { name: reader.name }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.keyboard.press('d')
    await expect(details).toContainText('3 of 3 images are held back')
    await page.keyboard.press('v')
    const asked = page.getByRole('dialog', { name: /^Vouch for the images of / })
    await expect(asked.getByRole('button', { name: 'Vouch and download' })).toBeDisabled()
    // the dialog takes the keys once it stands
    await asked.locator('textarea:focus').waitFor()
    await page.keyboard.type('public CC0 set')
    await page.keyboard.press('Control+Enter')
    // and has them until it is gone
    await asked.waitFor({ state: 'detached' })
    await expect(details).not.toContainText('held back')
    await expect(details.getByRole('region', { name: 'Series' })).toContainText('3 × 1')
    await page.keyboard.press('v')
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'Nothing of this study was held back.',
    )
  } finally {
    await archive.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
