/**
 * cornerstone's loader, started once: it fetches frames, decodes every transfer syntax in workers and keeps the
 * pixels. What it needs to know of a frame it asks of us (`frame-metadata.ts`).
 */
import { cache, init, metaData } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import { frameMetadata } from './frame-metadata.ts'

/** Decoded pixels. A study of 12 x 30 images of 256² takes 47 MB, a large one 400 MB. */
const pixelCacheBytes = 1024 ** 3
/** Two decode as fast as the network of a workstation delivers; more only cost memory. */
const mostDecoders = 4
/** Before the providers that come with the loader. */
const providerPriority = 10_000

let started = false

/**
 * Starts the decoding workers. The first study does not wait for them when this is called while the reader still
 * looks at the worklist.
 */
export function startDecoding(): void {
  if (started) return
  started = true
  init({ rendering: {}, debug: { statsOverlay: false } })
  initLoader({ maxWebWorkers: Math.min(mostDecoders, Math.max(1, navigator.hardwareConcurrency - 1)) })
  metaData.addProvider(frameMetadata, providerPriority)
  cache.setMaxCacheSize(pixelCacheBytes)
}

/** Bytes of decoded pixels in memory, for tests and the benchmark. */
export const pixelBytes = (): number => cache.getCacheSize()
