/** The analyses that the chosen numbers come from: what is known of them, and what would give them. */
import { useEffect, useMemo } from 'react'
import type { Vector3 } from '#analysis/geometry/plane.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import { type AnalysisView, detailsOf, useAnalyses, useKnownAnalysis } from '../analyses/analyses.ts'
import { useScarLook } from '../panels/scar/scar-store.ts'
import { methodsOf, shownMethod } from '../panels/scar/shown-method.ts'
import { useReading } from '../reading/room.ts'
import type { SurfaceColour } from './look.ts'
import { profilesOf, type Sources } from './numbers.ts'

export const needed = {
  none: [],
  thickness: ['segments'],
  thickening: ['segments'],
  ecc: ['segments', 'strain'],
  err: ['segments', 'strain'],
  ell: ['segments', 'strain'],
  scar: ['scar'],
} as const satisfies Readonly<Record<SurfaceColour, readonly AnalysisName[]>>

export type NeededAnalysis = (typeof needed)[SurfaceColour][number]

export interface Needs {
  readonly sources: Pick<Sources, 'segments' | 'strain' | 'scar'>
  /** without which nothing can be coloured, and that are not there */
  readonly missing: readonly (AnalysisView & { readonly name: NeededAnalysis })[]
  readonly method: string | undefined
}

export function useNeeds(colour: SurfaceColour, axis: Vector3): Needs {
  const analyses = useAnalyses()
  const segments = useKnownAnalysis('segments')
  const strain = useKnownAnalysis('strain')
  const scar = useKnownAnalysis('scar')
  const protocol = useReading(({ state }) => state.protocol)
  const chosen = useScarLook(({ method }) => method)
  const [ofSegments] = detailsOf(segments, 'segments')
  const [ofStrain] = detailsOf(strain, 'strain')
  const [ofScar] = detailsOf(scar, 'scar')
  const method = shownMethod(methodsOf(undefined, ofScar), chosen, protocol)
  // what was made once comes by itself, and with strain the segments, which are quick; the rest is asked for
  const shown = [
    ...(segments.documents.length > 0 || isStrain(colour) ? (['segments'] as const) : []),
    ...(strain.documents.length > 0 && isStrain(colour) ? (['strain'] as const) : []),
    ...(scar.documents.length > 0 && colour === 'scar' ? (['scar'] as const) : []),
  ]
  const names = colour === 'none' ? '' : shown.join()
  useEffect(() => {
    const wanted = analysisNames.filter((name) => names.split(',').includes(name))
    return wanted.length > 0 ? analyses.show(wanted) : undefined
  }, [analyses, names])
  const [x, y, z] = axis
  const profiles = useMemo(
    () => (ofScar && method !== undefined ? profilesOf(ofScar, method, [x, y, z]) : undefined),
    [ofScar, method, x, y, z],
  )
  const sources = useMemo(
    () => ({ segments: ofSegments, strain: ofStrain, scar: profiles }),
    [ofSegments, ofStrain, profiles],
  )
  const views = { segments, strain, scar }
  const without = { segments: ofSegments, strain: ofStrain, scar: profiles }
  const wanted: readonly NeededAnalysis[] = isStrain(colour) || colour === 'scar' ? needed[colour] : []
  return {
    sources,
    method,
    missing: wanted.filter((name) => without[name] === undefined).map((name) => ({ ...views[name], name })),
  }
}

const isStrain = (colour: SurfaceColour): colour is 'ecc' | 'err' | 'ell' =>
  colour === 'ecc' || colour === 'err' || colour === 'ell'
