/** The numbers of an analysis, looked up by what they are of. */

import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { type Scope, scopeText, segmentOf, withoutSegment } from '#analysis/measurements/scope.ts'
import type { AnalysisDocument } from '#contract/analysis-documents/analyses.ts'

/** An analysis, or a part of it, that came to numbers. */
export type Found = Extract<AnalysisDocument, { readonly method: string }>
export type FoundMeasurement = Found['measurements'][number]
export type FoundNumber = Extract<FoundMeasurement, { readonly value: number }>

export const isFound = (document: AnalysisDocument): document is Found => 'method' in document
export const isNumber = (m: FoundMeasurement | undefined): m is FoundNumber => m !== undefined && 'value' in m

export const foundPart = (documents: readonly AnalysisDocument[], part?: string): Found | undefined =>
  documents.find((one): one is Found => isFound(one) && one.part === part)

export function find(
  found: Found | undefined,
  quantity: QuantityName,
  scope: Scope = {},
): FoundMeasurement | undefined {
  const text = scopeText(scope)
  return found?.measurements.find((one) => one.quantity === quantity && (one.scope ?? '') === text)
}

/** By AHA segment. @param rest  what else the scope says, as 'layer:endocardial'; of any slice where it names none */
export function bySegment(
  found: Found | undefined,
  quantity: QuantityName,
  rest: Scope = {},
): ReadonlyMap<number, FoundMeasurement> {
  const text = scopeText(rest)
  const others = (scope: string | undefined): string => {
    const words = withoutSegment(scope)
    return rest.slice === undefined ? words.replace(/(^| )slice:\d+/, '').trimStart() : words
  }
  return new Map(
    (found?.measurements ?? []).flatMap((one): [number, FoundMeasurement][] => {
      const segment = one.quantity === quantity ? segmentOf(one.scope) : undefined
      return segment === undefined || others(one.scope) !== text ? [] : [[segment, one]]
    }),
  )
}
