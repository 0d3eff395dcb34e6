/**
 * The images of one opened study: where their frames are served, which are decoded, what is still to come.
 * Frames are fetched a few at a time in the order of what the reader looks at; closing the study forgets
 * everything, so that memory does not grow from study to study.
 */
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { OpenedStudy } from '#contract/views.ts'
import { textsNow } from '../texts/texts.ts'
import { describeFrame, forgetFrame } from './frame-metadata.ts'
import { handAtWork } from './hand-at-work.ts'
import { loadOrder, type Standpoint } from './load-order.ts'
import type { DecodedFrame } from './picture.ts'
import { PixelSlabs } from './pixel-slabs.ts'
import { forgetPixels, keepPixels, recallPixels } from './pixel-store.ts'
import { fetchPlain, isPlain, NotServed } from './plain-frame.ts'
import { StackLoad } from './stack-load.ts'

/** Enough to hide the round trip; more would delay a frame that is suddenly wanted. */
const requestsAtOnce = 6
/** Before everything that is merely expected. */
const nowRank = -1
/** After the phases of the slice on screen, before its neighbours far off. */
const thumbnailRank = 50

/** A cine asks for its images many times a second; whoever does not answer is asked every other second. */
const retryAfterMs = 2_000

let nextOpening = 1

interface Failure {
  readonly words: string
  /** asking again would give the same */
  readonly lasts: boolean
  /** ms of the page's clock */
  readonly at: number
}

interface Waiting {
  readonly frame: StackFrame
  readonly imageId: string
  rank: number
}

export function openImages(
  opened: Pick<OpenedStudy, 'objects' | 'stacks'>,
  framesUrl: string = new URL('frames/', document.baseURI).href,
): StudyImages {
  return new StudyImages(opened, framesUrl)
}

export class StudyImages {
  private readonly objects: Readonly<Record<string, string>>
  private readonly imageIds = new Map<string, string>()
  private readonly waiting = new Map<string, Waiting>()
  private readonly arriving = new Map<string, Promise<DecodedFrame>>()
  private readonly arrivals = new Map<string, Set<() => void>>()
  private readonly failures = new Map<string, Failure>()
  private readonly slabs = new PixelSlabs()
  private readonly postponed = new Set<string>()
  private readonly loads = new Map<string, StackLoad>()
  private readonly stopYielding: () => void
  private closed = false

  constructor(opened: Pick<OpenedStudy, 'objects' | 'stacks'>, framesUrl: string) {
    this.stopYielding = handAtWork.subscribe(() => this.pump())
    this.objects = opened.objects
    // of this opening alone: what still arrives of a closed study is no image of the one that was opened after it
    const opening = nextOpening++
    for (const stack of opened.stacks) {
      for (const frame of stack.frames.flat()) {
        const sha256 = frame && opened.objects[frame.sopInstanceUid]
        if (!frame || !sha256) continue
        const imageId = `${framesUrl}${sha256}/${frame.frame}#${opening}`
        this.imageIds.set(imageKeyText(frame), imageId)
        describeFrame(`wadors:${imageId}`, frame)
      }
    }
  }

  /** The decoded frame, when it is in memory. */
  ready(frame: StackFrame): DecodedFrame | undefined {
    const imageId = this.imageIds.get(imageKeyText(frame))
    return imageId === undefined ? undefined : recallPixels(imageId)
  }

  /** The content hash of the file that holds a frame; undefined where it is not in the library. */
  objectOf({ sopInstanceUid }: ImageKey): string | undefined {
    return this.objects[sopInstanceUid]
  }

  /** Why a frame cannot be shown, in words. */
  failure(key: ImageKey): string | undefined {
    return this.failures.get(imageKeyText(key))?.words
  }

  /** Fetches a frame before all others. One that did not come is tried again, but not at every beat of a cine. */
  want(frame: StackFrame): void {
    if (this.closed || this.ready(frame)) return
    const key = imageKeyText(frame)
    const failure = this.failures.get(key)
    if (failure?.lasts) return
    const early = failure ? failure.at + retryAfterMs - performance.now() : 0
    if (early > 0) {
      this.wantLater(key, frame, early)
      return
    }
    this.failures.delete(key)
    this.enqueue(frame, nowRank)
    this.pump()
  }

  /** Fetches a frame that is nice to have: a thumbnail. */
  expect(frame: StackFrame): void {
    const key = imageKeyText(frame)
    if (this.ready(frame) || this.waiting.has(key) || this.failures.has(key)) return
    this.enqueue(frame, thumbnailRank)
    this.pump()
  }

  /** How far a stack has come; the same object as long as the study is open. */
  loadOf(stack: Stack): StackLoad {
    return this.loads.get(stack.id) ?? this.startLoad(stack)
  }

  /** Fetches the whole stack, from the standpoint outwards. Called again, it re-orders what is still to come. */
  preload(stack: Stack, from: Standpoint): StackLoad {
    const load = this.loadOf(stack)
    load.standAt(from)
    for (const { frame, rank } of loadOrder(stack, from)) {
      if (!this.ready(frame) && this.failure(frame) === undefined) this.enqueue(frame, rank)
    }
    this.pump()
    return load
  }

