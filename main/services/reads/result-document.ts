/**
 * A signed version as one JSON document, beside the SR that says the same in DICOM: for registries that keep
 * results as data, and for tables.
 */
import type { ReportedAnalysis, SignedRead } from '#analysis/report/source.ts'
import type { ResultKind } from './result-objects.ts'

const resultFormat = 'midwall-result/1'

export interface ResultObjectNamed {
  readonly kind: ResultKind
  /** SOP Instance UID; of a JSON document its kind */
  readonly uid: string
  readonly sha256: string
}

export interface ResultDocument
  extends Pick<
    SignedRead,
    | 'read'
    | 'version'
    | 'head'
    | 'study'
    | 'reader'
    | 'signedAt'
    | 'meaning'
    | 'application'
    | 'protocol'
    | 'papillaries'
    | 'measurements'
    | 'leftOut'
    | 'comments'
    | 'annotations'
    | 'scores'
    | 'adjudicated'
    | 'answers'
    | 'waived'
  > {
  readonly format: typeof resultFormat
  readonly project: string
  /** as recorded, without the images: those are among the others */
  readonly analyses: readonly Omit<ReportedAnalysis, 'images'>[]
  /** counted from 0 */
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly quality: SignedRead['quality'] | null
  readonly rhythm: SignedRead['rhythm'] | null
  readonly notEvaluable: string | null
  /** SOP Instance UID to content hash of every image that the read rests on */
  readonly images: Readonly<Record<string, string>>
  readonly objects: readonly ResultObjectNamed[]
}

export function resultDocument(
  project: string,
  signed: SignedRead,
  objects: readonly ResultObjectNamed[],
): ResultDocument {
  const { read, version, head, study, reader, signedAt, meaning, application, protocol, papillaries } = signed
  const { ed, es } = signed.stack ?? {}
  return {
    format: resultFormat,
    project,
    study,
    read,
    version,
    head,
    reader,
    signedAt,
    meaning,
    application,
    protocol,
    papillaries,
    phases: { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) },
    measurements: signed.measurements,
    analyses: signed.analyses.map(({ images: _, ...analysis }) => analysis),
    leftOut: signed.leftOut,
    quality: signed.quality ?? null,
    rhythm: signed.rhythm ?? null,
    notEvaluable: signed.notEvaluable ?? null,
    comments: signed.comments,
    ...(signed.annotations === undefined ? {} : { annotations: signed.annotations }),
    ...(signed.scores === undefined ? {} : { scores: signed.scores }),
    ...(signed.adjudicated === undefined ? {} : { adjudicated: signed.adjudicated }),
    ...(signed.answers === undefined ? {} : { answers: signed.answers }),
    ...(signed.waived === undefined ? {} : { waived: signed.waived }),
    images: Object.fromEntries(
      [...signed.images, ...signed.analyses.flatMap(({ images }) => images)].map(
        ({ sopInstanceUid, sha256 }) => [sopInstanceUid, sha256],
      ),
    ),
    objects,
  }
}
