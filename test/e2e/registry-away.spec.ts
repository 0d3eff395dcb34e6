/** A registry that is away: the work goes on, what was signed waits where it can be seen, and is sent once. */
import type { Page } from '@playwright/test'
import { signInAs } from '../registry/client.ts'
import { startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { demoContours, demoSubject } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

/** Series UIDs. */
async function resultsAt(registry: string): Promise<string[]> {
  const { dicomWeb } = await signInAs(registry, 'reader')
  const series = await dicomWeb.series(demoContours.study)
  return series.filter(({ modality }) => modality === 'SR').map((one) => one.series)
}

test('a read signed while the registry is down waits in the outbox and is sent once when it is back', async ({
  sit,
  prepared: { registry },
}) => {
  test.setTimeout(180_000)
  // readings of other proofs may lie there
  const before = await resultsAt(registry.url)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  await registry.stop()
  try {
    // reading goes on, and what is read is kept here
    await room.gradeGood()
    await sign(page)
    const receipts = page.getByRole('dialog', { name: 'Sending and receipts' })
    await expect(receipts).toContainText(/waiting|unconfirmed/, { timeout: 60_000 })
    await expect(receipts).toContainText('nothing listens at this address · next try')
    await receipts.getByRole('button', { name: 'Done' }).click()
    // a dialog has the keys until it is gone
    await receipts.waitFor({ state: 'detached' })
    await expect(page.getByRole('button', { name: 'offline' })).toBeVisible()
    await page.keyboard.press('Control+Shift+O')
    const outbox = page.getByRole('dialog', { name: /^To be sent · \d+$/ })
    await expect(outbox).toContainText('Measurement report (SR)')
    await page.keyboard.press('Escape')
  } finally {
    await registry.start()
  }
  await expect(page.getByRole('region', { name: 'Signature' })).toContainText('arrived', { timeout: 90_000 })
  await expect(page.getByRole('button', { name: /to send$/ })).toBeHidden()
  await page.keyboard.press('Control+Shift+Enter')
  await expect(page.getByRole('dialog')).toContainText('read back and compared')
  await page.keyboard.press('Escape')

  const sent = (await resultsAt(registry.url)).filter((series) => !before.includes(series))
  expect(sent).toHaveLength(1)
})

test('a registry that goes in the middle of an upload keeps nobody from his work, and has the result once when it is back', async ({
  sit,
  prepared: { registry },
}) => {
  test.setTimeout(240_000)
  const before = await resultsAt(registry.url)
  const line = await startFaultProxy(Number(new URL(registry.url).port))
  const { page } = await sit({
    before: (library) =>
      command(library, ['registry', 'sign-in', line.origin, '--account', 'reader'], 'demo'),
  })
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  // the first half of a report arrives, and then nobody is there any more
  line.inject({ match: /\/studies/, method: 'POST', times: 9, does: { kind: 'cut-request', after: 1000 } })
  const cut = () => line.seen.filter(({ fault }) => fault === 'cut-request').length
  try {
    await sign(page)
    await expect.poll(cut, { timeout: 60_000 }).toBeGreaterThan(0)
    await registry.stop()
    line.dropConnections()
    const receipts = page.getByRole('dialog', { name: 'Sending and receipts' })
    await expect(receipts).toContainText(/waiting|unconfirmed/, { timeout: 60_000 })
    await expect(receipts).toContainText('next try')
    await expect(receipts).not.toContainText('read back and compared')
    await receipts.getByRole('button', { name: 'Done' }).click()
    await receipts.waitFor({ state: 'detached' })
    await expect(page.getByRole('button', { name: 'offline' })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: /to send$/ })).toBeVisible()

    // list and study are there as ever, and a reload forgets nothing of what is to be sent
    await page.getByRole('button', { name: 'Back to the worklist' }).click()
    await page.reload()
    await expect(page.getByRole('button', { name: /to send$/ })).toBeVisible()
    await openStudy(page, demoSubject, reader.name)
    await expect(page.getByRole('region', { name: 'Signature' })).not.toContainText('arrived')
  } finally {
    line.clear()
    await registry.start()
  }
  await expect(page.getByRole('region', { name: 'Signature' })).toContainText('arrived', { timeout: 120_000 })
  await expect(page.getByRole('button', { name: /to send$/ })).toBeHidden()
  const sent = (await resultsAt(registry.url)).filter((series) => !before.includes(series))
  expect(sent).toHaveLength(1)
  await line.close()
})

test('a registry that is down is told in a sentence that says what to do', async ({
  sit,
  prepared: { registry },
}) => {
  const { page } = await sit()
  const row = page.getByRole('row', { name: 'MW-002' })
  await expect(row).toContainText('not here')
  await row.click()
  await registry.stop()
  try {
    await page.keyboard.press('d')
    await expect(row).toContainText('failed', { timeout: 60_000 })
    await page.keyboard.press('r')
    const told = page.getByRole('region', { name: 'Messages' }).getByRole('alert')
    await expect(told.first()).toHaveText(
      `${registry.url} does not answer (nothing listens at this address). Go on offline; results wait here and are sent later.`,
      { timeout: 30_000 },
    )
    await expect(page.getByRole('button', { name: 'offline' })).toBeVisible()
  } finally {
    await registry.start()
  }
  await page.keyboard.press('r')
  await expect(page.getByRole('button', { name: 'online' })).toBeVisible({ timeout: 30_000 })
})

async function sign(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Sign this read' })
  await dialog.locator('input:focus').waitFor()
  await dialog.getByRole('textbox', { name: `Passphrase of ${reader.name}` }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden({ timeout: 60_000 })
}
