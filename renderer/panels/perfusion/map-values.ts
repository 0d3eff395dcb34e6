/** What a map says of a place, in words: its number, or why there is none. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type PerfusedPixel, perfusedPixel } from '#analysis/perfusion/pixel-maps.ts'
import type { Texts } from '../../texts/en/en.ts'
import { digitsOf } from '../numbers/formats.ts'
import { unitOf } from '../numbers/words.ts'
import { numberText } from '../quantities.ts'
import type { DynamicMap, OnDynamic } from './on-dynamics.ts'

/** @returns undefined beside the wall */
export function valueAt(
  { shift: [right, down], name, plane, index, map }: OnDynamic & DynamicMap,
  [x, y]: IndexPoint,
  texts: Texts['panels'],
): string | undefined {
  const [column, row] = [Math.round(x - right), Math.round(y - down)]
  if (column < 0 || column >= plane.columns) return undefined
  const place = index.indexOf(row * plane.columns + column)
  if (place < 0) return undefined
  const { maps, noPixel } = texts.perfusion
  const why = reasons.get(map.status[place] ?? perfusedPixel.measured)
  if (why !== undefined) return `${maps[name]}: ${noPixel[why]}`
  const value = numberText(map.value[place] ?? 0, digitsOf(map.quantity))
  return [maps[name], value, unitOf(map.quantity)].filter(Boolean).join(' ')
}

type Why = Exclude<PerfusedPixel, 'measured'>
const reasons: ReadonlyMap<number, Why> = new Map(
  (Object.keys(perfusedPixel) as PerfusedPixel[]).flatMap((key): [number, Why][] =>
    key === 'measured' ? [] : [[perfusedPixel[key], key]],
  ),
)
