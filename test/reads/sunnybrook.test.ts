/** Real patients with expert contours, from import to a signed report that other programs read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { understandReport } from '#analysis/report/stated/report.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { identityIn } from '../../main/services/outbox/identity.ts'
import { defaultRules } from '../../main/services/projects/rules.ts'
import { cineFolder, expertContours, factsIn, patients, reference } from '../analysis/sunnybrook.ts'
import {
  dciodvfyErrors,
  hasPydicom,
  hasValidators,
  noValidators,
  pydicomSays,
  runOn,
} from '../dicom/validators.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { openReadingRoom, passphrase, type ReadingRoom } from './reading-room.ts'

const shared = sharedFolder ?? noShared

describe.skipIf(sharedFolder === undefined).each(patients)(
  `%s, signed${sharedFolder ? '' : ` (skipped: ${noShared})`}`,
  (patient) => {
    let room: ReadingRoom
    let read = ''
    const files: { name: string; bytes: Buffer }[] = []
    beforeAll(async () => {
      room = await openReadingRoom()
      await room.addReader('R01', 'reader', passphrase)
      await room.workplace.importFrom(cineFolder(shared, patient), 'public CC0 set')
      const file = contourFileSchema.parse(
        expertContours(shared, patient, factsIn(cineFolder(shared, patient))),
      )
      const call = room.as('R01')
      const opened = await room.service.open({ study: file.study }, call)
      read = opened.read
      await room.service.openContours({ read, after: 1, file, restIsEmpty: true }, call)
      await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
      for (const { name, base64 } of await room.exportFiles({ read, formats: ['sr', 'seg'] }, call))
        files.push({ name, bytes: Buffer.from(base64, 'base64') })
    })
    afterAll(() => room.workplace.close())
    const report = (): Buffer => files[0]?.bytes ?? Buffer.alloc(0)

    it('has the expert volumes within 0.5 %, EF within 0.2 points, ED and ES where the expert had them', () => {
      const truth = reference(shared, patient)
      const said = understandReport(readReport(report()).content)
      const value = (quantity: string): number => {
        const found = said.measurements.find((m) => m.quantity === quantity)
        return found && 'value' in found ? found.value : Number.NaN
      }
      expect([said.ed, said.es]).toEqual([truth.ed_phase_0based, truth.es_phase_0based])
      expect(Math.abs(value('lv-edv') / truth.EDV_ml - 1)).toBeLessThan(0.005)
      expect(Math.abs(value('lv-esv') / truth.ESV_ml - 1)).toBeLessThan(0.005)
      expect(Math.abs(value('lv-mass-ed') / truth.LV_mass_g_ED_1p05 - 1)).toBeLessThan(0.005)
      expect(Math.abs(value('lv-ef') - truth.EF_pct)).toBeLessThan(0.2)
    })

    it.skipIf(!hasValidators)(
      `has no error but those that the source's own invalid UIDs force${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
      () => {
        expect(files).toHaveLength(3)
        for (const { name, bytes } of files) {
          const errors = dciodvfyErrors(bytes)
          const ours = errors.filter((error) => !/Value invalid for this VR \[UI\]|leading zero/i.test(error))
          expect(ours, name).toEqual([])
          expect(errors.every((error) => /UID/.test(error))).toBe(true)
        }
        // It refuses invalid UIDs unless told otherwise.
        expect(runOn(report(), 'dsrdump', '-Ev').status).toBe(0)
      },
    )

    it.skipIf(!hasPydicom)(
      'copies no date that is none, and asserts of identity only what a person attested',
      () => {
        const said = pydicomSays(
          report(),
          `import json, sys, warnings, pydicom
warnings.simplefilter('ignore')
ds = pydicom.dcmread(sys.argv[1])
names = ['PatientBirthDate', 'StudyDate', 'PatientName', 'PatientIdentityRemoved', 'DeidentificationMethod', 'ClinicalTrialProtocolID']
print(json.dumps([str(ds[name].value) if name in ds else None for name in names]))`,
        )
        const name = patient.split('_')[0]
        expect(said).toEqual(['', '', name, 'YES', 'Attested at import: public CC0 set', null])
      },
    )

    it.skipIf(!hasPydicom)('shows each phase in the space of its own slices', () => {
      const facts = [...factsIn(cineFolder(shared, patient)).values()]
      for (const { bytes } of files.slice(1)) {
        const [space, source] = pydicomSays(
          bytes,
          `import json, sys, warnings, pydicom
warnings.simplefilter('ignore')
ds = pydicom.dcmread(sys.argv[1])
first = ds.PerFrameFunctionalGroupsSequence[0].DerivationImageSequence[0].SourceImageSequence[0]
print(json.dumps([str(ds.FrameOfReferenceUID), str(first.ReferencedSOPInstanceUID)]))`,
        ) as [string, string]
        const image = facts.find(({ sopInstanceUid }) => sopInstanceUid === source)
        expect(space).toBe(image?.frameOfReferenceUid)
      }
    })

    it('may leave: the last gate finds nobody in it', () => {
      for (const { name, bytes } of files) {
        const kind = name.endsWith('.sr.dcm') ? 'sr' : 'seg'
        expect(identityIn({ kind, project: 'CMR-TRIAL-01' }, bytes, defaultRules), name).toBeUndefined()
      }
    })
  },
)
