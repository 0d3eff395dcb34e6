/** The study after this one: by key, and opened ahead as soon as this one's images are all here. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StudyView } from '#contract/views.ts'
import { useStore } from '../cine/store.ts'
import { studiesQuery } from '../client/queries.ts'
import { useStudyOrder } from '../client/study-order.ts'
import { useCommands } from '../keys/registry.ts'
import { textsNow } from '../texts/texts.ts'
import { prepare } from './ahead.ts'
import { nextCase, previousCase } from './next-case.ts'
import { useRoom } from './room.ts'

const none: readonly StudyView[] = []

export function useNextCase(onOpen: (study: string) => void): void {
  const { opened, images, playhead, shortAxis } = useRoom()
  const { study, project } = opened.study
  const studies = useQuery(studiesQuery(project)).data ?? none
  const order = useStudyOrder(({ order }) => order)
  const next = nextCase(studies, order, study)
  const previous = previousCase(studies, order, study)
  const allHere = useStore(images.loadOf(shortAxis ?? playhead.lead), ({ stackPlayable }) => stackPlayable)
  const ahead = allHere ? next?.study : undefined
  useEffect(() => {
    if (ahead !== undefined) void prepare(ahead)
  }, [ahead])
  const to = (target: StudyView | undefined, why: string) => ({
    run: () => target && onOpen(target.study),
    unavailable: target ? undefined : why,
  })
  const texts = textsNow().hanging
  useCommands({
    'next-case': to(next, texts.noNext),
    'previous-case': to(previous, texts.noPrevious),
  })
}
