import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Services } from '#contract/services.ts'
import type { StudyView } from '#contract/views.ts'
import { createStudyOpening } from '../../main/services/studies/open.ts'
import { writeSyntheticStudy } from './synthetic-study.ts'
import { openWorkplace, project, temporaryFolder, type Workplace } from './workplace.ts'

let place: Workplace
let studies: Pick<Services['studies'], 'open' | 'series'>
const listed = new Set<string>()
const call = { session: { reader: 'reader' } }

const lineOf = (study: string): StudyView => ({
  study,
  project,
  subject: 'S-0001',
  clinical: {},
  download: { study, status: 'complete', instances: { done: 0 }, bytes: 0, quarantined: 0 },
  read: { status: 'none' },
  upload: { status: 'none' },
})

beforeEach(async () => {
  place = await openWorkplace()
  const { index } = place.keeper
  const viewOf = async (study: string): Promise<StudyView | undefined> =>
    listed.has(study) || index.stateOf(study) === 'here' ? lineOf(study) : undefined
  studies = createStudyOpening({ index, viewOf })
})
afterEach(() => place.close())

async function syntheticStudy(): Promise<string> {
  const source = temporaryFolder()
  writeSyntheticStudy(source)
  await place.importFrom(source)
  const [study] = place.keeper.index.studies()
  if (!study) throw new Error('no study is here')
  return study.study
}

describe('an opened study', () => {
  it('has every stack in order and the hash of every image in it', async () => {
    const study = await syntheticStudy()
    const opened = await studies.open({ study }, call)
    const images = opened.stacks.flatMap(({ frames }) => frames.flat()).flatMap((frame) => frame ?? [])
    expect(images).toHaveLength(place.keeper.index.objectsOf(study).length)
    for (const { sopInstanceUid } of images) expect(opened.objects[sopInstanceUid]).toMatch(/^[0-9a-f]{64}$/)
    expect(opened.warnings).toEqual([])
  })

  it('says neither site, subject, protocol nor date of its images to the reading room', async () => {
    const { stacks } = await studies.open({ study: await syntheticStudy() }, call)
    const said = JSON.stringify(stacks)
    for (const secret of ['SITE01', 'S-0001', project, '20250101']) expect(said).not.toContain(secret)
  })

  it('is refused by name: unknown, not downloaded, withdrawn', async () => {
    await expect(studies.open({ study: '1.2.3' }, call)).rejects.toThrow('no-such-study')
    listed.add('1.2.3')
    await expect(studies.open({ study: '1.2.3' }, call)).rejects.toThrow('study-not-downloaded')
    const study = await syntheticStudy()
    await place.keeper.withdrawStudy({ study, project, who: 'registry', reason: 'consent' })
    await expect(studies.open({ study }, call)).rejects.toThrow('study-withdrawn')
  })
})

describe('the series of a study', () => {
  it('say role, slices, phases, spacing and heart rate with their units, or why there is none', async () => {
    const series = await studies.series({ study: await syntheticStudy() }, call)
    const sax = series.find(({ role }) => role === 'cine-sax')
    const scout = series.find(({ role }) => role === 'scout')
    expect(sax?.slices).toBeGreaterThan(3)
    expect(sax?.phases).toBeGreaterThan(3)
    expect(sax?.spacing).toMatchObject({ unit: 'mm' })
    expect(sax?.heartRate).toMatchObject({ unit: '/min' })
    expect(sax?.rr).toMatchObject({ unit: 'ms' })
    expect(scout?.heartRate).toMatchObject({ unmeasured: expect.any(String) })
  })
})
