/**
 * A real DICOMweb archive behind the registry: it holds the images, the registry adds projects, grants, clinical
 * fields, receipts and withdrawals. A study belongs to the project that its ClinicalTrialProtocolID names.
 */
import { createDicomWeb, type StudyRow } from '../../dicomweb/client.ts'
import { type Row, tags, text } from '../../dicomweb/dicom-json.ts'
import { openLine } from '../../dicomweb/exchange.ts'
import { broken } from '../../dicomweb/trouble.ts'
import { isWithdrawn, projectOf } from '../projects/access.ts'
import type { RecordKeeper, StudyRecord } from '../projects/records.ts'
import { type Archive, failureReasons, type HeldFile, type HeldInstance } from './archive.ts'

export interface Upstream {
  /** root of its DICOMweb service */
  readonly root: URL
  readonly authorization?: string
}

const silence = 60_000

export function openUpstreamArchive({ root, authorization }: Upstream, records: RecordKeeper): Archive {
  const { exchange } = openLine({ silence })
  const client = createDicomWeb({ root, exchange, authorization: () => authorization })

  const known = (study: string): StudyRecord | undefined =>
    Object.hasOwn(records.now.studies, study) ? records.now.studies[study] : undefined

  const recordOf = ({ study, row, protocolId }: StudyRow): StudyRecord | undefined => {
    if (protocolId === undefined || !projectOf(records.now, protocolId)) return undefined
    const site = text(row, tags.siteId)
    const timePoint = text(row, tags.timePointId)
    return {
      study,
      project: protocolId,
      subject: text(row, tags.subjectId) ?? text(row, tags.patientId) ?? study,
      clinical: {},
      fields: {},
      ...(site === undefined ? {} : { site }),
      ...(timePoint === undefined ? {} : { timePoint }),
    }
  }

  const file = async ({ study, series, sopInstanceUid }: HeldInstance): Promise<HeldFile> => {
    for await (const part of client.retrieve({ study, series, instance: sopInstanceUid })) {
      const chunks: Buffer[] = []
      for await (const chunk of part.body) chunks.push(chunk)
      return { bytes: Buffer.concat(chunks) }
    }
    throw broken('an instance without a file')
  }

  return {
    async studies(project) {
      const rows = await client.studies({ protocol: project })
      const found = rows.flatMap((row) => {
        const record = known(row.study) ?? recordOf(row)
        return record?.project === project && !isWithdrawn(records.now, record.study)
          ? [{ record, row: withoutAddresses(row.row) }]
          : []
      })
      const fresh = found.filter(({ record }) => !known(record.study))
      if (fresh.length > 0)
        await records.change(({ studies }) => {
          for (const { record } of fresh) studies[record.study] = record
        })
      return found
    },

    async discover(study) {
      const [row] = await client.studies({ study })
      return row && recordOf(row)
    },

    async instances(study) {
      return (await client.instances({ study })).map(({ series, sopInstanceUid, modality, row }) => ({
        study,
        series,
        sopInstanceUid,
        row: withoutAddresses(row),
        ...(modality === undefined ? {} : { modality }),
      }))
    },

    file,

    async store(bytes, { instance, sopClassUid }) {
      const named = { study: instance.study, sopInstanceUid: instance.sopInstanceUid, sopClassUid }
      const { claimed, failureReason } = await client.store(bytes, instance.sopInstanceUid)
      if (claimed) return { outcome: 'stored', ...named }
      return { outcome: 'refused', failureReason: failureReason ?? failureReasons.processing, ...named }
    },

    /** A real archive has nothing to make. */
    async prepare() {},

    async close() {},

    /** The archive is not ours to empty: the registry shows none of a withdrawn study from now on. */
    async remove() {},
  }
}

/** Its own addresses would lead around the registry. */
function withoutAddresses(row: Row): Row {
  const { '00081190': _, ...others } = row
  return others
}
