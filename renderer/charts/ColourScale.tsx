/** What the colours of a picture mean: the scale with its ends, or the names of grades. */
import { fixedIn } from '../texts/formats.ts'
import styles from './ColourScale.module.css'
import { colourAt, cssOf, type Rgb, type ScaleRange } from './colours.ts'

const steps = 24

export function ColourScale({
  range,
  unit,
  digits = 0,
}: {
  readonly range: ScaleRange
  readonly unit: string
  readonly digits?: number
}) {
  const text = (value: number): string => fixedIn(value, digits)
  const colours = Array.from({ length: steps }, (_, i) => cssOf(colourAt(range.scale, i / (steps - 1))))
  const ends = `${text(range.from)} – ${text(range.to)} ${unit}`
  return (
    <span className={styles.scale} role="img" aria-label={ends}>
      <span>{text(range.from)}</span>
      <i style={{ background: `linear-gradient(to right, ${colours.join(', ')})` }} />
      <span>
        {text(range.to)} {unit}
      </span>
    </span>
  )
}

export interface NamedColour {
  readonly name: string
  readonly colour: Rgb
}

export function GradeLegend({ grades }: { readonly grades: readonly NamedColour[] }) {
  return (
    <ul className={styles.grades}>
      {grades.map(({ name, colour }) => (
        <li key={name}>
          <i style={{ background: cssOf(colour) }} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  )
}
