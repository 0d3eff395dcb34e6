/** Both real patients as they are, from their files to the experts' numbers, by commands alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriesDocumentSchema } from '#contract/documents.ts'
import { importReportSchema } from '#contract/import-report.ts'
import { patients } from '../analysis/sunnybrook.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { attested, type ExpertRead, expectExpertVolumes, expertRead, writeContours } from './experts.ts'
import { type CommandLine, exits, openCommandLine } from './midwall.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''

let commandLine: CommandLine
beforeAll(() => {
  commandLine = openCommandLine()
})
afterAll(() => commandLine.remove())

describe.skipIf(sharedFolder === undefined).each(patients)(`the patient %s${skipped}`, (patient) => {
  let expert: ExpertRead
  beforeAll(() => {
    expert = expertRead(sharedFolder ?? '', patient)
  })

  it('is taken in whole, each file with a warning about what is wrong in it', async () => {
    const args = ['import', expert.images, '--project', 'SUNNYBROOK', ...attested]
    const { files } = importReportSchema.parse(await commandLine.json(args))
    const { slices_total: slices, phases } = expert.truth
    expect(files).toHaveLength(slices * phases)
    expect(files.filter(({ outcome }) => !outcome.startsWith('accepted'))).toEqual([])
  })

  it('has one short-axis cine whose spacing comes from positions', async () => {
    const series = seriesDocumentSchema.parse(await commandLine.json(['series', expert.contours.study]))
    const { slices_total: slices, phases, slice_spacing_mm_from_IPP: spacing } = expert.truth
    expect(series).toMatchObject([{ role: 'cine-sax', slices, phases, spacing: { unit: 'mm' } }])
    const [sax] = series
    expect(sax && 'value' in sax.spacing && sax.spacing.value).toBeCloseTo(spacing, 2)
  })

  it('has the experts’ phases and volumes within 0.5 %, and EF within 0.2 points', async () => {
    const { contours, truth } = expert
    const volumes = await commandLine.volumes(contours.study, writeContours(commandLine, contours, patient))
    expect(volumes.phases).toEqual({ ed: truth.ed_phase_0based, es: truth.es_phase_0based })
    expect([volumes.provisional, volumes.blockers]).toEqual([false, []])
    expectExpertVolumes(volumes, truth)
    expect(volumes.measurements).toContainEqual(
      expect.objectContaining({ quantity: 'lv-mass-es', unmeasured: 'no-epicardial-contours' }),
    )
    expect(JSON.stringify(volumes.measurements)).toContain('slices beyond the contoured range')
  })
})

it.skipIf(sharedFolder === undefined)(
  `contours of one patient are refused for the other${skipped}`,
  async () => {
    const [one, other] = patients.map((patient) => expertRead(sharedFolder ?? '', patient))
    if (!one || !other) throw new Error('there are two patients')
    const file = writeContours(commandLine, { ...one.contours, study: other.contours.study }, 'mixed')
    const args = ['volumes', other.contours.study, '--contours', file, '--reader', 'anna', '--json']
    const { code, stdout } = await commandLine.run(args)
    expect([code, JSON.parse(stdout).error.code]).toEqual([exits.refused, 'contour-file-invalid'])
  },
)
