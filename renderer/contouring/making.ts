/** Contours that main makes from those that are drawn, while the reader goes on: progress, cancel, and one gesture at the end. */

import type { Border } from '#analysis/contours/contour.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { ContourMaker, MadeContours, Making as MakingOptions } from '../analyses/propagating.ts'
import { Cell } from '../cine/store.ts'
import { saidText } from '../texts/said.ts'
import { textsNow } from '../texts/texts.ts'
import type { ContourSource } from './board.ts'
import type { ContourEditor } from './contour-editor.ts'
import { fitting } from './meanwhile.ts'

export type MakingKind = 'propagate' | 'interpolate'

export interface MakingState {
  readonly kind: MakingKind
  readonly done: number
  /** 0 until the first sign of life */
  readonly total: number
}

export interface MakingWish {
  readonly stack: Stack
  /** absent: all of the stack */
  readonly slice?: number
  /** absent: all that are drawn */
  readonly borders?: readonly Border[]
}

export class Making {
  /** undefined while nothing is made */
  readonly state = new Cell<MakingState | undefined>(undefined)
  private readonly editor: ContourEditor
  private readonly maker: ContourMaker
  private stop: AbortController | undefined

  constructor(editor: ContourEditor, maker: ContourMaker) {
    this.editor = editor
    this.maker = maker
  }

  /** @returns when it is done, cancelled or has failed; the reader is told which */
  async start(kind: MakingKind, wish: MakingWish): Promise<void> {
    this.cancel()
    const { stack, slice, borders } = wish
    const before = this.editor.desk.board.recorded
    const stop = new AbortController()
    this.stop = stop
    this.state.set({ kind, done: 0, total: 0 })
    const places = [{ stack: stack.id, ...(slice === undefined ? {} : { slices: [slice] }) }]
    const options: MakingOptions = {
      signal: stop.signal,
      onProgress: (done, total) => {
        if (!stop.signal.aborted) this.state.set({ kind, done, total })
      },
    }
    try {
      const made = await this.maker[kind]({ places, ...(borders ? { borders } : {}) }, options)
      if (!stop.signal.aborted) this.take(kind, made, rowsOf(kind, wish), before)
    } catch (error) {
      if (!stop.signal.aborted) this.editor.desk.fail(error)
    } finally {
      if (this.stop === stop) this.end()
    }
  }

  /** What was made so far is let go. @returns whether there was anything to cancel */
  cancel(): boolean {
    if (!this.stop) return false
    this.stop.abort(new Error('cancelled by the reader'))
    this.end()
    return true
  }

  private end(): void {
    this.stop = undefined
    this.state.set(undefined)
  }

  private take(
    kind: MakingKind,
    { contours: all, notMade, warnings }: MadeContours,
    rows: readonly (readonly StackFrame[])[],
    before: ContourSource,
  ): void {
    const { desk } = this.editor
    const { contours, outdated } = fitting(all, before, desk.board, rows)
    const texts = textsNow().contouring.made
    // while main worked, somebody may have locked the read
    if (contours.length > 0 && !this.editor.mayChange([])) return
    if (contours.length > 0) desk.finish(contours, kind)
    if (contours.length > 0) desk.inform(texts[kind](contours.length))
    else if (outdated === 0) desk.inform(texts.nothing)
    if (outdated > 0) desk.warn(texts.outdated(outdated))
    for (const { name, reason, detail } of notMade)
      desk.warn(texts.notMade(saidText(name), saidText(detail ?? reason)))
    for (const warning of warnings) desk.warn(saidText(warning))
  }
}

/** Images whose contours are made from each other: those of a slice through the beat, or all of the stack. */
function rowsOf(kind: MakingKind, { stack }: MakingWish): readonly (readonly StackFrame[])[] {
  const slices = stack.frames.map((frames) => frames.filter((frame) => frame !== null))
  return kind === 'propagate' ? slices : [slices.flat()]
}
