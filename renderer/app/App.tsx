/** The window: providers, the page that is open, and what lies over every page. */
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { queryClient } from '../client/queries.ts'
import { listenToKeys } from '../keys/listen.ts'
import { Notices } from '../status/Notices.tsx'
import { Region } from '../status/Region.tsx'
import { useTexts } from '../texts/texts.ts'
import { Appearance } from '../theme/Appearance.tsx'
import { usePreferences } from '../theme/preferences.ts'
import { Tour } from '../tour/Tour.tsx'
import { Worklist } from '../worklist/Worklist.tsx'
import { Dialogs, tellWhyNot } from './Dialogs.tsx'
import { usePage } from './page.ts'

/** The worklist does not wait for the reading room. */
const loadReadingRoom = () => import('../reading/ReadingRoom.tsx')
const ReadingRoom = lazy(async () => ({ default: (await loadReadingRoom()).ReadingRoom }))

export function App() {
  const page = usePage()
  // texts, keys and looks are read while rendering: when they change, everything is rendered again
  usePreferences()
  const texts = useTexts()
  useEffect(() => listenToKeys(tellWhyNot), [])
  useEffect(() => {
    void loadReadingRoom()
  }, [])
  return (
    <Appearance>
      <QueryClientProvider client={queryClient}>
        {page.name === 'reading' ? (
          <Region key={page.study} name={texts.status.readingRoom}>
            <Suspense>
              <ReadingRoom study={page.study} onLeave={page.toWorklist} onOpen={page.toReading} />
            </Suspense>
          </Region>
        ) : (
          <Region name={texts.worklist.name}>
            <Worklist onOpen={page.toReading} />
          </Region>
        )}
        <Dialogs place={page.name} />
        <Notices place={page.name} />
        <Tour place={page.name} />
      </QueryClientProvider>
    </Appearance>
  )
}
