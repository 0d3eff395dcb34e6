/** Real patients in the window: their spacing, phases and numbers are those of the command line and of the experts. */
import { writeFileSync } from 'node:fs'
import { volumesDocumentSchema } from '#contract/documents.ts'
import { patients } from '../analysis/sunnybrook.ts'
import { expertRead } from '../cli/experts.ts'
import { numberOf } from '../cli/midwall.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { openStudy } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''

for (const patient of patients)
  test(`${patient} shows the experts’ numbers when their contours are opened${skipped}`, async ({ sit }) => {
    test.skip(sharedFolder === undefined, noShared)
    test.setTimeout(180_000)
    const { images, contours, truth } = expertRead(sharedFolder ?? '', patient)
    const [library, file] = [test.info().outputPath('library'), test.info().outputPath('contours.json')]
    writeFileSync(file, JSON.stringify(contours))
    await command(library, ['import', images, '--project', 'SUNNYBROOK', '--attest', 'public CC0 set'])
    await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
    const args = ['volumes', contours.study, '--contours', file, '--reader', 'another']
    const said = volumesDocumentSchema.parse(await command(library, args))

    const { page } = await sit({ library })
    const room = await openStudy(page, patient.split('_')[0] ?? '', reader.name)
    await expect(page.getByRole('main')).toContainText(
      `of ${truth.slices_total} · ${truth.slice_spacing_mm_from_IPP.toFixed(1)} mm`,
    )
    await room.stopCine()
    await room.openContours(contours)
    // the experts left slices at base and apex out on purpose: a person says so
    await page.keyboard.press('Shift+N')
    await expect.poll(() => room.row('EF')).toBe(`${numberOf(said, 'lv-ef').toFixed(1)} %`)
    for (const [name, quantity] of [
      ['EDV', 'lv-edv'],
      ['ESV', 'lv-esv'],
      ['SV', 'lv-sv'],
      ['Mass ED', 'lv-mass-ed'],
    ] as const)
      expect([name, await room.number(name)]).toEqual([name, Math.round(numberOf(said, quantity))])
    expect(Math.abs((await room.number('EDV')) / truth.EDV_ml - 1)).toBeLessThan(0.01)
    expect(Math.abs((await room.number('EF')) - truth.EF_pct)).toBeLessThan(0.2)
    expect(await room.row('Mass ES')).toBe('no epicardial contours')
    await expect(room.strip).toContainText(`ED ${truth.ed_phase_0based + 1}`)
    await expect(room.strip).toContainText(`ES ${truth.es_phase_0based + 1}`)
    await expect(
      page.getByRole('region', { name: 'Signature' }).getByRole('button', { name: /^Sign/ }),
    ).toBeEnabled()
    await page.keyboard.press('d')
    await page.screenshot({ path: test.info().outputPath('reading.png') })
  })
