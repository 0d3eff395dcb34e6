/**
 * What lies on images as the reader sees it now: what the read says, what was just finished and is on its way into
 * the read, and what the hand is changing at this moment. Nothing flickers between the three.
 */
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'

interface OnItsWay<T, K> {
  readonly key: K
  /** undefined: removed */
  readonly thing: T | undefined
  /** what the read said when the gesture was finished */
  readonly before: T | undefined
}

export interface SheetOf<T, K> {
  readonly textOf: (key: K) => string
  readonly keyOf: (thing: T) => K
  readonly isSame: (a: T, b: T) => boolean
}

export class Sheet<T extends { readonly image: ImageKey }, K extends { readonly image: ImageKey }> {
  private readonly of: SheetOf<T, K>
  private recordedOn: (image: ImageKey) => readonly T[] = () => []
  private onTheirWay: readonly OnItsWay<T, K>[] = []
  private preview: readonly T[] = []

  constructor(of: SheetOf<T, K>) {
    this.of = of
  }

  read(recordedOn: (image: ImageKey) => readonly T[]): void {
    this.recordedOn = recordedOn
    this.onTheirWay = this.onTheirWay.filter((sent, k) => this.isStillComing(sent, k))
  }

  /** What the hand changes; empty when it lets go. */
  show(preview: readonly T[]): void {
    this.preview = preview
  }

  on(image: ImageKey): readonly T[] {
    return [...this.seen(image, this.preview).values()]
  }

  find(key: K): T | undefined {
    return this.seen(key.image, this.preview).get(this.of.textOf(key))
  }

  /** Whether there is one already, whatever the hand is doing. */
  has(key: K): boolean {
    return this.seen(key.image, []).has(this.of.textOf(key))
  }

  /** A finished gesture stays visible until the read has it, or refused it: then the answer is to be called. */
  expect(changed: readonly T[], removed: readonly K[]): () => void {
    const sent: OnItsWay<T, K>[] = [
      ...changed.map((thing) => ({ key: this.of.keyOf(thing), thing })),
      ...removed.map((key) => ({ key, thing: undefined })),
    ].map((entry) => ({ ...entry, before: this.recorded(entry.key) }))
    this.onTheirWay = [...this.onTheirWay, ...sent]
    return () => {
      this.onTheirWay = this.onTheirWay.filter((entry) => !sent.includes(entry))
    }
  }

  private seen(image: ImageKey, preview: readonly T[]): Map<string, T> {
    const { textOf, keyOf } = this.of
    const seen = new Map(this.recordedOn(image).map((thing) => [textOf(keyOf(thing)), thing]))
    const here = imageKeyText(image)
    for (const { key, thing } of this.onTheirWay) {
      if (imageKeyText(key.image) !== here) continue
      if (thing) seen.set(textOf(key), thing)
      else seen.delete(textOf(key))
    }
    for (const thing of preview) if (imageKeyText(thing.image) === here) seen.set(textOf(keyOf(thing)), thing)
    return seen
  }

  private recorded(key: K): T | undefined {
    const text = this.of.textOf(key)
    return this.recordedOn(key.image).find((thing) => this.of.textOf(this.of.keyOf(thing)) === text)
  }

  /** Not when the read has it, nor when the read has gone elsewhere (an undo, another window). */
  private isStillComing(sent: OnItsWay<T, K>, k: number): boolean {
    const now = this.recorded(sent.key)
    if (this.same(now, sent.thing)) return false
    const text = this.of.textOf(sent.key)
    const earlier = this.onTheirWay.slice(0, k).filter((other) => this.of.textOf(other.key) === text)
    return this.same(now, sent.before) || earlier.some((other) => this.same(now, other.thing))
  }

  private same(a: T | undefined, b: T | undefined): boolean {
    return a === b || (a !== undefined && b !== undefined && this.of.isSame(a, b))
  }
}
