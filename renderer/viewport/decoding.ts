/**
 * cornerstone's loader, brought along by the first image that is compressed: it fetches frames and decodes every
 * transfer syntax in workers. What it needs to know of a frame it asks of us (`frame-metadata.ts`).
 */
import { cache, imageLoader, init, metaData, type Types } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { frameMetadata } from './frame-metadata.ts'
import type { DecodedFrame } from './picture.ts'
import { storedAs } from './pixel-type.ts'

/** Two decode as fast as the network of a workstation delivers; more only cost memory. */
const mostDecoders = 4
/** Before the providers that come with the loader. */
const providerPriority = 10_000

let started = false

function startDecoding(): void {
  if (started) return
  started = true
  init({ rendering: {}, debug: { statsOverlay: false } })
  initLoader({ maxWebWorkers: Math.min(mostDecoders, Math.max(1, navigator.hardwareConcurrency - 1)) })
  metaData.addProvider(frameMetadata, providerPriority)
}

/** @throws an object with an XMLHttpRequest where the server refused, an Error where decoding failed */
export async function fetchDecoded(url: string, frame: StackFrame): Promise<DecodedFrame> {
  startDecoding()
  const options: Parameters<typeof imageLoader.loadAndCacheImage>[1] & { targetBuffer: { type: string } } = {
    priority: 0,
    requestType: 'interaction',
    targetBuffer: { type: storedAs(frame) satisfies Types.PixelDataTypedArrayString },
  }
  const imageId = `wadors:${url}`
  try {
    const { rows, columns, getPixelData } = await imageLoader.loadAndCacheImage(imageId, options)
    const values = getPixelData()
    return { rows, columns, getPixelData: () => values }
  } finally {
    // its pixels are kept by us
    if (cache.getImageLoadObject(imageId)) cache.removeImageLoadObject(imageId)
  }
}
