/** What measuring needs of the room: the way to what was measured, and all of it as text. */
import type { Spot } from '#analysis/annotations/spot.ts'
import { valuesOn } from '../measuring/seen-values.ts'
import { copiedText } from '../measuring/words.ts'
import { attempt, notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { cellsOf, findStack, goToSlice, goToSliceIn } from './place.ts'
import type { Room } from './room.ts'

/** Chooses an annotation and shows the image that it lies on. */
export function goToMeasure({ measuring, place, playhead }: Room, number: number): void {
  const annotation = measuring.find(number)
  const spot = annotation && measuring.spotOf(annotation)
  if (spot) {
    const { stack, slice, phase } = spot
    findStack(place, stack)
    const now = place.getState()
    const cell = cellsOf(now).find(({ id }) => id === now.cell)
    if (cell) goToSliceIn(place, cell, slice)
    else goToSlice(place, stack, slice)
    playhead.pause()
    playhead.showPhase(phase, stack)
  }
  measuring.reveal()
  measuring.select(annotation?.number)
}

/** @param nameOf  of a series, in the language of the window */
export function copyMeasures({ measuring, images }: Room, nameOf: (stack: Spot['stack']) => string): void {
  const texts = textsNow().measuring
  const rows = measuring.annotations.get().map((annotation) => {
    const spot = measuring.spotOf(annotation)
    return {
      annotation,
      values: spot ? valuesOn(annotation, { ...spot, pixels: images.ready(spot.frame) }) : [],
      series: spot ? nameOf(spot.stack) : texts.gone,
      slice: spot && spot.slice + 1,
      phase: spot && spot.phase + 1,
    }
  })
  if (rows.length === 0) {
    notify({ tone: 'plain', what: texts.nothingToCopy })
    return
  }
  attempt(async () => {
    await navigator.clipboard.writeText(copiedText(rows))
    notify({ tone: 'plain', what: texts.copied(rows.length) })
  })
}
