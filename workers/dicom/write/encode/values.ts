/**
 * Values as their VR wants them.
 * @source DICOM PS3.5 6.2, table 6.2-1
 */
import type { ByteSink } from './bytes.ts'

/** Integer VRs with their range; a number outside it would come back as another number. */
const integers: Readonly<Record<string, readonly [low: number, high: number]>> = {
  US: [0, 0xffff],
  SS: [-0x8000, 0x7fff],
  UL: [0, 0xffffffff],
  SL: [-0x80000000, 0x7fffffff],
}

/** Appends a binary number and returns true, or returns false when the VR is not a binary number. */
export function writeNumber(sink: ByteSink, vr: string, value: string | number, keyword: string): boolean {
  const number = Number(value)
  const range = integers[vr]
  if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1]))
    throw new RangeError(`${keyword}: ${value} is no ${vr}`)
  switch (vr) {
    case 'US':
      sink.uint16(number)
      return true
    case 'SS':
      sink.int16(number)
      return true
    case 'UL':
      sink.uint32(number)
      return true
    case 'SL':
      sink.int32(number)
      return true
    case 'FL':
      sink.float32(number)
      return true
    case 'FD':
      sink.float64(number)
      return true
    default:
      return false
  }
}

/** @throws RangeError for a number that DS or IS cannot hold, TypeError for a number where only text belongs */
export function valueText(vr: string, value: string | number, keyword: string): string {
  if (typeof value === 'string') return value
  if (vr === 'DS') return decimalString(value)
  if (vr === 'IS' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) return String(value)
  throw new TypeError(`${keyword}: the number ${value} in the VR ${vr}`)
}

/**
 * The nearest number that 16 characters can say.
 * @throws RangeError when it is not finite
 */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no decimal string`)
  const plain = String(Object.is(value, -0) ? 0 : value)
  if (plain.length <= 16) return plain
  for (let digits = 15; digits > 0; digits--) {
    const rounded = Number(value.toPrecision(digits))
    const short = [String(rounded), rounded.toExponential()].find((text) => text.length <= 16)
    if (short !== undefined) return short
  }
  throw new RangeError(`${value} is no decimal string`)
}
