/** Studies as no protocol asks for them: each opens, says what is wrong where it is wrong, and the rest works. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { type OddStudy, oddImage, oddProject, ringAt, writeOddStudy } from '../odd-studies/odd-study.ts'
import { gigantic, odd } from '../odd-studies/studies.ts'
import { openStudy, type ReadingRoom, type Where } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

interface Opened {
  readonly study: OddStudy
  /** of the image that has the keys */
  readonly label: RegExp
  /** somewhere on the page */
  readonly says?: readonly string[]
  /** what else of it must work */
  readonly works: (room: ReadingRoom) => Promise<void>
}

const press = async (room: ReadingRoom, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await room.page.keyboard.press(key)
}

/** Until the corner of the large image says so. */
const stands = (room: ReadingRoom, where: Partial<Where>): Promise<void> =>
  expect.poll(() => room.where()).toMatchObject(where)

const endocardialArea = async (room: ReadingRoom): Promise<number> =>
  Number(/Endo ([\d.]+) cm²/.exec(await room.page.getByRole('main').innerText())?.[1])

async function drawRing(room: ReadingRoom): Promise<void> {
  const grid = { rows: 128, columns: 64, rowSpacing: mm(1.5), columnSpacing: mm(3) }
  const { inner } = ringAt(0, 0)
  await press(room, 'e')
  for (let k = 0; k < 12; k++) {
    const angle = (2 * Math.PI * k) / 12
    const point: IndexPoint = [
      (grid.columns - 1) / 2 + (inner * Math.cos(angle)) / grid.columnSpacing,
      (grid.rows - 1) / 2 + (inner * Math.sin(angle)) / grid.rowSpacing,
    ]
    await room.page.mouse.click(...(await room.at(grid, point)))
  }
  await press(room, 'Enter')
}

/** What is told of one study alone, and would be wrong of the next. */
const ofOneStudy = [
  'No short-axis cine was found in this study.',
  'The short axis has one phase only.',
  'The short axis comes in parts of different matrix or pixel size.',
]

const inList = (room: ReadingRoom, name: RegExp) =>
  room.page.getByRole('navigation', { name: 'Series' }).getByRole('button', { name })

