/** The surfaces of the open read, made anew from what a gesture changed, and how far that is. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import { centroid } from '#analysis/contours/polygon.ts'
import { longAxisStacks } from '#analysis/examination/axis.ts'
import { indexToPatient } from '#analysis/geometry/plane.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { arrange, type Grid, placesIn } from '#analysis/volumes/grid.ts'
import {
  contoursByPlace,
  epicardialTip,
  framesInStep,
  leftPoints,
  markedPoints,
} from '#analysis/volumes/long-axis/views.ts'
import { useReading, useRoom } from '../reading/room.ts'
import { type BeatInput, SurfaceBeat } from './beat.ts'
import { inSlices } from './in-slices.ts'
import { makeWalls, type Wall } from './walls.ts'

export interface Making {
  readonly what: 'surfaces' | 'walls'
  readonly done: number
  readonly total: number
}

export interface BeatOfRead {
  readonly beat: SurfaceBeat
  /** another number whenever there is more of it */
  readonly version: number
  /** walls whose thickness is known */
  readonly walls: number
  /** undefined when nothing is under way */
  readonly making: Making | undefined
  readonly cancelled: boolean
  cancel(): void
  goOn(): void
}

/** ms between two looks at what was made meanwhile */
const lookEvery = 150
/** ms from which on it is said that something is under way */
const worthSaying = 300

/** @param withWalls  the thickness of the wall is asked for */
export function useBeat(stack: Stack, withWalls: boolean): BeatOfRead {
  const room = useRoom()
  const state = useReading(({ state }) => state)
  const ed = useReading(({ numbers }) => numbers.phases.ed)
  const input = useBeatInput(stack, room.opened.stacks, state, ed)
  const before = useRef<SurfaceBeat>(undefined)
  const beat = useMemo(() => {
    const next = new SurfaceBeat(input, before.current)
    before.current = next
    return next
  }, [input])
  const [version, setVersion] = useState(0)
  const [made, setMade] = useState<SurfaceBeat>()
  const [walls, setWalls] = useState(0)
  const [making, setMaking] = useState<Making>()
  const [cancelled, setCancelled] = useState(false)
  const stop = useRef<() => void>(undefined)

  const go = useCallback(() => {
    setCancelled(false)
    const started = performance.now()
    let seen = 0
    stop.current = inSlices(beat.make(room.playhead.phaseOf(stack)), (ended) => {
      const now = performance.now()
      if (!ended && now - seen < lookEvery) return
      seen = now
      setVersion((count) => count + 1)
      setMaking(ended || now - started < worthSaying ? undefined : { what: 'surfaces', ...beat.progress() })
      if (ended) setMade(beat)
    })
  }, [beat, room, stack])
  useEffect(() => {
    go()
    return () => stop.current?.()
  }, [go])

  const goWalls = useCallback(() => {
    setCancelled(false)
    const started = performance.now()
    let seen = 0
    const stopWalls = makeWalls(wallsOf(beat, room.playhead.phaseOf(stack)), (done, total) => {
      const now = performance.now()
      if (done < total && now - seen < lookEvery) return
      seen = now
      setWalls(done)
      const isLong = now - started >= worthSaying
      setMaking(done < total && isLong ? { what: 'walls', done, total } : undefined)
    })
    stop.current = stopWalls
    return stopWalls
  }, [beat, room, stack])
  useEffect(() => {
    if (withWalls && made === beat) return goWalls()
    return undefined
  }, [withWalls, made, beat, goWalls])

  return {
    beat,
    version,
    walls,
    making,
    cancelled,
    cancel: () => {
      stop.current?.()
      setMaking(undefined)
      setCancelled(true)
    },
    goOn: () => (made === beat ? goWalls() : go()),
  }
}

function useBeatInput(
  stack: Stack,
  stacks: readonly Stack[],
  state: ReadState,
  ed: number | undefined,
): BeatInput {
  const { contours, landmarks } = state
  const frames = useMemo(() => framesInStep(stack, longAxisStacks({ stacks })), [stack, stacks])
  return useMemo(() => {
    const drawn = [...contours.values()].map(({ contour }) => contour)
    const none = new Map<string, never>()
    const left = arrange(stack, drawn, none)
    const byPlace = contoursByPlace(drawn)
    const marked = markedPoints(Array.from(landmarks.values(), ({ landmark }) => landmark))
    return {
      stack,
      left,
      right: arrange(stack, drawn, none, 'rv'),
      ed,
      insertions: insertionsOn(stack, left, landmarks),
      longAxis: frames.map((moment) => {
        const tip = epicardialTip(byPlace, moment)
        return { ...leftPoints(marked, moment), ...(tip === undefined ? {} : { epicardialTip: tip }) }
      }),
    }
  }, [stack, contours, landmarks, ed, frames])
}

/** Of the first image of the stack where both are marked and the LV is drawn. */
function insertionsOn(stack: Stack, left: Grid, landmarks: ReadState['landmarks']): BeatInput['insertions'] {
  const places = placesIn(stack)
  const marks = Array.from(landmarks.values(), ({ landmark }) => landmark)
  for (const { kind, image, point } of marks) {
    const place = places.get(imageKeyText(image))
    if (kind !== 'rv-insertion-anterior' || place === undefined) continue
    const cell = left[place[1]]?.[place[0]]
    const border: Contour | undefined = cell?.epicardial ?? cell?.endocardial
    const plane = cell?.frame?.facts.plane
    const other = marks.find(
      (mark) => mark.kind === 'rv-insertion-inferior' && imageKeyText(mark.image) === imageKeyText(image),
    )
    if (!border || !plane || !other) continue
    return {
      centre: indexToPatient(plane, centroid(border.points)),
      anterior: indexToPatient(plane, point),
      inferior: indexToPatient(plane, other.point),
    }
  }
  return undefined
}

/** The phase that is looked at, then ED, then those that follow. */
function wallsOf({ input: { left, ed } }: SurfaceBeat, from: number): readonly Wall[] {
  const phases = left.map((_, k) => (from + k) % left.length)
  const order = new Set([from, ...(ed === undefined ? [] : [ed]), ...phases])
  return [...order].flatMap((phase) =>
    (left[phase] ?? []).flatMap(({ endocardial, epicardial, frame }) => {
      const plane = frame?.facts.plane
      return endocardial && epicardial && plane ? [{ endocardial, epicardial, plane }] : []
    }),
  )
}
