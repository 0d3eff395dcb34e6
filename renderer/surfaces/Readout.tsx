/** What was clicked: the segment and its number. */
import { ahaSegments } from '#analysis/segments/aha.ts'
import type { SurfacePart } from '#analysis/surfaces/surface.ts'
import { useStore } from '../cine/store.ts'
import { segmentText } from '../panels/numbers/words.ts'
import { numberText } from '../panels/quantities.ts'
import { useTexts } from '../texts/texts.ts'
import type { SurfaceColour } from './look.ts'
import { surfaceScales } from './paint.ts'
import type { Pointed } from './pointing.ts'
import styles from './SurfacesView.module.css'
import type { SurfaceStage } from './stage.ts'

export type ReadoutOf = Pointed | undefined

export function Readout({
  of,
  colour,
  stage,
}: {
  readonly of: ReadoutOf
  readonly colour: SurfaceColour
  readonly stage: SurfaceStage
}) {
  const { surfaces, panels } = useTexts()
  // the number of the same vertex at the phase that is shown
  useStore(stage.seen)
  if (of?.kind !== 'surface') return null
  const part = of.name as SurfacePart
  const found = stage.numberAt(part, of.vertex)
  const row = ahaSegments.find(({ segment }) => segment === found?.segment)
  const scale = colour === 'none' ? undefined : surfaceScales[colour]
  const digits = scale?.unit === 'mm' ? 1 : 0
  return (
    <div className={styles.readout} role="status">
      {surfaces.parts[part]}
      {row && ` · ${segmentText(panels, row)}`}
      {scale && found?.value !== undefined && (
        <b>
          {numberText(found.value, digits)} {scale.unit}
        </b>
      )}
    </div>
  )
}
