/** How an image is shown, in its corner: window, in the unit of its values where they have one, and scale. */

import type { Stack } from '#analysis/protocol/stack.ts'
import { useStore } from '../cine/store.ts'
import { useDisplay } from '../display/display.ts'
import { isFirst, kindOf } from '../display/presets.ts'
import { fixedIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import type { GreyWindow, ShownView } from '../viewport/image-view.ts'
import { useRoom } from './room.ts'

export function ViewLine({ stack }: { readonly stack: Stack }) {
  const { viewOf, display } = useRoom()
  const { display: texts, said } = useTexts()
  const shown = useStore(viewOf(stack), ({ shown }) => shown)
  const asked = useStore(viewOf(stack), ({ window }) => window)
  const smooth = useDisplay(display, (now) => now.smooth)
  const chosen = useDisplay(display, (now) => now.chosen.get(stack.id))
  if (!shown) return null
  const isChosen = chosen && chosen.window?.center === asked?.center && chosen.window?.width === asked?.width
  const name = isChosen && !isFirst(kindOf(stack), chosen.preset) ? texts.presets[chosen.preset] : undefined
  return (
    <>
      {name && `${name} · `}
      {windowText(shown.window, shown.scale)}
      <br />
      {!smooth && `${texts.squares} · `}
      {shown.scale?.venc !== undefined && `${texts.venc(shown.scale.venc)} · `}×{' '}
      {fixedIn(shown.transform.columnScale, 1)}
      {shown.unscaled !== undefined && (
        <>
          <br />
          {texts.noScale(said.sentence(shown.unscaled))}
        </>
      )}
    </>
  )
}

/** As in 'W 1400  L 700', '± 150 cm/s', 'W 600 L 1000 ms'. */
function windowText({ center, width }: GreyWindow, scale: ShownView['scale']): string {
  const { slope, zero, unit } = scale ?? { slope: 1, zero: 0, unit: '' }
  const shownWidth = slope * width
  const shownCentre = slope * (center - zero)
  const after = unit && ` ${unit}`
  if (scale?.venc !== undefined && Math.abs(shownCentre) < 0.5)
    return `± ${fixedIn(shownWidth / 2, 0)}${after}`
  return `W ${fixedIn(shownWidth, 0)} \u00a0 L ${fixedIn(shownCentre, 0)}${after}`
}
