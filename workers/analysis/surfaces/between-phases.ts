/**
 * A surface at a phase that nobody drew, between two that somebody drew: every vertex goes straight and evenly from the
 * one to the other. It moves, so that a beat of which only ED and ES are drawn can be looked at; nothing is measured on
 * it. The two may reach over different slices: both are cut in equally many rows from base to apex first.
 */
import { endTriangles, type Loft, wallTriangles } from './loft.ts'
import type { Values } from './values.ts'

/** The drawn phases on either side, round the beat; undefined where fewer than two are drawn. */
export function neighboursOf(
  phase: number,
  drawn: readonly number[],
): { readonly from: number; readonly to: number } | undefined {
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  return {
    from: drawn.findLast((one) => one <= phase) ?? last,
    to: drawn.find((one) => one > phase) ?? first,
  }
}

/** How far a phase is on its way from one to the next, round the beat: 0 to 1. */
export function shareOfWay(
  phase: number,
  { from, to }: { readonly from: number; readonly to: number },
  phases: number,
): number {
  const span = (to - from + phases) % phases || phases
  return ((phase - from + phases) % phases) / span
}

export function loftBetween(a: Loft, b: Loft, share: number): Loft {
  const count = Math.max(a.rows.length, b.rows.length)
  const [from, to] = [inRows(a, a.positions, 3, count), inRows(b, b.positions, 3, count)]
  const sides = [...wallTriangles(count, a.around), ...endTriangles(a.end, count, a.around)]
  const lid = a.triangles.subarray(a.lidFrom)
  return {
    around: a.around,
    rows: a.rows.length === count ? a.rows : b.rows,
    positions: mixed(from, to, share),
    triangles: Uint32Array.from([...sides, ...lid]),
    end: a.end,
    lidFrom: sides.length,
  }
}

/** Known where both are. */
export function valuesBetween(
  [a, ofA]: readonly [Loft, Values],
  [b, ofB]: readonly [Loft, Values],
  share: number,
): Values {
  const count = Math.max(a.rows.length, b.rows.length)
  const cut = (loft: Loft, numbers: ArrayLike<number>) => inRows(loft, numbers, 1, count)
  const known = [cut(a, ofA.known), cut(b, ofB.known)] as const
  return {
    value: mixed(cut(a, ofA.value), cut(b, ofB.value), share),
    known: Uint8Array.from(known[0], (one, i) => (one > most && (known[1][i] ?? 0) > most ? 1 : 0)),
  }
}

/** rounding of a mean of ones */
const most = 1 - 1e-4

/** Numbers of vertices, cut in equal steps through the rows of their surface. */
function inRows(
  { around, rows }: Loft,
  values: ArrayLike<number>,
  components: number,
  count: number,
): Float32Array {
  const width = around * components
  const cut = new Float32Array(count * width + components)
  for (let r = 0; r < count; r++) {
    const place = (r * (rows.length - 1)) / (count - 1)
    const above = Math.min(Math.floor(place), rows.length - 2)
    const share = place - above
    for (let i = 0; i < width; i++) {
      const [a, b] = [values[above * width + i] ?? 0, values[(above + 1) * width + i] ?? 0]
      cut[r * width + i] = a + share * (b - a)
    }
  }
  for (let c = 0; c < components; c++) cut[count * width + c] = values[rows.length * width + c] ?? 0
  return cut
}

const mixed = (a: Float32Array, b: Float32Array, share: number): Float32Array =>
  a.map((value, i) => value + share * ((b[i] ?? 0) - value))
