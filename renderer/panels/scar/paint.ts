/** The colour of each pixel of the wall: scar by one method, by how many methods, or above the threshold that is tried. */
import type { SliceScar } from '#analysis/scar/method-scar.ts'
import { tissue } from '#analysis/scar/obstruction.ts'
import type { ScarSlice } from '#analysis/scar/scar.ts'
import { colourAt, type Rgb, rgbOf } from '../../charts/colours.ts'
import { type ContourPalette, contourColours } from '../../theme/tokens.ts'
import { thresholdOf } from './preview.ts'
import type { ScarOverlay } from './scar-store.ts'

export interface ScarPaint {
  readonly overlay: ScarOverlay
  /** whose mask is painted */
  readonly method: string | undefined
  /** standard deviations above remote */
  readonly sd: number
  readonly palette: ContourPalette
}

/** What is painted of the details of an analysis. */
export interface PaintedScar {
  readonly slices: readonly Pick<ScarSlice, 'signal' | 'remote' | 'votes'>[]
  readonly methods: readonly { readonly name: string; readonly slices: readonly Pick<SliceScar, 'state'>[] }[]
  readonly voters: number
}

/** By the place of a pixel in the list of its slice; none where nothing is to be seen. */
export type Painter = (place: number) => Rgb | undefined

/** @param k  of the slices of the details; undefined where there is nothing to paint */
export function painterOf(details: PaintedScar, k: number, look: ScarPaint): Painter | undefined {
  const slice = details.slices[k]
  if (!slice || look.overlay === 'off') return undefined
  const colours = contourColours[look.palette]
  const scar = rgbOf(colours['lge-scar'])
  if (look.overlay === 'threshold') {
    const threshold = thresholdOf(slice, look.sd)
    return (i) => ((slice.signal[i] ?? 0) > threshold ? scar : undefined)
  }
  if (look.overlay === 'disagreement')
    return (i) => {
      const votes = slice.votes[i] ?? 0
      return votes === 0 ? undefined : colourAt('magma', votes / Math.max(1, details.voters))
    }
  const found = details.methods.find(({ name }) => name === look.method)
  const state = found?.slices[k]?.state
  const obstructed = rgbOf(colours['lge-no-reflow'])
  return (
    state &&
    ((i) => (state[i] === tissue.scar ? scar : state[i] === tissue.obstructed ? obstructed : undefined))
  )
}
