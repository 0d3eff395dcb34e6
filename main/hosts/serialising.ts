/** How every host turns into text what JSON does not know. */
import { typedArraySerializers } from '#contract/typed-arrays.ts'

export const customJsonSerializers = typedArraySerializers({
  encode: ({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  // small buffers share a pool: a copy has memory of its own
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
