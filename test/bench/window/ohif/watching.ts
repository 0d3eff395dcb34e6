/**
 * What is measured in OHIF's page, from outside: its canvas, its drawing over it, and the events by which its own
 * viewport says that it has drawn. The ends of frames are those that Midwall is measured by.
 */
import type { Page } from 'playwright-core'
import { watchFrames } from '../frames.ts'

export interface PeerWatch {
  /** from the press on the button that opens a study to the end of the frame with its first picture, ms */
  expectPicture(): void
  picture(): Promise<number>
  pictureSinceNavigation(): Promise<number>
  /** frame rate of the cine of a viewport, as its field has it; 0 stops it */
  playAt(perSecond: number): void
  /** from now on when the viewport has drawn a new image, ms */
  recordImages(): void
  recordedImages(): readonly number[]
  recordMoves(): void
  recordedMoves(): Readonly<Record<string, readonly number[]>>
}

declare global {
  interface Window {
    peer: PeerWatch
    /** of the viewer itself, which publishes them */
    services?: {
      readonly cineService: {
        setCine(cine: { readonly id: string; readonly isPlaying: boolean; readonly frameRate: number }): void
      }
      readonly viewportGridService: { getActiveViewportId(): string }
    }
    cornerstone?: {
      readonly eventTarget: { addEventListener(name: string, listener: () => void): void }
    }
  }
}

function install(): void {
  const { painted } = window

  /** Anything but black in the middle of the picture. */
  const isPictured = (): boolean => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.cornerstone-canvas')
    if (!canvas || canvas.width < 300 || canvas.height < 200) return false
    const { data } =
      canvas.getContext('2d')?.getImageData(canvas.width / 2 - 8, canvas.height / 2 - 8, 16, 16) ?? {}
    return data?.some((value, k) => k % 4 !== 3 && value > 0) ?? false
  }
  let expected: Promise<number> | undefined

  let times: number[] | undefined
  let isNew = false
  const renewed = (): void => {
    isNew = true
  }
  // they do not bubble, but are heard on their way down
  document.addEventListener('CORNERSTONE_STACK_NEW_IMAGE', renewed, true)
  document.addEventListener(
    'CORNERSTONE_IMAGE_RENDERED',
    () => {
      if (isNew) times?.push(performance.now())
      isNew = false
    },
    true,
  )
  let listening = false

  let recording = false
  const drawing = new MutationObserver(() => painted.answers.give('contour'))
  addEventListener(
    'mousemove',
    (event) => {
      if (recording) painted.answers.owe('contour', event.timeStamp)
    },
    true,
  )

  window.peer = {
    expectPicture() {
      expected = new Promise<number>((resolve) => {
        const listener = (event: MouseEvent): void => {
          removeEventListener('mousedown', listener, true)
          resolve(event.timeStamp)
        }
        addEventListener('mousedown', listener, true)
      }).then(async (from) => (await painted.until(isPictured)) - from)
    },
    picture() {
      if (!expected) throw new Error('no picture was expected')
      return expected
    },
    pictureSinceNavigation: () => painted.until(isPictured),
    playAt(perSecond) {
      const { services } = window
      if (!services) throw new Error('the viewer publishes no services')
      services.cineService.setCine({
        id: services.viewportGridService.getActiveViewportId(),
        isPlaying: perSecond > 0,
        frameRate: perSecond,
      })
    },
    recordImages() {
      // what it opens as a volume over time tells of a new phase here
      if (!listening)
        window.cornerstone?.eventTarget.addEventListener(
          'CORNERSTONE_DYNAMIC_VOLUME_DIMENSION_GROUP_CHANGED',
          renewed,
        )
      listening = true
      times = []
    },
    recordedImages() {
      const recorded = times ?? []
      times = undefined
      return recorded
    },
    recordMoves() {
      const layer = document.querySelector('svg.svg-layer')
      if (!layer) throw new Error('nothing is drawn over the picture')
      drawing.observe(layer, { subtree: true, childList: true, attributes: true, characterData: true })
      recording = true
      painted.answers.begin()
    },
    recordedMoves() {
      recording = false
      drawing.disconnect()
      return painted.answers.end()
    },
  }
}

export async function watchPeer(page: Page): Promise<void> {
  await watchFrames(page)
  await page.addInitScript(install)
  // the tour is taken, as a reader has once and for all
  await page.addInitScript(() => localStorage.setItem('shownTours', '["basicViewerTour"]'))
}
