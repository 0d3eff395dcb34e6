/** What takes its time says what it is at, and is given up when its reader says so: as a whole, and for good. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { demoContours, demoSubject } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { slowMain } from './slow-main.ts'
import { expect, passphrase, reader, test } from './workstation.ts'

test('a signature that is stopped is none, and is given when it is asked for again', async ({
  sit,
  page,
}) => {
  const signing = await slowMain(page, '/reads/sign', 'to hear')
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  const footer = page.getByRole('region', { name: 'Signature' })
  await page.keyboard.press('Shift+N')
  await expect(footer.getByRole('button', { name: /^Sign/ })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Sign this read' })
  await dialog.getByLabel(`Passphrase of ${reader.name}`).fill(passphrase)
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('Computing the numbers again')
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Stopped: nothing was signed.')
  expect(signing.givenUp()).toBe(1)
  await expect(footer.getByRole('button', { name: /^Sign/ })).toBeEnabled()

  signing.hurry()
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(footer).toContainText('Signed')
})

test('a sign-in to a registry that says nothing is stopped, and nobody is signed in', async ({
  sit,
  page,
}) => {
  const asked: Socket[] = []
  const silent = createServer((socket) => asked.push(socket.resume())).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')
  await sit({ library: test.info().outputPath('library') })
  await expect(page.getByText('No study is here yet.')).toBeVisible()
  await page.keyboard.press('Control+Shift+L')
  const dialog = page.getByRole('dialog', { name: 'Registry' })
  // the dialog takes the keys once it stands, and would take them from a later field
  await dialog.locator('input:focus').waitFor()
  await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${address.port}`)
  await dialog.getByRole('textbox', { name: 'Account' }).fill('reader')
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill('demo')
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('Asking the registry')
  await expect.poll(() => asked.length).toBe(1)
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Stopped: nobody was signed in.')
  // main asks no more
  await expect.poll(() => asked.map(({ destroyed }) => destroyed)).toEqual([true])
  await expect(dialog.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  silent.close()
})
