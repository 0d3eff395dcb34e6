/** What a preset comes to on the images that are here. */
import type { Stack } from '#analysis/protocol/stack.ts'
import { percentileWindow, velocityWindow } from '../viewport/grey-window.ts'
import type { GreyWindow } from '../viewport/image-view.ts'
import type { DecodedFrame } from '../viewport/picture.ts'
import type { StudyImages } from '../viewport/study-images.ts'
import type { Preset } from './presets.ts'

export interface Seen {
  readonly stack: Stack
  readonly images: StudyImages
  readonly slice: number
  /** of the frame on the screen */
  readonly pixels: DecodedFrame
}

/** Plenty for a percentile, and sorted in a few ms. */
const mostSamples = 60_000

/**
 * Values of the slice at all phases that are in memory, so that a window fits the whole beat or first pass; evenly
 * thinned out, ascending.
 */
function sampledValues({ stack, images, slice, pixels }: Seen): Float64Array {
  const frames = (stack.frames[slice] ?? []).flatMap((frame) => (frame && images.ready(frame)) ?? [])
  const all = frames.length > 0 ? frames : [pixels]
  const total = all.reduce((sum, { rows, columns }) => sum + rows * columns, 0)
  // odd, so that not always the same columns are met
  const step = Math.max(1, Math.ceil(total / mostSamples)) | 1
  const values: number[] = []
  for (const frame of all) {
    const data = frame.getPixelData()
    for (let i = 0; i < data.length; i += step) values.push(data[i] ?? 0)
  }
  return Float64Array.from(values).sort()
}

/** A map may be stored in another unit than its kind has: then its middle value is far off its range. */
const farOff = 6

export type PresetWindowFound =
  | { readonly found: true /** undefined: what the files ask for */; readonly window: GreyWindow | undefined }
  | { readonly found: false; readonly why: 'no-velocity' | 'other-unit' }

export function presetWindow({ window: asked }: Preset, seen: Seen): PresetWindowFound {
  switch (asked.kind) {
    case 'stored':
      return { found: true, window: undefined }
    case 'percentiles':
      return { found: true, window: percentileWindow(sampledValues(seen), asked.from, asked.to) }
    case 'range': {
      const { low, high } = asked
      const values = sampledValues(seen).filter((value) => value > 0)
      const middle = values[Math.floor(values.length / 2)]
      if (middle !== undefined && (middle > farOff * high || middle < high / farOff / farOff))
        return { found: false, why: 'other-unit' }
      return { found: true, window: { center: (low + high) / 2, width: high - low } }
    }
    case 'venc': {
      const window = velocityWindow(seen.stack, seen.pixels, asked.share)
      return window ? { found: true, window } : { found: false, why: 'no-velocity' }
    }
    case 'symmetric': {
      const values = sampledValues(seen)
      const reach = Math.max(1, Math.abs(values[0] ?? 0), Math.abs(values.at(-1) ?? 0))
      return { found: true, window: { center: 0, width: 2 * reach } }
    }
  }
}
