/** A viewport as React sees it: wishes in, what is on the screen out. See README.md of this folder. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Playhead } from '../cine/playhead.ts'
import { useStore } from '../cine/store.ts'
import type { Texts } from '../texts/en/en.ts'
import { useTexts } from '../texts/texts.ts'
import { chosenGesture, type ImageGesture, imageGestures, wheelSteps } from './image-gestures.ts'
import type { ImageView } from './image-view.ts'
import { Overlay, type SheetCanvases } from './overlay.ts'
import { PointerRouter } from './pointer-router.ts'
import type { StudyImages } from './study-images.ts'
import { useLatest } from './use-latest.ts'
import { type Stage, useStage } from './use-stage.ts'
import { ViewportContext, type ViewportPlace } from './viewport-context.ts'
import { isGrey, type SurfaceState, ViewportSurface } from './viewport-surface.ts'
import './viewport.css'

export interface ShownImage {
  readonly key: ImageKey
  readonly slice: number
  readonly phase: number
  /** performance.now of the display frame that showed it */
  readonly at: number
}

export interface CardiacViewportProps {
  readonly images: StudyImages
  readonly stack: Stack
  readonly slice: number
  /** moves the phase; without it `phase` is shown */
  readonly playhead?: Playhead | undefined
  readonly phase?: number | undefined
  readonly view: ImageView
  /** interpolated between pixels; true when absent */
  readonly smooth?: boolean | undefined
  readonly label: string
  /** what the left button does, before every layer; 'none' leaves it to them */
  readonly tool?: ImageGesture | 'none' | undefined
  readonly onSlice?: ((slice: number) => void) | undefined
  readonly onImageShown?: ((shown: ShownImage) => void) | undefined
  readonly children?: ReactNode
}

export function CardiacViewport(props: CardiacViewportProps) {
  const root = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLDivElement>(null)
  const ground = useRef<HTMLCanvasElement>(null)
  const hand = useRef<HTMLCanvasElement>(null)
  const room = useStage(root)
  const [place, setPlace] = useState<ViewportPlace>()
  const latest = useLatest(props)

  useEffect(() => {
    if (!stage.current || !image.current || !ground.current || !hand.current) return
    const sheets = { ground: ground.current, hand: hand.current }
    const opened = open(image.current, sheets, stage.current)
    const { surface, overlay, pointers } = opened
    const element = stage.current
    const viewNow = () => latest.current.view
    pointers.add(imageGestures(viewNow), 'image')
    pointers.add(
      chosenGesture(viewNow, () => latest.current.tool ?? 'none'),
      'chosenTool',
    )
    const wheel = wheelSteps(
      // a finger on the wheel shall not take the image away from under the hand
      (steps) => pointers.holdsImage || goBySlices(latest.current, steps),
      (factor, event) => {
        const corner = element.getBoundingClientRect()
        latest.current.view.zoomBy(factor, { x: event.clientX - corner.left, y: event.clientY - corner.top })
      },
    )
    element.addEventListener('wheel', wheel, { passive: false })
    setPlace(opened)
    return () => {
      setPlace(undefined)
      element.removeEventListener('wheel', wheel)
      pointers.dispose()
      overlay.dispose()
      surface.dispose()
    }
  }, [latest])

  const { images, stack, view, smooth, slice, playhead, phase } = props
  const surface = place?.surface
  useLayoutEffect(() => {
    if (!place || !room) return
    place.overlay.resize(room.surface)
    place.surface.resize(room.surface)
  }, [place, room])
  useLayoutEffect(() => {
    if (!surface) return
    const phaseNow = () => playhead?.phaseOf(stack) ?? phase ?? 0
    surface.lookAt({ images, stack, view, smooth }, { slice, phase: phaseNow() })
    return playhead?.subscribe(() => surface.goTo({ slice, phase: phaseNow() }))
  }, [surface, images, stack, view, smooth, playhead, slice, phase])

  useEffect(() => {
    if (!surface) return
    let last = ''
    return surface.onScreen.subscribe(() => {
      const shown = surface.onScreen.get()
      if (!shown) {
        if (root.current) delete root.current.dataset['image']
        last = ''
        return
      }
      const key = imageKeyText(shown.frame)
      if (root.current) root.current.dataset['image'] = key
      if (key === last) return
      last = key
      latest.current.playhead?.noteShown(shown.stack)
      latest.current.onImageShown?.({
        key: shown.frame,
        slice: shown.slice,
        phase: shown.phase,
        at: shown.at,
      })
    })
  }, [surface, latest])

  return (
    <div
      role="application"
      ref={root}
      className="viewport"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys of its image
      tabIndex={0}
    >
      <div ref={stage} className="viewport-stage" style={room ? placed(room) : { inset: 0 }}>
        <div ref={image} className="viewport-image" />
        <canvas ref={ground} className="viewport-overlay" data-sheet="ground" hidden />
        <canvas ref={hand} className="viewport-overlay" data-sheet="hand" hidden />
        {place && <ViewportContext value={place}>{props.children}</ViewportContext>}
      </div>
      {surface && <StateOf surface={surface} root={root} images={images} />}
    </div>
  )
}

function open(image: HTMLDivElement, sheets: SheetCanvases, stage: HTMLDivElement): ViewportPlace {
  const surface = new ViewportSurface(image)
  const pointers = new PointerRouter(stage, () => surface.onScreen.get())
  return { surface, overlay: new Overlay(sheets, surface), pointers }
}

function goBySlices({ stack, slice, onSlice }: CardiacViewportProps, steps: number): void {
  const next = Math.min(stack.frames.length - 1, Math.max(0, slice + steps))
  if (next !== slice) onSlice?.(next)
}

/** Says the state in the DOM, and in words when there is something to say. */
function StateOf({
  surface,
  root,
  images,
}: {
  surface: ViewportSurface
  root: { readonly current: HTMLDivElement | null }
  images: StudyImages
}) {
  const state = useStore(surface.state)
  useLayoutEffect(() => {
    if (root.current) root.current.dataset['state'] = state
  }, [root, state])
  const texts = useTexts().images
  const words = sentence(state, surface, images, texts)
  return words === undefined ? null : (
    <div className="viewport-message" role="status">
      {words}
    </div>
  )
}

function sentence(
  state: SurfaceState,
  surface: ViewportSurface,
  images: StudyImages,
  texts: Texts['images'],
): string | undefined {
  if (state === 'hole') return texts.hole
  if (state !== 'failed') return undefined
  const wanted = surface.wanted()
  if (wanted && !isGrey(wanted)) return texts.colour
  return (wanted && images.failure(wanted)) ?? texts.noGeometry
}

const placed = ({ surface, left, top }: Stage) => ({
  left,
  top,
  width: surface.width,
  height: surface.height,
})
