/** The value of an element as a person reads it. Nothing of it is interpreted: what stands there is shown. */

import type { Visit } from '../identity/walk.ts'
import { decodeText } from '../parse/charset.ts'
import { bigEndian, bytesAt, hasFlag, lengthAt, vrAt } from '../parse/elements.ts'
import { tagText } from '../parse/tags.ts'
import { binary, type NumberReader } from '../parse/values.ts'
import * as VR from '../parse/vr.ts'
import type { Warnings } from '../parse/warnings.ts'

export type Shown =
  | {
      readonly kind: 'text'
      readonly text: string /** of the whole, where it is cut */
      readonly characters?: number
    }
  | { readonly kind: 'bytes'; readonly bytes: number }

/** A private table may hold megabytes of text; nobody reads them in a dialog. */
const mostCharacters = 4_096
/** Of bytes: the longest character of any set, with room for what changes sets. */
const bytesPerCharacter = 8
const mostNumbers = 512

const numbers = new Map<VR.Vr, NumberReader<number | bigint>>([
  ...binary,
  [VR.vr('SV'), [8, (bytes, at, little) => (little ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at))]],
  [VR.vr('UV'), [8, (bytes, at, little) => (little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))]],
])

export function shownValue(visit: Visit, warnings: Warnings): Shown {
  const { table, row, characters } = visit
  const vr = vrAt(table, row)
  const bytes = bytesAt(table, row)
  if (VR.isText(vr)) {
    const part = bytes.subarray(0, mostCharacters * bytesPerCharacter)
    const text = visible(decodeText(part, characters, warnings))
    return bytes.length > part.length ? cut(text, bytes.length) : cut(text, text.length)
  }
  const little = !hasFlag(table, row, bigEndian)
  if (vr === VR.AT) return numbersText(bytes, 4, (at) => tagText(tagIn(bytes, at, little)))
  const [size, read] = numbers.get(vr) ?? []
  if (size === undefined || read === undefined || bytes.length % size !== 0)
    return { kind: 'bytes', bytes: lengthAt(table, row) }
  return numbersText(bytes, size, (at) => numberText(read(bytes, at, little), vr))
}

function numbersText(bytes: Buffer, size: number, textAt: (at: number) => string): Shown {
  const count = bytes.length / size
  const parts = Array.from({ length: Math.min(count, mostNumbers) }, (_, k) => textAt(k * size))
  const text = parts.join('\\')
  return cut(text, count > mostNumbers ? Math.round((text.length * count) / mostNumbers) : text.length)
}

const tagIn = (bytes: Buffer, at: number, little: boolean): number =>
  little
    ? bytes.readUInt16LE(at) * 0x10000 + bytes.readUInt16LE(at + 2)
    : bytes.readUInt16BE(at) * 0x10000 + bytes.readUInt16BE(at + 2)

/** A single-precision number has no more than seven digits to show. */
const numberText = (value: number | bigint, vr: VR.Vr): string =>
  vr === VR.FL && typeof value === 'number' ? String(Number(value.toPrecision(7))) : String(value)

const cut = (text: string, characters: number): Shown =>
  characters > mostCharacters || text.length > mostCharacters
    ? { kind: 'text', text: text.slice(0, mostCharacters), characters }
    : { kind: 'text', text }

/** Padding goes; what would turn the line round or write over it is shown as a dot. */
const visible = (text: string): string =>
  text.replace(/[\0 ]+$/u, '').replace(/(?![\n\r\t])[\p{Cc}\p{Bidi_Control}]/gu, '·')
