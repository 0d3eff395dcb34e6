/** What the mouse does to an image when no tool wants it: window, pan, zoom; and what the wheel does. */
import type { GreyWindow, ImageView } from './image-view.ts'
import type { Drag, PointerLayer, PointerSample } from './pointer-router.ts'
import type { CanvasPoint } from './transform.ts'

export type ImageGesture = 'window' | 'pan' | 'zoom'

/** A drag across 500 pixels changes the window by twice its width. */
const windowPerPixel = 0.004
/** A drag down over 150 pixels doubles the scale. */
const zoomPerPixel = Math.LN2 / 150
/** One notch of a wheel. */
const zoomPerNotch = 1.15
/** Trackpads send many small steps, wheels one of 100 and more. */
const wheelStep = 40

const buttons = { left: 0, middle: 1, right: 2 } as const

/** Right and middle button, and Shift with the left: wherever no layer above wants the press. */
export function imageGestures(view: () => ImageView): PointerLayer {
  const gestureOf = ({ button, shiftKey }: PointerEvent): ImageGesture | undefined => {
    if (button === buttons.right) return 'window'
    if (button === buttons.middle) return 'pan'
    return button === buttons.left && shiftKey ? 'pan' : undefined
  }
  return {
    press(sample) {
      const gesture = gestureOf(sample.event)
      return gesture && start(gesture, view(), sample)
    },
    doubleClick() {
      view().fit()
      return true
    },
  }
}

const cursors = { window: 'ns-resize', pan: 'grab', zoom: 'zoom-in' } as const

/** The tool that was chosen for the left button: it goes before every layer. */
export function chosenGesture(view: () => ImageView, chosen: () => ImageGesture | 'none'): PointerLayer {
  return {
    press(sample) {
      const gesture = chosen()
      if (gesture === 'none' || sample.event.button !== buttons.left) return undefined
      return start(gesture, view(), sample)
    },
    hover() {
      const gesture = chosen()
      return gesture === 'none' ? undefined : cursors[gesture]
    },
  }
}

function start(gesture: ImageGesture, view: ImageView, begin: PointerSample): Drag {
  const before = view.get()
  const from = begin.canvas
  let last: CanvasPoint = from
  const undo = () => {
    if (gesture === 'window') view.setWindow(before.window)
    else view.restore(before)
  }
  return {
    move({ canvas }) {
      if (gesture === 'window' && before.shown) {
        view.setWindow(draggedWindow(before.shown.window, canvas.x - from.x, canvas.y - from.y))
      } else if (gesture === 'pan') {
        view.panBy(canvas.x - last.x, canvas.y - last.y)
      } else if (gesture === 'zoom') {
        view.zoomBy(Math.exp((canvas.y - last.y) * zoomPerPixel), from)
      }
      last = canvas
    },
    end() {},
    cancel: undo,
  }
}

/** To the right widens (less contrast), downwards raises the centre (darker). */
function draggedWindow({ center, width }: GreyWindow, dx: number, dy: number): GreyWindow {
  return {
    center: center + dy * width * windowPerPixel,
    width: width * Math.exp(dx * windowPerPixel),
  }
}

/** Turns wheel events into whole slices, and into zoom while Ctrl (or a pinch) is on. */
export function wheelSteps(
  onSlices: (steps: number) => void,
  onZoom: (factor: number, event: WheelEvent) => void,
) {
  let rest = 0
  return (event: WheelEvent): void => {
    event.preventDefault()
    const delta = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * wheelStep
    if (event.ctrlKey) {
      onZoom(zoomPerNotch ** (-Math.sign(delta) * Math.min(1, Math.abs(delta) / wheelStep)), event)
      return
    }
    rest = Math.sign(rest) === Math.sign(delta) ? rest + delta : delta
    if (Math.abs(rest) < wheelStep) return
    const step = Math.sign(rest)
    rest = 0
    onSlices(step)
  }
}
