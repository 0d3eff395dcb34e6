/** What a project wants its reports to look like: which sections, in which order, and the words around them. */
import type { ReportLanguage } from './document.ts'

export const reportSections = [
  'subject',
  'findings',
  'function',
  'images',
  'regional',
  'strain',
  'scar',
  'perfusion',
  'mapping',
  'flow',
  'onImages',
  'adjudication',
  'inclusion',
  'acquisition',
  'methods',
  'warnings',
  'signature',
] as const
export type ReportSection = (typeof reportSections)[number]

/** What a report may say of the subject, beside the code that it is known by. */
export const subjectFacts = [
  'project',
  'site',
  'timePoint',
  'sex',
  'age',
  'size',
  'bsa',
  'heartRate',
  'rhythm',
  'quality',
  'scanner',
  'reader',
  'study',
] as const
export type SubjectFact = (typeof subjectFacts)[number]

export const templateFormat = 'midwall-report-template/1'

export interface ReportTemplate {
  readonly format: typeof templateFormat
  readonly name: string
  readonly version: string
  readonly language: ReportLanguage
  /** in place of the usual title */
  readonly title?: string
  readonly footer?: string
  /** in place of all of them; the images carry none */
  readonly subject?: readonly SubjectFact[]
  /** in this order; the signature, and what is not measured, are never left out */
  readonly sections: readonly ReportSection[]
}

/** For projects that bring none. */
export const usualTemplate: ReportTemplate = {
  format: templateFormat,
  name: 'midwall-usual',
  version: '1',
  language: 'en',
  sections: reportSections,
}

/** No project can have a report without them: what was decided, who signed, and what has to be known of its numbers. */
const always: readonly ReportSection[] = ['adjudication', 'methods', 'warnings', 'signature']

export const sectionsOf = ({ sections }: Pick<ReportTemplate, 'sections'>): readonly ReportSection[] => [
  ...new Set([...sections, ...always.filter((name) => !sections.includes(name))]),
]
