import { expect, it, vi } from 'vitest'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { ImageView } from '../../renderer/viewport/image-view.ts'
import type { DecodedFrame } from '../../renderer/viewport/picture.ts'
import type { StudyImages } from '../../renderer/viewport/study-images.ts'
import { ViewportSurface } from '../../renderer/viewport/viewport-surface.ts'
import { studies } from './harness/studies.ts'
import { syntheticStudy } from './harness/synthetic-study.ts'

/** Shows at once what it is told to paint. */
vi.mock('../../renderer/viewport/image-painter.ts', () => ({
  ImagePainter: class {
    private readonly drawn: (at: number) => void
    constructor(_host: unknown, drawn: (at: number) => void) {
      this.drawn = drawn
    }
    paint(): void {
      this.drawn(0)
    }
    dispose(): void {}
  },
}))

/** Images of which those are here that were let in; every pixel of one has the same value. */
class Images {
  private readonly here = new Map<StackFrame, DecodedFrame>()
  private readonly waiting = new Map<StackFrame, () => void>()
  readonly study: Pick<StudyImages, 'ready' | 'want' | 'failure' | 'onArrival'> = {
    ready: (frame: StackFrame) => this.here.get(frame),
    want: () => {},
    failure: () => undefined,
    onArrival: (frame: StackFrame, arrived: () => void) => {
      this.waiting.set(frame, arrived)
      return () => void this.waiting.delete(frame)
    },
  }

  letIn(frame: StackFrame, value: number): void {
    const { rows, columns } = frame.instance.pixels
    const values = new Float32Array(rows * columns).fill(value)
    this.here.set(frame, { rows, columns, getPixelData: () => values })
    this.waiting.get(frame)?.()
  }
}

it('a series that is on its way is looked at only when its own image is here, whatever is done to its view', () => {
  const [one] = syntheticStudy(studies['cine-20-60'] ?? []).stacks
  const [other] = syntheticStudy(studies['cine-20-90'] ?? []).stacks
  const [first, second] = [one?.frames[0]?.[0], other?.frames[0]?.[0]]
  if (!one || !other || !first || !second) throw new Error('no images')
  const images = new Images()
  const surface = new ViewportSurface({} as HTMLElement)
  surface.resize({ width: 400, height: 400, ratio: 1 })
  images.letIn(first, 100)
  surface.lookAt(
    { images: images.study as StudyImages, stack: one, view: new ImageView() },
    { slice: 0, phase: 0 },
  )
  expect(surface.onScreen.get()).toMatchObject({ stack: one, frame: first })

  const view = new ImageView()
  surface.lookAt({ images: images.study as StudyImages, stack: other, view }, { slice: 0, phase: 0 })
  view.invert()
  expect(surface.onScreen.get()?.stack).toBe(one)
  expect(view.get().shown).toBeUndefined()

  images.letIn(second, 900)
  expect(surface.onScreen.get()).toMatchObject({ stack: other, frame: second })
})
