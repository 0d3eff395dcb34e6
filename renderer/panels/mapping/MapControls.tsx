/** Whether and how a map that was made here is drawn over its images. */
import { useTexts } from '../../texts/texts.ts'
import { unitOf } from '../numbers/words.ts'
import { OverlayControls } from '../overlays/OverlayControls.tsx'
import { PixelMapControls } from '../overlays/PixelMapControls.tsx'
import { endsOf, mapExtents, type Parameter, parameterLooks, useMapLook } from './map-look.ts'

export function MapControls({ parameter }: { readonly parameter: Parameter }) {
  const texts = useTexts().panels.mapping
  const look = useMapLook()
  const { extent, opacity, ends } = look
  return (
    <OverlayControls
      label={texts.overlay}
      command="toggle-map"
      options={mapExtents}
      name={(one) => texts.extents[one]}
      chosen={extent}
      onChoose={(next) => useMapLook.setState({ extent: next })}
    >
      {extent !== 'off' && (
        <PixelMapControls
          scale={parameterLooks[parameter].scale}
          unit={unitOf(parameter)}
          ends={endsOf(look, parameter)}
          onEnds={(next) => useMapLook.setState({ ends: { ...ends, [parameter]: next } })}
          opacity={opacity}
          onOpacity={(next) => useMapLook.setState({ opacity: next })}
        />
      )}
    </OverlayControls>
  )
}
