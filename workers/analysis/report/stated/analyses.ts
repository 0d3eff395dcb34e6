/** Groups of a report that an analysis filled, as what it found. */
import { frame } from '../codes.ts'
import type { ContainerItem, ReferencedImage } from '../items.ts'
import { terms } from '../private-codes.ts'
import { childrenOf, named, textOf } from './find.ts'
import { type StatedMeasurement, statedMeasurement } from './measurements.ts'

export interface StatedAnalysis {
  /** 'strain', 'mapping/t1-native' ... */
  readonly analysis: string
  readonly method: string | undefined
  readonly version: string | undefined
  /** JSON, as it was written */
  readonly options: string | undefined
  readonly measurements: readonly StatedMeasurement[]
  readonly warnings: readonly string[]
  readonly images: readonly ReferencedImage[]
}

/** @returns undefined for a group that no analysis of ours filled */
export function statedAnalysis(group: ContainerItem): StatedAnalysis | undefined {
  const below = childrenOf(group)
  const analysis = textOf(below, terms.analysis)
  if (analysis === undefined) return undefined
  const method = textOf(below, frame.algorithmName)
  const version = textOf(below, frame.algorithmVersion)
  const numbers = below.flatMap((item) => (item.type === 'NUM' ? (statedMeasurement(item) ?? []) : []))
  return {
    analysis,
    method,
    version,
    options: textOf(below, terms.options),
    // a number says its method only where it is not that of the group
    measurements: numbers.map((m) =>
      'value' in m ? { ...m, method: m.method ?? method, version: m.version ?? version } : m,
    ),
    warnings: named(below, 'TEXT', terms.warning).map(({ text }) => text),
    images: named(below, 'IMAGE', frame.sourceOfMeasurement).map(({ image }) => image),
  }
}
