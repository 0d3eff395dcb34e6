/** From numbers on a surface to the colours of its vertices. */
import type { Values } from '#analysis/surfaces/values.ts'
import { colourOf, type Rgb, type ScaleRange } from '../charts/colours.ts'
import type { SurfaceColour } from './look.ts'

/** Ends that all studies share, so that two of them can be compared. */
export const surfaceScales: Readonly<
  Record<Exclude<SurfaceColour, 'none'>, { readonly range: ScaleRange; readonly unit: string }>
> = {
  thickness: { range: { scale: 'viridis', from: 0, to: 16 }, unit: 'mm' },
  thickening: { range: { scale: 'viridis', from: 0, to: 100 }, unit: '%' },
  // a wall that does not contract is dark
  ecc: { range: { scale: 'viridis', from: 0, to: -25 }, unit: '%' },
  err: { range: { scale: 'viridis', from: 0, to: 50 }, unit: '%' },
  ell: { range: { scale: 'viridis', from: 0, to: -25 }, unit: '%' },
  scar: { range: { scale: 'magma', from: 0, to: 100 }, unit: '%' },
}

const steps = 128
const tables = new Map<ScaleRange, Uint8Array>()

/** Colours of evenly spaced numbers: a scale is asked for thousands of vertices a frame. */
function tableOf(range: ScaleRange): Uint8Array {
  const known = tables.get(range)
  if (known) return known
  const table = new Uint8Array(3 * (steps + 1))
  for (let k = 0; k <= steps; k++)
    table.set(colourOf(range, range.from + ((range.to - range.from) * k) / steps), 3 * k)
  tables.set(range, table)
  return table
}

export interface Paint {
  /** of what has no number, or of all where none are shown */
  readonly plain: Rgb
  /** that a number is not known here */
  readonly unknown: Rgb
  readonly range: ScaleRange | undefined
}

/** how much of the colour is taken away where nobody drew */
const paled = 0.55

/**
 * @param origin   of each vertex that is drawn, the one of the surface
 * @param made     1 at vertices of the surface that nobody drew: bridged; or all, between two phases
 * @param into     red, green, blue of each vertex that is drawn
 */
export function painted(
  origin: Uint32Array,
  values: Values | undefined,
  made: Uint8Array | 'all' | undefined,
  { plain, unknown, range }: Paint,
): Uint8Array {
  const colours = new Uint8Array(3 * origin.length)
  const table = range && tableOf(range)
  const grey = unknown
  for (let k = 0; k < origin.length; k++) {
    const vertex = origin[k] ?? 0
    let [red, green, blue] = plain
    if (range && table) {
      if (values?.known[vertex] === 1) {
        const share = ((values.value[vertex] ?? 0) - range.from) / (range.to - range.from)
        const step = 3 * Math.round(Math.min(1, Math.max(0, share)) * steps)
        red = table[step] ?? 0
        green = table[step + 1] ?? 0
        blue = table[step + 2] ?? 0
      } else [red, green, blue] = unknown
    }
    if (made === 'all' || made?.[vertex] === 1) {
      red += paled * (grey[0] - red)
      green += paled * (grey[1] - green)
      blue += paled * (grey[2] - blue)
    }
    colours[3 * k] = red
    colours[3 * k + 1] = green
    colours[3 * k + 2] = blue
  }
  return colours
}

interface Painting {
  readonly values: Values | undefined
  readonly made: Uint8Array | 'all' | undefined
  readonly paint: Paint
  readonly colours: Uint8Array
}

const paintings = new WeakMap<Uint32Array, Painting>()

const samePaint = (a: Paint, b: Paint): boolean =>
  a.range === b.range &&
  a.plain.every((channel, k) => channel === b.plain[k]) &&
  a.unknown.every((channel, k) => channel === b.unknown[k])

/** The same object for the same colours: a beat that goes round is painted once. Parameters as of `painted`. */
export function paintedOnce(
  origin: Uint32Array,
  values: Values | undefined,
  made: Painting['made'],
  paint: Paint,
): Uint8Array {
  const before = paintings.get(origin)
  if (before && before.values === values && before.made === made && samePaint(before.paint, paint))
    return before.colours
  const colours = painted(origin, values, made, paint)
  paintings.set(origin, { values, made, paint, colours })
  return colours
}
