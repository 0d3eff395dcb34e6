/** The mouse over the ventricles: turn, pan, zoom, and the place that a click means. */
import { type MouseEvent, type PointerEvent, useRef, type WheelEvent } from 'react'
import { pointIn } from '../reading/place.ts'
import type { Room } from '../reading/room.ts'
import { panned, rayThrough, turned, zoomed } from '../viewport/surfaces/camera.ts'
import type { ReadoutOf } from './Readout.tsx'
import type { SurfaceStage } from './stage.ts'

/** CSS pixels that a hand moves without meaning to */
const clickReach = 3
/** radians a CSS pixel: half the picture turns the heart half round */
const turnPerPixel = Math.PI / 500
const zoomPerStep = 1.0015

interface Press {
  readonly pointer: number
  readonly action: 'turn' | 'pan' | 'zoom'
  readonly start: readonly [number, number]
  at: readonly [number, number]
  moved: boolean
}

export function useHand(
  stage: SurfaceStage | undefined,
  room: Room,
  onPoint: (pointed: ReadoutOf | undefined) => void,
) {
  const press = useRef<Press>(undefined)
  const picture = useRef<HTMLElement>(null)

  const place = ({ clientX, clientY }: { clientX: number; clientY: number }): readonly [number, number] => {
    const box = picture.current?.getBoundingClientRect()
    return [clientX - (box?.left ?? 0), clientY - (box?.top ?? 0)]
  }
  const point = (event: MouseEvent): void => {
    const camera = stage?.camera.get()
    if (!stage || !camera) return
    const pointed = stage.pointed(rayThrough(camera, stage.pictureSize, ...place(event)))
    onPoint(pointed)
    if (!pointed) return
    const frame = room.shortAxis?.frames.flat().find((one) => one !== null)
    pointIn(room.place, { at: pointed.at, frameOfReferenceUid: frame?.instance.frameOfReferenceUid })
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button > 2 || !stage) return
      picture.current = event.currentTarget
      event.currentTarget.focus()
      event.currentTarget.setPointerCapture(event.pointerId)
      const at = place(event)
      const action =
        event.button === 1 || event.shiftKey ? 'pan' : event.button === 2 || event.ctrlKey ? 'zoom' : 'turn'
      press.current = { pointer: event.pointerId, action, start: at, at, moved: false }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = press.current
      const camera = stage?.camera.get()
      if (held?.pointer !== event.pointerId || !stage || !camera) return
      const [x, y] = place(event)
      const [dx, dy] = [x - held.at[0], y - held.at[1]]
      held.moved ||= Math.hypot(x - held.start[0], y - held.start[1]) > clickReach
      if (!held.moved) return
      held.at = [x, y]
      if (held.action === 'turn') stage.camera.set(turned(camera, dx * turnPerPixel, dy * turnPerPixel))
      else if (held.action === 'pan') stage.camera.set(panned(camera, stage.pictureSize, dx, dy))
      else stage.camera.set(zoomed(camera, zoomPerStep ** (-3 * dy)))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const held = press.current
      press.current = undefined
      if (held && !held.moved && held.action === 'turn') point(event)
    },
    onPointerCancel: () => {
      press.current = undefined
    },
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
    onDoubleClick: () => stage?.frame(),
    onWheel: ({ deltaY }: WheelEvent) => {
      const camera = stage?.camera.get()
      if (stage && camera) stage.camera.set(zoomed(camera, zoomPerStep ** -deltaY))
    },
  }
}
