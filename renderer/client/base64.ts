/** Bytes as text and back, as every browser can. */
import { typedArraySerializers } from '#contract/typed-arrays.ts'

/** arguments of one call: more overflow the stack */
const piece = 32_768

function encode(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let from = 0; from < bytes.length; from += piece)
    parts.push(String.fromCharCode(...bytes.subarray(from, from + piece)))
  return btoa(parts.join(''))
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let k = 0; k < bytes.length; k++) bytes[k] = characters.charCodeAt(k)
  return bytes
}

export const customJsonSerializers = typedArraySerializers({ encode, decode })
