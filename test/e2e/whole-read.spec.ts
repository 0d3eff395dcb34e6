/** One study from the registry's list to the registry's receipt, by the hand of a reader: everything that a read is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Border } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { signInAs } from '../registry/client.ts'
import { startDemoRegistry } from '../registry/servers/demo.ts'
import { allowed, type TruthRow } from '../truth/row.ts'
import { tolerances } from '../truth/tolerances.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import {
  trueBorder,
  trueLandmark,
  type WholeSpot,
  wholeGrid,
  wholeImage,
  wholeProject,
  wholeSlices,
  wholeSource,
  wholeSubject,
  wholeTruth,
} from './whole-study.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

const { edPhase: ed, esPhase: es } = wholeTruth
const short = (slice: number, phase: number): WholeSpot => ({ role: 'cine-sax', slice, phase })

/** That a number is within what `npm run truth` allows it. */
function expectTrue(what: string, measured: number, truth: number, tolerance: TruthRow['tolerance']): void {
  const most = allowed({ truth, tolerance } as TruthRow)
  expect(Math.abs(measured - truth), `${what}: ${measured} beside ${truth}`).toBeLessThanOrEqual(most)
}

/** along a border; CSS pixels between clicks */
const mostPoints = 36
const leastStep = 16

class Hand {
  readonly page: Page
  readonly room: ReadingRoom
  /** the image that has the keys */
  readonly image: Locator

  constructor(room: ReadingRoom) {
    this.room = room
    this.page = room.page
    this.image = room.large
  }

