/** How a map of pixels looks over its images: between which values, how opaque. */
import { ColourScale } from '../../charts/ColourScale.tsx'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import type { ColourScaleName } from '../../theme/data-colours.ts'
import styles from './OverlayControls.module.css'
import { OverlaySlider } from './OverlayControls.tsx'

const opacities = { least: 0.1, most: 1, step: 0.05 } as const

export interface PixelMapControlsProps {
  readonly scale: ColourScaleName
  readonly unit: string
  /** of the ends; whole numbers when absent */
  readonly digits?: number
  readonly ends: readonly [number, number]
  /** in order, and finite */
  readonly onEnds: (ends: readonly [number, number]) => void
  /** 0 to 1 */
  readonly opacity: number
  readonly onOpacity: (opacity: number) => void
}

export function PixelMapControls({
  scale,
  unit,
  digits = 0,
  ends,
  onEnds,
  opacity,
  onOpacity,
}: PixelMapControlsProps) {
  const texts = useTexts().panels.pixelMap
  const [from, to] = ends
  const setEnds = (next: readonly [number, number]): void => {
    if (next.every(Number.isFinite) && next[1] > next[0]) onEnds(next)
  }
  return (
    <>
      <ColourScale range={{ scale, from, to }} unit={unit} digits={digits} />
      <div className={styles.row}>
        <span>{texts.scale}</span>
        <input
          className={controls.smallField}
          type="number"
          step={10 ** -digits}
          aria-label={texts.scaleFrom(unit)}
          value={from}
          onChange={({ currentTarget }) => setEnds([currentTarget.valueAsNumber, to])}
        />
        –
        <input
          className={controls.smallField}
          type="number"
          step={10 ** -digits}
          aria-label={texts.scaleTo(unit)}
          value={to}
          onChange={({ currentTarget }) => setEnds([from, currentTarget.valueAsNumber])}
        />
        {unit}
      </div>
      <OverlaySlider
        label={texts.opacity}
        bounds={opacities}
        value={opacity}
        text={`${Math.round(100 * opacity)} %`}
        onChange={onOpacity}
      />
    </>
  )
}
