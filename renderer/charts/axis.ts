/** The numbers along an axis. */
import { fixedIn } from '../texts/formats.ts'

/** Three to five round numbers around a range. */
export function niceTicks(low: number, high: number, atLeast = 1): readonly number[] {
  const span = Math.max(high - low, atLeast)
  const rough = span / 3
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * magnitude >= rough) ?? 10) * magnitude
  const first = Math.floor(low / step)
  const last = Math.max(Math.ceil(high / step), first + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step, step))
}

/** 1, 2 and 5 of every power of ten about a range above 0; where that is many, the powers alone. */
export function decadeTicks(low: number, high: number): readonly number[] {
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  const powers = Array.from({ length: last - first + 1 }, (_, k) => 10 ** (first + k))
  const fine = powers.flatMap((power) => [1, 2, 5].map((nice) => nice * power))
  const ticks = last - first > 2 ? powers : fine
  const from = ticks.findLastIndex((tick) => tick <= low)
  const to = ticks.findIndex((tick) => tick >= high)
  return ticks.slice(Math.max(from, 0), to < 0 ? undefined : to + 1)
}

/** Without the dust of binary fractions. */
const rounded = (value: number, step: number): number => {
  const digits = digitsOfStep(step)
  return Number(value.toFixed(digits))
}

const digitsOfStep = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step)) + 1)

/** As short as tells neighbours apart, with a real minus sign. */
export function tickText(tick: number, ticks: readonly number[]): string {
  const digits = Math.max(...ticks.map((one) => (String(one).split('.')[1] ?? '').length))
  return fixedIn(tick, digits)
}
