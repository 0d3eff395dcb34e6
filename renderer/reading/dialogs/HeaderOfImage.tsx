/** The tags of the image that had the keys when they were asked for; a cine that runs on does not change them. */
import { useState } from 'react'
import { HeaderDialog } from '../../display/HeaderDialog.tsx'
import { notify } from '../../status/notices.ts'
import { textsNow, useTexts } from '../../texts/texts.ts'
import { type Room, standingSlice, useRoom } from '../room.ts'
import { useSeriesName } from '../series-name.ts'
import { phaseText } from '../views.ts'

export function HeaderOfImage({ onClose }: { readonly onClose: () => void }) {
  const room = useRoom()
  const { image } = useTexts().room
  const nameOf = useSeriesName()
  const [standing] = useState(() => standingOn(room))
  if (!standing) return null
  const { stack, slice, phase, frame, sha256 } = standing
  const at = phaseText(stack, phase)
  const name = image.label(nameOf(stack), slice + 1, stack.frames.length) + (at === null ? '' : `, ${at}`)
  return <HeaderDialog sha256={sha256} frame={frame.frame} name={name} onClose={onClose} />
}

function standingOn({ place, playhead, imagesOf }: Room) {
  const now = place.getState()
  const { stack } = now
  const slice = standingSlice(now)
  const phase = playhead.phaseOf(stack)
  const frame = stack.frames[slice]?.[phase]
  const sha256 = frame ? imagesOf(stack).objectOf(frame) : undefined
  return frame && sha256 !== undefined ? { stack, slice, phase, frame, sha256 } : undefined
}

/** Whether there is an image to tell of; else it says so. */
export function hasHeader(room: Room): boolean {
  if (standingOn(room)) return true
  notify({ tone: 'plain', what: textsNow().display.noImage })
  return false
}
