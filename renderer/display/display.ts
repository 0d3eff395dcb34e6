/** How images are shown, whichever they are: what lies over them, and how much of the screen they take. */
import { createStore, type StoreApi, useStore } from 'zustand'
import type { GreyWindow } from '../viewport/image-view.ts'
import type { PresetId } from './presets.ts'
import { rememberedSmooth, rememberSmooth } from './remembered.ts'

export interface Display {
  /** interpolated between pixels; else each pixel is a square */
  readonly smooth: boolean
  /** nothing lies over the images but the mark of a turned or mirrored one */
  readonly bare: boolean
  /** images over the whole window */
  readonly full: 'cell' | 'images' | undefined
  readonly histogramShown: boolean
  /** overlays that the files of images carry */
  readonly planesShown: boolean
  /** velocities in colour */
  readonly velocityColours: boolean
  /** by stack: the preset that was chosen last and what it came to, which a drag leaves behind */
  readonly chosen: ReadonlyMap<string, { readonly preset: PresetId; readonly window: GreyWindow | undefined }>
}

export type DisplayStore = StoreApi<Display>

export function createDisplay(reader: string): DisplayStore {
  const display = createStore<Display>(() => ({
    smooth: rememberedSmooth(reader),
    bare: false,
    full: undefined,
    histogramShown: false,
    planesShown: false,
    velocityColours: false,
    chosen: new Map(),
  }))
  display.subscribe(({ smooth }, before) => {
    if (smooth !== before.smooth) rememberSmooth(reader, smooth)
  })
  return display
}

export const useDisplay = <T>(display: DisplayStore, select: (now: Display) => T): T =>
  useStore(display, select)
