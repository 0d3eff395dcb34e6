/** What every part of the reading room shares: the opened study, its images and the playhead. */
import { createContext, useContext } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { OpenedStudy } from '#contract/views.ts'
import type { Playhead } from '../cine/playhead.ts'
import type { ImageView } from '../viewport/image-view.ts'
import type { StudyImages } from '../viewport/study-images.ts'

export interface Room {
  readonly opened: OpenedStudy
  readonly images: StudyImages
  readonly playhead: Playhead
  /** zoom, pan and window of a stack, kept while the study is open */
  viewOf(stack: Stack): ImageView
}

export const RoomContext = createContext<Room | undefined>(undefined)

/** @throws Error outside of the reading room: we were wrong */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('only in the reading room')
  return room
}
