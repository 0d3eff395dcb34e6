/** Every analysis by command, on a real patient: what the series and contours allow, and why not the rest. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import {
  type AnalysesDocument,
  analysesDocumentSchema,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import { patients } from '../analysis/sunnybrook.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { attested, type ExpertRead, expertRead, writeContours } from './experts.ts'
import { type CommandLine, exits, midwall, openCommandLine } from './midwall.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''
const [patient] = patients

const of = ({ analyses }: AnalysesDocument, analysis: string) => {
  const found = analyses.find((one) => one.analysis === analysis)
  if (!found) throw new Error(`no ${analysis} in the document`)
  return found
}

describe.skipIf(sharedFolder === undefined)(
  `a real patient with cine only${skipped}`,
  { timeout: 120_000 },
  () => {
    let commandLine: CommandLine
    let expert: ExpertRead
    let document: AnalysesDocument
    let args: readonly string[]
    beforeAll(async () => {
      commandLine = openCommandLine()
      expert = expertRead(sharedFolder ?? '', patient)
      await commandLine.json(['import', expert.images, '--project', 'SUNNYBROOK', ...attested])
      const file = writeContours(commandLine, expert.contours)
      args = ['analyse', expert.contours.study, '--contours', file, '--reader', 'anna']
      document = analysesDocumentSchema.parse(await commandLine.json([...args]))
    }, 120_000)
    afterAll(() => commandLine.remove())

    const value = (analysis: string, quantity: string, scope?: string): number => {
      const found = of(document, analysis)
      if ('unmeasured' in found) throw new Error(`${analysis} is ${found.unmeasured}`)
      const m = (found.measurements as readonly Measurement[]).find(
        (one) => one.quantity === quantity && one.scope === scope,
      )
      if (!m || !isMeasured(m)) throw new Error(`${quantity} is not measured`)
      return m.value
    }

    it('has the volumes of the experts, and a base that still shortens', () => {
      expect(value('volumes', 'lv-ef')).toBeCloseTo(26.2, 0)
      expect(value('strain', 'gcs-peak', 'level:basal layer:endocardial')).toBeLessThan(-10)
      expect(value('strain', 'gcs-peak', 'level:basal layer:endocardial')).toBeGreaterThan(-25)
    })

    it('says for every other analysis what it lacks', () => {
      expect(['scar', 'perfusion', 'mapping', 'flow'].map((name) => of(document, name))).toMatchObject([
        { unmeasured: 'no-images' },
        { unmeasured: 'no-images' },
        { unmeasured: 'no-images' },
        { unmeasured: 'no-images' },
      ])
    })

    it('makes only what is asked for, and refuses what it does not know', async () => {
      const only = analysesDocumentSchema.parse(await commandLine.json([...args, '--only', 'volumes']))
      expect(only.analyses.map(({ analysis }) => analysis)).toEqual(['volumes'])
      expect((await commandLine.run([...args, '--only', 'brain'])).code).toBe(exits.usage)
    })
  },
)

describe('what is typed for analyses', { timeout: 60_000 }, () => {
  const usage = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await midwall(['analyse', '1.2.3', ...args, '--library', library])
    expect(code).toBe(exits.usage)
    return stderr
  }
  let library: string
  let commandLine: CommandLine
  beforeAll(() => {
    commandLine = openCommandLine()
    library = `${commandLine.folder}/library`
  })
  afterAll(() => commandLine.remove())

  it('names every analysis in the help, and the one that there is not', async () => {
    const { stdout } = await midwall(['analyse', '--help'])
    expect(stdout).toContain(`run ${analysisNames.join(', ')}`)
    expect(await usage('--only', 'strain,brain')).toContain(
      `--only knows no 'brain', only ${analysisNames.join(', ')}`,
    )
  })

  it('of the heart at rest is a rate and a pressure, both of them', async () => {
    const together = '--rest-heart-rate and --rest-pressure are given together'
    expect(await usage('--rest-heart-rate', '62')).toContain(together)
    expect(await usage('--rest-pressure', '118')).toContain(together)
    expect(await usage('--rest-heart-rate', 'slow', '--rest-pressure', '118')).toContain(
      "--rest-heart-rate wants a number above 0, not 'slow'",
    )
    expect(await usage('--rest-heart-rate', '62', '--rest-pressure', '-1')).toContain('--rest-pressure')
  })

  it('of territories is a segment and an artery that there are, each segment once', async () => {
    expect(await usage('--territories', '18:lad')).toContain("as 4:lcx, not '18:lad'")
    expect(await usage('--territories', '4:lmca')).toContain('lad, rca, lcx')
    expect(await usage('--territories', '4:lcx,4:rca')).toContain('names a segment twice')
  })

  it('of motion in maps is that it be corrected', async () => {
    expect(await usage('--map-motion', 'ignored')).toContain('--map-motion')
  })

  it('of a pre-bolus is its series and its dose', async () => {
    const together = '--pre-bolus and --dose-ratio are given together'
    expect(await usage('--pre-bolus', '1.2.4')).toContain(together)
    expect(await usage('--dose-ratio', '10')).toContain(together)
    expect(await usage('--pre-bolus', '1.2.4', '--dose-ratio', '0')).toContain(
      "--dose-ratio wants a number above 0, not '0'",
    )
  })
})
