/**
 * The drawing and decoding machinery of the window, started once: cornerstone's WebGL rendering engine and its
 * loader with decoding workers. CPU rendering is refused, because its coordinates are half a pixel off.
 */
import { cache, init, metaData, RenderingEngine } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import { frameMetadata } from './frame-metadata.ts'

/** Decoded pixels. A study of 12 x 30 images of 256² takes 47 MB, a large one 400 MB. */
const pixelCacheBytes = 1024 ** 3
/** Two decode as fast as the network of a workstation delivers; more only cost memory. */
const mostDecoders = 4
/** Before the providers that come with the loader. */
const providerPriority = 10_000

let engine: RenderingEngine | undefined

/** What the reader is told where WebGL is missing. */
export class NoWebGl extends Error {
  constructor() {
    super('This machine draws without WebGL 2. Images could be off by half a pixel, so none are shown.')
    this.name = 'NoWebGl'
  }
}

/** @throws NoWebGl */
export function renderingEngine(): RenderingEngine {
  if (engine) return engine
  if (!document.createElement('canvas').getContext('webgl2')) throw new NoWebGl()
  startCornerstone()
  engine = new RenderingEngine('midwall')
  return engine
}

let started = false

/** Decoding alone works without WebGL. */
export function startCornerstone(): void {
  if (started) return
  started = true
  init({ rendering: { webGlContextCount: 1 }, debug: { statsOverlay: false } })
  initLoader({ maxWebWorkers: Math.min(mostDecoders, Math.max(1, navigator.hardwareConcurrency - 1)) })
  metaData.addProvider(frameMetadata, providerPriority)
  cache.setMaxCacheSize(pixelCacheBytes)
}

/** Bytes of decoded pixels in memory, for tests and the benchmark. */
export const pixelBytes = (): number => cache.getCacheSize()
