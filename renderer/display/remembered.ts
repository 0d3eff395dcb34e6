/**
 * How each reader left the images of each series: window, zoom, pan, orientation. Kept with the window, as the
 * layouts are: it changes no number.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type ImageView, untouched, type Wishes } from '../viewport/image-view.ts'

interface Remembered {
  /** by reader, then by stack; the one that was changed last comes last */
  readonly looks: Readonly<Record<string, Readonly<Record<string, Wishes>>>>
  /** readers who want pixels as squares */
  readonly squares: readonly string[]
}

/** Of one reader. A study has some thirty series of which few are touched. */
const mostLooks = 400
/** A drag changes the window with every frame, and the browser's memory is written as a whole. */
const writeAfterMs = 400

const useRemembered = create<Remembered>()(
  persist((): Remembered => ({ looks: {}, squares: [] }), { name: 'midwall.looks' }),
)

export const rememberedSmooth = (reader: string): boolean =>
  !useRemembered.getState().squares.includes(reader)

export function rememberSmooth(reader: string, smooth: boolean): void {
  useRemembered.setState(({ squares }) => {
    const others = squares.filter((one) => one !== reader)
    return { squares: smooth ? others : [...others, reader] }
  })
}

/** Whatever an earlier version or somebody's hand left there: only a whole look is one. */
export function soundLook(kept: Partial<Wishes> | undefined): Wishes | undefined {
  if (!kept) return undefined
  const { zoom, centre, window, orientation, inverted } = { ...untouched, ...kept }
  const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
  const sound =
    isNumber(zoom) &&
    zoom > 0 &&
    (centre === undefined || centre === null || (centre.length === 2 && centre.every(isNumber))) &&
    (window === undefined || (isNumber(window.center) && isNumber(window.width) && window.width > 0)) &&
    [0, 1, 2, 3].includes(orientation.turns) &&
    typeof orientation.mirrored === 'boolean' &&
    typeof inverted === 'boolean'
  return sound ? { zoom, centre: centre ?? undefined, window, orientation, inverted } : undefined
}

const isUntouched = (wishes: Wishes): boolean =>
  wishes.zoom === untouched.zoom &&
  wishes.centre === undefined &&
  wishes.window === undefined &&
  wishes.orientation.turns === 0 &&
  !wishes.orientation.mirrored &&
  !wishes.inverted

export function withLook(
  looks: Readonly<Record<string, Wishes>>,
  stack: string,
  wishes: Wishes,
): Readonly<Record<string, Wishes>> {
  const { [stack]: _, ...others } = looks
  const entries = Object.entries(others)
  const next = isUntouched(wishes) ? entries : [...entries, [stack, wishes] as const]
  return Object.fromEntries(next.slice(-mostLooks))
}

export interface LookMemory {
  /** gives the view what was remembered of the stack, and remembers from now on what is asked of it */
  follow(stack: string, view: ImageView): void
  /** writes what is still to be written */
  close(): void
}

export function lookMemory(reader: string): LookMemory {
  const waiting = new Map<string, Wishes>()
  const stops: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    useRemembered.setState(({ looks }) => {
      let own = looks[reader] ?? {}
      for (const [stack, wishes] of waiting) own = withLook(own, stack, wishes)
      return { looks: { ...looks, [reader]: own } }
    })
    waiting.clear()
  }
  window.addEventListener('pagehide', write)
  return {
    follow(stack, view) {
      const kept = soundLook(useRemembered.getState().looks[reader]?.[stack])
      if (kept) view.recall(kept)
      stops.push(
        view.wishes.subscribe(() => {
          waiting.set(stack, view.wishes.get())
          timer ??= setTimeout(write, writeAfterMs)
        }),
      )
    },
    close() {
      window.removeEventListener('pagehide', write)
      for (const stop of stops) stop()
      write()
    },
  }
}
