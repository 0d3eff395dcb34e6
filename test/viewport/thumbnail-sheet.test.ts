import { afterAll, expect, it, vi } from 'vitest'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { upright } from '../../renderer/viewport/orientation.ts'
import type { StudyImages } from '../../renderer/viewport/study-images.ts'
import { studies } from './harness/studies.ts'
import { syntheticStudy } from './harness/synthetic-study.ts'

vi.mock('../../renderer/viewport/Thumbnail.tsx', () => ({ greyPicture: () => ({}) }))

/** Steps of the coming display frame. */
let steps: ((now: number) => void)[] = []
/** Tells what is drawn on it by name. */
const contextThatTells = (tell: (name: string) => void) =>
  new Proxy({}, { get: (_, name) => () => tell(String(name)), set: () => true })
vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) => steps.push(step))
vi.stubGlobal('window', { devicePixelRatio: 1 })
vi.stubGlobal(
  'OffscreenCanvas',
  class {
    getContext = () => contextThatTells(() => {})
  },
)
afterAll(() => vi.unstubAllGlobals())

const { ThumbnailSheet } = await import('../../renderer/viewport/thumbnail-sheet.ts')

/** Until nobody asks for another frame. */
function frames(): void {
  while (steps.length > 0) {
    const now = steps
    steps = []
    for (const step of now) step(0)
  }
}

/** Images that come, or fail, when they are told to. */
class Images {
  private readonly here = new Set<StackFrame>()
  private readonly failed = new Set<StackFrame>()
  private readonly listeners = new Map<StackFrame, Set<() => void>>()
  readonly study: Pick<StudyImages, 'ready' | 'expect' | 'failure' | 'onArrival'> = {
    ready: (frame: StackFrame) =>
      this.here.has(frame) ? { rows: 1, columns: 1, getPixelData: () => new Float32Array(1) } : undefined,
    expect: () => {},
    failure: (frame) => (this.failed.has(frame as StackFrame) ? 'refused' : undefined),
    onArrival: (frame, listener) => {
      const all = this.listeners.get(frame as StackFrame) ?? new Set()
      this.listeners.set(frame as StackFrame, all.add(listener))
      return () => void all.delete(listener)
    },
  }

  settle(frame: StackFrame, outcome: 'came' | 'failed'): void {
    const [into, outOf] = outcome === 'came' ? [this.here, this.failed] : [this.failed, this.here]
    into.add(frame)
    outOf.delete(frame)
    for (const listener of [...(this.listeners.get(frame) ?? [])]) listener()
  }
}

function sheetOf(images: Images) {
  const attributes = new Map<string, string>()
  let called: string[] = []
  const context = contextThatTells((name) => called.push(name))
  const canvas = {
    dataset: {},
    getContext: () => context,
    setAttribute: (name: string, value: string) => attributes.set(name, value),
  }
  const sheet = Reflect.construct(ThumbnailSheet, [canvas, images.study]) as InstanceType<
    typeof ThumbnailSheet
  >
  const show = (stack: Stack, shown: readonly StackFrame[]): void =>
    sheet.show({
      items: shown.map((frame, k) => ({
        id: `${k}`,
        stack,
        frame,
        left: 0,
        top: 0,
        dim: false,
        rests: [],
        draw: () => {},
      })),
      look,
      width: 100,
      height: 100,
      cell: 50,
      crop: { size: 50, left: 0, top: 0 },
      edge: () => {},
    })
  /** What is said of it once it has come to rest, and how many pictures were drawn last. */
  const rest = (): { busy: string | undefined; pictures: number } => {
    frames()
    const lastBegan = called.lastIndexOf('clearRect')
    const pictures = called.slice(lastBegan).filter((name) => name === 'drawImage').length
    called = []
    return { busy: attributes.get('aria-busy'), pictures }
  }
  return { show, rest }
}

const look = { orientation: upright, window: undefined, inverted: false } as const
const [stack] = syntheticStudy(studies['cine-20-60'] ?? []).stacks
const [first, second] = stack?.frames[0] ?? []
if (!stack || !first || !second) throw new Error('no images')

it('a matrix is busy until each of its pictures has come or failed', () => {
  const images = new Images()
  const { show, rest } = sheetOf(images)
  show(stack, [first, second])
  expect(rest()).toEqual({ busy: 'true', pictures: 0 })
  images.settle(first, 'came')
  expect(rest()).toEqual({ busy: 'true', pictures: 1 })
  images.settle(second, 'failed')
  expect(rest()).toEqual({ busy: 'false', pictures: 1 })
})

it('a picture that failed is shown when its image comes after all', () => {
  const images = new Images()
  const { show, rest } = sheetOf(images)
  show(stack, [first])
  images.settle(first, 'failed')
  expect(rest()).toEqual({ busy: 'false', pictures: 0 })
  images.settle(first, 'came')
  expect(rest()).toEqual({ busy: 'false', pictures: 1 })
})

it('another image at the place of one that failed is waited for', () => {
  const images = new Images()
  const { show, rest } = sheetOf(images)
  show(stack, [first])
  images.settle(first, 'failed')
  expect(rest()).toEqual({ busy: 'false', pictures: 0 })
  show(stack, [second])
  expect(rest()).toEqual({ busy: 'true', pictures: 0 })
  images.settle(second, 'came')
  expect(rest()).toEqual({ busy: 'false', pictures: 1 })
})
