/** Which map is drawn over the first pass and how; where no slice has it, why. */
import type { ReactNode } from 'react'
import { perfusionMapLooks } from '#analysis/colours/map-looks.ts'
import type { PerfusionMap } from '#analysis/perfusion/pixel-maps.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { PerfusionDetails } from '#contract/analysis-documents/details.ts'
import { useTexts } from '../../texts/texts.ts'
import { unitOf } from '../numbers/words.ts'
import { OverlayControls } from '../overlays/OverlayControls.tsx'
import { PixelMapControls } from '../overlays/PixelMapControls.tsx'
import { detailText } from '../reasons.ts'
import { endsOf, firstMap, shownMaps, usePerfusionMapLook } from './map-look.ts'

export function PerfusionMapControls({ details }: { readonly details: PerfusionDetails }) {
  const texts = useTexts().panels.perfusion
  const look = usePerfusionMapLook()
  const { shown, opacity, ends } = look
  return (
    <OverlayControls
      label={texts.map}
      command="next-map"
      options={shownMaps}
      name={(one) => texts.maps[one]}
      chosen={shown}
      onChoose={(next) => usePerfusionMapLook.setState({ shown: next })}
    >
      {shown !== 'off' && (
        <Chosen found={firstMap(details, shown)}>
          {({ quantity }) => (
            <PixelMapControls
              {...perfusionMapLooks[quantity]}
              unit={unitOf(quantity)}
              ends={endsOf(look, quantity)}
              onEnds={(next) => usePerfusionMapLook.setState({ ends: { ...ends, [quantity]: next } })}
              opacity={opacity}
              onOpacity={(next) => usePerfusionMapLook.setState({ opacity: next })}
            />
          )}
        </Chosen>
      )}
    </OverlayControls>
  )
}

function Chosen({
  found,
  children,
}: {
  readonly found: Outcome<PerfusionMap> | undefined
  readonly children: (map: PerfusionMap) => ReactNode
}) {
  const { panels } = useTexts()
  if (found?.measured) return children(found.value)
  return (
    <p>{found ? panels.perfusion.noMap(detailText(found.reason, found.detail)) : panels.charts.unmeasured}</p>
  )
}