const cases: readonly Opened[] = [
  {
    study: odd.oneSeries,
    label: /^SAX cine, slice 3 of 5$/,
    works: async (room) => {
      await press(room, '3')
      await expect(room.page.getByRole('complementary')).toContainText('This study has no late enhancement.')
      await press(room, '1')
    },
  },
  {
    study: odd.noCine,
    label: /^T1 map, native, slice \d of 3$/,
    says: ['No short-axis cine was found in this study.', 'no images to measure on'],
    works: async (room) => {
      await press(room, '3')
      await expect(room.page.getByRole('application', { name: /^LGE SAX, slice \d of \d$/ })).toBeVisible()
      await press(room, '1')
    },
  },
  {
    study: odd.onePhase,
    label: /^SAX cine, slice 3 of 5$/,
    says: [
      'image 1 of 1',
      'The short axis has one phase only. ED and ES cannot be told apart, so there is no stroke volume and no EF.',
    ],
    works: async (room) => {
      await press(room, 'ArrowDown')
      await expect(room.page.getByRole('main')).toContainText('slice 4 of 5')
    },
  },
  {
    study: odd.fewPhases,
    label: /^Cine SAX, slice 3 of 5$/,
    says: ['No short-axis cine was found in this study.'],
    works: async (room) => {
      await room.stopCine()
      await press(room, 'Home')
      await stands(room, { slice: 1, phases: 6 })
    },
  },
  {
    study: odd.sixtyPhases,
    label: /^SAX cine, slice 2 of 3$/,
    works: async (room) => {
      await room.stopCine()
      const { phase } = await room.where()
      await press(room, 'ArrowRight')
      await stands(room, { phase: (phase % 60) + 1, phases: 60 })
    },
  },
  {
    study: odd.fortySlices,
    label: /^SAX cine, slice 20 of 40$/,
    works: async (room) => {
      await press(room, 'End')
      await stands(room, { slice: 40, slices: 40 })
      await expect(room.strip.getByRole('button', { name: /^Slice 40, phase/ })).toBeInViewport()
    },
  },
  {
    study: gigantic(50, 60),
    label: /^SAX cine, slice 25 of 50$/,
    // how much of it has come
    says: ['of 3000 images here'],
    works: async (room) => {
      await room.stopCine()
      await press(room, 'End')
      await stands(room, { slice: 50, slices: 50, phases: 60 })
      // asked for before the thousands that nobody looks at
      await expect(room.large).toHaveAttribute('data-state', 'shown')
    },
  },
  {
    study: odd.oblongPixels,
    label: /^SAX cine, slice 3 of 5$/,
    works: async (room) => {
      await room.stopCine()
      await press(room, 'Home')
      while ((await room.where()).phase !== 1) await press(room, 'ArrowRight')
      await stands(room, { slice: 1, phase: 1 })
      // a hand draws on the image that is seen, and the corner says a frame earlier which one will be
      await expect(room.large).toHaveAttribute('data-image', oddImage(odd.oblongPixels, 'cine-sax', 0, 0))
      await drawRing(room)
      // on the screen a circle, so its area is that of one
      await expect.poll(() => endocardialArea(room)).toBeCloseTo((Math.PI * ringAt(0, 0).inner ** 2) / 100, 0)
    },
  },
  {
    study: odd.mixedMatrix,
    label: /^SAX cine, 1, slice 2 of 3$/,
    says: [
      'The short axis comes in parts of different matrix or pixel size.',
      'Volumes are measured on 3 of its 5 slices.',
    ],
    works: async (room) => {
      await press(room, ']')
      await expect(
        room.page.getByRole('application', { name: /^SAX cine, 2, slice \d of 2$/ }),
      ).toHaveAttribute('data-state', 'shown')
      await expect(inList(room, /^SAX cine 1 · 3 × 14 · 1 ⚠/)).toHaveAttribute('title', /matrix/)
    },
  },
  {
    study: odd.missingPhases,
    label: /^SAX cine, slice 3 of 5$/,
    works: async (room) => {
      await room.stopCine()
      for (const slice of ['ArrowUp', 'ArrowDown'] as const) {
        await press(room, slice)
        while ((await room.large.getAttribute('data-state')) !== 'hole') {
          const { phase } = await room.where()
          await press(room, 'ArrowRight')
          await stands(room, { phase: (phase % 14) + 1 })
          await expect(room.large).not.toHaveAttribute('data-state', 'loading')
          if (phase === 14) break
        }
        if ((await room.large.getAttribute('data-state')) === 'hole') break
        await press(room, slice)
      }
      await expect(room.large).toContainText('The stack has no image here.')
      const series = inList(room, /^SAX cine 5 × 14 · 2 ⚠/)
      await expect(series).toHaveAttribute('title', /slice 2 has 13 of 14 phases/)
      await expect(series).toHaveAttribute('title', /slice 4 has 9 of 14 phases/)
      // nothing can be drawn on an image that is not there
      const box = await room.large.boundingBox()
      await press(room, 'e')
      for (const [x, y] of [
        [0.4, 0.4],
        [0.6, 0.4],
        [0.5, 0.6],
      ] as const)
        await room.page.mouse.click(
          (box?.x ?? 0) + x * (box?.width ?? 0),
          (box?.y ?? 0) + y * (box?.height ?? 0),
        )
      await press(room, 'Enter')
      await expect(room.page.getByRole('region', { name: 'Cine' })).toContainText('0 of 5 contoured')
    },
  },
  {
    study: odd.undecodable,
    label: /^SAX cine, slice 3 of 5$/,
    works: async (room) => {
      await room.stopCine()
      await expect(room.page.getByRole('application', { name: /^4-chamber/ })).toContainText(
        'The image could not be decoded: there is no picture of 16 × 16 pixels in it.',
      )
      const small = (name: RegExp) => inList(room, name).locator('canvas')
      await expect(small(/^4-chamber/)).toHaveAttribute('data-state', 'failed')
      await expect(small(/^2-chamber/)).toHaveAttribute('data-state', 'shown')
      await expect(room.page.getByRole('application', { name: /^2-chamber/ })).toHaveAttribute(
        'data-state',
        'shown',
      )
      await expect(room.large).toHaveAttribute('data-state', 'shown')
    },
  },
  {
    study: odd.partlyUndecodable,
    label: /^SAX cine, slice 3 of 5$/,
    says: ['2 images could not be shown: go there to see why.'],
    works: async (room) => {
      await room.stopCine()
      while ((await room.where()).phase !== 1) await press(room, 'ArrowRight')
      await expect(room.large).toContainText('The image could not be decoded')
      await expect(room.strip.locator('[data-same-slice] canvas').first()).toHaveAttribute(
        'data-state',
        'failed',
      )
      await press(room, 'ArrowRight', 'ArrowRight')
      await expect(room.large).toHaveAttribute('data-state', 'shown')
    },
  },
]

test('odd studies come in, open one after the other, say what is wrong with them, and can be read as far as they go', async ({
  sit,
}) => {
  test.setTimeout(300_000)
  const folder = test.info().outputPath('studies')
  const library = test.info().outputPath('library')
  for (const { study } of cases) writeOddStudy(folder, study)
  await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
  const { page } = await sit({ library })

  await test.step('imported in the window, which names what it does not take', async () => {
    // keys are heard once the list is there
    await page
      .getByRole('button', { name: /^Import/ })
      .first()
      .waitFor()
    await page.keyboard.press('i')
    const dialog = page.getByRole('dialog', { name: 'Import a folder or archive' })
    // the dialog takes them once it stands, and would take them from a later field
    await dialog.locator('input:focus').waitFor()
    await dialog.getByRole('textbox', { name: 'Path on this machine' }).fill(folder)
    await dialog.getByRole('combobox', { name: 'Project' }).fill(oddProject)
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(dialog).toContainText(`${cases.length} studies`, { timeout: 120_000 })
    await expect(dialog).toContainText('the transfer syntax 1.2.840.10008.1.2.4.100 is not supported')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  for (const { study, label, says = [], works } of cases)
    await test.step(study.subject, async () => {
      const room = await openStudy(page, study.subject, reader.name)
      await expect(page.getByRole('application', { name: label })).toBeVisible()
      for (const sentence of says) await expect(page.locator('body')).toContainText(sentence)
      for (const sentence of ofOneStudy)
        if (!says.some((said) => said.startsWith(sentence)))
          await expect(page.locator('body')).not.toContainText(sentence)
      await works(room)
      await room.gradeGood()
      await page.keyboard.press('l')
      await page.getByRole('row', { name: study.subject }).waitFor()
    })
})
