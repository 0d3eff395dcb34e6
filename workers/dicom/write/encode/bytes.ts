/** Bytes in little-endian order, appended to a buffer that grows. */
export class ByteSink {
  #buffer: Uint8Array
  #view: DataView
  #length = 0

  constructor(expected: number) {
    this.#buffer = new Uint8Array(expected)
    this.#view = new DataView(this.#buffer.buffer)
  }

  get length(): number {
    return this.#length
  }

  // Claiming may put another buffer under the view, so that it comes before the view is named.
  uint8(value: number): void {
    const at = this.#claim(1)
    this.#view.setUint8(at, value)
  }

  uint16(value: number): void {
    const at = this.#claim(2)
    this.#view.setUint16(at, value, true)
  }

  uint32(value: number): void {
    const at = this.#claim(4)
    this.#view.setUint32(at, value, true)
  }

  int16(value: number): void {
    const at = this.#claim(2)
    this.#view.setInt16(at, value, true)
  }

  int32(value: number): void {
    const at = this.#claim(4)
    this.#view.setInt32(at, value, true)
  }

  float32(value: number): void {
    const at = this.#claim(4)
    this.#view.setFloat32(at, value, true)
  }

  float64(value: number): void {
    const at = this.#claim(8)
    this.#view.setFloat64(at, value, true)
  }

  append(bytes: Uint8Array): void {
    const at = this.#claim(bytes.length)
    this.#buffer.set(bytes, at)
  }

  /** Encoded as UTF-8. */
  text(value: string): void {
    if (!isAscii(value)) {
      this.append(encoder.encode(value))
      return
    }
    const at = this.#claim(value.length)
    for (let i = 0; i < value.length; i++) this.#buffer[at + i] = value.charCodeAt(i)
  }

  /** Zero bytes, to be patched later or to stay. */
  skip(count: number): void {
    this.#claim(count)
  }

  patchUint16(at: number, value: number): void {
    this.#view.setUint16(at, value, true)
  }

  patchUint32(at: number, value: number): void {
    this.#view.setUint32(at, value, true)
  }

  /** What was written, as a copy of its own with nothing behind it. */
  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer.slice(0, this.#length))
  }

  #claim(count: number): number {
    const at = this.#length
    this.#length += count
    if (this.#length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#buffer.length * 2))
      grown.set(this.#buffer)
      this.#buffer = grown
      this.#view = new DataView(grown.buffer)
    }
    return at
  }
}

const encoder = new TextEncoder()

/** Most values are, and an encoder's detour costs more than the short loop. */
function isAscii(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7e) return false
  return true
}
