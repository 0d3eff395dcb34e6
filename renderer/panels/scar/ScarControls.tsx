/** What is drawn over the images, and a threshold to try: what it finds is a preview and is not recorded. */
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { ColourScale } from '../../charts/ColourScale.tsx'
import { fixedIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import { type Found, find, isNumber } from '../numbers/found.ts'
import styles from '../overlays/OverlayControls.module.css'
import { OverlayControls, OverlaySlider } from '../overlays/OverlayControls.tsx'
import { extentAbove } from './preview.ts'
import { scarOverlays, useScarLook } from './scar-store.ts'

const sds = { least: 1, most: 10, step: 0.1 } as const

export function ScarControls({
  details,
  found,
  method,
}: {
  readonly details: ScarDetails
  readonly found: Found | undefined
  readonly method: string
}) {
  const { scar: texts } = useTexts().panels
  const { overlay, sd } = useScarLook()
  const wall = find(found, 'lge-wall-mass')
  const extent = extentAbove(details.slices, sd)
  return (
    <OverlayControls
      label={texts.overlay}
      options={scarOverlays}
      name={(one) =>
        one === 'mask' ? `${texts.overlays.mask} ${texts.scarMethod(method)}` : texts.overlays[one]
      }
      chosen={overlay}
      onChoose={(next) => useScarLook.setState({ overlay: next })}
    >
      {overlay === 'disagreement' && (
        <div className={styles.row}>
          <ColourScale range={{ scale: 'magma', from: 0, to: details.voters }} unit="" />
          <span>{texts.agree(details.voters)}</span>
        </div>
      )}
      {overlay === 'threshold' && (
        <>
          <OverlaySlider
            label={texts.threshold}
            bounds={sds}
            value={sd}
            text={texts.thresholdOf(fixedIn(sd, 1))}
            onChange={(next) => useScarLook.setState({ sd: next })}
          />
          <p>
            {texts.thresholdExtent(
              fixedIn(extent, 1),
              isNumber(wall) ? fixedIn((wall.value * extent) / 100, 1) : '–',
            )}
          </p>
        </>
      )}
    </OverlayControls>
  )
}
