/**
 * Large pieces of memory that hold the pixels of many frames. Browsers give a large piece back as soon as nothing in it
 * is used; of hundreds of middle-sized ones, each fetched on its own, most stay with the page after the study is left.
 */
import type { PixelArray } from './picture.ts'

const slabBytes = 8 * 2 ** 20
/** every array may begin there */
const alignment = 8

export class PixelSlabs {
  private slab = new ArrayBuffer(0)
  private used = 0

  /** The same values in a slab; what would fill much of one stays where it is. */
  moved(values: PixelArray): PixelArray {
    const bytes = values.byteLength
    if (bytes > slabBytes / 4) return values
    if (this.used + bytes > this.slab.byteLength) {
      this.slab = new ArrayBuffer(slabBytes)
      this.used = 0
    }
    const into = likeIn(values, this.slab, this.used)
    if (into === undefined) return values
    into.set(values)
    this.used = Math.ceil((this.used + bytes) / alignment) * alignment
    return into
  }
}

/** Of the kinds that frames are kept in. */
function likeIn(values: PixelArray, slab: ArrayBuffer, from: number): PixelArray | undefined {
  const count = values.length
  if (values instanceof Int16Array) return new Int16Array(slab, from, count)
  if (values instanceof Uint16Array) return new Uint16Array(slab, from, count)
  if (values instanceof Uint8Array) return new Uint8Array(slab, from, count)
  if (values instanceof Float32Array) return new Float32Array(slab, from, count)
  return undefined
}