  at(point: IndexPoint): Promise<readonly [number, number]> {
    return this.room.at(wholeGrid, point)
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Until the image is on the screen. */
  async stands(spot: WholeSpot): Promise<void> {
    await expect(this.image).toHaveAttribute('data-image', wholeImage(spot))
  }

  /** Clicks along the true border, where there is one; Enter ends the curve. */
  async drawPoints(tool: string, border: Border, spot: WholeSpot): Promise<void> {
    const points = trueBorder(border, spot, mostPoints)
    if (points === undefined) return
    await this.press(tool)
    let last: readonly [number, number] | undefined
    for (const point of points) {
      const place = await this.at(point)
      // a click on the point before would end the curve
      if (last && Math.hypot(place[0] - last[0], place[1] - last[1]) < leastStep) continue
      await this.page.mouse.click(...place)
      last = place
    }
    await this.press('Enter')
  }

  /** Along the true border, where there is one, with the button down. */
  async drawFreehand(tool: string, border: Border, spot: WholeSpot): Promise<void> {
    const [first, ...others] = trueBorder(border, spot, mostPoints) ?? []
    if (first === undefined) return
    await this.press(tool, 'f')
    await this.page.mouse.move(...(await this.at(first)))
    await this.page.mouse.down()
    for (const point of [...others, first]) await this.page.mouse.move(...(await this.at(point)))
    await this.page.mouse.up()
    await this.press('f')
  }

  /** The numbers of a row of a table, as they are shown. */
  async row(table: Locator, name: string): Promise<readonly number[]> {
    const row = table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
    const texts = await row.getByRole('cell').allInnerTexts()
    return texts.map((text) => Number.parseFloat(text.replace('−', '-')))
  }
}

const numberIn = (measurements: readonly Measurement[], quantity: string, scope?: string): number => {
  const found = measurements.find((one) => one.quantity === quantity && one.scope === scope)
  return found && isMeasured(found) ? found.value : Number.NaN
}

/** The one signed read that the registry has a receipt of, as it was sent. */
async function received(url: string): Promise<ResultDocument> {
  const { get } = await signInAs(url, 'reader')
  const receipts = await get(`/api/projects/${wholeProject}/receipts`)
  const [receipt, ...others] = receipts.body as { read: string; version: number }[]
  expect(others).toEqual([])
  if (!receipt) throw new Error('the registry gave no receipt')
  const { body } = await get(
    `/api/projects/${wholeProject}/results/${receipt.read}/${receipt.version}/result`,
  )
  return JSON.parse((body as { document: string }).document) as ResultDocument
}

/** Until an analysis rests on everything that was drawn. */
async function measured(region: Locator): Promise<void> {
  await expect(region).not.toContainText(/Measuring|Out of date/, { timeout: 60_000 })
}

test('a reader downloads a study, contours, propagates, corrects, measures, scores, signs and sends it: the numbers are true', async ({
  sit,
}) => {
  test.setTimeout(480_000)
  const folder = mkdtempSync(join(tmpdir(), 'midwall-e2e-'))
  const library = join(folder, 'library')
  const registry = await startDemoRegistry({ source: wholeSource() })
  try {
    await command(library, ['registry', 'sign-in', registry.url, '--account', 'reader'], 'demo')
    await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
    const { page } = await sit({ library })
    // keys are heard once the list is there
    await page
      .getByRole('button', { name: /^Import/ })
      .first()
      .waitFor()
    await page.keyboard.press('r')
    await page.getByRole('row', { name: wholeSubject }).click()
    await page.keyboard.press('d')
    await expect(page.getByRole('row', { name: wholeSubject })).toContainText('here ·', { timeout: 60_000 })
    const room = await openStudy(page, wholeSubject, reader.name)
    const hand = new Hand(room)
    const main = page.getByRole('main')
    await room.stopCine()

    await test.step('both borders at ED and ES', async () => {
      await hand.press('Home')
      while ((await room.where()).phase !== ed + 1) await hand.press('ArrowRight')
      await hand.press('Shift+D')
      while ((await room.where()).phase !== es + 1) await hand.press('ArrowRight')
      await hand.press('Shift+S')
      for (const [key, phase] of [
        ['d', ed],
        ['s', es],
      ] as const) {
        await hand.press(key, 'Home')
        for (let slice = 0; slice < wholeSlices; slice++) {
          const spot = short(slice, phase)
          await hand.stands(spot)
          await hand.drawPoints('e', 'lv-endocardial', spot)
          await hand.drawFreehand('r', 'lv-epicardial', spot)
          await hand.press('ArrowDown')
        }
      }
      await hand.press('Shift+N')
    })
    const messages = page.getByRole('region', { name: 'Messages' })

    await test.step('followed through the beat, and one of them corrected', async () => {
      await hand.press('d', 'Home', 'ArrowDown', 'ArrowDown')
      await hand.stands(short(2, ed))
      await hand.press('Alt+b')
      await expect(messages).toContainText(/\d+ contours propagated/, { timeout: 60_000 })
      await hand.press('ArrowRight', 'ArrowRight')
      await hand.stands(short(2, ed + 2))
      await expect(main).toContainText(/Endo .* propagated/)
      const border = trueBorder('lv-endocardial', short(2, ed + 2), 40)
      const [from, to] = [border?.[5], border?.[10]]
      if (!from || !to) throw new Error('the slice has a border')
      await hand.press('p')
      await page.mouse.move(...(await hand.at(from)))
      await page.mouse.down()
      await page.mouse.move(...(await hand.at(to)), { steps: 4 })
      await page.mouse.up()
      await expect(main).toContainText(/Endo .* edited/)
      await hand.press('Shift+Enter')
      await expect(messages).toContainText(/1 contour accepted/)
    })

    await test.step('where the ventricles meet, and the long axes', async () => {
      await hand.press('d', 'Home')
      for (let slice = 0; slice < wholeSlices; slice++, await hand.press('ArrowDown')) {
        const spot = short(slice, ed)
        await hand.stands(spot)
        for (const [key, kind] of [
          ['Alt+a', 'rv-insertion-anterior'],
          ['Alt+i', 'rv-insertion-inferior'],
        ] as const) {
          const point = trueLandmark(kind, spot)
          if (!point) continue
          await hand.press(key)
          await page.mouse.click(...(await hand.at(point)))
        }
      }
      for (const role of ['cine-2ch', 'cine-3ch', 'cine-4ch'] as const) {
        const spot = { role, slice: 0, phase: ed }
        await hand.press(']')
        await hand.stands(spot)
        await hand.drawPoints('e', 'lv-endocardial', spot)
      }
    })

    const strain = page.getByRole('region', { name: 'Strain', exact: true })
    await test.step('strain', async () => {
      await hand.press('a', '2')
      await expect(strain.getByRole('table', { name: 'Global strain' })).toBeVisible({ timeout: 90_000 })
      await measured(strain)
      const table = strain.getByRole('table', { name: 'Global strain' })
      for (const [name, truth, tolerance] of [
        ['GLS', wholeTruth.gls, tolerances.gls],
        ['GCS', wholeTruth.gcs, tolerances.endocardialGcs],
        ['GRS', wholeTruth.grs, tolerances.grs],
      ] as const) {
        const [, atEndSystole = Number.NaN] = await hand.row(table, name)
        expectTrue(name, atEndSystole, truth, tolerance)
      }
    })

    const scar = page.getByRole('region', { name: 'Scar', exact: true })
    await test.step('late enhancement', async () => {
      await hand.press('3')
      await hand.press('Home')
      for (let slice = 0; slice < wholeSlices; slice++, await hand.press('ArrowDown')) {
        const spot = { role: 'lge-sax', slice, phase: 0 } as const
        await hand.stands(spot)
        await hand.drawPoints('e', 'lv-endocardial', spot)
        await hand.drawPoints('r', 'lv-epicardial', spot)
      }
      const methods = scar.getByRole('table', { name: 'Methods side by side' })
      await expect(methods).toBeVisible({ timeout: 60_000 })
      await measured(scar)
      // thresholds of so many SD count the pixels of the edge that are partly scar
      for (const method of ['FWHM, remote', 'Otsu']) {
        const [share = Number.NaN, mass = Number.NaN] = await hand.row(methods, method)
        expectTrue(`scar by ${method}, %`, share, wholeTruth.scarShare, tolerances.scarShare)
        expectTrue(`scar by ${method}, g`, mass, wholeTruth.scarMass, tolerances.scarMass)
      }
    })

    await test.step('segments, facts and a comment', async () => {
      await hand.press('v', '7')
      const sheet = page.getByRole('figure', { name: 'Scores of Motion' })
      for (const name of [
        'mid anterior (7)',
        'mid anteroseptal (8)',
        'apical anterior (13)',
        'apical septal (14)',
      ]) {
        await sheet.getByRole('button', { name: `${name}: not scored` }).click()
        await hand.press('3')
      }
      await page.getByRole('button', { name: 'The rest: normal' }).click()
      await expect(sheet).toContainText('17 of 17 scored')
      // four of 3 and thirteen of 1
      await expect(page.getByRole('region', { name: 'WMSI' })).toContainText('1.47')
      await page
        .getByRole('navigation', { name: 'Analyses' })
        .getByRole('button', { name: 'Function' })
        .click()
      await hand.press('q', 'y', 'c')
      const comment = page.getByRole('dialog', { name: 'Comment' })
      // the dialog takes the keys once it stands
      await comment.locator('textarea:focus').waitFor()
      await comment.getByRole('textbox').fill('Infarct of the LAD.')
      await hand.press('Control+Enter')
      // and has them until it is gone
      await comment.waitFor({ state: 'detached' })
      const facts = page.getByRole('region', { name: 'About the study' })
      await expect(facts).toContainText('Infarct of the LAD.')
      await expect(facts.getByRole('button', { name: 'good', pressed: true })).toBeVisible()
      await expect(facts.getByRole('button', { name: 'sinus', pressed: true })).toBeVisible()
    })

    await test.step('nothing is missing: signed, sent and received', async () => {
      await hand.press('g')
      await expect(messages).toContainText('Nothing is missing: the read can be signed.')
      await expect(room.saved).toBeVisible()
      await hand.press('Control+Enter')
      const dialog = page.getByRole('dialog', { name: 'Sign this read' })
      await dialog.locator('input:focus').waitFor()
      await dialog.getByRole('textbox', { name: `Passphrase of ${reader.name}` }).fill(passphrase)
      await hand.press('Enter')
      const receipts = page.getByRole('dialog', { name: 'Sending and receipts' })
      await expect(receipts).toContainText('read back and compared', { timeout: 90_000 })
      await hand.press('Escape')
      await expect(page.getByRole('region', { name: 'Signature' })).toContainText('arrived')
    })

    await test.step('the numbers shown, and those recorded, are true', async () => {
      const recorded = await received(registry.url)
      expect(recorded).toMatchObject({ quality: 'good', rhythm: 'sinus', phases: { ed, es } })
      expect(recorded.comments).toEqual(['Infarct of the LAD.'])
      for (const [shown, quantity, truth, tolerance] of [
        ['EDV', 'lv-edv', wholeTruth.edv, tolerances.volume],
        ['ESV', 'lv-esv', wholeTruth.esv, tolerances.volume],
        ['EF', 'lv-ef', wholeTruth.ef, tolerances.ejectionFraction],
        ['Mass ED', 'lv-mass-ed', wholeTruth.massEd, tolerances.mass],
        ['Mass ES', 'lv-mass-es', wholeTruth.massEs, tolerances.mass],
      ] as const) {
        expectTrue(shown, await room.number(shown), truth, tolerance)
        expectTrue(`${shown} recorded`, numberIn(recorded.measurements, quantity), truth, tolerance)
      }
      const analysis = (name: string): readonly Measurement[] =>
        recorded.analyses.find((one) => one.analysis === name)?.measurements ?? []
      for (const [name, quantity, scope, truth, tolerance] of [
        ['strain', 'gls-es', 'view:all', wholeTruth.gls, tolerances.gls],
        ['strain', 'gcs-es', 'layer:endocardial', wholeTruth.gcs, tolerances.endocardialGcs],
        ['strain', 'grs-es', undefined, wholeTruth.grs, tolerances.grs],
        ['scar', 'scar-mass', 'method:fwhm-remote', wholeTruth.scarMass, tolerances.scarMass],
        ['scar', 'scar-extent', 'method:otsu', wholeTruth.scarShare, tolerances.scarShare],
      ] as const)
        expectTrue(`${quantity} recorded`, numberIn(analysis(name), quantity, scope), truth, tolerance)
      const index = numberIn(analysis('scores'), 'wall-score-index')
      expect(index).toBeCloseTo((4 * 3 + 13) / 17, 6)
    })
  } finally {
    await registry.remove()
    rmSync(folder, { recursive: true, force: true })
  }
})
