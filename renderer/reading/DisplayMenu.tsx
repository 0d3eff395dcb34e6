/** The menu of how the image in the hand is shown: its window presets, and switches that have keys of their own. */

import { useStore } from '../cine/store.ts'
import { useDisplay } from '../display/display.ts'
import { isFirst, type Kind, kindOf, type Preset, presetsOf } from '../display/presets.ts'
import { ToolMenu } from '../display/ToolMenu.tsx'
import type { CommandId } from '../keys/commands.ts'
import type { Texts } from '../texts/en/en.ts'
import { fixedIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import { isVelocity } from '../viewport/value-scale.ts'
import { choosePreset } from './display-commands.ts'
import { usePlace, useRoom } from './room.ts'

export function DisplayMenu({ onCommand }: { readonly onCommand: (command: CommandId) => void }) {
  const room = useRoom()
  const texts = useTexts().display
  const stack = usePlace((now) => now.stack)
  const now = useDisplay(room.display, (display) => display)
  const { window, inverted, orientation } = useStore(room.viewOf(stack))
  const kind = kindOf(stack)
  const chosen = now.chosen.get(stack.id)
  const isChosen = ({ id }: Preset): boolean =>
    chosen
      ? chosen.preset === id &&
        chosen.window?.center === window?.center &&
        chosen.window?.width === window?.width
      : window === undefined && isFirst(kind, id)
  return (
    <ToolMenu
      presets={presetsOf(kind).map((preset) => ({
        id: preset.id,
        name: nameOf(preset, kind, texts),
        chosen: isChosen(preset),
        choose: () => choosePreset(room, preset.id),
      }))}
      groups={[
        {
          name: texts.orientation,
          commands: [
            { command: 'rotate-right' },
            { command: 'rotate-left' },
            { command: 'flip-across', on: orientation.mirrored },
            { command: 'flip-down' },
          ],
        },
        {
          name: texts.look,
          commands: [
            { command: 'invert-greys', on: inverted },
            { command: 'toggle-smooth', on: !now.smooth },
            { command: 'toggle-histogram', on: now.histogramShown },
            ...(isVelocity(stack)
              ? [{ command: 'toggle-velocity-colours' as const, on: now.velocityColours }]
              : []),
            { command: 'toggle-overlay-planes', on: now.planesShown },
            { command: 'show-header' },
          ],
        },
        {
          name: texts.whole,
          commands: [
            { command: 'toggle-overlays', on: now.bare },
            { command: 'full-screen', on: now.full === 'cell' },
            { command: 'full-screen-images', on: now.full === 'images' },
          ],
        },
      ]}
      onCommand={onCommand}
    />
  )
}

function nameOf({ id, window }: Preset, { role, field }: Kind, texts: Texts['display']): string {
  const name = texts.presets[id]
  if (window.kind !== 'range') return name
  const unit = role === 'ecv-map' ? '%' : 'ms'
  const ranged = texts.range(name, fixedIn(window.low, 0), fixedIn(window.high, 0), unit)
  return field === undefined || role === 'ecv-map' ? ranged : `${ranged} · ${texts.field(field)}`
}
