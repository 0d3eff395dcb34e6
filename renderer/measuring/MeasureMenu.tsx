/** The tools for measuring, behind one button of the tools: it shows and takes the one that was used last. */
import { Menu, Tooltip } from '@mantine/core'
import {
  CircleDotDashed,
  Eye,
  EyeOff,
  type LucideIcon,
  MessageSquareText,
  Pipette,
  Ruler,
  Spline,
  TriangleRight,
} from 'lucide-react'
import { useStore } from '../cine/store.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import { commandOf } from './commands.ts'
import styles from './measuring.module.css'
import { type MeasuringEditor, type MeasuringTool, measuringTools } from './measuring-editor.ts'

const icons: Readonly<Record<MeasuringTool, LucideIcon>> = {
  length: Ruler,
  angle: TriangleRight,
  ellipse: CircleDotDashed,
  freehand: Spline,
  note: MessageSquareText,
  probe: Pipette,
}

export interface MeasureMenuProps {
  readonly editor: MeasuringEditor
  readonly onCommand: (command: CommandId) => void
}

export function MeasureMenu({ editor, onCommand }: MeasureMenuProps) {
  const texts = useTexts()
  const { tool, hidden } = useStore(editor)
  const Icon = icons[tool ?? 'length']
  return (
    <Menu position="right-end" withinPortal>
      <Menu.Target>
        <Tooltip position="right" label={texts.measuring.menu}>
          <button type="button" aria-label={texts.measuring.menu} data-on={tool !== undefined || undefined}>
            <Icon size={15} aria-hidden />
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{texts.measuring.menu}</Menu.Label>
        {measuringTools.map((one) => (
          <Item
            key={one}
            command={commandOf(one)}
            icon={icons[one]}
            chosen={one === tool}
            onCommand={onCommand}
          />
        ))}
        <Menu.Divider />
        <Item command="toggle-measures" icon={hidden ? EyeOff : Eye} chosen={false} onCommand={onCommand} />
      </Menu.Dropdown>
    </Menu>
  )
}

interface ItemProps extends Pick<MeasureMenuProps, 'onCommand'> {
  readonly command: CommandId
  readonly icon: LucideIcon
  readonly chosen: boolean
}

function Item({ command, icon: Icon, chosen, onCommand }: ItemProps) {
  const [key] = keysOf(command)
  return (
    <Menu.Item
      leftSection={<Icon size={13} aria-hidden />}
      rightSection={key && <kbd>{chordText(key)}</kbd>}
      aria-current={chosen || undefined}
      aria-keyshortcuts={shortcutsOf(command)}
      onClick={() => onCommand(command)}
    >
      {useTexts().commands.title(command)}
    </Menu.Item>
  )
}
