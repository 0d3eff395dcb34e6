/** What is drawn over the images, and a threshold to try: what it finds is a preview and is not recorded. */
import type { ScarDetails } from '#contract/analysis-documents/details.ts'
import { ColourScale } from '../../charts/ColourScale.tsx'
import { fixedIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { type Found, find, isNumber } from '../numbers/found.ts'
import styles from '../overlays/OverlayControls.module.css'
import { extentAbove } from './preview.ts'
import { scarOverlays, useScarLook } from './scar-store.ts'

const sds = { least: 1, most: 10, step: 0.1 } as const

export function OverlayControls({
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
    <div className={styles.controls}>
      <div className={styles.row}>
        <span>{texts.overlay}</span>
        <Choice
          label={texts.overlay}
          options={scarOverlays}
          name={(one) => (one === 'mask' ? `${texts.overlays.mask} ${method}` : texts.overlays[one])}
          chosen={overlay}
          onChoose={(next) => useScarLook.setState({ overlay: next })}
        />
      </div>
      {overlay === 'disagreement' && (
        <div className={styles.row}>
          <ColourScale range={{ scale: 'magma', from: 0, to: details.voters }} unit="" />
          <span>{texts.agree(details.voters)}</span>
        </div>
      )}
      {overlay === 'threshold' && (
        <>
          <label className={styles.row}>
            {texts.threshold}
            <input
              type="range"
              min={sds.least}
              max={sds.most}
              step={sds.step}
              value={sd}
              onChange={({ currentTarget }) => useScarLook.setState({ sd: Number(currentTarget.value) })}
            />
            {texts.thresholdOf(fixedIn(sd, 1))}
          </label>
          <p>
            {texts.thresholdExtent(
              fixedIn(extent, 1),
              isNumber(wall) ? fixedIn((wall.value * extent) / 100, 1) : '–',
            )}
          </p>
        </>
      )}
    </div>
  )
}
