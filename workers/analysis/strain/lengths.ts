/**
 * Engineering (Lagrangian) strain of what was followed.
 *
 *   e(t) = 100 · (L(t) / L(0) − 1)      L(0): length at ED; negative where it shortens
 *
 * Of a border, L is the length of the whole line, never a mean over its segments; of a segment, the length of its
 * arc. Across the wall, e is the mean over the chords of the change of each.
 *
 * @source Voigt 2015, doi:10.1093/ehjci/jeu184: Lagrangian strain of the whole line as global strain
 */
import type { PixelSize } from '../contours/polygon.ts'
import { at } from '../units/at.ts'
import type { Line } from './outline.ts'

/** Percent by phase; 0 at ED. */
export type StrainCurve = readonly number[]

/** The edges from point to point of a line, by the point at which they begin. */
export const edgesOf = (points: number, closed: boolean): number[] =>
  Array.from({ length: closed ? points : points - 1 }, (_, i) => i)

/**
 * Strain along a line, over some of its edges.
 * @param phases  the line by phase
 * @param edges   each from its point to the next one, the last point's to the first
 */
export function strainAlong(
  phases: readonly Line[],
  edges: readonly number[],
  pixel: PixelSize,
  edPhase: number,
): StrainCurve {
  const lengths = phases.map((line) => lengthOver(line, edges, pixel))
  return relativeTo(at(lengths, edPhase), lengths)
}

/** mm */
export function lengthOver(line: Line, edges: readonly number[], pixel: PixelSize): number {
  let sum = 0
  for (const edge of edges) {
    const a = 2 * edge
    const b = a + 2 < line.length ? a + 2 : 0
    sum += Math.hypot(
      ((line[b] ?? 0) - (line[a] ?? 0)) * pixel.columnSpacing,
      ((line[b + 1] ?? 0) - (line[a + 1] ?? 0)) * pixel.rowSpacing,
    )
  }
  return sum
}

/** Mean strain of the chords from point to point of two lines. */
export function strainAcross(
  inner: readonly Line[],
  outer: readonly Line[],
  chords: readonly number[],
  pixel: PixelSize,
  edPhase: number,
): StrainCurve {
  const at0 = chords.map((chord) => chordLength(at(inner, edPhase), at(outer, edPhase), chord, pixel))
  return inner.map((line, phase) => {
    const sum = chords.reduce(
      (total, chord, i) => total + chordLength(line, at(outer, phase), chord, pixel) / at(at0, i) - 1,
      0,
    )
    return (100 * sum) / chords.length
  })
}

function chordLength(inner: Line, outer: Line, chord: number, pixel: PixelSize): number {
  const k = 2 * chord
  return Math.hypot(
    ((outer[k] ?? 0) - (inner[k] ?? 0)) * pixel.columnSpacing,
    ((outer[k + 1] ?? 0) - (inner[k + 1] ?? 0)) * pixel.rowSpacing,
  )
}

const relativeTo = (before: number, lengths: readonly number[]): StrainCurve =>
  lengths.map((length) => 100 * (length / before - 1))

/** Mean of curves of the same beat, phase by phase. */
export const meanCurve = (curves: readonly StrainCurve[]): StrainCurve =>
  at(curves, 0).map((_, phase) => curves.reduce((sum, curve) => sum + at(curve, phase), 0) / curves.length)
