/** Copies of a real patient that dcmtk and gdcm compressed: measured as the files they were made from. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexToPatient } from '#analysis/geometry/plane.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import { importReportSchema } from '#contract/import-report.ts'
import { patients } from '../analysis/sunnybrook.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { encode, encodings, noEncoders } from './encodings.ts'
import { attested, type ExpertRead, expectExpertVolumes, expertRead, writeContours } from './experts.ts'
import { type CommandLine, openCommandLine } from './midwall.ts'

const reason = sharedFolder === undefined ? noShared : noEncoders
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`
const [patient] = patients

let expert: ExpertRead
beforeAll(() => {
  if (reason === undefined) expert = expertRead(sharedFolder ?? '', patient)
})

/** Phases enough to be a cine, the experts' two among them; their volumes rest on no others. */
function fewPhases({ truth }: ExpertRead): number[] {
  const { ed_phase_0based: ed, es_phase_0based: es, phases } = truth
  const all = Array.from({ length: phases }, (_, phase) => phase)
  return all.filter((phase) => phase % 3 !== 1 || phase === ed || phase === es)
}

/** The same polygons in millimetres of the patient. */
function inPatientSpace({ contours, facts }: ExpertRead): ContourFile {
  const planes = new Map([...facts.values()].map((file) => [file.sopInstanceUid, file.frames[0]?.plane]))
  return {
    ...contours,
    contours: contours.contours.map((contour) => {
      const plane = planes.get(contour.sopInstanceUid)
      if (!plane) throw new Error('a contour lies on an image without a plane')
      const points = contour.points.map(([column = 0, row = 0]) => [...indexToPatient(plane, [column, row])])
      return { ...contour, space: 'patient', points }
    }),
  }
}

describe.skipIf(reason !== undefined).each(encodings)(
  `a real patient in $name${skipped}`,
  { timeout: 180_000 },
  (encoding) => {
    let commandLine: CommandLine
    const kept = (): number[] => fewPhases(expert)
    beforeAll(() => {
      commandLine = openCommandLine()
    })
    afterAll(() => commandLine.remove())

    it('is taken in whole', async () => {
      const copies = join(commandLine.folder, 'copies')
      mkdirSync(copies)
      const names = [...expert.facts.keys()]
        .filter((number) => kept().includes((Number(number) - 1) % expert.truth.phases))
        .map((number) => `${number}.dcm`)
      for (const name of names) await encode(encoding, join(expert.images, name), join(copies, name))
      const report = await commandLine.json(['import', copies, '--project', 'SUNNYBROOK', ...attested])
      const outcomes = importReportSchema.parse(report).files.map(({ outcome }) => outcome)
      expect(outcomes.filter((outcome) => outcome.startsWith('accepted'))).toHaveLength(names.length)
    })

    it.each([
      ['pixel', ({ contours }: ExpertRead) => contours],
      ['patient', inPatientSpace],
    ] as const)('measures as the experts did, contours in %s space', async (space, contoursOf) => {
      const { ed_phase_0based: ed, es_phase_0based: es } = expert.truth
      const contours = contoursOf(expert)
      const file = writeContours(commandLine, contours, space)
      const volumes = await commandLine.volumes(contours.study, file, space)
      expect([volumes.provisional, volumes.phases]).toEqual([
        false,
        { ed: kept().indexOf(ed), es: kept().indexOf(es) },
      ])
      expectExpertVolumes(volumes, expert.truth)
    })
  },
)
