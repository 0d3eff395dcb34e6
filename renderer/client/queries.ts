/**
 * What the window knows of the library, by question. Main announces facts; each fact names the questions to
 * ask again. Answers are old only when an announcement or a new connection says so, so nothing is polled.
 */
import { QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query'
import type { Announcement, StudyView } from '#contract/views.ts'
import { client } from './client.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => client.system.info(undefined, { signal }),
})

export const readersQuery = queryOptions({
  queryKey: ['readers'],
  queryFn: ({ signal }) => client.readers.list(undefined, { signal }),
})

export const registryQuery = queryOptions({
  queryKey: ['registry'],
  queryFn: ({ signal }) => client.registry.state(undefined, { signal }),
})

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => client.projects.list({}, { signal }),
})

export const studiesQuery = (project: string) =>
  queryOptions({
    queryKey: ['studies', project],
    queryFn: ({ signal }) => client.studies.list({ project }, { signal }),
  })

export const openedStudyQuery = (study: string) =>
  queryOptions({
    queryKey: ['opened-study', study],
    queryFn: ({ signal }) => client.studies.open({ study }, { signal }),
    /** A study's stacks do not change while it is open; they are large, so they go when it is closed. */
    gcTime: 0,
  })

export const seriesQuery = (study: string) =>
  queryOptions({
    queryKey: ['series', study],
    queryFn: ({ signal }) => client.studies.series({ study }, { signal }),
  })

export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => client.quarantine.list(undefined, { signal }),
})

export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: ({ signal }) => client.results.outbox(undefined, { signal }),
})

export const receiptsQuery = (read: string) =>
  queryOptions({
    queryKey: ['receipts', read],
    queryFn: ({ signal }) => client.results.receipts({ read }, { signal }),
  })

/** The questions that a fact makes worth asking again. */
export function outdatedBy(announcement: Announcement): readonly QueryKey[] {
  switch (announcement.kind) {
    case 'download-changed':
      // progress is written into the lists as it comes; only an end changes what else is known
      return isUnderWay(announcement.download.status) ? [] : [['studies'], ['projects']]
    case 'study-imported':
      return [['studies'], ['projects'], ['series', announcement.study]]
    case 'headers-read-again':
      return [['series', announcement.study]]
    case 'study-withdrawn':
      return [['studies'], ['projects'], ['outbox'], ['opened-study', announcement.study]]
    case 'read-appended':
      return [['studies']]
    case 'outbox-changed':
      return [['outbox'], ['studies'], ['receipts', announcement.read]]
    case 'registry-changed':
      return [['registry'], ['system'], ['projects'], ['studies']]
    case 'quarantine-changed':
      return [['quarantine'], ['studies']]
  }
}

const isUnderWay = (status: string): boolean => status === 'running' || status === 'queued'

/** The lists as they are after one more piece of a download arrived. */
export const withDownload = (
  studies: readonly StudyView[],
  announcement: Extract<Announcement, { kind: 'download-changed' }>,
): StudyView[] =>
  studies.map((study) =>
    study.study === announcement.download.study ? { ...study, download: announcement.download } : study,
  )
