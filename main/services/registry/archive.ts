/**
 * A plain DICOMweb archive as a registry: projects are the trial protocols that its studies name
 * (ClinicalTrialProtocolID), access is whatever the archive itself allows, results are SR and SEG.
 */
import { type RegistryProject, type SharedStudy, sharedStudySchema } from '#contract/project-api.ts'
import { createDicomWeb, type DicomWeb, type StudyRow } from '../../dicomweb/client.ts'
import { count, number, tags, text } from '../../dicomweb/dicom-json.ts'
import { openLine } from '../../dicomweb/exchange.ts'
import { defaultRules } from '../projects/rules.ts'
import type { Credentials, RegistryAdapter, RegistryAddress } from './adapter.ts'

const nameSchema = sharedStudySchema.shape.subject

/** Studies that name no protocol: shown, so that nobody wonders where they are. */
export const withoutProtocol = 'no-protocol'

export function openArchive(
  address: RegistryAddress,
  credentials: Credentials,
  line: { silence: number; ca?: string | undefined },
): RegistryAdapter {
  const { exchange, close } = openLine(line)
  const basic = Buffer.from(`${credentials.account}:${credentials.secret}`).toString('base64')
  const dicomWeb = createDicomWeb({
    root: new URL(address.url),
    exchange,
    authorization: () => `Basic ${basic}`,
  })
  return {
    ...address,
    account: credentials.account,
    dicomWeb,
    async projects(signal) {
      const rows = await dicomWeb.studies({}, signal)
      const named = new Set(rows.map(({ protocolId }) => protocolId ?? withoutProtocol).filter(isName))
      return [...named].toSorted().map(project)
    },
    async studies(id, signal) {
      const rows = await studiesOf(dicomWeb, id, signal)
      return rows.map(sharedStudy)
    },
    withdrawals: async () => [],
    signOut: async () => {},
    close,
  }
}

async function studiesOf(
  dicomWeb: DicomWeb,
  project: string,
  signal: AbortSignal | undefined,
): Promise<StudyRow[]> {
  if (project !== withoutProtocol) return dicomWeb.studies({ protocol: project }, signal)
  return (await dicomWeb.studies({}, signal)).filter(({ protocolId }) => protocolId === undefined)
}

const project = (id: string): RegistryProject => ({
  id,
  title: id === withoutProtocol ? 'Studies without a trial protocol' : id,
  protocol: defaultRules,
  permissions: ['download', 'upload'],
})

const isName = (text: string | undefined): text is string => nameSchema.safeParse(text).success

/** What a search row says of a study; a value outside its range is left out. */
function sharedStudy({ study, row }: StudyRow): SharedStudy {
  const sex = text(row, tags.patientSex)
  const age = text(row, tags.patientAge)
  const metres = number(row, tags.patientSize)
  const kilograms = number(row, tags.patientWeight)
  const site = text(row, tags.siteId)
  const timePoint = text(row, tags.timePointId)
  const series = count(row, tags.seriesCount)
  const instances = count(row, tags.instanceCount)
  return {
    study,
    subject: [text(row, tags.subjectId), text(row, tags.patientId)].find(isName) ?? study,
    ...(isName(site) ? { site } : {}),
    ...(isName(timePoint) ? { timePoint } : {}),
    clinical: {
      ...(sex === 'M' || sex === 'F' || sex === 'O' ? { sex } : {}),
      ...(age !== undefined && /^[0-9]{3}[DWMY]$/.test(age) ? { age } : {}),
      ...(metres !== undefined && metres > 0 && metres < 3 ? { heightCm: metres * 100 } : {}),
      ...(kilograms !== undefined && kilograms > 0 && kilograms < 500 ? { weightKg: kilograms } : {}),
    },
    fields: {},
    ...(series === undefined ? {} : { series }),
    ...(instances === undefined ? {} : { instances }),
  }
}
