/**
 * What this study is compared with: another time point of the subject, or another reading of it. Only looked at,
 * and only what main shows this reader: a blinded reader has no other readings to choose from.
 */

import type { Stack } from '#analysis/protocol/stack.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { annotationsOf } from '#analysis/reading/state.ts'
import type { StudyView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { ContourEditor } from '../contouring/contour-editor.ts'
import { MeasuringEditor } from '../measuring/measuring-editor.ts'
import { notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { openImages, type StudyImages } from '../viewport/study-images.ts'
import { contourSource } from './contour-source.ts'

export interface Candidate {
  readonly kind: 'time-point' | 'reading'
  readonly study: string
  /** whose contours are shown; absent: there are none */
  readonly read: string | undefined
  /** a time point, or the version and state of a reading */
  readonly name: string
}

export interface Compared {
  readonly candidate: Candidate
  readonly stacks: readonly Stack[]
  readonly images: StudyImages
  /** holds the contours; nothing of them can be changed */
  readonly editor: ContourEditor
  readonly measuring: MeasuringEditor
  close(): void
}

/** Other studies of the subject that are here, then other readings of this study. */
export async function candidates(
  study: StudyView,
  studies: readonly StudyView[],
  ownRead: string,
): Promise<readonly Candidate[]> {
  const others = studies.filter(
    (other) =>
      other.study !== study.study && other.subject === study.subject && other.download.status === 'complete',
  )
  const readings = await client.reads.list({ study: study.study })
  return [
    ...others.map(
      (other): Candidate => ({
        kind: 'time-point',
        study: other.study,
        read: other.read.id,
        name: [other.timePoint, other.date].filter(Boolean).join(' · ') || `…${other.study.slice(-8)}`,
      }),
    ),
    ...readings
      .filter(({ read }) => read !== ownRead)
      .map(
        ({ read, reader, number, version, status }): Candidate => ({
          kind: 'reading',
          study: study.study,
          read,
          name: `${number === undefined ? reader : textsNow().adjudication.reading(number)} · ${version} · ${status}`,
        }),
      ),
  ]
}

/** @param own  of the study that is read: another reading of it is of the same images */
export async function openCompared(
  candidate: Candidate,
  own: { readonly stacks: readonly Stack[]; readonly images: StudyImages },
  lock: string,
): Promise<Compared> {
  const { kind, study, read } = candidate
  const opened = kind === 'reading' ? undefined : await client.studies.open({ study })
  const events = read === undefined ? undefined : (await client.reads.show({ read })).events
  const images = opened ? openImages(opened) : own.images
  const editor = new ContourEditor({
    onGesture: () => {
      throw new Error('what is compared with is not changed')
    },
  })
  editor.setTool('look')
  editor.setLocked(lock)
  const stacks = opened?.stacks ?? own.stacks
  const measuring = new MeasuringEditor(stacks, {
    onGesture: () => false,
    onNotice: (what) => notify({ tone: 'plain', what }),
    onBegin: () => {},
  })
  const state = events && foldRead(events)
  if (state) editor.look(contourSource(state))
  measuring.look(state ? annotationsOf(state) : [], lock)
  return {
    candidate,
    stacks,
    images,
    editor,
    measuring,
    close: () => {
      if (opened) images.close()
    },
  }
}
