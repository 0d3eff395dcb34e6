/**
 * DICOM by hand, byte for byte, so that it can also be wrong: a length that lies, a VR that nobody knows, an
 * element twice. The writer of `workers/dicom` cannot make such files, and must not.
 */
import { createHash } from 'node:crypto'
import { publicElement, tag } from '#dicom/parse/dictionary.ts'
import { vrText } from '#dicom/parse/vr.ts'

export type Value = string | number | readonly number[] | Uint8Array
/** A value under a VR that is not the registry's, or of an element that the registry does not have. */
export interface Written {
  readonly vr: string
  readonly value: Value
}
/** An element, or anything else, exactly as it shall stand in the file. */
export interface Raw {
  readonly raw: Buffer
}
/** By keyword, or by eight hexadecimal digits; `undefined` leaves an element out. */
export type Attributes = Readonly<Record<string, Value | Written | Raw | undefined>>

export const written = (vr: string, value: Value): Written => ({ vr, value })
export const raw = (...parts: readonly Uint8Array[]): Raw => ({ raw: Buffer.concat(parts) })
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

const longForm = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'SQ', 'UT', 'UN', 'UC', 'UR', 'SV', 'UV'])
const undefinedLength = 0xffffffff

export const tagOf = (key: string): number =>
  /^[0-9A-F]{8}$/i.test(key) ? Number.parseInt(key, 16) : tag(key)

const uint16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff])
const uint32 = (value: number): Buffer => Buffer.concat([uint16(value & 0xffff), uint16(value >>> 16)])
const tagBytes = (of: number): Buffer => Buffer.concat([uint16(of >>> 16), uint16(of & 0xffff)])

function valueBytes(value: Value, vr: string): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8')
    const padding = vr === 'UI' || vr === 'OB' || vr === 'UN' ? '\0' : ' '
    return text.length % 2 === 0 ? text : Buffer.concat([text, latin1(padding)])
  }
  const numbers = typeof value === 'number' ? [value] : value
  return Buffer.concat(numbers.map((number) => binary(number, vr)))
}

function binary(value: number, vr: string): Buffer {
  if (vr === 'US' || vr === 'SS') return uint16(value)
  if (vr === 'UL') return uint32(value)
  if (vr === 'FD') {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(value)
    return bytes
  }
  return valueBytes(String(value), vr)
}

interface Encoding {
  /** instead of the true one */
  readonly length?: number
  readonly implicit?: boolean
}

export function element(
  key: string,
  value: Value | Written,
  { length, implicit = false }: Encoding = {},
): Buffer {
  const { vr, value: content } = isWritten(value) ? value : { vr: registeredVr(key), value }
  const bytes = valueBytes(content, vr)
  const stated = length ?? bytes.length
  const start = tagBytes(tagOf(key))
  if (implicit) return Buffer.concat([start, uint32(stated), bytes])
  if (longForm.has(vr)) return Buffer.concat([start, latin1(vr), uint16(0), uint32(stated), bytes])
  return Buffer.concat([start, latin1(vr), uint16(stated & 0xffff), bytes])
}

const isWritten = (value: Value | Written): value is Written =>
  typeof value === 'object' && 'vr' in value && !(value instanceof Uint8Array)

function registeredVr(key: string): string {
  const known = publicElement(tagOf(key))
  if (!known) throw new TypeError(`${key} has no registered VR`)
  return vrText(known.vr)
}

export const itemStart = (length: number): Buffer => Buffer.concat([tagBytes(0xfffee000), uint32(length)])
export const itemDelimiter = Buffer.concat([tagBytes(0xfffee00d), uint32(0)])
export const sequenceDelimiter = Buffer.concat([tagBytes(0xfffee0dd), uint32(0)])

export const item = (...elements: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(elements)
  return Buffer.concat([itemStart(content.length), content])
}

export const delimitedItem = (...elements: readonly Uint8Array[]): Buffer =>
  Buffer.concat([itemStart(undefinedLength), ...elements, itemDelimiter])

export const sequence = (key: string, ...items: readonly Uint8Array[]): Buffer =>
  element(key, written('SQ', Buffer.concat(items)))

export const delimitedSequence = (key: string, vr: string, ...items: readonly Uint8Array[]): Buffer =>
  element(key, written(vr, Buffer.concat([...items, sequenceDelimiter])), { length: undefinedLength })

/** Encapsulated Pixel Data with an empty offset table. */
export const encapsulated = (...fragments: readonly Uint8Array[]): Raw =>
  raw(delimitedSequence('PixelData', 'OB', item(), ...fragments.map((fragment) => item(fragment))))

export const elements = (attributes: Attributes, implicit = false): Buffer =>
  Buffer.concat(
    Object.entries(attributes)
      .toSorted(([one], [other]) => tagOf(one) - tagOf(other))
      .map(([key, value]) => {
        if (value === undefined) return Buffer.alloc(0)
        return typeof value === 'object' && 'raw' in value ? value.raw : element(key, value, { implicit })
      }),
  )

/** A UID that is the same in every run. */
export const uid = (name: string): string =>
  `2.25.${BigInt(`0x${createHash('md5').update(name).digest('hex')}`)}`

/** Bytes without meaning, the same in every run (a linear congruential generator). */
export function noise(length: number): Buffer {
  let state = 7
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1103515245 + 12345) % 2 ** 31
      return (state >> 16) & 0xff
    }),
  )
}
