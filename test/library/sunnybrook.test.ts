import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { noShared, sharedFolder } from '../shared.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

const folder = join(sharedFolder ?? noShared, 'data/sunnybrook')
const patients = [
  { name: 'SCD0000101_SC-HF-I-1', files: 240 },
  { name: 'SCD0000401_SC-HF-I-5', files: 220 },
]

let workplace: Workplace | undefined
afterEach(async () => workplace?.close())

describe.skipIf(sharedFolder === undefined)(
  `the Sunnybrook patients (${sharedFolder ? 'here' : `skipped: ${noShared}`})`,
  () => {
    it('are held back, all files of both, while nobody vouches for them', async () => {
      workplace = await openWorkplace()
      for (const { name, files } of patients) {
        const report = await workplace.importFrom(join(folder, 'dicom', name))
        const images = report.files.filter(({ path }) => path.endsWith('.dcm'))
        expect(images).toHaveLength(files)
        expect(new Set(images.map(({ outcome }) => outcome))).toEqual(new Set(['quarantined']))
      }
      expect(workplace.keeper.index.studies()).toEqual([])
      const held = await workplace.keeper.quarantine.list(undefined, { session: { reader: undefined } })
      expect(held).toHaveLength(460)
      expect(held.every(({ releasable }) => releasable)).toBe(true)
      expect(held.flatMap(({ findings }) => findings).every(({ severity }) => severity === 'suspected')).toBe(
        true,
      )
    })

    it('are accepted, all files of both, when a person vouches for the public CC0 set', async () => {
      workplace = await openWorkplace()
      // The first was held back before: that somebody vouches for it now lifts that.
      await workplace.importFrom(join(folder, 'dicom', patients[0]?.name ?? ''))
      for (const { name, files } of patients) {
        const report = await workplace.importFrom(join(folder, 'dicom', name), 'public CC0 set')
        const images = report.files.filter(({ path }) => path.endsWith('.dcm'))
        expect(images).toHaveLength(files)
        expect(images.filter(({ outcome }) => !outcome.startsWith('accepted'))).toEqual([])
      }
      const { index } = workplace.keeper
      expect(index.studies()).toHaveLength(2)
      for (const { study } of index.studies()) {
        for (const { attestation } of index.objectsOf(study))
          expect(attestation?.reason).toBe('public CC0 set')
      }
      const { quarantine } = workplace.keeper
      expect(await quarantine.list(undefined, { session: { reader: undefined } })).toEqual([])
      expect(await workplace.keeper.check()).toMatchObject({ strays: [], damaged: [] })
      const sorted = await Promise.all(index.studies().map(({ study }) => index.stacksOf(study)))
      expect(sorted.flatMap(({ stacks }) => stacks.map((s) => s.phaseCount))).toEqual([20, 20])
    })
  },
)