  /** Tells when this frame has arrived or failed. */
  onArrival(frame: ImageKey, listener: () => void): () => void {
    const key = imageKeyText(frame)
    const listeners = this.arrivals.get(key) ?? new Set()
    this.arrivals.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.arrivals.delete(key)
    }
  }

  /** Stops what is under way and frees pixels and metadata. */
  close(): void {
    this.closed = true
    this.stopYielding()
    this.waiting.clear()
    this.arrivals.clear()
    for (const [key, imageId] of this.imageIds) {
      forgetPixels(imageId)
      const arriving = this.arriving.get(key)
      const forget = (): void => forgetFrame(`wadors:${imageId}`)
      // the loader still asks what the frame is that it is decoding
      if (arriving) arriving.then(forget, forget)
      else forget()
    }
    this.imageIds.clear()
  }

  /** What is looked at shall come without being looked away from and at again. */
  private wantLater(key: string, frame: StackFrame, ms: number): void {
    if (this.postponed.has(key)) return
    this.postponed.add(key)
    setTimeout(() => {
      this.postponed.delete(key)
      this.want(frame)
    }, ms)
  }

  private settled({ rows, columns, getPixelData }: DecodedFrame): DecodedFrame {
    const values = this.slabs.moved(getPixelData())
    return { rows, columns, getPixelData: () => values }
  }

  private startLoad(stack: Stack): StackLoad {
    const frames = stack.frames.flat().filter((frame) => frame !== null)
    const load = new StackLoad(
      stack,
      frames.filter((frame) => this.ready(frame)),
      frames.filter((frame) => this.failure(frame) !== undefined),
    )
    this.loads.set(stack.id, load)
    for (const frame of frames) {
      this.onArrival(frame, () => load.note(frame, this.failure(frame) === undefined ? 'arrived' : 'failed'))
    }
    return load
  }

  private enqueue(frame: StackFrame, rank: number): void {
    const key = imageKeyText(frame)
    if (this.arriving.has(key)) return
    const queued = this.waiting.get(key)
    if (queued) {
      queued.rank = rank
      return
    }
    const imageId = this.imageIds.get(key)
    if (imageId === undefined) {
      this.settle(key, { words: textsNow().images.noFile, lasts: true })
      return
    }
    this.waiting.set(key, { frame, imageId, rank })
  }

  private pump(): void {
    while (!this.closed && this.arriving.size < requestsAtOnce) {
      const next = firstByRank(this.waiting)
      if (!next) return
      const [key, { frame, imageId, rank }] = next
      if (handAtWork.get() && rank > nowRank) return
      this.waiting.delete(key)
      const arriving = decode(imageId, frame)
      this.arriving.set(key, arriving)
      arriving.then(
        (decoded) => {
          if (!this.closed) keepPixels(imageId, this.settled(decoded))
          this.settle(key, undefined)
        },
        (cause: unknown) => this.settle(key, failureOf(cause)),
      )
    }
  }

  private settle(key: string, failure: Omit<Failure, 'at'> | undefined): void {
    this.arriving.delete(key)
    if (this.closed) return
    if (failure === undefined) this.failures.delete(key)
    else this.failures.set(key, { ...failure, at: performance.now() })
    for (const listener of [...(this.arrivals.get(key) ?? [])]) listener()
    this.pump()
  }
}

function firstByRank(waiting: ReadonlyMap<string, Waiting>): [string, Waiting] | undefined {
  let first: [string, Waiting] | undefined
  for (const entry of waiting) {
    if (!first || entry[1].rank < first[1].rank) first = entry
  }
  return first
}

/** Some decoders answer broken pixels with a picture of no size, or of another: it is none of this frame. */
async function decode(url: string, frame: StackFrame): Promise<DecodedFrame> {
  if (isPlain(frame)) return fetchPlain(url, frame)
  const { fetchDecoded } = await import('./decoding.ts')
  const decoded = await fetchDecoded(url, frame)
  const { rows, columns, samplesPerPixel } = frame.instance.pixels
  const isWhole = samplesPerPixel > 1 || decoded.getPixelData().length === rows * columns
  if (decoded.rows === rows && decoded.columns === columns && isWhole) return decoded
  throw new Error(textsNow().images.otherSize(columns, rows))
}

/** The loader rejects with an XMLHttpRequest when the server refused, with an Error when decoding failed. */
function failureOf(cause: unknown): Omit<Failure, 'at'> {
  const reason =
    cause !== null && typeof cause === 'object' && 'error' in cause && cause.error ? cause.error : cause
  const texts = textsNow().images
  if (reason instanceof XMLHttpRequest || reason instanceof NotServed) {
    const { status } = reason
    return { words: status === 0 ? texts.noAnswer : texts.refused(status), lasts: false }
  }
  return { words: texts.undecoded(reason instanceof Error ? reason.message : undefined), lasts: true }
}
