/**
 * What a file means beside what is here already. Files that contradict each other are all taken out of use,
 * those accepted earlier included, until a person decides which one is right. Where a person has decided, the
 * newcomer alone is held.
 */
import { createHash } from 'node:crypto'
import { say } from '#analysis/sentences/say.ts'
import type { JobFinding, KeptFile } from '#contract/jobs.ts'
import type { Conflict, Held, InstanceRow, QuarantineRow, Rows, Source } from './rows.ts'

export type Judgement =
  /** `lifted`: what it was held for before no longer stands, since a person vouches for it now */
  | { readonly place: 'library'; readonly lifted: QuarantineRow | undefined }
  | { readonly place: 'library-already' }
  | { readonly place: 'quarantine-already'; readonly reason: string }
  | { readonly place: 'nowhere'; readonly reason: string }
  | { readonly place: 'quarantine'; readonly held: Held; readonly evicted: readonly InstanceRow[] }

export interface Circumstances {
  readonly project: string
  readonly source: Source
  /** as it is shown */
  readonly path: string
  /** the entry that a person is letting go: conflicts that wait for this decision no longer count */
  readonly releasing?: string
}

/** The same bytes held for the same project are one entry, however often they come. */
const entryOf = (project: string, sha256: string): string =>
  createHash('sha256').update(`${project}\n${sha256}`).digest('hex').slice(0, 16)

export function judge(file: KeptFile, circumstances: Circumstances, rows: Rows): Judgement {
  const { project, releasing } = circumstances
  const held = rows.entryByHash(file.sha256, project)
  const known = knownAlready(file, circumstances, held, rows)
  if (known) return known

  const study = rows.study(file.studyUid)
  if (study?.state === 'withdrawn') return { place: 'nowhere', reason: say('files/study-withdrawn') }
  if (file.verdict === 'quarantined') {
    return {
      place: 'quarantine',
      held: heldFile(file, circumstances, file.findings, file.releasable),
      evicted: [],
    }
  }
  if (study && study.project !== project) {
    return { place: 'nowhere', reason: say('files/study-of-project', { project: study.project }) }
  }

  const found =
    contradiction(file, rows) ?? (releasing === undefined ? openContradiction(file, rows) : undefined)
  if (!found) return { place: 'library', lifted: held?.entry === releasing ? undefined : held }
  return {
    place: 'quarantine',
    held: heldFile(file, circumstances, [findingOf(found.conflict)], true, found.conflict),
    evicted: found.against.some(({ released }) => released !== null) ? [] : found.against,
  }
}

function knownAlready(
  file: KeptFile,
  { project, releasing }: Circumstances,
  held: QuarantineRow | undefined,
  rows: Rows,
): Judgement | undefined {
  const instance = rows.instanceByHash(file.sha256)
  if (instance) {
    const home = rows.study(instance.study)?.project
    if (home === undefined) throw new Error('an instance is of a study that is here')
    return home === project
      ? { place: 'library-already' }
      : { place: 'nowhere', reason: say('files/here-for-project', { project: home }) }
  }
  if (!held || held.entry === releasing) return undefined
  if (held.conflict === null && file.verdict === 'accepted') return undefined
  return { place: 'quarantine-already', reason: reasonOf(JSON.parse(held.findings) as JobFinding[]) }
}

interface Contradiction {
  readonly conflict: Conflict
  readonly against: readonly InstanceRow[]
}

function contradiction(file: KeptFile, rows: Rows): Contradiction | undefined {
  const twin = rows.instance(file.sopInstanceUid)
  if (twin) return { conflict: { kind: 'instance', about: file.sopInstanceUid }, against: [twin] }
  if (rows.otherStudyOfSeries(file.seriesUid, file.studyUid)) {
    const against = rows.instancesOfSeries(file.seriesUid)
    return { conflict: { kind: 'series', about: file.seriesUid }, against }
  }
  const patient = file.patient ?? null
  const subject = file.trialSubject ?? null
  if (rows.otherSubjectInStudy(file.studyUid, patient, patient, subject, subject)) {
    const against = rows.instancesOfStudy(file.studyUid)
    return { conflict: { kind: 'study', about: file.studyUid }, against }
  }
  return undefined
}

/** Everything that contradicts it is held already, and nobody has decided yet. */
function openContradiction(file: KeptFile, rows: Rows): Contradiction | undefined {
  const doubts: readonly Conflict[] = [
    { kind: 'instance', about: file.sopInstanceUid },
    { kind: 'series', about: file.seriesUid },
    { kind: 'study', about: file.studyUid },
  ]
  const conflict = doubts.find((doubt) => rows.openConflict(doubt.kind, doubt.about) && !decided(doubt, rows))
  return conflict && { conflict, against: [] }
}

function decided({ kind, about }: Conflict, rows: Rows): boolean {
  if (kind === 'series') return rows.instancesOfSeries(about).length > 0
  if (kind === 'study') return rows.instancesOfStudy(about).length > 0
  return rows.instance(about) !== undefined
}

const sentences: Record<Conflict['kind'], { where: string; sentence: string }> = {
  instance: {
    where: '(0008,0018)',
    sentence: say('files/uid-with-other-content'),
  },
  series: { where: '(0020,000E)', sentence: say('files/series-in-two-studies') },
  study: { where: '(0020,000D)', sentence: say('files/study-with-two-subjects') },
  position: {
    where: '(0020,0032)',
    sentence: say('files/same-position'),
  },
}

export const findingOf = ({ kind }: Conflict): JobFinding => ({
  severity: 'conflict',
  kind,
  ...sentences[kind],
})

/** As many sentences as fit a line of a report; the findings themselves are all kept. */
const mostSentences = 4

export function reasonOf(findings: readonly JobFinding[]): string {
  const left = findings.length - mostSentences
  const said = findings
    .slice(0, mostSentences)
    .map(({ sentence }) => sentence)
    .join('; ')
  return left > 0 ? `${said}; ${say('files/and-more', { left })}` : said
}

function heldFile(
  file: KeptFile,
  { project, source, path }: Circumstances,
  findings: readonly JobFinding[],
  releasable: boolean,
  conflict?: Conflict,
): Held {
  const { sha256, bytes, studyUid: study } = file
  return {
    entry: entryOf(project, sha256),
    project,
    file: path,
    study,
    sha256,
    bytes,
    findings,
    releasable,
    conflict,
    source,
  }
}

/** An instance that was in use and is taken out of it. */
export function evictedAs(row: InstanceRow, project: string, conflict: Conflict): Held {
  return {
    entry: entryOf(project, row.sha256),
    project,
    file: row.sop_instance_uid,
    study: row.study,
    sha256: row.sha256,
    bytes: row.bytes,
    findings: [findingOf(conflict)],
    releasable: true,
    conflict,
    source: row.source,
  }
}
