/** One study, read by one reader: opens both, and says what is missing where it cannot. */

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { otherParts } from '#analysis/protocol/parts.ts'
import type { OpenedRead, ReaderView } from '#contract/views.ts'
import { AnalysesContext } from '../analyses/analyses.ts'
import { client } from '../client/client.ts'
import { openedStudyQuery } from '../client/queries.ts'
import { sentenceOf } from '../client/sentences.ts'
import { useSession } from '../client/session.ts'
import { openDialog } from '../dialogs/open.ts'
import { useCommands } from '../keys/registry.ts'
import { notifyMeanwhile } from '../status/notices.ts'
import { textsNow, useTexts } from '../texts/texts.ts'
import { preparedFor } from './ahead.ts'
import { RoomLayout } from './RoomLayout.tsx'
import { openRoom, type Room, RoomContext } from './room.ts'
import { Waiting } from './Waiting.tsx'

interface Way {
  readonly study: string
  readonly onLeave: () => void
  readonly onOpen: (study: string) => void
}

export function ReadingRoom({ study, onLeave, onOpen }: Way) {
  const reader = useSession(({ reader }) => reader)
  useCommands({ 'back-to-worklist': onLeave })
  const texts = useTexts().room
  if (reader === undefined) return <Waiting what={texts.asking} onLeave={onLeave} />
  if (reader === null) return <NobodyReads onLeave={onLeave} />
  return <StudyOfReader key={reader.id} study={study} reader={reader} onLeave={onLeave} onOpen={onOpen} />
}

/** Asks at once; who closes the dialog without an answer finds the way back to it. */
function NobodyReads({ onLeave }: Pick<Way, 'onLeave'>) {
  const { nobody } = useTexts().room
  useEffect(() => openDialog('reader'), [])
  return (
    <Waiting
      what={nobody.what}
      todo={nobody.todo}
      action={{ name: nobody.action, run: () => openDialog('reader') }}
      onLeave={onLeave}
    />
  )
}

function StudyOfReader({ study, reader, onLeave, onOpen }: Way & { readonly reader: ReaderView }) {
  const opened = useQuery({ ...openedStudyQuery(study), initialData: () => preparedFor(study) })
  const read = useOpenedRead(study)
  const room = useRoomOf(opened.data, read.data)
  const texts = useTexts().room
  const error = opened.error ?? read.error
  if (error) {
    const { what, todo } = sentenceOf(error)
    return <Waiting what={what} todo={todo} onLeave={onLeave} />
  }
  if (room === 'nothing-to-show')
    return (
      <Waiting
        what={texts.noImage.what}
        todo={texts.noImage.todo}
        action={{ name: texts.noImage.action, run: () => openDialog('quarantine') }}
        onLeave={onLeave}
      />
    )
  if (!room) return <Waiting what={texts.opening} onLeave={onLeave} />
  return (
    <RoomContext value={room}>
      <AnalysesContext value={room.analyses}>
        <RoomLayout reader={reader} onLeave={onLeave} onOpen={onOpen} />
      </AnalysesContext>
    </RoomContext>
  )
}

/** Asked once and not cached: the open read lives in its own store from here on. */
function useOpenedRead(study: string): { readonly data?: OpenedRead; readonly error?: unknown } {
  const [answer, setAnswer] = useState<{ data?: OpenedRead; error?: unknown }>({})
  useEffect(() => {
    let wanted = true
    client.reads.open({ study }).then(
      (data) => wanted && setAnswer({ data }),
      (error: unknown) => wanted && setAnswer({ error }),
    )
    return () => {
      wanted = false
    }
  }, [study])
  return answer
}

type OpenedStudy = Parameters<typeof openRoom>[0]

function useRoomOf(
  opened: OpenedStudy | undefined,
  read: OpenedRead | undefined,
): Room | 'nothing-to-show' | undefined {
  const [room, setRoom] = useState<Room | 'nothing-to-show'>()
  useEffect(() => {
    if (!opened || !read) return
    const made = openRoom(opened, read)
    setRoom(made ?? 'nothing-to-show')
    const untell = made && tellOfShortAxis(made)
    return () => {
      untell?.()
      made?.close()
    }
  }, [opened, read])
  return room
}

/**
 * What is measured on a part of the slices, or cannot be told of one phase, is said before it is measured.
 * @returns takes it back
 */
function tellOfShortAxis({ shortAxis, opened: { stacks } }: Room): (() => void) | undefined {
  if (!shortAxis) return undefined
  const texts = textsNow().room
  if (shortAxis.phaseCount === 1) return notifyMeanwhile({ tone: 'plain', ...texts.shortAxisOfOnePhase })
  const others = otherParts(shortAxis, stacks)
  const [here, apart] = [shortAxis.frames.length, others.reduce((sum, { frames }) => sum + frames.length, 0)]
  const { what, todo } = texts.shortAxisInParts
  return apart > 0 ? notifyMeanwhile({ tone: 'plain', what, todo: todo(here, here + apart) }) : undefined
}
