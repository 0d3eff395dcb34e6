/** What the colours of the surface mean. */
import { ColourScale } from '../charts/ColourScale.tsx'
import { useTexts } from '../texts/texts.ts'
import type { SurfaceColour } from './look.ts'
import { surfaceScales } from './paint.ts'
import styles from './SurfacesView.module.css'

export function Legend({ colour }: { readonly colour: SurfaceColour }) {
  const texts = useTexts().surfaces
  if (colour === 'none') return null
  const { range, unit } = surfaceScales[colour]
  return (
    <div className={styles.legend}>
      <span>{texts.quantities[colour]}</span>
      <ColourScale range={range} unit={unit} />
      <span className={styles.unknown}>
        <i aria-hidden="true" />
        {texts.unknown}
      </span>
    </div>
  )
}
