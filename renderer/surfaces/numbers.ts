/** The numbers that a surface is coloured by, from the read's contours and from what the analyses found. */

import type { Vector3 } from '#analysis/geometry/plane.ts'
import type { ScarredWall } from '#analysis/surfaces/scar.ts'
import { type ScarProfile, scarOnRing, scarProfiles } from '#analysis/surfaces/scar.ts'
import { segmentsOnRing } from '#analysis/surfaces/segments.ts'
import type { SliceRing, Surface } from '#analysis/surfaces/surface.ts'
import { namesOnVertices, noValues, onVertices, type Values } from '#analysis/surfaces/values.ts'
import { growth, thicknessOnRing } from '#analysis/surfaces/wall.ts'
import type { Grid } from '#analysis/volumes/grid.ts'
import type { DetailsOf } from '#contract/analysis-documents/details.ts'
import type { SurfaceColour } from './look.ts'
import { chordsOf } from './walls.ts'

/** What numbers come from; what is not known yet is absent. The same object as long as nothing of it changed. */
export interface Sources {
  readonly left: Grid
  readonly phases: number
  /** whose thickness is known: more of them are other numbers */
  readonly walls: number
  /** of the surface's part, at ED: what thickening is counted from */
  readonly reference: Surface | undefined
  readonly segments?: DetailsOf<'segments'> | undefined
  readonly strain?: DetailsOf<'strain'> | undefined
  /** base to apex */
  readonly scar?: readonly ScarProfile[] | undefined
}

const remembered = new WeakMap<Surface, Map<string, { readonly of: Sources; readonly values: Values }>>()

/** @returns undefined for a surface that has no such numbers: the right ventricle, or a source that is not there */
export function numbersOn(surface: Surface, colour: SurfaceColour, sources: Sources): Values | undefined {
  if (colour === 'none' || surface.part === 'rv-endocardial') return undefined
  const known = remembered.get(surface) ?? new Map()
  remembered.set(surface, known)
  const before = known.get(colour)
  if (before?.of === sources) return before.values
  const values = made(surface, colour, sources)
  if (values) known.set(colour, { of: sources, values })
  return values
}

function made(
  surface: Surface,
  colour: Exclude<SurfaceColour, 'none'>,
  sources: Sources,
): Values | undefined {
  switch (colour) {
    case 'thickness':
      return onVertices(
        surface.loft,
        surface.rings.map((ring) => thicknessOn(surface, ring, sources)),
      )
    case 'thickening':
      return thickening(surface, sources)
    case 'ecc':
    case 'err':
    case 'ell':
      return strainOn(surface, colour, sources)
    case 'scar': {
      const { scar } = sources
      return (
        scar &&
        onVertices(
          surface.loft,
          surface.rings.map(({ ring }) => scarOnRing(ring, surface.axis, scar)),
        )
      )
    }
  }
}

function thicknessOn({ part, phase }: Surface, ring: SliceRing, { left }: Sources): Values | undefined {
  const { endocardial, epicardial } = left[phase]?.[ring.slice] ?? {}
  if (endocardial === undefined || epicardial === undefined) return undefined
  const chords = chordsOf(endocardial, epicardial)
  return chords?.measured
    ? thicknessOnRing(ring.ring, chords.value, part === 'lv-epicardial' ? 'epicardial' : 'endocardial')
    : undefined
}

/** Against ED on the same slice. */
function thickening(surface: Surface, sources: Sources): Values | undefined {
  const { reference } = sources
  if (reference === undefined) return undefined
  return onVertices(
    surface.loft,
    surface.rings.map((ring) => {
      const before = reference.rings.find(({ slice }) => slice === ring.slice)
      const [now, then] = [
        thicknessOn(surface, ring, sources),
        before && thicknessOn(reference, before, sources),
      ]
      return now && then && growth(now, then)
    }),
  )
}

/** The segment of each vertex; undefined without the division of regional function. */
export function segmentsOn({ loft, rings }: Surface, { segments }: Sources): Uint8Array | undefined {
  if (segments === undefined) return undefined
  const bySlice = new Map(segments.slices.map((wall) => [segments.places[wall.slice]?.slice, wall.sectors]))
  const found = rings.map((ring) => {
    const sectors = bySlice.get(ring.slice)
    return sectors && segmentsOnRing(ring, sectors)
  })
  return found.some(Boolean) ? namesOnVertices(loft, found) : undefined
}

function strainOn(surface: Surface, kind: 'ecc' | 'err' | 'ell', sources: Sources): Values | undefined {
  const { strain, phases } = sources
  const names = segmentsOn(surface, sources)
  if (strain === undefined || names === undefined) return undefined
  const layer = surface.part === 'lv-epicardial' ? 'epicardial' : 'endocardial'
  const bySegment = new Map<number, number>()
  for (const { kind: of, scope, curve } of strain.curves) {
    const { segment } = scope
    if (of !== kind || segment === undefined || scope.slice !== undefined || !curve.measured) continue
    if (scope.layer !== undefined && scope.layer !== layer) continue
    const { values } = curve.value
    // the long axes may have more phases or fewer: as far through the beat
    const value = values[Math.round((surface.phase / phases) * values.length) % values.length]
    if (value !== undefined) bySegment.set(segment, value)
  }
  const found = noValues(names.length)
  names.forEach((segment, vertex) => {
    const value = bySegment.get(segment)
    if (value === undefined) return
    found.value[vertex] = value
    found.known[vertex] = 1
  })
  return found
}

/** Of one method, on the slices of late enhancement. */
export function profilesOf(
  details: DetailsOf<'scar'>,
  method: string,
  axis: Vector3,
): readonly ScarProfile[] | undefined {
  const found = details.methods.find(({ name }) => name === method)
  const walls = details.slices.flatMap((wall): ScarredWall[] => {
    const state = found?.slices.find(({ slice }) => slice === wall.slice)?.state
    return state ? [{ plane: wall.plane, index: wall.index, share: wall.share, state }] : []
  })
  return walls.length > 0 ? scarProfiles(walls, axis) : undefined
}
