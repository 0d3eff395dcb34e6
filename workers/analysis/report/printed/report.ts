/**
 * A read as a report for people: what SCMR asks of one, in the order of a template. What was not done has no
 * section; what was done and could not be measured says why.
 * @source SCMR reporting guidelines 2022, doi:10.1186/s12968-021-00827-z, tables 1 and 2
 */
import type { Block, PrintedReport } from './document.ts'
import { reportWords } from './report-words.ts'
import { adjudicationBlocks } from './sections/adjudication.ts'
import { handBlocks } from './sections/by-hand.ts'
import {
  acquisitionBlocks,
  inclusionBlocks,
  methodsBlocks,
  signatureBlocks,
  warningBlocks,
} from './sections/ends.ts'
import { functionBlocks } from './sections/function.ts'
import { imageBlocks } from './sections/images.ts'
import { regionalBlocks, strainBlocks } from './sections/regional.ts'
import type { Making } from './sections/section.ts'
import { findingsBlocks, subjectBlocks } from './sections/subject.ts'
import { flowBlocks, mappingBlocks, perfusionBlocks, scarBlocks } from './sections/tissue.ts'
import type { PrintSource } from './source.ts'
import { type ReportSection, type ReportTemplate, sectionsOf } from './template.ts'

type Maker = (making: Making, template: ReportTemplate) => Block[]

const makers: Readonly<Record<ReportSection, Maker>> = {
  subject: subjectBlocks,
  findings: findingsBlocks,
  function: functionBlocks,
  images: imageBlocks,
  regional: regionalBlocks,
  strain: strainBlocks,
  scar: scarBlocks,
  perfusion: perfusionBlocks,
  mapping: mappingBlocks,
  flow: flowBlocks,
  onImages: handBlocks,
  adjudication: adjudicationBlocks,
  inclusion: inclusionBlocks,
  acquisition: acquisitionBlocks,
  methods: methodsBlocks,
  warnings: warningBlocks,
  signature: signatureBlocks,
}

/** of a study that cannot be evaluated: there are no numbers but those that somebody measured by hand */
const withoutNumbers: ReadonlySet<ReportSection> = new Set([
  'subject',
  'findings',
  'onImages',
  'adjudication',
  'acquisition',
  'methods',
  'warnings',
  'signature',
])

export function printedReport(source: PrintSource, template: ReportTemplate): PrintedReport {
  const { language } = template
  const words = reportWords[language]
  const making: Making = { source, words, language }
  const { signature, subject, project, study } = source
  const wanted = sectionsOf(template).filter(
    (name) => source.notEvaluable === undefined || withoutNumbers.has(name),
  )
  const footer = words.footer(source.application, source.read)
  return {
    language,
    title: template.title ?? words.title,
    subtitle: words.subtitle(subject, project, study),
    ...(signature === undefined ? { draft: words.draft(source.seq) } : {}),
    sections: wanted.flatMap((name) => {
      const blocks = makers[name](making, template)
      return blocks.length === 0 ? [] : [{ title: words.sections[name], blocks }]
    }),
    footer: template.footer === undefined ? footer : `${template.footer} · ${footer}`,
    at: signature?.at ?? source.at,
  }
}
