/** The report of the open read as main makes it, and in which language it is asked for. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { ReportLanguage } from '#analysis/report/printed/document.ts'
import type { MadeReport, ReportFormat } from '#contract/report-jobs.ts'
import { client } from '../../client/client.ts'
import { queryClient } from '../../client/queries.ts'
import { useReading } from '../../reading/room.ts'
import { seqOf } from '../../reading/state/read-log.ts'
import { attempt } from '../../status/notices.ts'

/** 'template': as the project wants it */
export type Wanted = ReportLanguage | 'template'
export const wantedLanguages = ['template', 'en', 'de'] as const satisfies readonly Wanted[]

export const useWanted = create<{ readonly language: Wanted }>(() => ({ language: 'template' }))
export const setWanted = (language: Wanted): void => useWanted.setState({ language })

export function nextWanted(): void {
  const { language } = useWanted.getState()
  const next = wantedLanguages[(wantedLanguages.indexOf(language) + 1) % wantedLanguages.length]
  if (next !== undefined) setWanted(next)
}

const asked = (read: string, format: ReportFormat, language: Wanted) => ({
  read,
  formats: [format],
  ...(language === 'template' ? {} : { language }),
})

/** @param seq  of the last event that main has: another one is another report */
const previewQuery = (read: string, seq: number, language: Wanted) =>
  queryOptions({
    queryKey: ['report', read, seq, language],
    queryFn: ({ signal }) => client.reports.make(asked(read, 'html', language), { signal }),
    // a report holds its images: the last few are enough
    gcTime: 60_000,
  })

export function useReport() {
  const read = useReading(({ log }) => log.read)
  const seq = useReading(({ log }) => seqOf(log))
  const language = useWanted((wanted) => wanted.language)
  return useQuery(previewQuery(read, seq, language))
}

export const stopPreview = (): void => void queryClient.cancelQueries({ queryKey: ['report'] })

export const htmlOf = ({ files }: MadeReport): string | undefined => {
  const file = files.find(({ format }) => format === 'html')
  if (file === undefined) return undefined
  const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

export interface Keeping {
  readonly format: ReportFormat
  readonly stop: () => void
}

/** The file that is being made, one at a time. */
export const useKeeping = create<{ readonly keeping: Keeping | undefined }>(() => ({ keeping: undefined }))

/** Makes the file and hands it to the person, as the host lets files be kept; of one that is stopped nothing is heard. */
export function keepReport(read: string, format: ReportFormat): void {
  useKeeping.getState().keeping?.stop()
  const work = new AbortController()
  const { signal } = work
  const done = (): void => {
    if (useKeeping.getState().keeping === keeping) useKeeping.setState({ keeping: undefined })
  }
  const stop = (): void => {
    work.abort()
    done()
  }
  const keeping: Keeping = { format, stop }
  useKeeping.setState({ keeping })
  attempt(async () => {
    try {
      const made = await client.reports.make(asked(read, format, useWanted.getState().language), { signal })
      if (!signal.aborted) made.files.forEach(handOver)
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      done()
    }
  })
}

function handOver({ name, mediaType, base64 }: MadeReport['files'][number]): void {
  const link = document.createElement('a')
  link.href = `data:${mediaType};base64,${base64}`
  link.download = name
  link.click()
}
