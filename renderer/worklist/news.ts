/**
 * Asks the registry once for news of each project that is looked at: new studies, withdrawals. A registry that
 * is away is no news; the chip in the bar says so.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '../client/client.ts'
import { queryClient, registryQuery } from '../client/queries.ts'

export function useNewsOf(project: string | undefined): void {
  const signedIn = useQuery(registryQuery).data?.state === 'signed-in'
  const news = useQuery({
    queryKey: ['news', project],
    queryFn: () => client.registry.sync({ project: project ?? '' }),
    enabled: project !== undefined && signedIn,
  })
  useEffect(() => {
    if (news.dataUpdatedAt === 0) return
    void queryClient.invalidateQueries({ queryKey: ['studies'] })
    void queryClient.invalidateQueries({ queryKey: ['projects'] })
  }, [news.dataUpdatedAt])
}
