/**
 * One frame's bytes, as both hosts serve them under `/frames/<sha256>/<n>`: read from the file by the place
 * that was noted when it was parsed, so that nothing is parsed again.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Session } from '#contract/services.ts'
import { defaultLimits } from '#dicom/parse/limits.ts'
import { type Frame, type FrameIndex, frameBytes, frameCount, framePart } from '#dicom/pixels/frames.ts'
import type { Library } from '../store/library.ts'
import type { LibraryIndex } from './library/index.ts'

export interface Frames {
  /**
   * @param n 0-based
   * @throws Failure 'no-such-image' for what is unknown, held back, withdrawn or has fewer frames,
   *         'library-damaged' when the file is gone, cut or cannot be inflated
   */
  frame(sha256: string, n: number, session: Session): Promise<Frame>
}

/** Frame indices are small; a deflated file is kept inflated while its frames are asked for one by one. */
const rememberedIndices = 4_000
const rememberedInflated = 1

const inflated = promisify(inflateRaw)

export function createFrames(library: Library, index: LibraryIndex): Frames {
  const indices = createMemory<string, FrameIndex>(rememberedIndices)
  const unpacked = createMemory<string, Promise<Buffer>>(rememberedInflated)

  async function readDeflated(sha256: string, frames: FrameIndex, n: number): Promise<Frame> {
    if (frames.kind !== 'native' || !frames.deflated) throw new RangeError('the file is not deflated')
    const { deflated: place, ...native } = frames
    const dataset = unpacked.recall(sha256, async () => {
      const stream = await readRange(library.objects.pathOf(sha256), place.start, place.end)
      return inflated(stream, { maxOutputLength: defaultLimits.maxInflatedBytes })
    })
    return frameBytes(await dataset, native, n)
  }

  return {
    async frame(sha256, n, _session) {
      const image = `${sha256}/${n}`
      // Asked every time: a study may be withdrawn, or an image held back, at any moment.
      const frames = index.hasImage(sha256) ? indices.recall(sha256, () => index.framesOf(sha256)) : undefined
      if (!frames || !Number.isInteger(n) || n < 0 || n >= frameCount(frames)) {
        throw new Failure('no-such-image', { image })
      }
      try {
        const part = framePart(frames, n)
        if (part)
          return frameBytes(
            await readRange(library.objects.pathOf(sha256), part.start, part.end),
            part.index,
            0,
          )
        return await readDeflated(sha256, frames, n)
      } catch (cause) {
        unpacked.forget(sha256)
        if (!isLoss(cause)) throw cause
        const detail = say('library/image-file-missing', { image: sha256 })
        throw new Failure('library-damaged', { library: library.folder, detail }, { cause })
      }
    },
  }
}

/** The index knows the image, and the disk no longer has it as it was. */
const isLoss = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && /^(ENOENT|EIO|Z_[A-Z]+_ERROR)$/.test(String(error.code)))

/** @throws RangeError when the file is shorter: the library is damaged */
async function readRange(path: string, start: number, end: number): Promise<Buffer> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const bytes = Buffer.allocUnsafe(end - start)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
    if (bytesRead < bytes.length) throw new RangeError('the file is shorter than when it was accepted')
    return bytes
  } finally {
    await file?.close()
  }
}

interface Memory<K, V> {
  recall<T extends V | undefined>(key: K, make: () => T): V | T
  forget(key: K): void
}

/** Keeps what was asked for last. */
function createMemory<K, V>(limit: number): Memory<K, V> {
  const kept = new Map<K, V>()
  return {
    recall(key, make) {
      const known = kept.get(key)
      const value = known ?? make()
      if (value === undefined) return value
      kept.delete(key)
      kept.set(key, value)
      for (const oldest of kept.keys()) {
        if (kept.size <= limit) break
        kept.delete(oldest)
      }
      return value
    },
    forget: (key) => void kept.delete(key),
  }
}
