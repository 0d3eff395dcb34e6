/** Whether and how a map that was made here is drawn over its images: where, between which values, how opaque. */
import { ColourScale } from '../../charts/ColourScale.tsx'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { unitOf } from '../numbers/words.ts'
import styles from '../overlays/OverlayControls.module.css'
import { endsOf, mapExtents, type Parameter, parameterLooks, useMapLook } from './map-look.ts'

export function MapControls({ parameter }: { readonly parameter: Parameter }) {
  const texts = useTexts().panels.mapping
  const look = useMapLook()
  const { extent, opacity, ends } = look
  const [from, to] = endsOf(look, parameter)
  const unit = unitOf(parameter)
  const setEnds = (next: readonly [number, number]): void => {
    if (next.every(Number.isFinite) && next[1] > next[0])
      useMapLook.setState({ ends: { ...ends, [parameter]: next } })
  }
  return (
    <div className={styles.controls}>
      <div className={styles.row}>
        <span>{texts.overlay}</span>
        <Choice
          label={texts.overlay}
          options={mapExtents}
          name={(one) => texts.extents[one]}
          chosen={extent}
          onChoose={(next) => useMapLook.setState({ extent: next })}
        />
      </div>
      {extent !== 'off' && (
        <>
          <ColourScale range={{ scale: parameterLooks[parameter].scale, from, to }} unit={unit} />
          <div className={styles.row}>
            <span>{texts.scale}</span>
            <input
              type="number"
              aria-label={texts.scaleFrom(unit)}
              value={from}
              onChange={({ currentTarget }) => setEnds([currentTarget.valueAsNumber, to])}
            />
            –
            <input
              type="number"
              aria-label={texts.scaleTo(unit)}
              value={to}
              onChange={({ currentTarget }) => setEnds([from, currentTarget.valueAsNumber])}
            />
            {unit}
          </div>
          <label className={styles.row}>
            {texts.opacity}
            <input
              type="range"
              min={0.1}
              max={1}
              step={0.05}
              value={opacity}
              onChange={({ currentTarget }) => useMapLook.setState({ opacity: Number(currentTarget.value) })}
            />
            {Math.round(100 * opacity)} %
          </label>
        </>
      )}
    </div>
  )
}
