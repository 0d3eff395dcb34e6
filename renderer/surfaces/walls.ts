/**
 * The thickness of every wall that is drawn, made in a thread of the page, the ones that are looked at first. Contours
 * are values: what was made of two of them is kept as long as they are.
 */
import type { Contour } from '#analysis/contours/contour.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { WallChord } from '#analysis/surfaces/wall.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { WallDone, WallTask } from './wall-worker.ts'

type Chords = Outcome<readonly WallChord[]>

export interface Wall {
  readonly endocardial: Contour
  readonly epicardial: Contour
  readonly plane: ImagePlane
}

const known = new WeakMap<Contour, WeakMap<Contour, Chords>>()

/** @returns undefined while it is not made */
export const chordsOf = (endocardial: Contour, epicardial: Contour): Chords | undefined =>
  known.get(endocardial)?.get(epicardial)

function keep({ endocardial, epicardial }: Wall, chords: Chords): void {
  const ofEndocardium = known.get(endocardial) ?? new WeakMap<Contour, Chords>()
  known.set(endocardial, ofEndocardium.set(epicardial, chords))
}

/** to each other's neighbours: a task that waits there is not taken back when the reader goes elsewhere */
const atOnce = 2

/**
 * @param walls  in the order in which they are wanted; those that are known cost nothing
 * @param told   after each
 * @returns how to stop; the thread ends with it, and by itself after the last
 */
export function makeWalls(walls: readonly Wall[], told: (done: number, total: number) => void): () => void {
  const open = walls.filter(({ endocardial, epicardial }) => chordsOf(endocardial, epicardial) === undefined)
  const total = walls.length
  let done = total - open.length
  told(done, total)
  if (open.length === 0) return () => {}
  const worker = new Worker(new URL('./wall-worker.ts', import.meta.url), { type: 'module' })
  let next = 0
  const send = (): void => {
    const wall = open[next]
    if (!wall) return
    const { endocardial, epicardial, plane } = wall
    const task: WallTask = { id: next, endocardial: endocardial.points, epicardial: epicardial.points, plane }
    next++
    worker.postMessage(task)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<WallDone>) => {
    const wall = open[data.id]
    if (wall) keep(wall, data.chords)
    done++
    send()
    if (done === total) worker.terminate()
    told(done, total)
  })
  for (let k = 0; k < atOnce; k++) send()
  return () => worker.terminate()
}
