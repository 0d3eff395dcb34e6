/** The tour begins by itself where a library is new and the demonstration is in sight, and only once. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { projectsQuery, readersQuery } from '../client/queries.ts'
import { usePreferences } from '../theme/preferences.ts'
import { startTour } from './tour.ts'

const demonstration = 'CMR-DEMO-'

export function useTourAtFirstStart(): void {
  const seen = usePreferences(({ tourSeen }) => tourSeen)
  const readers = useQuery({ ...readersQuery, enabled: !seen })
  const projects = useQuery({ ...projectsQuery, enabled: !seen })
  const isNew =
    !seen &&
    readers.data?.length === 0 &&
    (projects.data?.some(({ id }) => id.startsWith(demonstration)) ?? false)
  useEffect(() => {
    if (isNew) startTour('worklist')
  }, [isNew])
}
