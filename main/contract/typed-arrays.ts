/**
 * Typed arrays on their way over a host, as base64 of their bytes: a map of 60,000 numbers as JSON would be four times
 * as long, and take a hundred times as long to read. Both hosts and every client use this one serialiser, so that what
 * arrives is what was sent, bit for bit, of the same type. Bytes are little-endian, as on every machine that we run on.
 */

/** How bytes become text and back: each side has its own fast way. */
export interface Base64 {
  encode(bytes: Uint8Array): string
  /** in memory of its own, from its start */
  decode(text: string): Uint8Array<ArrayBuffer>
}

const kinds = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const
type Kind = keyof typeof kinds
const names = Object.keys(kinds) as Kind[]

type Sent = readonly [kind: Kind, base64: string]

/** As oRPC takes it: numbers below 20 are its own. */
const typeNumber = 20

const kindOf = (data: unknown): Kind | undefined => names.find((name) => data instanceof kinds[name])

const isSent = (data: unknown): data is Sent =>
  Array.isArray(data) &&
  data.length === 2 &&
  names.some((name) => name === data[0]) &&
  typeof data[1] === 'string'

/** For `customJsonSerializers` of a host's handler or a client's link. */
export const typedArraySerializers = ({ encode, decode }: Base64) =>
  [
    {
      type: typeNumber,
      condition: (data: unknown): boolean => kindOf(data) !== undefined,
      serialize: (data: unknown): Sent => {
        const kind = kindOf(data)
        if (kind === undefined || !ArrayBuffer.isView(data)) throw new TypeError('this is no typed array')
        return [kind, encode(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))]
      },
      /** @throws TypeError for what no host of ours has sent */
      deserialize: (data: unknown): ArrayBufferView => {
        if (!isSent(data)) throw new TypeError('this was no typed array')
        const [kind, base64] = data
        const { buffer, byteLength } = decode(base64)
        if (byteLength % kinds[kind].BYTES_PER_ELEMENT !== 0)
          throw new TypeError(`${byteLength} bytes are no ${kind}`)
        return new kinds[kind](buffer)
      },
    },
  ] as const
