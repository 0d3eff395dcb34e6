/** Reports of reads: their content from the log, their pages in a thread. Nothing is recorded. */
import { foldRead } from '#analysis/reading/fold.ts'
import { analysisIn } from '#analysis/reading/record-name.ts'
import { picturesOf } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import type { PrintSource } from '#analysis/report/printed/source.ts'
import { type ReportSection, type ReportTemplate, sectionsOf } from '#analysis/report/printed/template.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { StudyView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import { imagePlaces } from '../analyses/examination.ts'
import type { AnalysisLooks } from '../analyses/looks.ts'
import { following } from '../cancelling.ts'
import { forAnalyses, type Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { StateAnnotations } from '../reads/annotated.ts'
import type { Reads } from '../reads/reads.ts'
import { shownOf } from './shown.ts'
import { printSource } from './source.ts'
import { templateOf } from './templates.ts'

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
  readonly reads: Pick<Reads, 'service' | 'toLookAt' | 'visible'>
  readonly looks: AnalysisLooks
  readonly stateAnnotations: StateAnnotations
  readonly viewOf: (study: string, call: Call) => Promise<StudyView | undefined>
  readonly software: { readonly name: string; readonly version: string }
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
}

type File = Awaited<ReturnType<Services['reports']['make']>>['files'][number]

const pictured: ReadonlySet<ReportSection> = new Set(['strain', 'scar', 'perfusion', 'mapping', 'flow'])

/** Records of which the report has pictures: the others need not be made again. */
function withPictures(
  { analyses, notEvaluable }: Pick<PrintSource, 'analyses' | 'notEvaluable'>,
  template: ReportTemplate,
) {
  if (notEvaluable !== undefined) return []
  const sections = sectionsOf(template).filter((section) => pictured.has(section))
  return analyses.flatMap(({ analysis }) =>
    sections.some((section) => section === analysisIn(analysis)) ? [analysis] : [],
  )
}

export function createReports(parts: Parts): Services['reports'] {
  const { library, index, threads, reads, looks, stateAnnotations, viewOf, software, onError } = parts
  return {
    async make({ read, formats, language, template }, call) {
      const row = reads.visible(read, call)
      const opened = await reads.service.show({ read }, call)
      if (opened.status === 'sealed') {
        const last = opened.events.at(-1)?.body
        throw new Failure('read-sealed', { read, reason: last?.kind === 'sealed' ? last.reason : '' })
      }
      const { opened: looked, study } = await reads.toLookAt(read, call)
      const view = await viewOf(row.study, call)
      if (view === undefined) throw new Failure('no-such-study', { study: row.study })
      const chosen = template ?? (await templateOf(library.folder, row.project))
      const places = imagePlaces(library, index, study)
      // as this session is shown it: of a read whose reader is not told, nothing names who wrote it
      const state = foldRead(opened.events)
      const onImages =
        (state.status === 'signed' ? state.recorded?.annotations : undefined) ??
        (await stateAnnotations(state, study))
      const stated = printSource(opened, study, view, onImages)
      const source = {
        ...stated,
        shown: await shownOf(looked, study, withPictures(stated, chosen), {
          threads: forAnalyses(threads),
          places,
          remembered: looks.of(looked, places),
          signal: following(call.signal),
          onError,
        }),
      }
      const report = printedReport(source, language === undefined ? chosen : { ...chosen, language })
      const made = await threads.run(
        'report',
        {
          report,
          formats: [...new Set(formats)],
          sources: places.sources(picturesOf(report).map(({ image }) => image)),
          producer: `${software.name} ${software.version}`,
        },
        call.signal === undefined ? {} : { signal: call.signal },
      )
      const draft = source.signature === undefined
      const stem = `report-${read}-${draft ? 'draft' : `v${opened.version}`}`
      const files: File[] = []
      if (made.pdf)
        files.push({
          format: 'pdf',
          name: `${stem}.pdf`,
          mediaType: 'application/pdf',
          base64: Buffer.from(made.pdf).toString('base64'),
        })
      if (made.html !== undefined)
        files.push({
          format: 'html',
          name: `${stem}.html`,
          mediaType: 'text/html',
          base64: Buffer.from(made.html, 'utf8').toString('base64'),
        })
      return { draft, files, warnings: [...made.warnings] }
    },
  }
}
