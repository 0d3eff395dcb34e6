/** Reports of reads: their content from the log, their pages in a thread. Nothing is recorded. */
import { picturesOf } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { StudyView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import { imagePlaces } from '../analyses/examination.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { Reads } from '../reads/reads.ts'
import { printSource } from './source.ts'
import { templateOf } from './templates.ts'

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
  readonly reads: Pick<Reads, 'service' | 'studyHere' | 'visible'>
  readonly viewOf: (study: string, call: Call) => Promise<StudyView | undefined>
  readonly software: { readonly name: string; readonly version: string }
}

type File = Awaited<ReturnType<Services['reports']['make']>>['files'][number]

export function createReports(parts: Parts): Services['reports'] {
  const { library, index, threads, reads, viewOf, software } = parts
  return {
    async make({ read, formats, language, template }, call) {
      const row = reads.visible(read, call)
      const opened = await reads.service.show({ read }, call)
      if (opened.status === 'sealed') {
        const last = opened.events.at(-1)?.body
        throw new Failure('read-sealed', { read, reason: last?.kind === 'sealed' ? last.reason : '' })
      }
      const study = await reads.studyHere(row.study, call)
      const view = await viewOf(row.study, call)
      if (view === undefined) throw new Failure('no-such-study', { study: row.study })
      const chosen = template ?? (await templateOf(library.folder, row.project))
      const source = printSource(opened, study, view)
      const report = printedReport(source, language === undefined ? chosen : { ...chosen, language })
      const places = imagePlaces(library, index, study)
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
